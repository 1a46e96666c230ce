//! Two versions of a text: every clause of both is in exactly one change, and every place can be cut from its text.

use normscope::compare::version::{Change, Clause, Passage, compare, structure};
use normscope::document::BlockKind;
use normscope::text::CharSpan;

/// Reads the two halves of the bytes as versions, a line being a sentence, and compares them both ways and each with itself.
pub fn versions(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (target, reference) = text.split_once('\0').unwrap_or((&text, ""));
    let sides = [passages(target), passages(reference)];
    check(&sides[0], &sides[1]);
    check(&sides[1], &sides[0]);
    for side in &sides {
        let same = compare(side, side);
        assert!(same.iter().all(|it| it.edits.is_empty() && it.shifts.is_empty() && !it.moved), "{same:?}");
        let built = structure(side, 0);
        assert!(built.openings.iter().all(|it| it.passage < side.len()), "{built:?}");
    }
}

/// The lines of a text, the first letter of each choosing the kind of its block.
fn passages(text: &str) -> Vec<Passage> {
    let mut start = 0;
    let mut passages = Vec::new();
    for line in text.split('\n') {
        let kind = line.chars().next().map_or(0, |first| first as usize);
        let block = BlockKind::ALL[kind % BlockKind::ALL.len()].name().to_owned();
        passages.push(Passage { start, text: line.to_owned(), block, ..Passage::default() });
        start += u32::try_from(line.chars().count() + 1).expect("it is short");
    }
    passages
}

fn check(target: &[Passage], reference: &[Passage]) {
    let changes = compare(target, reference);
    disjoint(target, &changes, |it| it.target.as_ref());
    disjoint(reference, &changes, |it| it.reference.as_ref());
    for change in &changes {
        assert!(change.target.is_some() || change.reference.is_some(), "{change:?}");
        assert!((0.0..=1.0).contains(&change.similarity), "{change:?}");
        for edit in &change.edits {
            within(change.target.as_ref(), edit.target);
            within(change.reference.as_ref(), edit.reference);
        }
    }
}

fn disjoint(side: &[Passage], changes: &[Change], of: fn(&Change) -> Option<&Clause>) {
    let mut clauses: Vec<&Clause> = changes.iter().filter_map(of).collect();
    clauses.sort_by_key(|it| (it.span.start, it.span.end));
    assert!(clauses.is_sorted_by(|a, b| a.span.end <= b.span.start), "{clauses:?}");
    for clause in clauses {
        let passage = &side[clause.passage];
        let (from, to) = (clause.span.start - passage.start, clause.span.end - passage.start);
        let cut: String = passage.text.chars().skip(from as usize).take((to - from) as usize).collect();
        assert_eq!(cut, clause.text);
    }
}

fn within(clause: Option<&Clause>, words: Option<CharSpan>) {
    let Some(words) = words else { return };
    let span = clause.expect("words that differ stand in a clause").span;
    assert!(
        span.start <= words.start && words.start < words.end && words.end <= span.end,
        "{words:?} in {span:?}"
    );
}
