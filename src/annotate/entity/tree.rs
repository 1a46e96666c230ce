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
///
/// A look at a word that begins no name, or a name that goes on in no way, is one read: a table of pairs of node and word
/// took twice as long.
#[derive(Debug, Default)]
pub(super) struct NameTree {
    /// Where each word leads from the root, by its number; the root itself for nowhere.
    roots: Vec<NodeIx>,
    /// Edges from the other nodes, sorted: `edges[edge_firsts[node]..edge_firsts[node + 1]]`.
    edges: Vec<(WordIx, NodeIx)>,
    edge_firsts: Vec<u32>,
    /// Surfaces that end at each node: `ends[firsts[node]..firsts[node + 1]]`.
    ends: Vec<SurfaceIx>,
    firsts: Vec<u32>,
}

/// Nodes on the way along a name, with the token behind each.
pub(super) type Ways = Vec<(NodeIx, usize)>;

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
        let mut edges: FxHashMap<(NodeIx, WordIx), NodeIx> = FxHashMap::default();
        let mut nodes = 1;
        let mut ends = Vec::with_capacity(gazetteer.surfaces.len());
        for (at, surface) in (0..).zip(&gazetteer.surfaces) {
            let mut node = 0;
            for token in segment::tokens(&surface.text) {
                let word = words.add(token.span.slice(&surface.text));
                node = *edges.entry((node, word)).or_insert_with(|| {
                    nodes += 1;
                    nodes - 1
                });
            }
            ends.push((node, at));
        }
        ends.sort_unstable();
        let mut tree = Self {
            firsts: (0..=nodes).map(|node| ends.partition_point(|&(end, _)| end < node) as u32).collect(),
            ends: ends.into_iter().map(|(_, surface)| surface).collect(),
            ..Self::default()
        };
        tree.add_edges(edges, nodes);
        tree
    }

    fn add_edges(&mut self, edges: FxHashMap<(NodeIx, WordIx), NodeIx>, nodes: NodeIx) {
        let mut edges: Vec<_> = edges.into_iter().collect();
        edges.sort_unstable();
        let n_roots = edges.partition_point(|&((node, _), _)| node == 0);
        for &((_, word), child) in &edges[..n_roots] {
            self.roots.resize(word as usize + 1, 0);
            self.roots[word as usize] = child;
        }
        let inner = &edges[n_roots..];
        self.edge_firsts =
            (0..=nodes).map(|from| inner.partition_point(|&((node, _), _)| node < from) as u32).collect();
        self.edges = inner.iter().map(|&((_, word), child)| (word, child)).collect();
    }

    /// Where a word leads from a node.
    fn child(&self, node: NodeIx, word: WordIx) -> Option<NodeIx> {
        if node == 0 {
            return self.roots.get(word as usize).copied().filter(|&child| child != 0);
        }
        let at = node as usize;
        let edges = &self.edges[self.edge_firsts[at] as usize..self.edge_firsts[at + 1] as usize];
        let found = edges.binary_search_by_key(&word, |&(word, _)| word).ok()?;
        Some(edges[found].1)
    }

    /// The longest name that begins at token `start` and ends before `limit`. `ways` is memory for the walk.
    pub fn longest(
        &self,
        page: &Page<'_>,
        surfaces: &[Surface],
        ((start, limit), ways): ((usize, usize), &mut Ways),
    ) -> Option<Found> {
        ways.clear();
        let mut node = 0;
        for at in start..limit {
            let word = page.word(at);
            if let Some(end) = self.child(node, word.base).filter(|_| word.base != UNKNOWN) {
                ways.push((end, at + 1));
            }
            match self.child(node, word.whole).filter(|_| word.whole != UNKNOWN) {
                Some(next) => node = next,
                None => break,
            }
            ways.push((node, at + 1));
        }
        ways.iter().rev().find_map(|&(node, end)| {
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
        (0..).zip(&self.roots).filter(|&(_, &child)| child != 0).map(|(word, _)| word)
    }

    fn ends_at(&self, node: NodeIx) -> &[SurfaceIx] {
        let at = node as usize;
        &self.ends[self.firsts[at] as usize..self.firsts[at + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_gazetteer_is_a_way_through_the_tree() {
        let gazetteer = Gazetteer::built_in();
        let mut words = NameWords::default();
        let tree = NameTree::new(&gazetteer, &mut words);
        let unused = words.add("a word that no name has");
        for (at, surface) in (0..).zip(&gazetteer.surfaces) {
            let tokens = segment::tokens(&surface.text);
            let way = tokens.iter().map(|token| words.number(&fold(token.span.slice(&surface.text))));
            let end = way.fold(0, |node, word| tree.child(node, word).expect("the next word of a name"));
            assert!(tree.ends_at(end).contains(&at), "{}", surface.text);
            assert_eq!(tree.child(end, unused), None);
        }
        assert_eq!(tree.child(0, unused), None);
    }

    fn fold(word: &str) -> String {
        crate::text::folded(word)
    }
}
