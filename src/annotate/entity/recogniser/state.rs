//! The states of the chain: which part of a name of which kind a token is.
//!
//! Names are coded BILOU (L. Ratinov & D. Roth, 2009, Design challenges and misconceptions in named entity
//! recognition, CoNLL): a name is one token (*unit*) or a *begin*, any number of *inside* and a *last*.

use super::name::NameKind;

/// Outside of names.
pub const OUTSIDE: usize = 0;
/// States, [`OUTSIDE`] among them.
pub const N_STATES: usize = 13;
/// States that features have weights for; the weight of [`OUTSIDE`] is always 0.
pub const N_SCORED: usize = N_STATES - 1;

/// Which part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Unit,
    /// The first of several tokens.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last of several.
    Last,
}

const PARTS: [Part; 4] = [Part::Unit, Part::Begin, Part::Inside, Part::Last];
const N_KINDS: usize = NameKind::ALL.len();

/// States that a name may follow: those in which no name is open.
pub const CLOSED: [usize; 7] = [OUTSIDE, 1, 2, 3, 10, 11, 12];
/// States that may follow a closed one.
pub const OPENING: [usize; 7] = [OUTSIDE, 1, 2, 3, 4, 5, 6];

/// The state of a part of a name.
#[must_use]
pub const fn state(part: Part, kind: NameKind) -> usize {
    1 + part as usize * N_KINDS + kind.number()
}

/// The part and kind of a state; `None` outside.
#[must_use]
pub fn part_of(state: usize) -> Option<(Part, NameKind)> {
    let at = state.checked_sub(1)?;
    Some((PARTS[at / N_KINDS], NameKind::ALL[at % N_KINDS]))
}

/// Whether the state `after` may follow `before`.
#[must_use]
pub fn follows(before: usize, after: usize) -> bool {
    let open = |state| match part_of(state) {
        Some((Part::Begin | Part::Inside, kind)) => Some(kind),
        _ => None,
    };
    match (open(before), part_of(after)) {
        (Some(kind), Some((Part::Inside | Part::Last, next))) => kind == next,
        (Some(_), _) => false,
        (None, Some((Part::Inside | Part::Last, _))) => false,
        (None, _) => true,
    }
}

/// The states of the tokens of a name.
pub fn states_of(kind: NameKind, n_tokens: usize) -> impl Iterator<Item = usize> {
    (0..n_tokens).map(move |at| {
        let part = match (at, at + 1 == n_tokens) {
            (0, true) => Part::Unit,
            (0, false) => Part::Begin,
            (_, false) => Part::Inside,
            (_, true) => Part::Last,
        };
        state(part, kind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_parts_agree() {
        for at in 1..N_STATES {
            let (part, kind) = part_of(at).unwrap();
            assert_eq!(state(part, kind), at);
        }
        assert_eq!(part_of(OUTSIDE), None);
    }

    #[test]
    fn the_lists_of_states_are_those_that_may_follow() {
        for before in 0..N_STATES {
            for after in 0..N_STATES {
                if CLOSED.contains(&before) {
                    assert_eq!(follows(before, after), OPENING.contains(&after));
                } else {
                    let kinds = (part_of(before).unwrap().1, part_of(after).map(|(_, kind)| kind));
                    assert_eq!(follows(before, after), after > 6 && Some(kinds.0) == kinds.1);
                }
            }
        }
    }
}
