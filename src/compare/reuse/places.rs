//! Where runs of words stand.

use super::gram::grams;
use super::texts::Texts;

/// Words of the shortest passage.
pub const GRAM: usize = 8;

/// Runs sorted at a time, 16 bytes each: what is sorted at once takes 64 MiB, whatever the texts.
const PART: usize = 1 << 22;

/// No place.
const NOWHERE: u32 = u32::MAX;

/// The texts of both sides, ascending: target, reference.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a>(pub [&'a [usize]; 2]);

/// For every run of [`GRAM`] words of two sides, named by its first word: where else it stands. Nine bytes a word.
#[derive(Clone, Debug)]
pub struct Places {
    /// The next place with the same words on the same side.
    next: Vec<u32>,
    /// The first place with the same words on the other side.
    across: Vec<u32>,
    /// Whether the same words stand earlier on the same side.
    later: Vec<bool>,
}

impl Places {
    /// Finds them.
    ///
    /// # Panics
    /// If there are more than 4 billion words.
    #[must_use]
    pub fn new(texts: &Texts, sides: Sides<'_>) -> Self {
        let n_words = texts.words().len();
        assert!(n_words < NOWHERE as usize, "places are counted in 32 bits");
        let mut places = Self {
            next: vec![NOWHERE; n_words],
            across: vec![NOWHERE; n_words],
            later: vec![false; n_words],
        };
        let n_parts = (n_words / PART + 1) as u64;
        let mut part: Vec<(u64, u32)> = Vec::new();
        for which in 0..n_parts {
            for (side, members) in (0..).zip(sides.0) {
                part.extend(members.iter().flat_map(|&text| {
                    // The side goes into the last bit: the order of places within a side is that of the texts.
                    let first = texts.range(text).start;
                    grams(texts.hashes_of(text).collect::<Vec<_>>().into_iter(), GRAM)
                        .enumerate()
                        .filter(move |(_, hash)| hash % n_parts == which)
                        .map(move |(at, hash)| (hash & !1 | side, (first + at) as u32))
                }));
            }
            part.sort_unstable();
            part.chunk_by(|one, other| one.0 | 1 == other.0 | 1).for_each(|same| places.join(texts, same));
            part.clear();
        }
        places
    }

    /// Links the places of one hash: those of the target come first.
    fn join(&mut self, texts: &Texts, same: &[(u64, u32)]) {
        let words = |place: u32| &texts.words()[place as usize..place as usize + GRAM];
        let first = words(same[0].1);
        // Two runs with one hash of 63 bits are next to impossible; the rarer of them is then not looked for.
        let of_side =
            |side: u64| same.iter().filter(move |it| it.0 & 1 == side && words(it.1) == first).map(|it| it.1);
        for side in [0, 1] {
            let across = of_side(1 - side).next().unwrap_or(NOWHERE);
            let mut before = None;
            for place in of_side(side) {
                self.across[place as usize] = across;
                if let Some(before) = before.replace(place) {
                    self.next[before as usize] = place;
                    self.later[place as usize] = true;
                }
            }
        }
    }

    /// Whether the run at a place stands on the other side too.
    #[must_use]
    pub fn is_shared(&self, place: usize) -> bool {
        self.across[place] != NOWHERE
    }

    /// Whether the run at a place stands earlier on its own side.
    #[must_use]
    pub fn is_later(&self, place: usize) -> bool {
        self.later[place]
    }

    /// The places of the other side that have the run at a place, in order.
    pub fn across(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        self.from(self.across[place])
    }

    /// This place and the later ones of its side that have the same run.
    pub fn along(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        self.from(place as u32)
    }

    fn from(&self, first: u32) -> impl Iterator<Item = usize> + '_ {
        let is_place = |place: &u32| *place != NOWHERE;
        std::iter::successors(Some(first).filter(is_place), move |&place| {
            Some(self.next[place as usize]).filter(is_place)
        })
        .map(|place| place as usize)
    }
}
