//! The clauses of two versions side by side.

use super::align::{Pair, Sketch, align, similarity};
use super::clause::{Clause, Passage, Word, clauses};
use super::edits::{Edit, edits};
use super::strength::{Direction, Shift, shifts};
use crate::codebook::stemmer_for;
use crate::compare::Names;

/// What became of a clause, from the reference to the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// The same words in the same place.
    Kept,
    /// Out of order, with the same words or with others of the same force.
    Moved,
    /// In place, with other words of the same force.
    Reworded,
    /// A marker of force went up; it may have moved too.
    Strengthened,
    /// A marker of force went down; it may have moved too.
    Weakened,
    /// In the target only.
    Added,
    /// In the reference only.
    Removed,
}

impl ChangeKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Kept,
        Self::Moved,
        Self::Reworded,
        Self::Strengthened,
        Self::Weakened,
        Self::Added,
        Self::Removed,
    ];

    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Moved => "moved",
            Self::Reworded => "reworded",
            Self::Strengthened => "strengthened",
            Self::Weakened => "weakened",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

/// A clause and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What.
    pub kind: ChangeKind,
    /// In the target; `None` if it was removed.
    pub target: Option<Clause>,
    /// In the reference; `None` if it was added.
    pub reference: Option<Clause>,
    /// Whether it stands out of order.
    pub moved: bool,
    /// Dice's coefficient of the stems of both, in [0, 1]; 0 if one is missing.
    pub similarity: f64,
    /// The words that differ.
    pub edits: Vec<Edit>,
    /// The markers of force that moved; the first that is no reversal decides.
    pub shifts: Vec<Shift>,
}

/// Compares a text with an earlier version of it. Every clause of both is in exactly one change. They come in the order of the
/// target; what was removed stands before the clause that followed it.
#[must_use]
pub fn compare(target: &[Passage], reference: &[Passage]) -> Vec<Change> {
    let (target, reference) = (clauses(target), clauses(reference));
    let mut sketcher = Sketcher::new();
    let [ours, theirs] =
        [&target, &reference].map(|side| side.iter().map(|it| sketcher.sketch(it)).collect::<Vec<_>>());
    let pairs = align(&ours, &theirs);
    let mut partner = vec![None; target.len()];
    let mut is_paired = vec![false; reference.len()];
    for pair in &pairs {
        partner[pair.target] = Some(*pair);
        is_paired[pair.reference] = true;
    }
    let mut changes = Vec::new();
    let mut next = 0;
    let mut remove_until = |until: usize, changes: &mut Vec<Change>| {
        changes.extend(
            (next..until).filter(|at| !is_paired[*at]).map(|at| alone(ChangeKind::Removed, &reference[at])),
        );
        next = next.max(until);
    };
    for (at, clause) in target.iter().enumerate() {
        match partner[at] {
            Some(pair) => {
                if !pair.moved {
                    remove_until(pair.reference, &mut changes);
                }
                let alike = similarity(&ours[pair.target], &theirs[pair.reference]);
                changes.push(both(clause, &reference[pair.reference], pair, alike));
            }
            None => changes.push(alone(ChangeKind::Added, clause)),
        }
    }
    remove_until(reference.len(), &mut changes);
    changes
}

fn alone(kind: ChangeKind, clause: &Clause) -> Change {
    let (target, reference) =
        if kind == ChangeKind::Added { (Some(clause.clone()), None) } else { (None, Some(clause.clone())) };
    Change { kind, target, reference, moved: false, similarity: 0.0, edits: Vec::new(), shifts: Vec::new() }
}

fn both(target: &Clause, reference: &Clause, pair: Pair, similarity: f64) -> Change {
    let edits = edits(&target.words, &reference.words);
    let shifts = if edits.is_empty() { Vec::new() } else { shifts(&target.words, &reference.words) };
    let decides = shifts.iter().find(|it| it.direction != Direction::Reversed);
    let kind = match decides.map(|it| it.direction) {
        Some(Direction::Stronger) => ChangeKind::Strengthened,
        Some(_) => ChangeKind::Weakened,
        None if pair.moved => ChangeKind::Moved,
        None if edits.is_empty() => ChangeKind::Kept,
        None => ChangeKind::Reworded,
    };
    Change {
        kind,
        target: Some(target.clone()),
        reference: Some(reference.clone()),
        moved: pair.moved,
        similarity,
        edits,
        shifts,
    }
}

/// Numbers words and stems.
struct Sketcher {
    stemmer: Option<rust_stemmers::Stemmer>,
    forms: Names,
    stems: Names,
}

impl Sketcher {
    fn new() -> Self {
        Self { stemmer: stemmer_for("en"), forms: Names::default(), stems: Names::default() }
    }

