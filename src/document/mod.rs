//! **What is one text?** Its words, its facts and where it came from.
//!
//! A [`Document`] is made by `ingest` and never changed again: every later room returns a new layer that
//! points into `document.text` with byte spans.

mod date;
mod language;
mod metadata;
mod source;

pub use date::{DateError, DatePrecision, MonthName, PartialDate, month_named};
pub use language::Language;
pub use metadata::Metadata;
pub use source::{Fingerprint, Fingerprinter, Source};

use crate::text::Span;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The name of a document, unique in its corpus: the researcher's own id, or the path of its file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(Arc<str>);

impl DocId {
    /// Wraps a name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(Arc::from(name))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One mended place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// What was wrong, by the name that `repairs` counts it under.
    pub kind: &'static str,
    /// How it stood, with a little of what is around it.
    pub before: String,
    /// How it stands now.
    pub after: String,
}

/// One text and its facts. Immutable after ingest.
///
/// Invariants: `text` is NFC, has `\n` as its only line end and no byte-order mark; `hints` are sorted and
/// disjoint; `id` is unique in its corpus.
#[derive(Clone, Debug)]
pub struct Document {
    /// The document's name.
    pub id: DocId,
    /// Title, date, authors and whatever else is known.
    pub metadata: Metadata,
    /// The text that every span of every layer points into.
    pub text: Box<str>,
    /// The file the text came from.
    pub source: Source,
    /// What the file's own markup says of parts of the text (a heading tag, a list, a caption).
    pub hints: Vec<BlockHint>,
    /// What ingest mended, by kind of repair.
    pub repairs: BTreeMap<&'static str, u64>,
    /// A few of the repairs as they were made, to look at.
    pub mended: Vec<Mended>,
    /// Oddities met while reading.
    pub warnings: Vec<Warning>,
}

impl Document {
    /// A document of which nothing is known but its text, which is in NFC with `\n` as its line end. What `ingest`
    /// reads has facts and a file; this is for sentences at hand.
    ///
    /// ```
    /// use normscope::document::Document;
    /// let document = Document::of_text("note", "Everyone has the right to privacy.");
    /// assert_eq!(document.id.as_str(), "note");
    /// ```
    #[must_use]
    pub fn of_text(id: &str, text: &str) -> Self {
        Self {
            id: DocId::new(id),
            metadata: Metadata::default(),
            text: text.into(),
            source: Source {
                path: String::new(),
                sha256: Fingerprint::of(text.as_bytes()),
                bytes: text.len() as u64,
                media_type: "text/plain",
                encoding: "utf-8",
            },
            hints: Vec::new(),
            repairs: BTreeMap::new(),
            mended: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// The same for a text that is one paragraph, whatever it looks like.
    #[must_use]
    pub fn of_paragraph(id: &str, text: &str) -> Self {
        let hint = BlockHint { span: Span::of(0..text.len()), kind: BlockKind::Paragraph };
        Self { hints: vec![hint], ..Self::of_text(id, text) }
    }

    /// The part of the text that `span` covers.
    ///
    /// # Panics
    /// If the span is not of this document.
    #[must_use]
    #[track_caller]
    pub fn slice(&self, span: Span) -> &str {
        span.slice(&self.text)
    }
}

/// What a file format says of a stretch of text; `segment` follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockHint {
    /// The stretch, whole lines of the document's text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block of text is. Closed, because each kind is read in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// The name of the document.
    Title,
    /// Who wrote it, and when.
    Byline,
    /// Place and date at the head of a statement or dispatch.
    Dateline,
    /// The name of a part.
    Heading,
    /// Text under or beside a picture or table.
    Caption,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// Running text under a number of its own (`151.`).
    NumberedParagraph,
    /// `Recalling …,` before the decisions of a resolution or statement.
    Preambular,
    /// `1. Decides …` in a resolution or statement.
    Operative,
    /// Who signed.
    Signatories,
    /// Who speaks in what follows (`The PRESIDENT:`).
    SpeakerTag,
    /// A journalist's or member's question.
    Question,
    /// The reply to one.
    Answer,
    /// Words of someone else, set apart.
    BlockQuote,
    /// A note at the foot or the end.
    Footnote,
    /// Words about the page, not of the text: author boxes, licences, page furniture, stage directions.
    Boilerplate,
}

impl BlockKind {
    /// Every kind, in the order of the declaration.
    pub const ALL: [Self; 17] = [
        Self::Title,
        Self::Byline,
        Self::Dateline,
        Self::Heading,
        Self::Caption,
        Self::Paragraph,
        Self::ListItem,
        Self::NumberedParagraph,
        Self::Preambular,
        Self::Operative,
        Self::Signatories,
        Self::SpeakerTag,
        Self::Question,
        Self::Answer,
        Self::BlockQuote,
        Self::Footnote,
        Self::Boilerplate,
    ];

    /// The name in our output, stable.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Heading => "heading",
            Self::Caption => "caption",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list_item",
            Self::NumberedParagraph => "numbered_paragraph",
            Self::Preambular => "preambular",
            Self::Operative => "operative",
            Self::Signatories => "signatories",
            Self::SpeakerTag => "speaker_tag",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::BlockQuote => "block_quote",
            Self::Footnote => "footnote",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// The kind of that name, as written in our output.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether blocks of this kind are counted unless the user says otherwise (CODEBOOK V6: titles, bylines,
    /// captions and notes are zones of their own and do not add to the body).
    #[must_use]
    pub const fn is_body(self) -> bool {
        matches!(
            self,
            Self::Paragraph
                | Self::ListItem
                | Self::NumberedParagraph
                | Self::Preambular
                | Self::Operative
                | Self::Question
                | Self::Answer
                | Self::BlockQuote
        )
    }
}

/// An oddity that did not stop a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Stable kebab-case name, listed in `docs/warnings.md`.
    pub code: &'static str,
    /// What was seen and what was done about it.
    pub message: String,
    /// Where in the text, if anywhere.
    pub span: Option<Span>,
}
