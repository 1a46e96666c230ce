//! What kind of file is it? By content first, then by name.

#[cfg(feature = "parquet")]
use super::columnar::Columns;
use super::encoding::readable_head;
use super::json::{self, Json};
use super::json_lines::JsonLines;
use super::markdown::Markdown;
use super::markup::{self, SavedPage};
#[cfg(feature = "pdf")]
use super::office::Pdf;
#[cfg(feature = "office")]
use super::office::{Docx, Epub, Odt, Rtf};
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
    /// `.json`, or text that begins with a list of objects, or with an object over several lines.
    Json,
    /// `.csv`
    Csv,
    /// `.tsv`, `.tab`
    Tsv,
    /// `.docx`, `.docm`
    #[cfg(feature = "office")]
    Docx,
    /// `.odt`
    #[cfg(feature = "office")]
    Odt,
    /// `.rtf`
    #[cfg(feature = "office")]
    Rtf,
    /// `.epub`
    #[cfg(feature = "office")]
    Epub,
    /// `.pdf`
    #[cfg(feature = "pdf")]
    Pdf,
    /// `.parquet`, `.pq`
    #[cfg(feature = "parquet")]
    Parquet,
    /// `.arrow`, `.feather`, `.ipc`, `.arrows`
    #[cfg(feature = "parquet")]
    Arrow,
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
    pub const ALL: &[Self] = &[
        Self::PlainText,
        Self::Markdown,
        Self::Html,
        Self::JsonLines,
        Self::Json,
        Self::Csv,
        Self::Tsv,
        #[cfg(feature = "office")]
        Self::Docx,
        #[cfg(feature = "office")]
        Self::Odt,
        #[cfg(feature = "office")]
        Self::Rtf,
        #[cfg(feature = "office")]
        Self::Epub,
        #[cfg(feature = "pdf")]
        Self::Pdf,
        #[cfg(feature = "parquet")]
        Self::Parquet,
        #[cfg(feature = "parquet")]
        Self::Arrow,
    ];

    /// What reads it.
    #[must_use]
    pub const fn plug(self) -> Plug {
        match self {
            Self::PlainText => Plug::Reader(&PlainText),
            Self::Markdown => Plug::Reader(&Markdown),
            Self::Html => Plug::Reader(&SavedPage),
            Self::JsonLines => Plug::Container(&JsonLines),
            Self::Json => Plug::Container(&Json),
            Self::Csv => Plug::Container(&Table::CSV),
            Self::Tsv => Plug::Container(&Table::TSV),
            #[cfg(feature = "office")]
            Self::Docx => Plug::Reader(&Docx),
            #[cfg(feature = "office")]
            Self::Odt => Plug::Reader(&Odt),
            #[cfg(feature = "office")]
            Self::Rtf => Plug::Reader(&Rtf),
            #[cfg(feature = "office")]
            Self::Epub => Plug::Reader(&Epub),
            #[cfg(feature = "pdf")]
            Self::Pdf => Plug::Reader(&Pdf),
            #[cfg(feature = "parquet")]
            Self::Parquet => Plug::Container(&Columns::PARQUET),
            #[cfg(feature = "parquet")]
            Self::Arrow => Plug::Container(&Columns::ARROW),
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
            Self::Json => &["json"],
            Self::Csv => &["csv"],
            Self::Tsv => &["tsv", "tab"],
            #[cfg(feature = "office")]
            Self::Docx => &["docx", "docm"],
            #[cfg(feature = "office")]
            Self::Odt => &["odt"],
            #[cfg(feature = "office")]
            Self::Rtf => &["rtf"],
            #[cfg(feature = "office")]
            Self::Epub => &["epub"],
            #[cfg(feature = "pdf")]
            Self::Pdf => &["pdf"],
            #[cfg(feature = "parquet")]
            Self::Parquet => &["parquet", "pq"],
            #[cfg(feature = "parquet")]
            Self::Arrow => &["arrow", "feather", "ipc", "arrows"],
        }
    }

    /// The format that a file name promises.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let ending = ending(name)?.to_ascii_lowercase();
        Self::ALL.iter().copied().find(|format| format.endings().contains(&ending.as_str()))
    }

    /// The format of a document that is a zip: `None` for what is no zip, or one of files. `Err` says in words what
    /// it is if it is not read.
    pub(super) fn of_package(name: &str, head: &[u8]) -> Option<Result<Self, &'static str>> {
        let promised = || Self::of_name(name).filter(|format| format.is_package()).map(Ok);
        if head.starts_with(OLE) {
            return promised();
        }
        let parts = first_names(head);
        if parts.is_empty() {
            return None;
        }
        if let Some(kind) = head.get(38..).filter(|_| head[30..].starts_with(b"mimetype")) {
            return OPEN_PACKAGES.iter().find(|it| kind.starts_with(it.0)).map(|(_, kind)| *kind);
        }
        let has = |start: &[u8]| parts.iter().any(|part| part.starts_with(start));
        let is_office = has(b"[Content_Types].xml") || has(b"_rels/");
        let office = OFFICE_PACKAGES.iter().find(|it| is_office && has(it.0));
        office.map(|(_, kind)| *kind).or_else(promised)
    }

    /// The format that a file's first bytes are kept for.
    fn of_magic(head: &[u8]) -> Option<Self> {
        #[cfg(feature = "office")]
        if head.starts_with(b"{\\rtf") {
            return Some(Self::Rtf);
        }
        #[cfg(feature = "pdf")]
        if head.starts_with(b"%PDF-") {
            return Some(Self::Pdf);
        }
        #[cfg(feature = "parquet")]
        if head.starts_with(b"PAR1") || head.starts_with(b"ARROW1") {
            return Some(if head.starts_with(b"P") { Self::Parquet } else { Self::Arrow });
        }
        // So that the argument is used whatever is built.
        let _ = head;
        None
    }

    /// Whether its files are zips of parts.
    const fn is_package(self) -> bool {
        match self {
            #[cfg(feature = "office")]
            Self::Docx | Self::Odt | Self::Epub => true,
            _ => false,
        }
    }

    /// The format of a file called `name` that begins with `head`; `Err` says in words what it is instead.
    pub(super) fn detect(name: &str, head: &[u8]) -> Result<Self, &'static str> {
        if let Some(package) = Self::of_package(name, head) {
            return package;
        }
        if let Some(format) = Self::of_magic(head) {
            return Ok(format);
        }
        if let Some(other) = foreign(head) {
            return Err(other);
        }
        let head = &*readable_head(head);
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        let is_lines = Self::of_name(name) == Some(Self::JsonLines);
        if !is_lines && (text.starts_with(b"[") || begins_object(text)) && json::begins(text) {
            return Ok(Self::Json);
        }
        if begins_object(text) {
            return Ok(Self::JsonLines);
        }
        let is_markdown = Self::of_name(name) == Some(Self::Markdown);
        if begins_page(text) || !is_markdown && markup::begins(text) {
            return Ok(Self::Html);
        }
        Self::of_name(name)
            .map_or_else(|| if head.contains(&0) { Err("binary data") } else { Ok(Self::PlainText) }, Ok)
    }
}

