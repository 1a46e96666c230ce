//! Passages that stand on both sides.

use super::places::{GRAM, Places, Sides};
use super::texts::Texts;
use std::ops::Range;

/// Places of the reference looked at for the longest run.
pub const MOST_PLACES: usize = 64;

/// A run of words that stands on both sides and cannot be made longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The texts: target, reference.
    pub texts: [usize; 2],
    /// Its first word in each.
    pub first: [usize; 2],
    /// Its length, at least [`GRAM`].
    pub n_words: usize,
}

impl Passage {
    /// The words of one side's text that it covers.
    #[must_use]
    pub const fn words(&self, side: usize) -> Range<usize> {
        self.first[side]..self.first[side] + self.n_words
    }
}

/// What two sides share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reuse {
    /// Longest first, then in the order of the target.
    pub passages: Vec<Passage>,
    /// Words of each text that stand in some shared run, by target and reference, in the order of the sides.
    pub n_shared: [Vec<usize>; 2],
}

/// Finds what two sides share.
///
/// The target's texts are read from left to right. Where a run of [`GRAM`] words stands in the reference, the longest run
/// that begins so is taken and extended to the left. The next may begin in its last `GRAM - 1` words. So no passage lies
/// within another, every shared word is in one, and the work grows with the words of the target.
#[must_use]
pub fn reuse(texts: &Texts, places: &Places, sides: Sides<'_>) -> Reuse {
    let mut passages: Vec<Passage> =
        sides.0[0].iter().flat_map(|&text| Walk { texts, places, text }.passages()).collect();
    passages.sort_by_key(|it| (std::cmp::Reverse(it.n_words), it.texts, it.first));
    let shared = |members: &[usize]| members.iter().map(|&text| n_shared(texts, places, text)).collect();
    Reuse { passages, n_shared: sides.0.map(shared) }
}

/// Words of a text that lie in a run of the other side.
fn n_shared(texts: &Texts, places: &Places, text: usize) -> usize {
    let range = texts.range(text);
    let mut covered = range.start;
    range.filter(|&place| places.is_shared(place)).fold(0, |n, place| {
        let from = covered.max(place);
        covered = place + GRAM;
        n + covered - from
    })
}

/// One text of the target, read from left to right.
struct Walk<'a> {
    texts: &'a Texts,
    places: &'a Places,
    text: usize,
}

impl Walk<'_> {
    fn passages(&self) -> Vec<Passage> {
        let range = self.texts.range(self.text);
        let (mut at, mut least) = (range.start, range.start);
        let mut found = Vec::new();
        while at < range.end {
            let Some((other, n_after)) = self.longest(at) else {
                at += 1;
                continue;
            };
            let n_before = self.n_before(least..at, other);
            let text = self.texts.text_of(other);
            let (first, n_words) = (at - n_before, n_before + n_after);
            found.push(Passage {
                texts: [self.text, text],
                first: [first - range.start, other - n_before - self.texts.range(text).start],
                n_words,
            });
            // Later passages begin later, which also bounds how often a word is looked at.
            least = first + 1;
            at += n_after + 1 - GRAM;
        }
        found
    }

    /// The place of the reference where the run at `at` goes on longest, and for how many words.
    fn longest(&self, at: usize) -> Option<(usize, usize)> {
        let rest = &self.texts.words()[at..self.texts.range(self.text).end];
        let mut best: Option<(usize, usize)> = None;
        for place in self.places.across(at).take(MOST_PLACES) {
            let end = self.texts.range(self.texts.text_of(place)).end;
            let n = common(rest.iter(), self.texts.words()[place..end].iter());
            if best.is_none_or(|(_, most)| n > most) {
                best = Some((place, n));
            }
            if n == rest.len() {
                break;
            }
        }
        best
    }

    /// How many words before it the passage has in common with `other`, none of them before `words`.
    fn n_before(&self, words: Range<usize>, other: usize) -> usize {
        let start = self.texts.range(self.texts.text_of(other)).start;
        let all = self.texts.words();
        common(all[words].iter().rev(), all[start..other].iter().rev())
    }
}

/// How many words two runs have in common from their beginning.
pub(super) fn common<'w>(one: impl Iterator<Item = &'w u32>, other: impl Iterator<Item = &'w u32>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}
