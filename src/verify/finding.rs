//! What was checked, and what was found wrong.

use serde::Serialize;
use std::fmt::{self, Display};

/// One kind of claim that a results folder makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// `run.json` names what is in the folder.
    Manifest,
    /// Every line is of the documented format, byte for byte as the program writes it.
    Lines,
    /// Ids are unique, in order, and name rows that exist.
    Ids,
    /// Positions cut their words out of the text.
    Spans,
    /// What is counted is there.
    Counts,
    /// The sums of sentences and documents are those of their hits.
    Evidence,
    /// The statistics follow from the sums.
    Statistics,
    /// The CSV tables say what the JSONL tables say.
    Csv,
    /// The documents are those of the source files.
    Sources,
    /// The sources, analysed again, give the same lines.
    Again,
}

impl Check {
    /// Every check, in the order in which they are told.
    pub const ALL: [Self; 10] = [
        Self::Manifest,
        Self::Lines,
        Self::Ids,
        Self::Spans,
        Self::Counts,
        Self::Evidence,
        Self::Statistics,
        Self::Csv,
        Self::Sources,
        Self::Again,
    ];

    /// The name, one word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Manifest => "manifest",
            Self::Lines => "lines",
            Self::Ids => "ids",
            Self::Spans => "spans",
            Self::Counts => "counts",
            Self::Evidence => "evidence",
            Self::Statistics => "statistics",
            Self::Csv => "csv",
            Self::Sources => "sources",
            Self::Again => "again",
        }
    }

    /// What holds if nothing is wrong, to be read after a number.
    #[must_use]
    pub const fn claim(self) -> &'static str {
        match self {
            Self::Manifest => "claims of run.json about the folder and its files hold",
            Self::Lines => "lines are of the format, as the program writes them",
            Self::Ids => "ids are unique, in order, and name rows that exist",
            Self::Spans => "positions lie in the text and cut their words out of it",
            Self::Counts => "counts are those of the rows",
            Self::Evidence => "sums of sentences and documents are those of their hits",
            Self::Statistics => "numbers follow from those sums by their formulas",
            Self::Csv => "lines of CSV say what the JSONL says",
            Self::Sources => "documents are those of the source files, by SHA-256 of file and text",
            Self::Again => "lines come out the same when the sources are analysed again",
        }
    }
}

/// Where something stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    /// The file.
    pub file: &'p str,
    /// Its line, 1-based; 0 for the file as a whole.
    pub line: u64,
}

impl<'p> Place<'p> {
    /// A line of a file.
    #[must_use]
    pub const fn new(file: &'p str, line: u64) -> Self {
        Self { file, line }
    }
}

/// Something that is not as it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// The file.
    pub file: String,
    /// Its line, 1-based; null for the file as a whole.
    pub line: Option<u64>,
    /// The field in that line; empty for the whole line.
    pub field: String,
    /// What is wrong, in words.
    pub message: String,
}

impl Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        let colon = if self.field.is_empty() { "" } else { ": " };
        write!(f, ": {}{colon}{}", self.field, self.message)
    }
}

/// The mismatches of a check that are kept; the others are counted.
const KEPT: usize = 20;
/// The most characters of a value that are shown.
const SHOWN: usize = 80;

/// What a check came to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tally {
    /// Claims looked at.
    pub n_checked: u64,
    /// Those that do not hold.
    pub n_wrong: u64,
    /// The first of them.
    pub mismatches: Vec<Mismatch>,
    /// What could not be looked at, and why.
    pub not_checked: Vec<String>,
}

/// What all checks came to.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    tallies: [Tally; Check::ALL.len()],
}

impl Findings {
    /// What a check came to.
    #[must_use]
    pub const fn of(&self, check: Check) -> &Tally {
        &self.tallies[check as usize]
    }

    /// All claims that do not hold.
    #[must_use]
    pub fn n_wrong(&self) -> u64 {
        self.tallies.iter().map(|tally| tally.n_wrong).sum()
    }

    /// Whether a check could not be made, or not in full.
    #[must_use]
    pub const fn lacks(&self, check: Check) -> bool {
        !self.of(check).not_checked.is_empty()
    }

    /// Whether the tables could not be read at all.
    #[must_use]
    pub const fn is_blocked(&self) -> bool {
        self.lacks(Check::Lines)
    }

    /// Notes that something was not looked at.
    pub fn not_checked(&mut self, check: Check, why: impl Into<String>) {
        self.tallies[check as usize].not_checked.push(why.into());
    }

    /// Notes that `n` claims hold.
    pub fn hold(&mut self, check: Check, n: u64) {
        self.tallies[check as usize].n_checked += n;
    }

    /// A place about which claims of one kind are made.
    pub fn at<'f>(&'f mut self, check: Check, place: Place<'f>) -> At<'f> {
        At { tally: &mut self.tallies[check as usize], place }
    }
}

/// Looks at claims of one kind about one place.
pub struct At<'f> {
    tally: &'f mut Tally,
    place: Place<'f>,
}

impl At<'_> {
    /// Whether it holds; `message` says why not.
    pub fn holds(&mut self, field: &str, it: bool, message: impl FnOnce() -> String) -> bool {
        self.tally.n_checked += 1;
        if !it {
            self.tally.n_wrong += 1;
            if self.tally.mismatches.len() < KEPT {
                self.tally.mismatches.push(Mismatch {
                    file: self.place.file.to_owned(),
                    line: (self.place.line > 0).then_some(self.place.line),
                    field: field.to_owned(),
                    message: message(),
                });
            }
        }
        it
    }

    /// Whether what is recorded is what follows.
    pub fn equal<T, U>(&mut self, field: &str, recorded: &T, expected: &U) -> bool
    where
        T: PartialEq<U> + Serialize + ?Sized,
        U: Serialize + ?Sized,
    {
        self.holds(field, recorded == expected, || differ(&shown(recorded), &shown(expected)))
    }

    /// The same of numbers that other additions lead to.
    pub fn close(&mut self, field: &str, recorded: Option<f64>, expected: Option<f64>) -> bool {
        self.holds(field, is_close(recorded, expected), || differ(&shown(&recorded), &shown(&expected)))
    }
}

/// Says that two values differ.
#[must_use]
pub fn differ(recorded: &str, expected: &str) -> String {
    format!("recorded {recorded}, should be {expected}")
}

/// A value as JSON, cut to what fits a line.
#[must_use]
pub fn shown<T: Serialize + ?Sized>(value: &T) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Whether two numbers are the same but for the order of additions.
fn is_close(one: Option<f64>, other: Option<f64>) -> bool {
    const ROUNDING: f64 = 1e-9;
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => (one - other).abs() <= ROUNDING * one.abs().max(other.abs()).max(1.0),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_mismatches_are_kept_and_all_are_counted() {
        let mut findings = Findings::default();
        for line in 1..=30 {
            findings.at(Check::Counts, Place::new("hits.jsonl", line)).equal("weight", &0.5, &1.0);
        }
        let tally = findings.of(Check::Counts);
        assert_eq!((tally.n_checked, tally.n_wrong, tally.mismatches.len()), (30, 30, KEPT));
        assert_eq!(tally.mismatches[1].to_string(), "hits.jsonl:2: weight: recorded 0.5, should be 1.0");
    }

    #[test]
    fn numbers_may_differ_by_rounding_and_no_more() {
        assert!(is_close(Some(0.1 + 0.2), Some(0.3)) && is_close(None, None));
        assert!(!is_close(Some(0.3), Some(0.300_001)) && !is_close(Some(0.0), None));
    }
}