/// A name without the ending that says how the file is packed.
#[cfg(feature = "archives")]
pub(super) fn unpacked_name(name: &str) -> &str {
    match ending(name).map(str::to_ascii_lowercase).as_deref() {
        Some("gz" | "zst" | "tgz" | "tzst") => stem(name),
        _ => name,
    }
}

/// The names of the files that a zip begins with, as far as they stand in `head`. What stands within those files, such as
/// the parts of a Word document that is packed as it is, are no files of the zip.
fn first_names(head: &[u8]) -> Vec<&[u8]> {
    const BEGINS: &[u8] = b"PK\x03\x04";
    let (mut names, mut at) = (Vec::new(), 0);
    while let Some(header) = head.get(at..at + 30).filter(|header| header.starts_with(BEGINS)) {
        let number = |place: usize| usize::from(u16::from_le_bytes([header[place], header[place + 1]]));
        let end = at + 30 + number(26);
        let Some(name) = head.get(at + 30..end) else { break };
        names.push(name);
        let contents = end + number(28);
        let size = number(18) | number(20) << 16;
        let is_unknown = size == 0 && header[6] & 8 != 0;
        let next = || head.get(contents..)?.windows(4).position(|bytes| bytes == BEGINS);
        at = if is_unknown { contents + next().unwrap_or(head.len()) } else { contents + size };
    }
    names
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

/// The first bytes of what Office wrote before 2007, and of what it locks with a password.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0";

/// What a zip is whose first file says so, or why it is not read.
const OPEN_PACKAGES: &[(&[u8], Result<Format, &str>)] = &[
    #[cfg(feature = "office")]
    (b"application/vnd.oasis.opendocument.text", Ok(Format::Odt)),
    (b"application/vnd.oasis.opendocument.text", Err("an OpenDocument text")),
    (b"application/vnd.oasis.opendocument.spreadsheet", Err("a spreadsheet")),
    (b"application/vnd.oasis.opendocument", Err("an OpenDocument file that is no text")),
    #[cfg(feature = "office")]
    (b"application/epub+zip", Ok(Format::Epub)),
    (b"application/epub+zip", Err("an EPUB book")),
];

/// What a zip is that has a part called so, or why it is not read.
const OFFICE_PACKAGES: &[(&[u8], Result<Format, &str>)] = &[
    #[cfg(feature = "office")]
    (b"word/", Ok(Format::Docx)),
    (b"word/", Err("a Word document")),
    (b"xl/", Err("a spreadsheet")),
    (b"ppt/", Err("slides")),
];

/// Formats we know by their first bytes and do not read.
fn foreign(head: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 11] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or Office document"),
        (b"\xD0\xCF\x11\xE0", "an old Office document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"\x28\xB5\x2F\xFD", "a zstd archive"),
        (b"PAR1", "a Parquet table"),
        (b"ARROW1", "an Arrow table"),
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
        assert_eq!(Format::detect("report.txt", b"GIF89a"), Err("a picture"));
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

    /// A file of a zip, packed as it is.
    fn entry(name: &str, contents: &[u8]) -> Vec<u8> {
        let mut header = b"PK\x03\x04".to_vec();
        header.resize(30, 0);
        header[18..22].copy_from_slice(&u32::try_from(contents.len()).unwrap().to_le_bytes());
        header[26..28].copy_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
        [&header, name.as_bytes(), contents].concat()
    }

    #[test]
    fn a_zip_that_holds_a_word_document_is_none() {
        let parts = ["[Content_Types].xml", "_rels/.rels", "word/document.xml"];
        let document = parts.map(|name| entry(name, b"<x/>")).concat();
        let archive = [entry("texts/a.txt", b"Text."), entry("texts/b.docx", &document)].concat();
        assert_eq!(first_names(&archive), [&b"texts/a.txt"[..], b"texts/b.docx"]);
        assert_eq!(Format::of_package("a.zip", &archive), None);
        #[cfg(feature = "office")]
        assert_eq!(Format::of_package("a.zip", &document), Some(Ok(Format::Docx)));
        let mut streamed = document.clone();
        streamed[6] = 8;
        streamed[18] = 0;
        assert_eq!(first_names(&streamed).len(), 3);
    }
}