    fn sketch(&mut self, clause: &Clause) -> Sketch {
        let forms = clause.words.iter().map(|it| self.forms.number(&it.form)).collect();
        let mut bag: Vec<u32> = clause.words.iter().map(|it| self.stem(it)).collect();
        bag.sort_unstable();
        Sketch { forms, bag }
    }

    fn stem(&mut self, word: &Word) -> u32 {
        let stem = self.stemmer.as_ref().map(|it| it.stem(&word.form));
        self.stems.number(stem.as_deref().unwrap_or(&word.form))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn passages(sentences: &[String]) -> Vec<Passage> {
        let mut start = 0;
        let mut passages = Vec::new();
        for text in sentences {
            let text = text.clone();
            let length = u32::try_from(text.chars().count()).expect("short");
            passages.push(Passage { start, text, block: "operative".to_owned(), ..Passage::default() });
            start += length + 1;
        }
        passages
    }

    fn kinds(target: &[&str], reference: &[&str]) -> Vec<&'static str> {
        let of = |side: &[&str]| passages(&side.iter().map(|&it| it.to_owned()).collect::<Vec<_>>());
        compare(&of(target), &of(reference)).iter().map(|it| it.kind.name()).collect()
    }

    #[test]
    fn each_change_has_its_name() {
        let reference = [
            "1. We reaffirm our attachment to the Charter.",
            "2. Members should publish the orders they receive.",
            "3. We condemn the cutting of cables in the Strait.",
            "4. We thank the fishing crews of the outer islands.",
            "5. We fund a prize for engineers.",
        ];
        let target = [
            "1. We thank the fishing crews of the outer islands.",
            "2. We reaffirm our attachment to the Charter.",
            "3. Members must publish the orders they receive.",
            "4. We regret the cutting of cables in the Strait.",
            "5. A school opens in spring at Port Adel.",
        ];
        let expected = ["moved", "kept", "strengthened", "weakened", "added", "removed"];
        let mut found = kinds(&target, &reference);
        found[4..].sort_unstable();
        assert_eq!(found, expected);
    }

    #[test]
    fn other_words_of_the_same_force_are_a_rewording() {
        let reference = "We welcome the report on open networks and its findings.";
        assert_eq!(
            kinds(&["We welcome the study on open networks and its findings."], &[reference]),
            ["reworded"]
        );
    }

    fn sentence() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "shall", "should", "we", "note", "condemn", "all", "States", "Ünion", "publish", "orders", "the",
            "law",
        ]);
        prop::collection::vec(word, 1..9).prop_map(|words| format!("{}; ok.", words.join(" ")))
    }

    fn spans(clauses: &[Clause]) -> Vec<(u32, u32)> {
        clauses.iter().map(|it| (it.span.start, it.span.end)).collect()
    }

    proptest! {
        #[test]
        fn a_text_against_itself_is_kept(sentences in prop::collection::vec(sentence(), 0..12)) {
            let side = passages(&sentences);
            let changes = compare(&side, &side);
            prop_assert!(changes.iter().all(|it| it.kind == ChangeKind::Kept && it.edits.is_empty()));
            prop_assert_eq!(changes.len(), clauses(&side).len());
        }

        #[test]
        fn changes_partition_both_sides_and_edits_cut_the_texts(
            ours in prop::collection::vec(sentence(), 0..12),
            theirs in prop::collection::vec(sentence(), 0..12),
        ) {
            let (target, reference) = (passages(&ours), passages(&theirs));
            let changes = compare(&target, &reference);
            let side = |of: fn(&Change) -> Option<&Clause>| {
                let mut found: Vec<(u32, u32)> =
                    changes.iter().filter_map(of).map(|it| (it.span.start, it.span.end)).collect();
                found.sort_unstable();
                found
            };
            prop_assert_eq!(side(|it| it.target.as_ref()), spans(&clauses(&target)));
            prop_assert_eq!(side(|it| it.reference.as_ref()), spans(&clauses(&reference)));
            let text: Vec<char> = ours.join(" ").chars().collect();
            for change in &changes {
                let Some(clause) = &change.target else { continue };
                let cut: String = text[clause.span.start as usize..clause.span.end as usize].iter().collect();
                prop_assert_eq!(&cut, &clause.text);
                let Some(earlier) = &change.reference else { continue };
                let outside = |words: &[Word], edited: Vec<crate::text::CharSpan>| {
                    let is_outside = |it: &&Word| !edited.iter().any(|e| e.start <= it.span.start && it.span.end <= e.end);
                    words.iter().filter(is_outside).map(|it| it.form.clone()).collect::<Vec<_>>()
                };
                let ours = outside(&clause.words, change.edits.iter().filter_map(|it| it.target).collect());
                let theirs = outside(&earlier.words, change.edits.iter().filter_map(|it| it.reference).collect());
                prop_assert_eq!(ours, theirs);
            }
        }
    }
}
