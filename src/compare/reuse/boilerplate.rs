//! Passages that many documents of one side have.

use super::places::{GRAM, Places};
use super::texts::Texts;

/// Documents that make boilerplate of a passage.
pub const MANY: usize = 5;

/// A passage of many documents, in the first that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boilerplate {
    /// The text.
    pub text: usize,
    /// Its first word there.
    pub first: usize,
    /// Its length, at least [`GRAM`].
    pub n_words: usize,
    /// Documents of the side that have all of it, at least [`MANY`].
    pub n_documents: usize,
}

/// The boilerplate of one side, most documents first.
///
/// A passage begins where a run of [`GRAM`] words that no earlier text has stands in [`MANY`] documents. It goes on as long
/// as each further run is new too, stands in no more than twice as many documents, and at least half of the documents have
/// all of the passage: so a formula is parted from the longer text around it that fewer have.
#[must_use]
pub fn boilerplate(texts: &Texts, places: &Places, side: &[usize]) -> Vec<Boilerplate> {
    let mut found: Vec<Boilerplate> = side.iter().flat_map(|&text| of_text(texts, places, text)).collect();
    found.sort_by_key(|it| (std::cmp::Reverse((it.n_documents, it.n_words)), it.text, it.first));
    found
}

fn of_text(texts: &Texts, places: &Places, text: usize) -> Vec<Boilerplate> {
    let range = texts.range(text);
    let (mut at, mut found) = (range.start, Vec::new());
    while at + GRAM <= range.end {
        let documents = if places.is_later(at) { Vec::new() } else { documents(texts, places, at) };
        if documents.len() < MANY {
            at += 1;
            continue;
        }
        let (n_words, n_documents) = extent(texts, places, at, documents);
        found.push(Boilerplate { text, first: at - range.start, n_words, n_documents });
        at += n_words + 1 - GRAM;
    }
    found
}

/// The first place of each document that has the run at `at`.
fn documents(texts: &Texts, places: &Places, at: usize) -> Vec<usize> {
    let mut end = 0;
    let mut first_of = |place: &usize| {
        let is_first = *place >= end;
        end = if is_first { texts.range(texts.text_of(*place)).end } else { end };
        is_first
    };
    places.along(at).filter(|place| first_of(place)).collect()
}

/// How many words the passage at `at` has, and how many documents all of it.
fn extent(texts: &Texts, places: &Places, at: usize, mut having: Vec<usize>) -> (usize, usize) {
    let (words, first_n) = (texts.words(), having.len());
    let end = texts.range(texts.text_of(at)).end;
    let mut n_words = GRAM;
    while at + n_words < end {
        let run = at + n_words + 1 - GRAM;
        let goes_on = |place: &usize| {
            let next = place + n_words;
            next < texts.range(texts.text_of(*place)).end && words[next] == words[at + n_words]
        };
        if places.is_later(run) || documents(texts, places, run).len() > 2 * first_n {
            break;
        }
        let further: Vec<usize> = having.iter().copied().filter(goes_on).collect();
        if further.len() < MANY.max(first_n.div_ceil(2)) {
            break;
        }
        having = further;
        n_words += 1;
    }
    (n_words, having.len())
}
