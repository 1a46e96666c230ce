//! What the user asks of the reading.

use super::repair::LeftAsIs;
use super::{Encoding, Limits};
use std::path::PathBuf;

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder to walk.
    Path(PathBuf),
    /// Standard input, whole: one text, or JSON Lines. Held in memory, since its hash is part of every
    /// document that comes from it.
    Stdin,
    /// Bytes at hand, under a name that stands where a path would.
    Memory {
        /// The name; its ending tells the format where the content does not.
        name: String,
        /// The content of the file it stands for.
        bytes: Vec<u8>,
    },
}

/// How inputs are read. Plain data; checked by [`Corpus::open`](super::Corpus::open).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IngestOptions {
    /// A table of facts (CSV, TSV or JSON Lines), keyed by `path` or `doc_id`.
    pub metadata: Option<PathBuf>,
    /// Facts in file names, such as `{issuer}_{session}_{date}`.
    pub name_pattern: Option<String>,
    /// The field or column that holds the text of a record; `text` unless said.
    pub text_field: Option<String>,
    /// The field or column that names a record; `doc_id`, else `id`, unless said.
    pub id_field: Option<String>,
    /// The most bytes one document may have, as a file or as a record; 64 MiB unless said, and
    /// never more than 1 GiB.
    pub max_bytes: u64,
    /// What an input may ask for beside that.
    pub limits: Limits,
    /// The encoding of what is no Unicode and states none; told from the bytes unless said. UTF-8 here means that only
    /// Unicode is read.
    pub encoding: Option<Encoding>,
    /// Which damage to texts is not mended; all that is certain is mended unless said.
    pub left_as_is: LeftAsIs,
}

impl Default for IngestOptions {
    fn default() -> Self {
        Self {
            metadata: None,
            name_pattern: None,
            text_field: None,
            id_field: None,
            max_bytes: 64 << 20,
            limits: Limits::default(),
            encoding: None,
            left_as_is: LeftAsIs::default(),
        }
    }
}

impl IngestOptions {
    /// The name of the field that holds the text.
    #[must_use]
    pub fn text_field(&self) -> &str {
        self.text_field.as_deref().unwrap_or("text")
    }

    /// The fields that may name a record, best first.
    #[must_use]
    pub fn id_fields(&self) -> Vec<&str> {
        self.id_field.as_deref().map_or_else(|| vec!["doc_id", "id"], |field| vec![field])
    }
}
