//! All names of a gazetteer as one tree of words, and the walk through it.

use super::fit::fits;
use super::page::Page;
use super::words::{NameWords, UNKNOWN, WordIx};
use crate::gazetteer::{Gazetteer, Surface, SurfaceKind};
use crate::segment;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Place of a surface in its gazetteer.
pub(super) type SurfaceIx = u32;

/// Number of a node; the root is 0.
type NodeIx = u32;

/// Names by their words.
#[derive(Debug, Default)]
pub(super) struct NameTree {
    edges: FxHashMap<(NodeIx, WordIx), NodeIx>,
    /// Surfaces that end at each node: `ends[firsts[node]..firsts[node + 1]]`.
    ends: Vec<SurfaceIx>,
    firsts: Vec<u32>,
}

/// A name of the gazetteer in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub tokens: Range<usize>,
    /// Every surface that these words are, in the order of the gazetteer.
    pub surfaces: Vec<SurfaceIx>,
}

impl NameTree {
    /// The tree of all surfaces. Their words are added to `words`.
    pub fn new(gazetteer: &Gazetteer, words: &mut NameWords) -> Self {
        let mut tree = Self::default();
        let mut nodes = 1;
        let mut ends = Vec::with_capacity(gazetteer.surfaces.len());
        for (at, surface) in (0..).zip(&gazetteer.surfaces) {
            let mut node = 0;
            for token in segment::tokens(&surface.text) {
                let word = words.add(token.span.slice(&surface.text));
                node = *tree.edges.entry((node, word)).or_insert_with(|| {
                    nodes += 1;
                    nodes - 1
                });
            }
            ends.push((node, at));
        }
        ends.sort_unstable();
        tree.firsts = (0..=nodes).map(|node| ends.partition_point(|&(end, _)| end < node) as u32).collect();
        tree.ends = ends.into_iter().map(|(_, surface)| surface).collect();
        tree
    }

    /// The longest name that begins at token `start` and ends before `limit`.
    pub fn longest(
        &self,
        page: &Page<'_>,
        surfaces: &[Surface],
        (start, limit): (usize, usize),
    ) -> Option<Found> {
        let mut ways = Vec::new();
        let mut node = 0;
        for at in start..limit {
            let word = page.word(at);
            if let Some(&end) = self.edges.get(&(node, word.base)).filter(|_| word.base != UNKNOWN) {
                ways.push((end, at + 1));
            }
            match self.edges.get(&(node, word.whole)).filter(|_| word.whole != UNKNOWN) {
                Some(&next) => node = next,
                None => break,
            }
            ways.push((node, at + 1));
        }
        ways.into_iter().rev().find_map(|(node, end)| {
            let fitting = self.ends_at(node).iter().copied();
            let fitting: Vec<SurfaceIx> = fitting
                .filter(|&at| {
                    let surface = &surfaces[at as usize];
                    fits(page.name(&(start..end)), &surface.text, surface.kind == SurfaceKind::Acronym)
                })
                .collect();
            (!fitting.is_empty()).then_some(Found { tokens: start..end, surfaces: fitting })
        })
    }

    /// The words that names begin with.
    pub fn first_words(&self) -> impl Iterator<Item = WordIx> {
        self.edges.keys().filter(|(node, _)| *node == 0).map(|&(_, word)| word)
    }

    fn ends_at(&self, node: NodeIx) -> &[SurfaceIx] {
        let at = node as usize;
        &self.ends[self.firsts[at] as usize..self.firsts[at + 1] as usize]
    }
}
