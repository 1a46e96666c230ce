//! All patterns as one tree of word tests, and the walk through it.

use super::predicate::{OPEN, PredicateIx, PredicateSetBuilder, signature};
use super::type_cache::Mark;
use super::words::Words;
use crate::codebook::{Reading, Step};
use rustc_hash::FxHashMap;

/// Number of a node.
pub(super) type NodeIx = u32;

/// A place between two words of one or more patterns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Node {
    /// Where a word that satisfies the predicate leads; sorted.
    words: Vec<(PredicateIx, NodeIx)>,
    /// Signature of the predicates in `words`.
    signature: u128,
    any_word: Option<NodeIx>,
    comma: Option<NodeIx>,
    /// Where up to so many words lead.
    gaps: Vec<(u8, NodeIx)>,
    /// What has matched when the walk arrives here; sorted.
    accepts: Vec<u32>,
}

impl Node {
    fn children(&mut self) -> impl Iterator<Item = &mut NodeIx> {
        let words = self.words.iter_mut().map(|(_, child)| child);
        let gaps = self.gaps.iter_mut().map(|(_, child)| child);
        words.chain(gaps).chain(&mut self.any_word).chain(&mut self.comma)
    }

    /// Whether nothing happens here unless the next word satisfies a predicate.
    fn needs_word(&self) -> bool {
        self.accepts.is_empty() && self.gaps.is_empty() && self.comma.is_none() && self.any_word.is_none()
    }
}

/// A node behind the first word of patterns, with enough said of it that most need not be visited: on UN
/// speeches the visits in vain, each a miss of the processor's cache, were half of the time.
#[derive(Clone, Copy, Debug)]
pub(super) struct First {
    pub node: NodeIx,
    /// Signature of what the next word is asked; with [`OPEN`] if the node matters whatever comes next.
    pub asks: u128,
}

/// Puts the tree together, sharing common beginnings.
#[derive(Default)]
pub(super) struct AutomatonBuilder {
    nodes: Vec<Node>,
    children: FxHashMap<(NodeIx, Edge), NodeIx>,
    pub predicates: PredicateSetBuilder,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Edge {
    Word(PredicateIx),
    AnyWord,
    Comma,
    Gap(u8),
}

impl AutomatonBuilder {
    /// A new root: the beginning of patterns that are looked for together.
    pub fn root(&mut self) -> NodeIx {
        self.nodes.push(Node::default());
        NodeIx::try_from(self.nodes.len() - 1).expect("a codebook has fewer than 4 billion words")
    }

    /// Adds a row of words below `root`; a walk that ends there reports `accept`.
    pub fn insert(&mut self, root: NodeIx, reading: &Reading, accept: u32) {
        let mut node = root;
        for step in reading {
            let edge = match step {
                Step::Word(tests) => Edge::Word(self.predicates.number(tests)),
                Step::AnyWord => Edge::AnyWord,
                Step::Comma => Edge::Comma,
                Step::Gap(words) => Edge::Gap(*words),
            };
            node = self.child(node, edge);
        }
        let accepts = &mut self.nodes[node as usize].accepts;
        if let Err(at) = accepts.binary_search(&accept) {
            accepts.insert(at, accept);
        }
    }

    fn child(&mut self, parent: NodeIx, edge: Edge) -> NodeIx {
        if let Some(&child) = self.children.get(&(parent, edge)) {
            return child;
        }
        let child = self.root();
        self.children.insert((parent, edge), child);
        let node = &mut self.nodes[parent as usize];
        match edge {
            Edge::Word(predicate) => node.words.push((predicate, child)),
            Edge::AnyWord => node.any_word = Some(child),
            Edge::Comma => node.comma = Some(child),
            Edge::Gap(words) => node.gaps.push((words, child)),
        }
        child
    }

