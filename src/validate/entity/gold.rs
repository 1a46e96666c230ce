//! Sentences in which people marked the names.

use super::Scheme;
use super::tokens::Tokens;
use crate::text::Span;
use crate::validate::records::{delimiter, lines, table, text_of};
use crate::validate::{GoldError, GoldKind};
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// A gold file of names.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldNames {
    /// The labels it uses.
    pub scheme: Scheme,
    /// Its sentences.
    pub sentences: Vec<NamedSentence>,
}

/// A sentence and the names that people marked in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NamedSentence {
    /// Its name in the file.
    pub id: String,
    /// The sentence, in NFC.
    pub text: String,
    /// The document it was drawn from; sentences of one document are never parted by a resample.
    pub doc: String,
    /// The strata it is reported under (`source`, `group`, `genre`), as `name=value`.
    pub strata: Vec<String>,
    /// The names, of labels that the scheme has.
    pub names: Vec<GoldName>,
}

/// A name that people marked.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldName {
    /// Where, without articles and *'s*.
    pub span: Span,
    /// What it is, as the scheme names it.
    pub class: &'static str,
    /// What it stands for, as far as the file says: of states and peoples the ISO 3166 code.
    pub norm: Option<String>,
}

/// The facts that a record of either format may hold beside its names.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Facts {
    #[serde(default)]
    id: String,
    #[serde(default)]
    doc: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    group: Option<String>,
    #[serde(default)]
    genre: Option<String>,
}

/// A record with its names by code point.
#[derive(Debug, Deserialize)]
struct Marked {
    #[serde(flatten)]
    facts: Facts,
    text: String,
    mentions: Vec<Mark>,
}

/// A mark by code point.
#[derive(Clone, Debug, Deserialize)]
struct Mark {
    start: usize,
    end: usize,
    #[serde(default)]
    surface: Option<String>,
    label: String,
    #[serde(default)]
    norm: Option<String>,
}

/// A row of a table: one name of a sentence; or a sentence without any, where `label` is empty.
#[derive(Debug, Deserialize)]
struct Row {
    // Spelt out: the reader of tables cannot tell numbers from texts in a flattened struct.
    #[serde(default)]
    id: String,
    doc: Option<String>,
    source: Option<String>,
    group: Option<String>,
    genre: Option<String>,
    text: String,
    start: Option<usize>,
    end: Option<usize>,
    label: Option<String>,
    norm: Option<String>,
}

/// Reads names. JSON Lines with `text` and `mentions` (`start`, `end` by code point, `label`; `surface`, `norm`),
/// or with `tokens` and `spans` (`[first, behind the last, label]`); CSV or TSV with a row for each name:
/// `text`, `start`, `end`, `label`, `norm`. All may hold `id`, `doc`, `source`, `group` and `genre`.
///
/// # Errors
/// If the file cannot be read, holds nothing, or a record is not as documented.
pub fn read_names(path: &Path) -> Result<GoldNames, GoldError> {
    let text = text_of(path)?;
    let kind = GoldKind::of(path)?;
    let at_line = |line: usize| move |problem| GoldError::Record { path: path.to_owned(), line, problem };
    let mut sentences: Vec<NamedSentence> = Vec::new();
    match (kind, delimiter(path)) {
        (GoldKind::Tokens, _) => {
            for (line, record) in lines::<Tokens>(&text) {
                let read = record.and_then(|record| record.sentence(line));
                sentences.push(read.map_err(at_line(line))?);
            }
        }
        (_, None) => {
            for (line, record) in lines::<Marked>(&text) {
                let read =
                    record.and_then(|record| sentence(record.facts, line, &record.text, &record.mentions));
                sentences.push(read.map_err(at_line(line))?);
            }
        }
        (_, Some(delimiter)) => {
            for (line, row) in table::<Row>(&text, delimiter) {
                row.and_then(|row| add(&mut sentences, row, line)).map_err(at_line(line))?;
            }
        }
    }
    let scheme = if kind == GoldKind::Tokens { Scheme::Folded } else { Scheme::Fine };
    match sentences.is_empty() {
        true => Err(GoldError::Empty { path: path.to_owned() }),
        false => Ok(GoldNames { scheme, sentences }),
    }
}

/// Adds a row of a table to the sentence before it, if it is of the same.
fn add(sentences: &mut Vec<NamedSentence>, row: Row, line: usize) -> Result<(), String> {
    let mark = match (row.start, row.end, row.label.filter(|label| !label.is_empty())) {
        (Some(start), Some(end), Some(label)) => {
            vec![Mark { start, end, label, surface: None, norm: row.norm }]
        }
        (None, None, None) => Vec::new(),
        _ => {
            return Err("a name needs start, end and label; a sentence without names has none of them".into());
        }
    };
    let Row { id, doc, source, group, genre, .. } = row;
    let next = sentence(Facts { id, doc, source, group, genre }, line, &row.text, &mark)?;
    match sentences.last_mut() {
        Some(last) if last.text == next.text && (last.id == next.id || next.id == format!("line {line}")) => {
            last.names.extend(next.names);
        }
        _ => sentences.push(next),
    }
    Ok(())
}

