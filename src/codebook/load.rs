//! From files to a [`Codebook`]. Only this file and the built-in texts know where codebooks lie.

use super::resolve::Resolver;
use super::{Codebook, CodebookError, Finding, Place};
use crate::document::Fingerprint;
use std::fs;
use std::path::Path;

/// Name of the head file in a folder.
const HEAD: &str = "codebook.toml";

/// A file of a codebook.
pub(super) struct File {
    /// As named in messages.
    pub name: String,
    /// All of it.
    pub text: String,
    /// Where each line ends.
    line_ends: Vec<usize>,
}

impl File {
    /// A file of this name and text.
    pub fn new(name: String, text: String) -> Self {
        let line_ends = text.match_indices('\n').map(|(at, _)| at).collect();
        Self { name, text, line_ends }
    }

    /// The line that byte `at` lies in.
    pub fn place(&self, at: usize) -> Place {
        Place { file: self.name.clone(), line: 1 + self.line_ends.partition_point(|&end| end < at) }
    }
}

impl Codebook {
    /// Reads a codebook from a file, or from a folder that holds a `codebook.toml`.
    ///
    /// # Errors
    /// If a file cannot be read, or with every breach of the rules in all of the files.
    ///
    /// ```no_run
    /// use normscope::codebook::Codebook;
    /// let codebook = Codebook::load("my-codebook.toml".as_ref())?;
    /// println!("{} entries", codebook.entries.len());
    /// # Ok::<(), normscope::codebook::CodebookError>(())
    /// ```
    pub fn load(path: &Path) -> Result<Self, CodebookError> {
        let head = if path.is_dir() { path.join(HEAD) } else { path.to_owned() };
        let name = if path.is_dir() { HEAD.to_owned() } else { file_name(path) };
        let folder = head.parent().unwrap_or(Path::new("")).to_owned();
        Self::from_parts(File::new(name, read(&head)?), |included| read(&folder.join(included)))
    }

    /// Reads a codebook that is one text; `name` stands for it in messages.
    ///
    /// # Errors
    /// With every breach of the rules. A text that includes files is refused.
    ///
    /// ```
    /// use normscope::codebook::Codebook;
    /// let text = r#"
    ///     id = "mini"
    ///     version = "1"
    ///     [[frame]]
    ///     id = "market"
    ///     name = "market-centric"
    ///     [[family]]
    ///     id = "M1"
    ///     frame = "market"
    ///     name = "Competition"
    ///     [[entry]]
    ///     id = "level-field"
    ///     family = "M1"
    ///     pattern = "level playing (field|ground)"
    ///     examples = ["Firms ask for a level playing field."]
    /// "#;
    /// assert_eq!(Codebook::from_toml("mini.toml", text)?.entries[0].id, "level-field");
    /// # Ok::<(), normscope::codebook::CodebookError>(())
    /// ```
    pub fn from_toml(name: &str, text: &str) -> Result<Self, CodebookError> {
        let alone = |included: &str| {
            let source = std::io::Error::other("a codebook given as one text includes no files");
            Err(CodebookError::Unreadable { path: included.into(), source })
        };
        Self::from_parts(File::new(name.to_owned(), text.to_owned()), alone)
    }

    /// Puts a codebook together from its head file and whatever that includes.
    pub(super) fn from_parts(
        head: File,
        mut read: impl FnMut(&str) -> Result<String, CodebookError>,
    ) -> Result<Self, CodebookError> {
        let mut resolver = Resolver::default();
        let mut bytes = head.text.clone().into_bytes();
        resolver.head(&head);
        let head = head.name;
        for (included, place) in resolver.includes() {
            match read(&included) {
                Ok(text) => {
                    bytes.extend_from_slice(text.as_bytes());
                    resolver.part(&File::new(included, text));
                }
                Err(error) => {
                    let message = format!("includes {included:?}: {error}");
                    resolver.findings.push(Finding::error(place, message));
                }
            }
        }
        resolver.finish(head, Fingerprint::of(&bytes))
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn read(path: &Path) -> Result<String, CodebookError> {
    fs::read_to_string(path)
        .map(|text| text.replace("\r\n", "\n"))
        .map_err(|source| CodebookError::Unreadable { path: path.to_owned(), source })
}
