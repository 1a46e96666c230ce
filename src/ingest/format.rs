//! What kind of file is it? By content first, then by name.

use super::html::HtmlPage;
use super::json_lines::JsonLines;
use super::markdown::Markdown;
use super::plain::PlainText;
use super::reader::{Container, Reader};
use super::table::Table;

/// A format we read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// `.txt`, `.text`, or text without an ending.
    PlainText,
    /// `.md`, `.markdown`
    Markdown,
    /// `.html`, `.htm`, `.xhtml`, or text that begins as a page does.
    Html,
    /// `.jsonl`, `.ndjson`, or text whose first line begins an object.
    JsonLines,
    /// `.csv`
    Csv,
    /// `.tsv`, `.tab`
    Tsv,
}

/// What reads a format.
#[derive(Clone, Copy)]
pub enum Plug {
    /// A file is a document.
    Reader(&'static dyn Reader),
    /// A file holds many.
    Container(&'static dyn Container),
}

impl std::fmt::Debug for Plug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.media_type())
    }
}

impl Plug {
    /// What the files are, as a media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Reader(reader) => reader.media_type(),
            Self::Container(container) => container.media_type(),
        }
    }
}

impl Format {
    /// Every format, in the order of the documentation.
    pub const ALL: [Self; 6] =
        [Self::PlainText, Self::Markdown, Self::Html, Self::JsonLines, Self::Csv, Self::Tsv];

    /// What reads it.
    #[must_use]
    pub const fn plug(self) -> Plug {
        match self {
            Self::PlainText => Plug::Reader(&PlainText),
            Self::Markdown => Plug::Reader(&Markdown),
            Self::Html => Plug::Reader(&HtmlPage),
            Self::JsonLines => Plug::Container(&JsonLines),
            Self::Csv => Plug::Container(&Table::CSV),
            Self::Tsv => Plug::Container(&Table::TSV),
        }
    }

    /// The endings of its file names, in lower case.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::PlainText => &["txt", "text"],
            Self::Markdown => &["md", "markdown"],
            Self::Html => &["html", "htm", "xhtml"],
            Self::JsonLines => &["jsonl", "ndjson"],
            Self::Csv => &["csv"],
            Self::Tsv => &["tsv", "tab"],
        }
    }

    /// The format that a file name promises.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let ending = ending(name)?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.endings().contains(&ending.as_str()))
    }

    /// The format of a file called `name` that begins with `head`; `Err` says in words what it is instead.
    pub(super) fn detect(name: &str, head: &[u8]) -> Result<Self, &'static str> {
        if let Some(other) = foreign(head) {
            return Err(other);
        }
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        if begins_object(text) {
            return Ok(Self::JsonLines);
        }
        if begins_page(text) {
            return Ok(Self::Html);
        }
        Self::of_name(name)
            .map_or_else(|| if head.contains(&0) { Err("binary data") } else { Ok(Self::PlainText) }, Ok)
    }
}

/// What follows the last dot of a file name, if it looks like an ending.
pub(super) fn ending(name: &str) -> Option<&str> {
    let name = name.rsplit('/').next().unwrap_or(name);
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.is_empty() && (1..=8).contains(&ending.len())).then_some(ending)
}

/// A path or file name without the ending of the file.
pub(super) fn stem(path: &str) -> &str {
    ending(path).map_or(path, |ending| &path[..path.len() - ending.len() - 1])
}

/// Formats we know by their first bytes and do not read.
fn foreign(head: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 10] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or Office document"),
        (b"\xD0\xCF\x11\xE0", "an old Office document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"\x28\xB5\x2F\xFD", "a zstd archive"),
        (b"PAR1", "a Parquet table"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
    ];
    MAGIC.into_iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, name)| name)
}

/// Whether text begins with a document type or root element of HTML.
fn begins_page(text: &[u8]) -> bool {
    let begins = |with: &[u8]| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    begins(b"<!doctype html") || begins(b"<html")
}

/// Whether text begins with `{ "name" :`, as the first object of JSON Lines does.
fn begins_object(text: &[u8]) -> bool {
    let Some(inside) = text.strip_prefix(b"{") else { return false };
    let Some(name) = inside.trim_ascii_start().strip_prefix(b"\"") else { return false };
    let Some(close) = name.iter().position(|&byte| byte == b'"') else { return false };
    name[close + 1..].trim_ascii_start().starts_with(b":")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_wins_over_the_name() {
        assert_eq!(Format::detect("speeches.txt", b"{\"id\": 1, \"text\": \"x\"}"), Ok(Format::JsonLines));
        assert_eq!(Format::detect("report.txt", b"%PDF-1.7"), Err("a PDF"));
    }

    #[test]
    fn a_set_in_braces_is_no_json() {
        assert_eq!(Format::detect("a.txt", b"{sovereignty, order}"), Ok(Format::PlainText));
    }

    #[test]
    fn only_the_last_part_of_a_path_has_an_ending() {
        assert_eq!(ending("v1.2/speech"), None);
        assert_eq!(ending(".hidden"), None);
        assert_eq!(Format::of_name("UN/AFG_34.TXT"), Some(Format::PlainText));
    }
}