    /// The tree, ready to be walked. Equal branches become one: the alternatives of a pattern end alike, and a
    /// walk that stays among few nodes stays in the processor's cache.
    pub fn finish(mut self) -> (Automaton, PredicateSetBuilder) {
        let mut known: FxHashMap<Node, NodeIx> = FxHashMap::default();
        let mut same: Vec<NodeIx> = (0..).take(self.nodes.len()).collect();
        // Children are made after their parents, so going backwards meets them first.
        for at in (0..self.nodes.len()).rev() {
            let node = &mut self.nodes[at];
            node.children().for_each(|child| *child = same[*child as usize]);
            node.words.sort_unstable();
            node.signature = signature(node.words.iter().map(|&(predicate, _)| predicate));
            same[at] = *known.entry(node.clone()).or_insert(same[at]);
        }
        (Automaton { nodes: self.nodes }, self.predicates)
    }
}

/// The tree of all patterns.
pub(super) struct Automaton {
    nodes: Vec<Node>,
}

impl Automaton {
    /// For each predicate, where it leads from `root`.
    pub fn firsts(&self, root: NodeIx, n_predicates: usize) -> Vec<Option<First>> {
        let mut firsts = vec![None; n_predicates];
        for &(predicate, node) in &self.nodes[root as usize].words {
            let open = if self.nodes[node as usize].needs_word() { 0 } else { OPEN };
            let asks = self.nodes[node as usize].signature | open;
            firsts[predicate as usize] = Some(First { node, asks });
        }
        firsts
    }

    /// A walk over these words that goes no further than token `limit`.
    pub fn walk<'w, 'd>(&'w self, words: &'w Words<'d>, limit: usize) -> Walk<'w, 'd> {
        Walk { nodes: &self.nodes, words, limit, found: Vec::new() }
    }
}

/// A walk through the tree along the tokens of a sentence.
pub(super) struct Walk<'w, 'd> {
    nodes: &'w [Node],
    words: &'w Words<'d>,
    limit: usize,
    /// `(accept, end)` for every row that matched. The same row may stand here more than once, having matched
    /// along different ways.
    pub found: Vec<(u32, usize)>,
}

impl Walk<'_, '_> {
    /// Goes on from behind the first word of patterns, the next token being `at`.
    pub fn begin(&mut self, firsts: &[First], at: usize) {
        if firsts.is_empty() {
            return;
        }
        let answer = self.words.answer(at, self.limit);
        for first in firsts.iter().filter(|first| first.asks & answer != 0) {
            self.arrive(first.node, at);
        }
    }

    /// Arrives at `node` with the next token being `at`, and goes on from there.
    fn arrive(&mut self, node: NodeIx, at: usize) {
        let place = &self.nodes[node as usize];
        for &accept in &place.accepts {
            self.found.push((accept, at));
        }
        if at >= self.limit {
            return;
        }
        if let Some(behind) = place.comma {
            self.arrive(behind, at);
            if self.words.mark(at) == Mark::Comma {
                self.arrive(behind, at + 1);
            }
        }
        for &(most, behind) in &place.gaps {
            self.skip(behind, at, most);
        }
        if !place.words.is_empty() || place.any_word.is_some() {
            self.consume(node, self.words.behind_joint(at, self.limit));
        }
    }

    /// Takes the word at `at`, in every way the node allows, and goes on from there.
    pub fn consume(&mut self, node: NodeIx, at: usize) {
        if at >= self.limit {
            return;
        }
        let place = &self.nodes[node as usize];
        if place.signature & self.words.signature(at) != 0 {
            self.follow(&place.words, self.words.predicates(at), at + 1);
        }
        if let Some((predicates, end)) = self.words.mended(at).filter(|&(_, end)| end <= self.limit) {
            self.follow(&place.words, predicates, end);
        }
        match place.any_word {
            Some(child) if self.words.is_word(at) => self.arrive(child, at + 1),
            _ => {}
        }
    }

    fn follow(&mut self, edges: &[(PredicateIx, NodeIx)], satisfied: &[PredicateIx], end: usize) {
        // A node has few edges where a word may satisfy dozens of predicates; roots of conditions are the
        // other way round.
        if edges.len() <= satisfied.len() {
            for (predicate, node) in edges {
                if satisfied.binary_search(predicate).is_ok() {
                    self.arrive(*node, end);
                }
            }
            return;
        }
        for predicate in satisfied {
            if let Ok(found) = edges.binary_search_by_key(predicate, |&(predicate, _)| predicate) {
                self.arrive(edges[found].1, end);
            }
        }
    }

    /// Arrives at `node` after none to `most` words.
    fn skip(&mut self, node: NodeIx, mut at: usize, most: u8) {
        for _ in 0..=most {
            while at < self.limit && !self.words.is_word(at) && self.words.mark(at) != Mark::Break {
                at += 1;
            }
            if at >= self.limit || self.words.mark(at) == Mark::Break {
                return;
            }
            self.arrive(node, at);
            at += 1;
        }
    }
}
