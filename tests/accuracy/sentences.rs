//! Sentences against the treebanks UD English GUM and EWT: a sentence counts as found if both its ends are exact.
//!
//! Two published splitters stand beside ours: the rules of Unicode Standard Annex 29 as `unicode-segmentation`
//! and `icu_segmenter` carry them out. Every text is also scored wrapped at 72 columns with words broken over
//! line ends, as UN documents come.

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use normscope::document::{DocId, Document, Fingerprint, Metadata, Source};
use normscope::segment::segment;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Columns that texts are wrapped at.
const COLUMNS: usize = 72;
/// The share of the score that must survive wrapping.
const KEPT: f64 = 0.97;

#[derive(Deserialize)]
struct Record {
    text: String,
    /// Code points, half-open.
    sentences: Vec<(usize, usize)>,
}

/// A text and where its sentences stand, in bytes.
struct Gold {
    text: String,
    sentences: BTreeSet<(usize, usize)>,
}

#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    exact: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.exact as f64 / (self.gold + self.found) as f64
    }
}

type Splitter = fn(&str) -> BTreeSet<(usize, usize)>;

const SPLITTERS: [(&str, Splitter); 3] =
    [("normscope", ours), ("unicode-segmentation", annex_29), ("icu_segmenter", icu)];

#[test]
fn sentences_of_gum_reach_their_floor() {
    hold("gum_dev", 0.96);
}

#[test]
fn sentences_of_ewt_reach_their_floor() {
    hold("ewt_dev", 0.88);
}

/// Prints the table of a set and checks our lines of it.
fn hold(name: &str, floor: f64) {
    let Some(plain) = read(name) else {
        println!("skipped: ../shared/gold/sentences/{name}.jsonl is not here");
        return;
    };
    let wrapped: Vec<_> = plain.iter().map(wrap).collect();
    let mut table =
        format!("{name}\n{:<22}{:<9}{:>6}{:>7}{:>7}", "splitter", "lines", "gold", "found", "exact");
    table += &format!("{:>8}{:>8}{:>8}\n", "P", "R", "F1");
    let mut own = Vec::new();
    for (splitter, split) in SPLITTERS {
        for (texts, form) in [(&plain, "plain"), (&wrapped, "wrapped")] {
            let score = score(texts, split);
            let Score { gold, found, exact } = score;
            let (precision, recall) = (exact as f64 / found as f64, exact as f64 / gold as f64);
            table += &format!("{splitter:<22}{form:<9}{gold:>6}{found:>7}{exact:>7}");
            table += &format!("{precision:>8.4}{recall:>8.4}{:>8.4}\n", score.f1());
            own.push(score.f1());
        }
    }
    println!("{table}");
    assert!(own[0] >= floor, "{name}: {:.4} is below {floor}", own[0]);
    assert!(own[1] >= KEPT * own[0], "{name}: wrapping left {:.4} of {:.4}", own[1], own[0]);
    assert!(own[0] > own[2] && own[0] > own[4], "{name}: a published splitter does better");
}

