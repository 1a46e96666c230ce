//! Names in a document.

use super::cache::{BEFORE_ALL, BEHIND_ALL, NameCache, Seen};
use super::chain::{Chain, Scores, Trace};
use super::error::RecogniserError;
use super::key::{self, CENTRE, N_OFFSETS, Pair};
use super::line::Line;
use super::model::Model;
use super::name::{Name, NameKind};
use super::state::{N_SCORED, Part, part_of};
use super::tidy::tidy;
use super::weights::Sums;
use crate::document::{Document, Fingerprint};
use crate::segment::{Segmentation, Sentence, WordTypes};
use std::ops::Range;

/// The weights that ship with the program.
pub(super) static BUILT_IN: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/recogniser/names-en.bin"));

/// Finds names of persons, organisations and places in English text by what was learnt from labelled sentences.
#[derive(Debug)]
pub struct Recogniser {
    model: Model,
    chain: Chain,
    /// What each gazetteer tag says, as seen from one place before the token to one behind it.
    tags: Vec<[Sums; 3]>,
    fingerprint: Fingerprint,
}

/// Buffers of one thread.
#[derive(Debug, Default)]
pub(super) struct Working {
    line: Line,
    types: Vec<u32>,
    scores: Vec<Scores>,
    trace: Trace,
    path: Vec<usize>,
}

impl Recogniser {
    /// The recogniser that ships with the program.
    ///
    /// # Panics
    /// Never: the tests load it.
    #[must_use]
    pub fn built_in() -> Self {
        Self::load(BUILT_IN).expect("the tests load the built-in model")
    }

    /// A recogniser from the bytes of a model file.
    ///
    /// # Errors
    /// If the file is none of ours, of another format, cut off or damaged.
    pub fn load(bytes: &[u8]) -> Result<Self, RecogniserError> {
        let model = Model::decode(bytes)?;
        Ok(Self::new(model, Fingerprint::of(bytes)))
    }

    fn new(model: Model, fingerprint: Fingerprint) -> Self {
        let says = |tag: u8, offset: usize| {
            let mut keys = Vec::new();
            key::of_tag(tag, offset, &mut keys);
            model.weights.sum(&keys)
        };
        let tags = (0..=u8::MAX).map(|tag| [1, 2, 3].map(|offset| says(tag, offset))).collect();
        Self { chain: Chain::new(&model.transitions), tags, model, fingerprint }
    }

    /// The SHA-256 of the model file.
    #[must_use]
    pub const fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The names of a document: sorted, disjoint, each within one sentence.
    ///
    /// `tags` holds what gazetteers say of each token, as the numbers that the model was trained with; an empty
    /// slice says nothing of any. `words` has met this document last.
    ///
    /// # Panics
    /// If there are tags, but not one for each token.
    #[must_use]
    pub fn find(
        &self,
        document: &Document,
        segmentation: &Segmentation,
        tags: &[u8],
        (cache, words): (&mut NameCache, &WordTypes),
    ) -> Vec<Name> {
        assert!(
            tags.is_empty() || tags.len() == segmentation.tokens.len(),
            "there is one tag for each token"
        );
        cache.begin(self.fingerprint, words);
        let mut working = std::mem::take(&mut cache.working);
        let mut names = Vec::new();
        for sentence in &segmentation.sentences {
            working.line.read(&document.text, segmentation, sentence);
            let text = &document.text;
            let place =
                Place { recogniser: self, text, segmentation, sentence, tags, words: words.document() };
            for at in 0..working.line.islands.len() {
                let island = working.line.islands[at].clone();
                place.score(&island, cache, &mut working);
                self.chain.best(&working.scores, &mut working.trace, &mut working.path);
                place.gather(&island, &working, &mut names);
            }
        }
        cache.working = working;
        names
    }
}

/// A sentence of a document.
struct Place<'d> {
    recogniser: &'d Recogniser,
    text: &'d str,
    segmentation: &'d Segmentation,
    sentence: &'d Sentence,
    tags: &'d [u8],
    /// The number of each word of the document, by norm.
    words: &'d [u32],
}

impl Place<'_> {
    /// Fills in the scores of the tokens of an island.
    fn score(&self, island: &Range<usize>, cache: &mut NameCache, working: &mut Working) {
        let weights = &self.recogniser.model.weights;
        let margin = CENTRE as isize;
        let places = island.start as isize - margin..island.end as isize + margin;
        working.types.clear();
        working.types.extend(places.map(|at| self.number(at, &working.line, cache)));
        working.scores.clear();
        for window in working.types.windows(N_OFFSETS) {
            let mut sums = [0; N_SCORED];
            for (offset, &number) in window.iter().enumerate() {
                add(&mut sums, cache.row(number, offset, weights));
            }
            let [_, before, own, behind, _] = *window else { continue };
            add(&mut sums, cache.pair(Pair::Before, (before, own), weights));
            add(&mut sums, cache.pair(Pair::Behind, (own, behind), weights));
            add(&mut sums, cache.pair(Pair::Around, (before, behind), weights));
            working.scores.push(sums);
        }
        if !self.tags.is_empty() {
            self.add_tags(island, &mut working.scores);
        }
    }

    fn add_tags(&self, island: &Range<usize>, scores: &mut [Scores]) {
        let tags = &self.tags[self.sentence.tokens.clone()];
        for (at, scores) in island.clone().zip(scores) {
            for (offset, from) in [(0, at.checked_sub(1)), (1, Some(at)), (2, Some(at + 1))] {
                if let Some(&tag) = from.and_then(|from| tags.get(from)) {
                    add(scores, &self.recogniser.tags[usize::from(tag)][offset]);
                }
            }
        }
    }

    /// The type of the token at a place of the sentence, which may lie before or behind it.
    fn number(&self, at: isize, line: &Line, cache: &mut NameCache) -> u32 {
        let Ok(at) = usize::try_from(at) else { return BEFORE_ALL };
        let Some(token) = self.segmentation.tokens_of(self.sentence).get(at) else { return BEHIND_ALL };
        let norm = self.segmentation.norm(token);
        let (class, stance) = line.stance(at, norm);
        let surface = token.span.slice(self.text);
        let word = self.words[token.norm.get()] as usize;
        cache.number(Seen { word, norm, surface, class, stance }, &self.recogniser.model)
    }

    /// Appends the names of an island.
    fn gather(&self, island: &Range<usize>, working: &Working, names: &mut Vec<Name>) {
        for (at, kind) in names_of(&working.path) {
            let margin = self.recogniser.chain.margin(&working.scores, &working.path, at.clone(), kind);
            let first = self.sentence.tokens.start + island.start;
            let tokens = first + at.start..first + at.end;
            let norm = |at: usize| self.segmentation.norm(&self.segmentation.tokens[at]);
            if let Some(tokens) = tidy(tokens, kind, norm) {
                names.push(Name { tokens, kind, margin });
            }
        }
    }
}

fn add(sums: &mut Scores, row: &Sums) {
    sums.iter_mut().zip(row).for_each(|(sum, &score)| *sum += i32::from(score));
}

/// The names on a path of states.
pub(super) fn names_of(path: &[usize]) -> impl Iterator<Item = (Range<usize>, NameKind)> {
    let mut start = 0;
    path.iter().enumerate().filter_map(move |(at, &state)| {
        let (part, kind) = part_of(state)?;
        if matches!(part, Part::Unit | Part::Begin) {
            start = at;
        }
        matches!(part, Part::Unit | Part::Last).then_some((start..at + 1, kind))
    })
}
