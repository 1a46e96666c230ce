//! What the trainer needs: the features of every token that can be in a name, by the same code that is used at
//! run time.

pub use super::clusters::{Clusters, MOST_CLASSES, N_LEVELS, N_VIEWS};
pub use super::key::{Key, WORD_BIT};
pub use super::model::{Model, Transitions};
pub use super::state::{CLOSED, N_SCORED, N_STATES, OPENING, OUTSIDE, follows, part_of, states_of};
pub use super::tidy::tidy;
pub use super::weights::{Row, SCALE, Weights};

use super::key::{self, N_OFFSETS, Pair};
use super::line::Line;
use super::look::Look;
use crate::document::Document;
use crate::segment::{Segmentation, Sentence};
use std::ops::Range;

/// A stretch of tokens that can hold names, with its features.
#[derive(Clone, Debug)]
pub struct Island {
    /// Its tokens, by place in the segmentation.
    pub tokens: Range<usize>,
    /// The features of each.
    pub keys: Vec<Vec<Key>>,
    /// The features that the gazetteer tags of each and its neighbours add.
    pub tag_keys: Vec<Vec<Key>>,
}

/// The islands of a document. `tags` as for [`super::Recogniser::find`].
#[must_use]
pub fn islands(
    document: &Document,
    segmentation: &Segmentation,
    tags: &[u8],
    clusters: &Clusters,
) -> Vec<Island> {
    let mut line = Line::default();
    let mut islands = Vec::new();
    for sentence in &segmentation.sentences {
        line.read(&document.text, segmentation, sentence);
        let looks = Looks { document, segmentation, sentence, clusters, line: &line };
        for island in &line.islands {
            let first = sentence.tokens.start;
            let tag = |at: isize| {
                usize::try_from(at)
                    .ok()
                    .filter(|at| *at < sentence.tokens.len())
                    .and_then(|at| tags.get(first + at))
            };
            islands.push(Island {
                tokens: first + island.start..first + island.end,
                keys: looks.keys(island),
                tag_keys: island.clone().map(|at| tag_keys(at as isize, tag)).collect(),
            });
        }
    }
    islands
}

fn tag_keys<'t>(at: isize, tag: impl Fn(isize) -> Option<&'t u8>) -> Vec<Key> {
    let mut keys = Vec::new();
    for offset in 1..=3 {
        key::of_tag(tag(at + offset as isize - 2).copied().unwrap_or(0), offset, &mut keys);
    }
    keys
}

/// The looks of the tokens of a sentence.
struct Looks<'d> {
    document: &'d Document,
    segmentation: &'d Segmentation,
    sentence: &'d Sentence,
    clusters: &'d Clusters,
    line: &'d Line,
}

impl Looks<'_> {
    /// The features of each token of an island.
    fn keys(&self, island: &Range<usize>) -> Vec<Vec<Key>> {
        let places = island.start as isize - 2..island.end as isize + 2;
        let looks: Vec<Look> = places.map(|at| self.look(at)).collect();
        let of_window = |window: &[Look]| {
            let mut keys = Vec::new();
            window.iter().enumerate().for_each(|(offset, look)| key::around(look, offset, &mut keys));
            let [before, own, behind] = [1, 2, 3].map(|at| &window[at].codes);
            key::of_pair(Pair::Before, before, own, &mut keys);
            key::of_pair(Pair::Behind, own, behind, &mut keys);
            key::of_pair(Pair::Around, before, behind, &mut keys);
            keys
        };
        looks.windows(N_OFFSETS).map(of_window).collect()
    }

    fn look(&self, at: isize) -> Look {
        let Ok(at) = usize::try_from(at) else { return Look::before_all() };
        let Some(token) = self.segmentation.tokens_of(self.sentence).get(at) else {
            return Look::behind_all();
        };
        let norm = self.segmentation.norm(token);
        let (class, stance) = self.line.stance(at, norm);
        Look::new(norm, token.span.slice(&self.document.text), class, stance, self.clusters)
    }
}
