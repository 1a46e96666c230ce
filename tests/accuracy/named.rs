//! Sentences with names marked by people, as texts: read from files of tokens and spans, and compared with what the
//! recogniser finds.
//!
//! Shared by the accuracy tests and the trainer, so that both see the same texts. Titles and articles are cut off
//! names on both sides, and possessives too.

use normscope::annotate::training::tidy;
use normscope::annotate::{NameCache, NameKind, Recogniser};
use normscope::document::Document;
use normscope::segment::{Segmentation, WordTypes, segment};
use normscope::stats::agreement::Matches;
use serde::Deserialize;
use std::ops::Range;

#[derive(Deserialize)]
struct Row {
    id: String,
    src: Option<String>,
    doc: Option<String>,
    tokens: Vec<String>,
    spans: Vec<(usize, usize, String)>,
}

/// A name, in bytes of its text.
pub type Named = (Range<usize>, NameKind);

/// A sentence and its names.
#[derive(Clone)]
pub struct Sentence {
    pub text: String,
    /// Sorted.
    pub names: Vec<Named>,
    /// Where the row came from.
    #[allow(dead_code, reason = "only the trainer asks")]
    pub source: String,
    /// The document it was cut from, as far as that is known.
    pub document: String,
}

/// Reads a file of rows; labels other than the three kinds are dropped.
pub fn read(lines: &str) -> Vec<Sentence> {
    let row = |line: &str| sentence(serde_json::from_str(line).expect("the rows are JSON lines"));
    lines.lines().map(row).collect()
}

fn sentence(row: Row) -> Sentence {
    let (text, places) = join(&row.tokens);
    let named = |(start, end, label): &(usize, usize, String)| {
        let kind = match label.as_str() {
            "PER" | "person" => NameKind::Person,
            "ORG" | "organization" | "corporation" | "group" => NameKind::Organisation,
            "LOC" | "place" | "location" => NameKind::Place,
            _ => return None,
        };
        Some((places[*start].start..places[end - 1].end, kind))
    };
    let mut names: Vec<Named> = row.spans.iter().filter_map(named).collect();
    names.sort_by_key(|(range, _)| range.start);
    let document = match (row.doc, &row.src) {
        (Some(document), _) => document,
        (None, Some(source)) => document_of(&row.id, source),
        (None, None) => row.id,
    };
    Sentence { text, names, source: row.src.unwrap_or_default(), document }
}

/// The document that a row was cut from. Sources whose rows are numbered through say nothing of documents; there
/// 20 rows that follow each other count as one.
fn document_of(id: &str, source: &str) -> String {
    let Some((before, number)) = id.rsplit_once('-') else { return id.to_owned() };
    match number.parse::<usize>() {
        Ok(number) if before == source.replace('/', "-") => format!("{before}-{}", number / 20),
        _ => before.to_owned(),
    }
}

/// Sets tokens as they would stand in print, with the place of each.
pub fn join(tokens: &[String]) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut places = Vec::new();
    let mut quoted = false;
    for (at, token) in tokens.iter().enumerate() {
        let opens_quote = token == "\"" && !quoted;
        if token == "\"" {
            quoted = !quoted;
        }
        let before = at.checked_sub(1).map(|at| tokens[at].as_str());
        if before.is_some_and(|before| is_spaced(before, token, at, tokens, quoted))
            && (opens_quote || token != "\"")
        {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(token);
        places.push(start..text.len());
    }
    (text, places)
}

