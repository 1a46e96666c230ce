//! The score of the article extraction benchmark: overlap of runs of four words.
//!
//! Definition (Scrapinghub, *article-extraction-benchmark*, `evaluate.py`, 2019): a word is a run of letters, digits,
//! marks and underscores; a shingle is four words in a row (the whole text if it has fewer). Of one page, with shingles
//! counted as often as they occur, `precision = shared / found`, `recall = shared / wanted`; both are 1 if nothing is
//! wanted and nothing found, and 0 if nothing is shared. Of a set, precision is the mean over the pages where something
//! was found, recall the mean over the pages where something is wanted, and F1 the harmonic mean of these two means.

use std::collections::HashMap;

/// Words in a shingle.
const LENGTH: usize = 4;

/// What one page has: wanted, found, and both.
#[derive(Clone, Copy, Debug, Default)]
pub struct Overlap {
    wanted: usize,
    found: usize,
    shared: usize,
}

impl Overlap {
    /// Of what a person marked and what a reader gave.
    pub fn of(wanted: &str, found: &str) -> Self {
        let (wanted, found) = (words(wanted), words(found));
        let mut left: HashMap<&[&str], usize> = HashMap::new();
        for shingle in shingles(&wanted) {
            *left.entry(shingle).or_default() += 1;
        }
        let mut shared = 0;
        for shingle in shingles(&found) {
            if let Some(count) = left.get_mut(shingle).filter(|count| **count > 0) {
                *count -= 1;
                shared += 1;
            }
        }
        Self { wanted: shingles(&wanted).count(), found: shingles(&found).count(), shared }
    }

    fn precision(self) -> f64 {
        ratio(self.shared, self.found)
    }

    fn recall(self) -> f64 {
        ratio(self.shared, self.wanted)
    }
}

/// What a set of pages has.
#[derive(Clone, Copy, Debug)]
pub struct Score {
    /// Mean over the pages where something was found.
    pub precision: f64,
    /// Mean over the pages where something is wanted.
    pub recall: f64,
}

impl Score {
    /// Of these pages.
    pub fn of(pages: &[Overlap]) -> Self {
        let found = pages.iter().filter(|page| page.found > 0).map(|page| page.precision());
        let wanted = pages.iter().filter(|page| page.wanted > 0).map(|page| page.recall());
        Self { precision: mean(found.collect()), recall: mean(wanted.collect()) }
    }

    /// The harmonic mean of the two.
    pub fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of words in a page")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[allow(clippy::cast_precision_loss, reason = "counts of pages")]
fn mean(values: Vec<f64>) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

fn words(text: &str) -> Vec<&str> {
    text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
        .filter(|word| !word.is_empty())
        .collect()
}

fn shingles<'w, 't>(words: &'w [&'t str]) -> impl Iterator<Item = &'w [&'t str]> {
    let length = LENGTH.min(words.len()).max(1);
    words.windows(length)
}
