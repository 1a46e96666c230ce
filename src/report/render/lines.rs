//! Lines of JSON, by table.

use super::compact::append;
use crate::report::wire::WarningNote;
use serde::Serialize;

/// How the row of a document ends.
const END_OF_WARNINGS: &[u8] = b"]}\n";

/// Bytes of a table that are kept for the next document.
const KEPT: usize = 1 << 17;

/// A JSONL file with lines for each document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Facts and framing of each document.
    Documents,
    /// Every statistic as a tidy row.
    Measures,
    /// The texts.
    Texts,
    /// Word counts.
    Terms,
    /// What was counted in each document.
    Counts,
    /// What each sentence shows.
    Sentences,
    /// The evidence.
    Hits,
    /// Names and dates.
    Mentions,
    /// Who says what.
    Attributions,
    /// Who and what the corpus names.
    Entities,
    /// Who is named beside whom.
    CoMentions,
    /// The position under every choice.
    Multiverse,
    /// Inputs that failed.
    Errors,
    /// Paths passed over.
    Skipped,
}

impl Table {
    /// Every table, in the order of the declaration.
    pub const ALL: [Self; 14] = [
        Self::Documents,
        Self::Measures,
        Self::Texts,
        Self::Terms,
        Self::Counts,
        Self::Sentences,
        Self::Hits,
        Self::Mentions,
        Self::Attributions,
        Self::Entities,
        Self::CoMentions,
        Self::Multiverse,
        Self::Errors,
        Self::Skipped,
    ];

    /// The name of its schema; with `.jsonl`, of its file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Measures => "measures",
            Self::Texts => "texts",
            Self::Terms => "terms",
            Self::Counts => "counts",
            Self::Sentences => "sentences",
            Self::Hits => "hits",
            Self::Mentions => "mentions",
            Self::Attributions => "attributions",
            Self::Entities => "entities",
            Self::CoMentions => "co_mentions",
            Self::Multiverse => "multiverse",
            Self::Errors => "errors",
            Self::Skipped => "skipped",
        }
    }
}

/// Finished lines, by table.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    tables: [Buffer; Table::ALL.len()],
}

#[derive(Clone, Debug, Default)]
struct Buffer {
    bytes: Vec<u8>,
    n: u64,
}

impl Lines {
    /// Appends `row` to its table.
    ///
    /// # Panics
    /// If `row` is not representable in JSON, which no type of `wire` is.
    pub fn push(&mut self, table: Table, row: &impl Serialize) {
        let buffer = &mut self.tables[table as usize];
        append(&mut buffer.bytes, row).expect("rows are plain data with text keys");
        buffer.bytes.push(b'\n');
        buffer.n += 1;
    }

    /// Adds to the one document a warning that an earlier one has its text. Documents are rendered side by side; which
    /// earlier ones there are is known only when their turn has come to be written. Gives the bytes of its row before.
    ///
    /// # Panics
    /// If there is no document.
    pub fn warn_of_duplicate(&mut self, first: &str) -> usize {
        let message =
            format!("the text is the same as that of {first}; --dedup leaves it out of what joins documents");
        let code = "duplicate-text".into();
        let warning = WarningNote { code, message: message.into(), start: None, end: None };
        let Buffer { bytes, .. } = &mut self.tables[Table::Documents as usize];
        let before = bytes.len();
        // The warnings are the last field of the row.
        assert!(bytes.ends_with(END_OF_WARNINGS), "a document was rendered");
        bytes.truncate(before - END_OF_WARNINGS.len());
        if bytes.last() != Some(&b'[') {
            bytes.push(b',');
        }
        append(bytes, &warning).expect("rows are plain data with text keys");
        bytes.extend_from_slice(END_OF_WARNINGS);
        before
    }

    /// Takes that warning away again from a row that had so many bytes `before`.
    pub fn unwarn(&mut self, before: usize) {
        let Buffer { bytes, .. } = &mut self.tables[Table::Documents as usize];
        bytes.truncate(before.saturating_sub(END_OF_WARNINGS.len()));
        bytes.extend_from_slice(END_OF_WARNINGS);
    }

    /// Lines that were written before, as they were.
    pub fn extend(&mut self, table: Table, bytes: &[u8], n: u64) {
        let buffer = &mut self.tables[table as usize];
        buffer.bytes.extend_from_slice(bytes);
        buffer.n += n;
    }

    /// Bytes of all tables.
    #[must_use]
    pub fn n_bytes(&self) -> usize {
        self.tables.iter().map(|buffer| buffer.bytes.len()).sum()
    }

    /// Forgets the lines and keeps their memory for others, but not what only a very long document needs.
    pub fn clear(&mut self) {
        for buffer in &mut self.tables {
            buffer.bytes.clear();
            buffer.bytes.shrink_to(KEPT);
            buffer.n = 0;
        }
    }

    /// The bytes of a table and how many lines they are.
    #[must_use]
    pub fn of(&self, table: Table) -> (&[u8], u64) {
        let buffer = &self.tables[table as usize];
        (&buffer.bytes, buffer.n)
    }
}
