//! All patterns as one tree of word tests, and the walk through it.

use super::facts::Mark;
use super::predicate::{OPEN, PredicateIx, PredicateSetBuilder, Signature, bit_of, signature};
use super::words::Words;
use crate::codebook::{Reading, Step};
use rustc_hash::{FxHashMap, FxHashSet};

/// Number of a node.
pub(super) type NodeIx = u32;

/// A place between two words of one or more patterns, while they are gathered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Growing {
    /// Where a word that satisfies the predicate leads.
    words: Vec<(PredicateIx, NodeIx)>,
    any_word: Option<NodeIx>,
    comma: Option<NodeIx>,
    /// Where up to so many words lead.
    gaps: Vec<(u8, NodeIx)>,
    /// What has matched when the walk arrives here; sorted.
    accepts: Vec<u32>,
}

impl Growing {
    fn children(&mut self) -> impl Iterator<Item = &mut NodeIx> {
        let words = self.words.iter_mut().map(|(_, child)| child);
        let gaps = self.gaps.iter_mut().map(|(_, child)| child);
        words.chain(gaps).chain(&mut self.any_word).chain(&mut self.comma)
    }
}

/// The same at rest: the lists of all nodes lie in a few long ones, so that a step touches little memory.
#[derive(Clone, Debug)]
struct Node {
    /// Of the predicates that lead on; with [`OPEN`] if something happens here whatever the next word is.
    asks: Signature,
    words: Slice,
    gaps: Slice,
    accepts: Slice,
    any_word: Option<NodeIx>,
    comma: Option<NodeIx>,
}

/// A part of a list.
#[derive(Clone, Copy, Debug)]
struct Slice {
    start: u32,
    end: u32,
}

impl Slice {
    /// Moves `items` to the end of `list`.
    fn append<T>(list: &mut Vec<T>, items: Vec<T>) -> Self {
        let narrow = |at: usize| u32::try_from(at).expect("a codebook has fewer than 4 billion words");
        let start = narrow(list.len());
        list.extend(items);
        Self { start, end: narrow(list.len()) }
    }

    fn of<T>(self, list: &[T]) -> &[T] {
        &list[self.start as usize..self.end as usize]
    }
}

/// A node behind the first word of patterns, with enough said of it that most need not be visited: on UN
/// speeches the visits in vain, each a miss of the processor's cache, were half of the time.
#[derive(Clone, Copy, Debug)]
pub(super) struct First {
    pub node: NodeIx,
    /// Signature of what the next word is asked; with [`OPEN`] if the node matters whatever comes next.
    pub asks: Signature,
}

/// Puts the tree together, sharing common beginnings.
#[derive(Default)]
pub(super) struct AutomatonBuilder {
    nodes: Vec<Growing>,
    roots: FxHashSet<NodeIx>,
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
        let root = self.node();
        self.roots.insert(root);
        root
    }

    fn node(&mut self) -> NodeIx {
        self.nodes.push(Growing::default());
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
        let child = self.node();
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

    /// The tree, ready to be walked.
    pub fn finish(mut self) -> (Automaton, PredicateSetBuilder) {
        self.share_branches();
        let mut tree = Automaton::default();
        for node in self.nodes {
            let is_open = !node.accepts.is_empty()
                || !node.gaps.is_empty()
                || node.comma.is_some()
                || node.any_word.is_some();
            tree.nodes.push(Node {
                asks: signature(node.words.iter().map(|&(predicate, _)| predicate))
                    | if is_open { OPEN } else { 0 },
                words: Slice::append(&mut tree.words, node.words),
                gaps: Slice::append(&mut tree.gaps, node.gaps),
                accepts: Slice::append(&mut tree.accepts, node.accepts),
                any_word: node.any_word,
                comma: node.comma,
            });
        }
        (tree, self.predicates)
    }

    /// Makes equal branches one: the alternatives of a pattern end alike, and a walk that stays among few
    /// nodes stays in the processor's cache. Nodes that nothing leads to any more are emptied.
    fn share_branches(&mut self) {
        let mut known: FxHashMap<Growing, NodeIx> = FxHashMap::default();
        let mut same: Vec<NodeIx> = (0..).take(self.nodes.len()).collect();
        // Children are made after their parents, so going backwards meets them first.
        for at in (0..self.nodes.len()).rev() {
            let node = &mut self.nodes[at];
            node.children().for_each(|child| *child = same[*child as usize]);
            node.words.sort_unstable();
            if self.roots.contains(&same[at]) {
                continue;
            }
            match known.get(node) {
                Some(&first) => {
                    same[at] = first;
                    *node = Growing::default();
                }
                None => _ = known.insert(node.clone(), same[at]),
            }
        }
    }
}

