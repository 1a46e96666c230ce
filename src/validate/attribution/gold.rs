//! Texts in which people marked who says what.

use crate::document::Metadata;
use crate::text::Span;
use crate::validate::records::{lines, text_of};
use crate::validate::{GoldError, Sampled};
use serde::Deserialize;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// A text and what people marked in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttributedText {
    /// Its name in the file.
    pub id: String,
    /// The text, in NFC.
    pub text: String,
    /// The document it belongs to; texts of one document are never parted by a resample.
    pub doc: String,
    /// The strata it is reported under (`source`, `group`, `genre`), as `name=value`.
    pub strata: Vec<String>,
    /// On whose behalf it speaks, where the file says so.
    pub issuer: Option<String>,
    /// What people marked.
    pub attributions: Vec<SourceCueContent>,
}

impl AttributedText {
    /// What is known of it, for the reader.
    #[must_use]
    pub fn metadata(&self) -> Metadata {
        Metadata { issuer: self.issuer.clone(), ..Metadata::default() }
    }
}

impl Sampled for AttributedText {
    fn doc(&self) -> &str {
        &self.doc
    }

    fn strata(&self) -> &[String] {
        &self.strata
    }
}

/// The three parts of an attribution; any of them may be in several pieces, and all but the content missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceCueContent {
    /// Who holds it.
    pub source: Vec<Span>,
    /// The words that ascribe it.
    pub cue: Vec<Span>,
    /// What is ascribed.
    pub content: Vec<Span>,
}

/// A record of a gold file. Fields that are not named here are passed over.
#[derive(Debug, Deserialize)]
struct Record {
    #[serde(default)]
    id: String,
    doc: Option<String>,
    source: Option<String>,
    group: Option<String>,
    genre: Option<String>,
    issuer: Option<String>,
    text: String,
    attributions: Vec<Marked>,
}

/// Spans by code point, `[start, end]`.
#[derive(Debug, Deserialize)]
struct Marked {
    #[serde(default)]
    source: Vec<[usize; 2]>,
    #[serde(default)]
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
}

/// Reads attributions: JSON Lines with `text` and `attributions`, each with `source`, `cue` and `content`, lists of
/// `[start, end]` in code points. A line may hold `id`, `doc`, `source`, `group`, `genre` and `issuer`.
///
/// # Errors
/// If the file cannot be read, holds nothing, or a record is not as documented.
pub fn read_attributions(path: &Path) -> Result<Vec<AttributedText>, GoldError> {
    let mut texts = Vec::new();
    for (line, record) in lines::<Record>(&text_of(path)?) {
        let text = record.and_then(|record| record.text(line)).map_err(|problem| GoldError::Record {
            path: path.to_owned(),
            line,
            problem,
        })?;
        texts.push(text);
    }
    match texts.is_empty() {
        true => Err(GoldError::Empty { path: path.to_owned() }),
        false => Ok(texts),
    }
}

impl Record {
    fn text(self, line: usize) -> Result<AttributedText, String> {
        let places = Places::of(&self.text);
        let attribution = |marked: &Marked| {
            Ok(SourceCueContent {
                source: places.spans(&marked.source)?,
                cue: places.spans(&marked.cue)?,
                content: places.spans(&marked.content)?,
            })
        };
        let attributions = self.attributions.iter().map(attribution).collect::<Result<_, String>>()?;
        let named = |name: &str, value: Option<String>| {
            value.filter(|value| !value.is_empty()).map(|value| format!("{name}={value}"))
        };
        let strata = [("source", self.source), ("group", self.group), ("genre", self.genre)];
        let id = if self.id.is_empty() { format!("line {line}") } else { self.id };
        Ok(AttributedText {
            doc: self.doc.filter(|doc| !doc.is_empty()).unwrap_or_else(|| id.clone()),
            strata: strata.into_iter().filter_map(|(name, value)| named(name, value)).collect(),
            issuer: self.issuer.filter(|issuer| !issuer.trim().is_empty()),
            text: self.text.nfc().collect(),
            attributions,
            id,
        })
    }
}

/// Where each code point of a text stands in its normal form, in bytes.
struct Places(Vec<usize>);

impl Places {
    fn of(text: &str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        if unicode_normalization::is_nfc(text) {
            return Self(starts.collect());
        }
        // Each head is normalised alone, so that the ends of a mark are known in the normal text.
        Self(starts.map(|at| text[..at].nfc().map(char::len_utf8).sum()).collect())
    }

    /// The spans in the order of the text.
    fn spans(&self, marked: &[[usize; 2]]) -> Result<Vec<Span>, String> {
        let span = |&[start, end]: &[usize; 2]| match (self.0.get(start), self.0.get(end)) {
            (Some(&first), Some(&behind)) if first < behind => Ok(Span::of(first..behind)),
            (Some(_), Some(_)) => Err(format!("{start}..{end} covers nothing")),
            _ => Err(format!("{start}..{end} reaches beyond the text")),
        };
        let mut spans = marked.iter().map(span).collect::<Result<Vec<_>, _>>()?;
        spans.sort_unstable();
        Ok(spans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Result<Vec<AttributedText>, String> {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("gold.jsonl");
        std::fs::write(&path, content).expect("the file can be written");
        read_attributions(&path).map_err(|error| error.to_string())
    }

    #[test]
    fn marks_are_code_points_and_go_with_the_normal_text() {
        let texts = read(
            "{\"id\":\"7\",\"text\":\"Se\u{301}ne\u{301}gal said \u{201C}no\u{201D}.\",\"attributions\":[\
             {\"source\":[[0,9]],\"cue\":[[10,14]],\"content\":[[15,19]]}]}",
        )
        .expect("a text");
        let marked = &texts[0].attributions[0];
        let words = |spans: &[Span]| spans[0].slice(&texts[0].text).to_owned();
        assert_eq!(words(&marked.source), "S\u{E9}n\u{E9}gal");
        assert_eq!(words(&marked.cue), "said");
        assert_eq!(words(&marked.content), "\u{201C}no\u{201D}");
    }

    #[test]
    fn a_mark_outside_the_text_is_named_with_its_line() {
        let wrong = "{\"text\":\"It left.\",\"attributions\":[{\"content\":[[3,90]]}]}";
        let problem = read(wrong).expect_err("the text is shorter");
        assert!(problem.contains("gold.jsonl:1: 3..90 reaches beyond the text"), "{problem}");
        assert!(read("").expect_err("nothing in it").contains("holds no"));
    }
}