fn read(name: &str) -> Option<Vec<Gold>> {
    let path = format!("{}/../shared/gold/sentences/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let lines = fs::read_to_string(path).ok()?;
    Some(
        lines.lines().map(|line| gold(serde_json::from_str(line).expect("the gold is JSON lines"))).collect(),
    )
}

fn gold(record: Record) -> Gold {
    let mut bytes: Vec<usize> = record.text.char_indices().map(|(at, _)| at).collect();
    bytes.push(record.text.len());
    let sentences = record.sentences.iter().map(|&(start, end)| (bytes[start], bytes[end])).collect();
    Gold { text: record.text, sentences }
}

fn score(texts: &[Gold], split: Splitter) -> Score {
    texts.iter().fold(Score::default(), |score, gold| {
        let found = split(&gold.text);
        Score {
            gold: score.gold + gold.sentences.len(),
            found: score.found + found.len(),
            exact: score.exact + gold.sentences.intersection(&found).count(),
        }
    })
}

fn ours(text: &str) -> BTreeSet<(usize, usize)> {
    let source = Source {
        path: "gold".to_owned(),
        sha256: Fingerprint::of(text.as_bytes()),
        bytes: text.len() as u64,
        media_type: "text/plain",
        encoding: "UTF-8",
    };
    let document = Document {
        id: DocId::new("gold"),
        metadata: Metadata::default(),
        text: text.into(),
        source,
        hints: Vec::new(),
        repairs: BTreeMap::new(),
        warnings: Vec::new(),
    };
    segment(&document)
        .sentences
        .iter()
        .map(|sentence| (sentence.span.range().start, sentence.span.range().end))
        .collect()
}

fn annex_29(text: &str) -> BTreeSet<(usize, usize)> {
    text.split_sentence_bound_indices().filter_map(|(at, part)| trimmed(text, at..at + part.len())).collect()
}

fn icu(text: &str) -> BTreeSet<(usize, usize)> {
    let ends: Vec<usize> =
        SentenceSegmenter::new(SentenceBreakInvariantOptions::default()).segment_str(text).collect();
    ends.windows(2).filter_map(|pair| trimmed(text, pair[0]..pair[1])).collect()
}

fn trimmed(text: &str, range: Range<usize>) -> Option<(usize, usize)> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    let end = start + part.trim().len();
    (start < end).then_some((start, end))
}

/// Wraps every line at 72 columns. Of the long words that do not fit, every second is broken with a hyphen.
fn wrap(gold: &Gold) -> Gold {
    let mut wrapped = Wrapped { text: String::new(), places: Vec::new(), column: 0, n_long: 0 };
    for line in gold.text.split_inclusive('\n') {
        line.split_inclusive(' ').for_each(|word| wrapped.add(word));
        wrapped.column = 0;
    }
    let place = |&(start, end): &(usize, usize)| (wrapped.places[start], wrapped.places[end - 1] + 1);
    Gold { sentences: gold.sentences.iter().map(place).collect(), text: wrapped.text }
}

struct Wrapped {
    text: String,
    /// Where each byte of the original went.
    places: Vec<usize>,
    column: usize,
    n_long: usize,
}

impl Wrapped {
    /// Adds a word and the space behind it.
    fn add(&mut self, word: &str) {
        let length = word.trim_end().chars().count();
        if self.column > 0 && self.column + length > COLUMNS {
            let room = COLUMNS - self.column.min(COLUMNS);
            let long =
                length >= 10 && room >= 5 && word.trim_end().bytes().all(|byte| byte.is_ascii_alphabetic());
            self.n_long += usize::from(long);
            if long && self.n_long % 2 == 1 {
                let (head, tail) = word.split_at((room - 1).min(length - 3));
                self.copy(head);
                self.text.push_str("-\n");
                self.column = 0;
                return self.copy(tail);
            }
            if self.text.ends_with(' ') {
                self.text.pop();
                self.text.push('\n');
                self.column = 0;
            }
        }
        self.copy(word);
    }

    fn copy(&mut self, part: &str) {
        self.places.extend(self.text.len()..self.text.len() + part.len());
        self.text.push_str(part);
        self.column += part.chars().count();
    }
}

#[test]
fn wrapping_moves_every_sentence_and_breaks_long_words() {
    let text =
        "An open Internet serves everybody who lives in countries of the internationally minded. They left.";
    let first = text.find(" They").expect("it is there");
    let gold = Gold { text: text.to_owned(), sentences: [(0, first), (first + 1, text.len())].into() };
    let wrapped = wrap(&gold);
    let parts: Vec<_> = wrapped.sentences.iter().map(|&(start, end)| &wrapped.text[start..end]).collect();
    assert_eq!(parts[0].replace("-\n", "").replace('\n', " "), &text[..first]);
    assert_eq!(parts[1], "They left.");
    assert!(wrapped.text.contains("-\n"));
}