/// The tree of all patterns.
#[derive(Default)]
pub(super) struct Automaton {
    nodes: Vec<Node>,
    /// Sorted for each node.
    words: Vec<(PredicateIx, NodeIx)>,
    gaps: Vec<(u8, NodeIx)>,
    /// Sorted for each node.
    accepts: Vec<u32>,
}

impl Automaton {
    /// For each predicate, where it leads from `root`.
    pub fn firsts(&self, root: NodeIx, n_predicates: usize) -> Vec<Option<First>> {
        let mut firsts = vec![None; n_predicates];
        for &(predicate, node) in self.nodes[root as usize].words.of(&self.words) {
            firsts[predicate as usize] = Some(First { node, asks: self.nodes[node as usize].asks });
        }
        firsts
    }

    /// What the first word of the patterns below `root` is asked.
    pub fn asks(&self, root: NodeIx) -> Signature {
        self.nodes[root as usize].asks
    }

    /// A walk over these words that goes no further than token `limit`.
    pub fn walk<'w, 'd>(&'w self, words: &'w Words<'d>, limit: usize) -> Walk<'w, 'd> {
        Walk { tree: self, words, limit, found: Vec::new() }
    }
}

/// A walk through the tree along the tokens of a sentence.
pub(super) struct Walk<'w, 'd> {
    tree: &'w Automaton,
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
        let tree = self.tree;
        let place = &tree.nodes[node as usize];
        for &accept in place.accepts.of(&tree.accepts) {
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
        for &(most, behind) in place.gaps.of(&tree.gaps) {
            self.skip(behind, at, most);
        }
        if place.asks & !OPEN != 0 || place.any_word.is_some() {
            self.consume(node, self.words.behind_joint(at, self.limit));
        }
    }

    /// Takes the word at `at`, in every way the node allows, and goes on from there.
    pub fn consume(&mut self, node: NodeIx, at: usize) {
        if at >= self.limit {
            return;
        }
        let place = &self.tree.nodes[node as usize];
        let edges = place.words.of(&self.tree.words);
        let both = place.asks & self.words.signature(at);
        if both != 0 {
            self.follow((edges, self.words.predicates(at)), both, at + 1);
        }
        if let Some((predicates, end)) = self.words.mended(at).filter(|&(_, end)| end <= self.limit) {
            self.follow((edges, predicates), Signature::MAX, end);
        }
        match place.any_word {
            Some(child) if self.words.is_word(at) => self.arrive(child, at + 1),
            _ => {}
        }
    }

    /// Takes the edges whose predicate is satisfied; both lists are sorted. `both` has the bit of every predicate that may
    /// be in both lists: nearly all others are passed over without a search.
    fn follow(
        &mut self,
        (edges, satisfied): (&[(PredicateIx, NodeIx)], &[PredicateIx]),
        both: Signature,
        end: usize,
    ) {
        let may_match = |predicate: PredicateIx| both & bit_of(predicate) != 0;
        // A node has few edges where a word may satisfy dozens of predicates; roots of conditions are the
        // other way round.
        if edges.len() <= satisfied.len() {
            for &(predicate, node) in edges {
                if may_match(predicate) && satisfied.binary_search(&predicate).is_ok() {
                    self.arrive(node, end);
                }
            }
            return;
        }
        for predicate in satisfied.iter().filter(|predicate| may_match(**predicate)) {
            if let Ok(found) = edges.binary_search_by_key(predicate, |&(predicate, _)| predicate) {
                self.arrive(edges[found].1, end);
            }
        }
    }

    /// Arrives at `node` after none to `most` words.
    fn skip(&mut self, node: NodeIx, mut at: usize, most: u8) {
        let asks = self.tree.nodes[node as usize].asks;
        for _ in 0..=most {
            while at < self.limit && !self.words.is_word(at) && self.words.mark(at) != Mark::Break {
                at += 1;
            }
            if at >= self.limit || self.words.mark(at) == Mark::Break {
                return;
            }
            // Nearly every word behind a gap is another one.
            if asks & self.words.answer(at, self.limit) != 0 {
                self.arrive(node, at);
            }
            at += 1;
        }
    }
}
