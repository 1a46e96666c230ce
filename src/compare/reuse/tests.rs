//! What the room promises, on words drawn at random and on texts made to hurt.

use super::*;
use crate::compare::Names;
use proptest::prelude::*;

/// Texts and which of them are the target: the first `n_target`.
struct Case {
    texts: Texts,
    sides: [Vec<usize>; 2],
}

impl Case {
    fn new(target: &[Vec<u32>], reference: &[Vec<u32>]) -> Self {
        let (mut names, mut texts) = (Names::default(), Texts::default());
        for words in target.iter().chain(reference) {
            let numbers: Vec<u32> = words.iter().map(|word| names.number(&word.to_string())).collect();
            texts.push(&numbers, &names);
        }
        let n = target.len();
        Self { sides: [(0..n).collect(), (n..texts.len()).collect()], texts }
    }

    fn of_texts(target: &[&str], reference: &[&str]) -> Self {
        let (mut names, mut texts) = (Names::default(), Texts::default());
        for text in target.iter().chain(reference) {
            let numbers = wording(text, &mut names).numbers;
            texts.push(&numbers, &names);
        }
        let n = target.len();
        Self { sides: [(0..n).collect(), (n..texts.len()).collect()], texts }
    }

    fn places(&self) -> Places {
        Places::new(&self.texts, self.sides())
    }

    fn sides(&self) -> Sides<'_> {
        Sides([&self.sides[0], &self.sides[1]])
    }

    fn reuse(&self) -> Reuse {
        reuse(&self.texts, &self.places(), self.sides())
    }

    fn words_of(&self, passage: &Passage, side: usize) -> &[u32] {
        &self.texts.words()[self.texts.range(passage.texts[side])][passage.words(side)]
    }
}

/// Words that lie in a run of eight that the other side has too, each pair of runs held against each other.
fn n_shared_plainly(of: &[u32], other: &[Vec<u32>]) -> usize {
    let mut shared = vec![false; of.len()];
    for (at, run) in of.windows(GRAM).enumerate() {
        if other.iter().any(|text| text.windows(GRAM).any(|it| it == run)) {
            shared[at..at + GRAM].fill(true);
        }
    }
    shared.into_iter().filter(|it| *it).count()
}

/// Few words, so that runs come back often.
fn some_texts() -> impl Strategy<Value = Vec<Vec<u32>>> {
    let piece = prop_oneof![
        proptest::collection::vec(0_u32..3, 0..30),
        (0_u32..4, 8_u32..30).prop_map(|(which, n)| (0..n).map(|word| 100 * which + word + 10).collect()),
    ];
    let text = proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat());
    proptest::collection::vec(text, 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_passage_has_the_same_words_on_both_sides_and_no_more((one, two) in (some_texts(), some_texts())) {
        let case = Case::new(&one, &two);
        for passage in case.reuse().passages {
            prop_assert!(passage.n_words >= GRAM);
            prop_assert_eq!(case.words_of(&passage, 0), case.words_of(&passage, 1));
            let after = [0, 1].map(|side| {
                let words = &case.texts.words()[case.texts.range(passage.texts[side])];
                words.get(passage.words(side).end).copied()
            });
            prop_assert!(after[0].is_none() || after[0] != after[1], "a passage could be longer");
        }
    }

    #[test]
    fn passages_cover_exactly_the_shared_words((one, two) in (some_texts(), some_texts())) {
        let case = Case::new(&one, &two);
        let reuse = case.reuse();
        for (at, text) in one.iter().enumerate() {
            prop_assert_eq!(reuse.n_shared[0][at], n_shared_plainly(text, &two));
            let mut covered = vec![false; text.len()];
            for passage in reuse.passages.iter().filter(|it| it.texts[0] == at) {
                covered[passage.words(0)].fill(true);
            }
            prop_assert_eq!(covered.into_iter().filter(|it| *it).count(), reuse.n_shared[0][at]);
        }
        for (at, text) in two.iter().enumerate() {
            prop_assert_eq!(reuse.n_shared[1][at], n_shared_plainly(text, &one));
        }
    }

    #[test]
    fn a_planted_passage_is_found(before in proptest::collection::vec(0_u32..9, 0..40),
        planted in proptest::collection::vec(0_u32..500, GRAM..60), after in proptest::collection::vec(600_u32..609, 0..40)) {
        let before_len = before.len();
        let case = Case::new(&[[before.clone(), planted.clone(), after.clone()].concat()], &[[after, planted.clone(), before].concat()]);
        let words = &case.texts.words()[before_len..before_len + planted.len()];
        let holds = |it: &Passage| case.words_of(it, 0).windows(words.len()).any(|run| run == words);
        prop_assert!(case.reuse().passages.iter().any(holds));
    }

    #[test]
    fn the_order_of_documents_changes_nothing((one, two) in (some_texts(), some_texts())) {
        let reversed = |texts: &[Vec<u32>]| texts.iter().rev().cloned().collect::<Vec<_>>();
        let found = [Case::new(&one, &two), Case::new(&reversed(&one), &reversed(&two))].map(|case| {
            let reuse = case.reuse();
            let mut n_shared = reuse.n_shared.clone();
            n_shared.iter_mut().for_each(|side| side.sort_unstable());
            (n_shared, reuse.passages.first().map(|it| it.n_words))
        });
        prop_assert_eq!(&found[0], &found[1]);
    }

    #[test]
    fn boilerplate_stands_in_as_many_documents_as_it_says(texts in proptest::collection::vec(some_texts(), 2..5)) {
        let texts: Vec<Vec<u32>> = texts.concat();
        let case = Case::new(&texts, &[]);
        for found in boilerplate(&case.texts, &case.places(), &case.sides[0]) {
            let words = &case.texts.words()[case.texts.range(found.text)][found.first..found.first + found.n_words];
            let having = (0..texts.len())
                .filter(|&text| case.texts.words()[case.texts.range(text)].windows(words.len()).any(|it| it == words))
                .count();
            prop_assert!(found.n_documents >= MANY && found.n_words >= GRAM);
            prop_assert!(having >= found.n_documents, "{having} {}", found.n_documents);
        }
    }
}

