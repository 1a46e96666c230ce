//! What people coded in a gold file, told by the fields of its first record.

use super::GoldError;
use super::records::{delimiter, fields, text_of};
use std::path::Path;

/// What people coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoldKind {
    /// The frames of sentences: `text`, `frame`.
    Frames,
    /// Names by code point: `text`, `mentions`; in a table `text`, `start`, `end`, `label`.
    Names,
    /// Who says what: `text`, `attributions`.
    Attributions,
    /// Names by token: `tokens`, `spans`.
    Tokens,
}

impl GoldKind {
    /// What the records of a file hold.
    ///
    /// # Errors
    /// If the file cannot be read, or its first record is of no known kind.
    pub fn of(path: &Path) -> Result<Self, GoldError> {
        let text = text_of(path)?;
        if text.trim().is_empty() {
            return Err(GoldError::Empty { path: path.to_owned() });
        }
        let found = fields(path, &text);
        let has = |names: &[&str]| names.iter().all(|name| found.iter().any(|it| it == name));
        let is_table = delimiter(path).is_some();
        match () {
            () if has(&["tokens", "spans"]) && !is_table => Ok(Self::Tokens),
            () if has(&["text", "attributions"]) && !is_table => Ok(Self::Attributions),
            () if has(&["text", "mentions"]) && !is_table => Ok(Self::Names),
            () if has(&["text", "start", "end", "label"]) && is_table => Ok(Self::Names),
            () if has(&["text", "frame"]) => Ok(Self::Frames),
            () => Err(GoldError::Unknown { path: path.to_owned(), fields: found.join(", ") }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_tell_what_was_coded() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let kind = |name: &str, content: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, content).expect("the file can be written");
            GoldKind::of(&path).map_err(|error| error.to_string())
        };
        assert_eq!(kind("a.jsonl", "{\"text\":\"A.\",\"frame\":\"both\"}"), Ok(GoldKind::Frames));
        assert_eq!(kind("b.jsonl", "\n{\"text\":\"A.\",\"mentions\":[]}"), Ok(GoldKind::Names));
        assert_eq!(kind("c.jsonl", "{\"tokens\":[],\"spans\":[],\"text\":\"\"}"), Ok(GoldKind::Tokens));
        assert_eq!(kind("f.jsonl", "{\"text\":\"A.\",\"attributions\":[]}"), Ok(GoldKind::Attributions));
        assert_eq!(kind("d.tsv", "text\tstart\tend\tlabel\n"), Ok(GoldKind::Names));
        let problem = kind("e.jsonl", "{\"text\":\"A.\",\"label\":\"x\"}").expect_err("no kind of ours");
        assert!(problem.contains("text, label") && problem.contains("`mentions`"), "{problem}");
    }
}