fn sentence(facts: Facts, line: usize, text: &str, marks: &[Mark]) -> Result<NamedSentence, String> {
    let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    places.push(text.len());
    let mut names = Vec::new();
    for mark in marks {
        let place = |at: usize| places.get(at).copied();
        let (Some(start), Some(end)) = (place(mark.start), place(mark.end)) else {
            return Err(format!("{}..{} reaches beyond the text", mark.start, mark.end));
        };
        if start >= end {
            return Err(format!("{}..{} covers nothing", mark.start, mark.end));
        }
        if let Some(surface) = mark.surface.as_deref().filter(|surface| *surface != &text[start..end]) {
            return Err(format!(
                "{}..{} covers {:?}, not {surface:?}",
                mark.start,
                mark.end,
                &text[start..end]
            ));
        }
        if let Some(class) = Scheme::Fine.of_gold(&mark.label)? {
            names.push((start..end, class, mark.norm.clone()));
        }
    }
    Ok(facts.sentence(line, text, names))
}

impl Facts {
    /// The sentence of a record, its names by byte.
    pub(super) fn sentence(
        self,
        line: usize,
        text: &str,
        names: Vec<(Range<usize>, &'static str, Option<String>)>,
    ) -> NamedSentence {
        let named = |name: &str, value: Option<String>| {
            value.filter(|value| !value.is_empty()).map(|value| format!("{name}={value}"))
        };
        let id = if self.id.is_empty() { format!("line {line}") } else { self.id };
        let strata = [("source", self.source), ("group", self.group), ("genre", self.genre)];
        let normal = |part: &str| part.nfc().collect::<String>();
        // Each part is normalised alone, so that the ends of a name are known in the normal text.
        let place = |at: usize| normal(&text[..at]).len();
        let text_normal = normal(text);
        let is_normal = text_normal == text;
        let name = |(range, class, norm): (Range<usize>, _, _)| {
            let range = if is_normal { range } else { place(range.start)..place(range.end) };
            GoldName { span: bare(&text_normal, Span::of(range)), class, norm }
        };
        NamedSentence {
            names: names.into_iter().map(name).collect(),
            doc: self.doc.filter(|doc| !doc.is_empty()).unwrap_or_else(|| id.clone()),
            strata: strata.into_iter().filter_map(|(name, value)| named(name, value)).collect(),
            id,
            text: text_normal,
        }
    }
}

/// The span without white space, a leading article and a trailing *'s*, as long as something is left.
pub(super) fn bare(text: &str, span: Span) -> Span {
    let whole = span.trimmed(text);
    let name = whole.slice(text);
    let mut range = whole.range();
    for article in ["the ", "a ", "an "] {
        if name.get(..article.len()).is_some_and(|head| head.eq_ignore_ascii_case(article)) {
            range.start += article.len();
        }
    }
    for ending in ["'s", "\u{2019}s"] {
        if name.ends_with(ending) && range.end - ending.len() > range.start {
            range.end -= ending.len();
        }
    }
    Span::of(range).trimmed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, content: &str) -> Result<GoldNames, String> {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join(name);
        std::fs::write(&path, content).expect("the file can be written");
        read_names(&path).map_err(|error| error.to_string())
    }

    #[test]
    fn json_lines_and_tables_say_the_same() {
        let lines = read(
            "gold.jsonl",
            "{\"id\":\"7\",\"text\":\"\u{201C}The Compact\u{201D} met Iran\u{2019}s envoy.\",\"mentions\":[\
             {\"start\":1,\"end\":12,\"surface\":\"The Compact\",\"label\":\"IGO\",\"norm\":null},\
             {\"start\":18,\"end\":24,\"label\":\"STATE\",\"norm\":\"IRN\"}]}\n",
        );
        let table = read(
            "gold.csv",
            "id,text,start,end,label,norm\n7,\u{201C}The Compact\u{201D} met Iran\u{2019}s envoy.,1,12,IGO,\n\
             7,\u{201C}The Compact\u{201D} met Iran\u{2019}s envoy.,18,24,STATE,IRN\n",
        );
        assert_eq!(lines, table);
        let sentence = &lines.expect("a sentence").sentences[0];
        let names: Vec<&str> = sentence.names.iter().map(|name| name.span.slice(&sentence.text)).collect();
        assert_eq!(names, ["Compact", "Iran"]);
    }

    #[test]
    fn a_mark_that_covers_other_words_is_named_with_its_line() {
        let wrong = "{\"text\":\"Iran left.\",\"mentions\":[{\"start\":1,\"end\":4,\"surface\":\"Iran\",\"label\":\"STATE\"}]}";
        let problem = read("gold.jsonl", wrong).expect_err("other words");
        assert!(problem.contains("gold.jsonl:1: 1..4 covers \"ran\""), "{problem}");
    }

    #[test]
    fn texts_are_normalised_and_the_marks_go_with_them() {
        let decomposed = "{\"text\":\"Se\u{301}ne\u{301}gal left.\",\"mentions\":[{\"start\":0,\"end\":9,\"label\":\"STATE\"}]}";
        let gold = read("gold.jsonl", decomposed).expect("a sentence");
        let sentence = &gold.sentences[0];
        assert_eq!(sentence.names[0].span.slice(&sentence.text), "S\u{E9}n\u{E9}gal");
    }
}