#[test]
fn a_passage_ends_where_the_words_part() {
    let case = Case::of_texts(
        &["We met. The open internet belongs to all of its users, and we defend it."],
        &[
            "Before: the open internet belongs to all — of its users and guests.",
            "All of its users, and we defend it.",
        ],
    );
    let reuse = case.reuse();
    let found: Vec<_> = reuse.passages.iter().map(|it| (it.texts, it.first, it.n_words)).collect();
    assert_eq!(found, [([0, 1], [2, 1], 10), ([0, 2], [7, 0], 8)]);
    assert_eq!(reuse.n_shared, [vec![13], vec![10, 8]]);
}

#[test]
fn the_longest_of_several_places_is_taken() {
    let whole: Vec<u32> = (0..40).collect();
    let case = Case::new(std::slice::from_ref(&whole), &[whole[..10].to_vec(), whole.clone()]);
    let reuse = case.reuse();
    assert_eq!(reuse.passages.len(), 1);
    assert_eq!((reuse.passages[0].texts, reuse.passages[0].n_words), ([0, 2], 40));
}

#[test]
fn a_formula_is_parted_from_the_longer_text_that_fewer_have() {
    let formula: Vec<u32> = (0..12).collect();
    let long: Vec<u32> = (100..130).collect();
    let text = |at: u32| {
        let own: Vec<u32> = (1000 * at..1000 * at + 20).collect();
        if at < 7 { [own, formula.clone(), long.clone()].concat() } else { [own, formula.clone()].concat() }
    };
    let texts: Vec<Vec<u32>> = (1..31).map(text).collect();
    let case = Case::new(&texts, &[]);
    let found = boilerplate(&case.texts, &case.places(), &case.sides[0]);
    let seen: Vec<_> = found.iter().map(|it| (it.text, it.first, it.n_words, it.n_documents)).collect();
    assert_eq!(seen, [(0, 20, 12, 30), (0, 25, 37, 6)]);
}

#[test]
fn one_word_said_a_million_times_is_no_trouble() {
    let case = Case::new(&[vec![7; 1_000_000]], &[vec![7; 500_000], vec![7; 1_000]]);
    let reuse = case.reuse();
    assert_eq!(reuse.n_shared, [vec![1_000_000], vec![500_000, 1_000]]);
    assert_eq!(reuse.passages[0].n_words, 500_000);
    assert_eq!(boilerplate(&case.texts, &case.places(), &case.sides[0]), []);
}

#[test]
fn ten_thousand_documents_all_the_same_are_no_trouble() {
    let copies = vec![(0..100).collect::<Vec<u32>>(); 5_000];
    let case = Case::new(&copies, &copies);
    let reuse = case.reuse();
    assert_eq!(reuse.passages.len(), 5_000);
    assert!(reuse.passages.iter().all(|it| it.n_words == 100 && it.texts[1] == 5_000));
    let found = boilerplate(&case.texts, &case.places(), &case.sides[0]);
    assert_eq!(found, [Boilerplate { text: 0, first: 0, n_words: 100, n_documents: 5_000 }]);
}