/// Whether a space parts two tokens.
fn is_spaced(before: &str, token: &str, at: usize, tokens: &[String], quoted: bool) -> bool {
    let clitic = ["'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "’re", "’ve", "’ll", "'S"];
    let loose_s = |mark: &str, next: Option<&String>| {
        ["'", "’"].contains(&mark)
            && next.is_some_and(|next| ["s", "t", "re", "m", "ll", "ve"].contains(&&**next))
    };
    let closes = [",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "”", "…"];
    let opens = ["(", "[", "{", "“", "$", "#", "@", "£", "€"];
    let hyphened = ["-", "/"];
    if closes.contains(&token) || clitic.contains(&token) || opens.contains(&before) {
        return false;
    }
    if before == "\"" && quoted && token != "\"" {
        return false;
    }
    if hyphened.contains(&token) && at > 0 || hyphened.contains(&before) && at > 1 {
        return false;
    }
    let joined_s = loose_s(token, tokens.get(at + 1)) || loose_s(before, Some(&tokens[at])) && at > 1;
    !joined_s
}

/// A document of that text.
pub fn document(text: &str) -> Document {
    Document::of_text("gold", text)
}

/// The tokens of a name, if it begins and ends where tokens do; without titles and articles.
pub fn tokens_of(text: &str, segmentation: &Segmentation, (range, kind): &Named) -> Option<Range<usize>> {
    let tokens = &segmentation.tokens;
    let start = tokens.iter().position(|token| token.span.range().start == range.start)?;
    let fits = |end: usize| end == range.end || without_possessive(text, end) == range.end;
    let end = tokens.iter().position(|token| fits(token.span.range().end))? + 1;
    let sentence = segmentation.sentences.iter().find(|sentence| sentence.tokens.contains(&start))?;
    if end <= start || end > sentence.tokens.end {
        return None;
    }
    tidy(start..end, *kind, |at| segmentation.norm(&tokens[at]))
}

/// The end of a name without `'s`.
fn without_possessive(text: &str, end: usize) -> usize {
    let cut = ["'s", "’s", "'S"].iter().find_map(|suffix| text[..end].strip_suffix(suffix));
    cut.map_or(end, str::len)
}

/// Where a name stands: its tokens without possessive.
pub fn range_of(text: &str, segmentation: &Segmentation, tokens: &Range<usize>) -> Range<usize> {
    let all = &segmentation.tokens;
    let end = all[tokens.end - 1].span.range().end;
    all[tokens.start].span.range().start..without_possessive(text, end)
}

/// What is known of the words met so far.
pub type Known = (NameCache, WordTypes);

/// How the names found in a sentence agree with those marked, kind by kind. A name is right if both its ends and
/// its kind are.
pub fn matches(recogniser: &Recogniser, sentence: &Sentence, known: &mut Known) -> Vec<Matches> {
    let document = document(&sentence.text);
    let segmentation = segment(&document);
    let (cache, words) = known;
    words.begin(&segmentation.vocabulary);
    let text = &sentence.text;
    let found: Vec<Named> = recogniser
        .find(&document, &segmentation, &[], (cache, words))
        .into_iter()
        .map(|name| (range_of(text, &segmentation, &name.tokens), name.kind))
        .collect();
    let gold: Vec<Named> =
        sentence.names.iter().filter_map(|name| tidied(text, &segmentation, name)).collect();
    let tally = |kind: NameKind| {
        let of_kind = |names: &[Named]| names.iter().filter(|(_, other)| *other == kind).count() as u64;
        let right = found.iter().filter(|name| name.1 == kind && gold.contains(name)).count() as u64;
        Matches {
            true_positives: right,
            false_positives: of_kind(&found) - right,
            false_negatives: of_kind(&gold) - right,
        }
    };
    NameKind::ALL.map(tally).to_vec()
}

/// The name without titles, articles and possessive; `None` if that leaves nothing. One that cuts through tokens
/// stays as it is and cannot be found.
fn tidied(text: &str, segmentation: &Segmentation, name: &Named) -> Option<Named> {
    if let Some(tokens) = tokens_of(text, segmentation, name) {
        return Some((range_of(text, segmentation, &tokens), name.1));
    }
    let words = text[name.0.clone()].split_whitespace().map(|word| word.trim_end_matches('.').to_lowercase());
    let words: Vec<String> = words.collect();
    tidy(0..words.len(), name.1, |at| words[at].as_str()).map(|_| name.clone())
}
