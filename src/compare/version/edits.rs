//! The words that differ between two versions of a clause.

use super::clause::Word;
use crate::text::CharSpan;

/// What happened to some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// They are in the target only.
    Added,
    /// They are in the reference only.
    Removed,
    /// Others stand in their place.
    Replaced,
}

impl EditKind {
    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Replaced => "replaced",
        }
    }
}

/// Neighbouring words that differ. Positions are of each document's own text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What happened to them.
    pub kind: EditKind,
    /// The target's words; `None` if they were removed.
    pub target: Option<CharSpan>,
    /// The reference's words; `None` if they were added.
    pub reference: Option<CharSpan>,
}

/// Most pairs of words looked at. Where the differing middle of two clauses has more, it is one replacement.
const MOST_CELLS: usize = 1_000_000;

/// The edits from the reference to the target, in order; none if the folded words are the same. Punctuation is not compared.
pub(super) fn edits(target: &[Word], reference: &[Word]) -> Vec<Edit> {
    let same = |(one, other): &(&Word, &Word)| one.form == other.form;
    let head = target.iter().zip(reference).take_while(same).count();
    let (target, reference) = (&target[head..], &reference[head..]);
    let tail = target.iter().rev().zip(reference.iter().rev()).take_while(same).count();
    let (target, reference) = (&target[..target.len() - tail], &reference[..reference.len() - tail]);
    let mut edits = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (at, other) in common(target, reference).into_iter().chain([(target.len(), reference.len())]) {
        edits.extend(edit(&target[i..at], &reference[j..other]));
        (i, j) = (at + 1, other + 1);
    }
    edits
}

fn edit(target: &[Word], reference: &[Word]) -> Option<Edit> {
    let span =
        |words: &[Word]| Some(CharSpan { start: words.first()?.span.start, end: words.last()?.span.end });
    let (target, reference) = (span(target), span(reference));
    let kind = match (target, reference) {
        (None, None) => return None,
        (Some(_), None) => EditKind::Added,
        (None, Some(_)) => EditKind::Removed,
        (Some(_), Some(_)) => EditKind::Replaced,
    };
    Some(Edit { kind, target, reference })
}

/// The places of a longest common subsequence.
fn common(target: &[Word], reference: &[Word]) -> Vec<(usize, usize)> {
    let (n, m) = (target.len(), reference.len());
    if n.saturating_mul(m) > MOST_CELLS {
        return Vec::new();
    }
    let width = m + 1;
    let mut longest = vec![0_u32; (n + 1) * width];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            longest[i * width + j] = if target[i].form == reference[j].form {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut places = Vec::new();
    while i < n && j < m {
        if target[i].form == reference[j].form {
            places.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    places
}
