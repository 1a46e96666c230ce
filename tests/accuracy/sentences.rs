//! Sentences against the treebanks UD English GUM and EWT: a sentence counts as found if both its ends are exact.
//!
//! Two published splitters stand beside ours: the rules of Unicode Standard Annex 29 as `unicode-segmentation`
//! and `icu_segmenter` carry them out. Every text is also scored wrapped at 72 columns with words broken over
//! line ends, as UN documents come.

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use normscope::document::Document;
use normscope::segment::segment;
use normscope::stats::agreement::{Matches, mean_f1_interval};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt::Write;
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
    /// The same for each text.
    texts: Vec<Vec<Matches>>,
}

impl Score {
    /// Counts, precision, recall and F1 as cells of a table. The interval draws texts, not sentences.
    fn row(&self) -> String {
        let interval = mean_f1_interval(&self.texts, 1000, 1).expect("the sets hold texts");
        let share = |whole: usize| self.exact as f64 / whole as f64;
        format!(
            "{} | {} | {} | {:.3} | {:.3} | {:.3} [{:.3}, {:.3}]",
            self.gold,
            self.found,
            self.exact,
            share(self.found),
            share(self.gold),
            self.f1(),
            interval.lo,
            interval.hi
        )
    }

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

/// The scores of every splitter on a set, plain and wrapped; `None` where the set is absent.
fn scores(name: &str) -> Option<Vec<(&'static str, &'static str, Score)>> {
    let plain = read(name)?;
    let wrapped: Vec<_> = plain.iter().map(wrap).collect();
    let forms = [("plain", &plain), ("wrapped", &wrapped)];
    let each = |(splitter, split): (&'static str, Splitter)| {
        forms.map(|(form, texts)| (splitter, form, score(texts, split)))
    };
    Some(SPLITTERS.into_iter().flat_map(each).collect())
}

/// Checks our scores on a set, and that no published splitter does better.
fn hold(name: &str, floor: f64) {
    let Some(scores) = scores(name) else {
        println!("skipped: ../shared/gold/sentences/{name}.jsonl is not here");
        return;
    };
    let f1: Vec<f64> = scores.iter().map(|(_, _, score)| score.f1()).collect();
    println!("{name}: F1 {:.4} plain, {:.4} wrapped", f1[0], f1[1]);
    assert!(f1[0] >= floor, "{name}: {:.4} is below {floor}", f1[0]);
    assert!(f1[1] >= KEPT * f1[0], "{name}: wrapping left {:.4} of {:.4}", f1[1], f1[0]);
    assert!(f1[0] > f1[2] && f1[0] > f1[4], "{name}: a published splitter does better");
}

/// The part of the accuracy page on sentences; `None` where the gold is absent.
pub fn section() -> Option<String> {
    let mut page = String::from(
        "## Sentence boundaries\n\n\
         A sentence counts as found if both its ends are exact, white space trimmed. *Wrapped*: the same texts cut \
         into lines of 72 columns by a program, with long words broken by a hyphen. Gold: the development parts of \
         UD English GUM (`gum_dev`, mixed genres) and EWT (`ewt_dev`, web and e-mail). For comparison, measured \
         elsewhere on the plain texts: pysbd .923 and .815, syntok .927 and .798, spaCy's sentencizer .847 and \
         .705.\n\n\
         | set | splitter | text | gold | found | exact | precision | recall | F1 [95 %] |\n\
         |---|---|---|--:|--:|--:|--:|--:|--:|\n",
    );
    for name in ["gum_dev", "ewt_dev"] {
        for (splitter, form, score) in scores(name)? {
            let _ = writeln!(page, "| {name} | {splitter} | {form} | {} |", score.row());
        }
    }
    Some(page)
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
    let mut score = Score::default();
    for gold in texts {
        let found = split(&gold.text);
        let exact = gold.sentences.intersection(&found).count();
        score.gold += gold.sentences.len();
        score.found += found.len();
        score.exact += exact;
        score.texts.push(vec![Matches {
            true_positives: exact as u64,
            false_positives: (found.len() - exact) as u64,
            false_negatives: (gold.sentences.len() - exact) as u64,
        }]);
    }
    score
}

fn ours(text: &str) -> BTreeSet<(usize, usize)> {
    segment(&Document::of_text("gold", text))
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
