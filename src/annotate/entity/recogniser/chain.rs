//! The best states of a stretch of tokens.

use super::name::NameKind;
use super::state::{CLOSED, N_SCORED, N_STATES, OPENING, OUTSIDE, Part, state, states_of};
use super::weights::SCALE;
use std::ops::Range;

/// The scores of one token for all states but the outside.
pub(super) type Scores = [i32; N_SCORED];

/// Scores of states following states, and where best paths are traced.
#[derive(Debug)]
pub(super) struct Chain {
    transitions: [[i32; N_STATES]; N_STATES],
}

/// Where the best path of each token came from.
pub(super) type Trace = Vec<[u8; N_STATES]>;

/// So low that no path goes through it.
const NEVER: i32 = i32::MIN / 4;

impl Chain {
    pub fn new(transitions: &super::model::Transitions) -> Self {
        Self { transitions: transitions.map(|row| row.map(i32::from)) }
    }

    /// Fills `path` with the best states of tokens with these scores. Before and behind them is the outside.
    pub fn best(&self, scores: &[Scores], trace: &mut Trace, path: &mut Vec<usize>) {
        trace.clear();
        path.clear();
        let mut totals = [NEVER; N_STATES];
        totals[OUTSIDE] = 0;
        for scores in scores {
            totals = self.step(&totals, scores, trace);
        }
        let Some(mut last) = argmax(CLOSED.map(|at| (at, totals[at] + self.transitions[at][OUTSIDE]))) else {
            return;
        };
        for from in trace.iter().rev() {
            path.push(last);
            last = usize::from(from[last]);
        }
        path.reverse();
    }

    /// The best totals of every state one token on.
    fn step(&self, before: &[i32; N_STATES], scores: &Scores, trace: &mut Trace) -> [i32; N_STATES] {
        // Opening states are the first ones, so that this is done for all of them side by side.
        let mut best = [i32::MIN; OPENING.len()];
        let mut best_from = [0; OPENING.len()];
        for at in CLOSED {
            let row = &self.transitions[at];
            for to in OPENING {
                let total = before[at] + row[to];
                let better = total > best[to];
                best[to] = if better { total } else { best[to] };
                best_from[to] = if better { at as i32 } else { best_from[to] };
            }
        }
        let mut totals = [NEVER; N_STATES];
        let mut from = [0; N_STATES];
        for to in OPENING {
            totals[to] = best[to] + if to == OUTSIDE { 0 } else { scores[to - 1] };
            from[to] = best_from[to] as u8;
        }
        for kind in NameKind::ALL {
            let (begin, inside) = (state(Part::Begin, kind), state(Part::Inside, kind));
            for to in [inside, state(Part::Last, kind)] {
                let options = [begin, inside].map(|at| before[at] + self.transitions[at][to]);
                let second = options[1] > options[0];
                totals[to] = options[usize::from(second)] + scores[to - 1];
                from[to] = if second { inside } else { begin } as u8;
            }
        }
        trace.push(from);
        totals.map(|total| total.max(NEVER))
    }

    /// By how much a name on a path beats the best of: nothing there, another kind there.
    pub fn margin(&self, scores: &[Scores], path: &[usize], name: Range<usize>, kind: NameKind) -> f32 {
        let edge = |at: Option<usize>| at.and_then(|at| path.get(at)).copied().unwrap_or(OUTSIDE);
        let (before, behind) = (edge(name.start.checked_sub(1)), edge(Some(name.end)));
        let total = |states: &mut dyn Iterator<Item = usize>| {
            let mut last = before;
            let mut total = 0;
            for (at, state) in name.clone().zip(states) {
                total += self.transitions[last][state];
                total += if state == OUTSIDE { 0 } else { scores[at][state - 1] };
                last = state;
            }
            total + self.transitions[last][behind]
        };
        let of_kind = |kind| total(&mut states_of(kind, name.len()));
        let others = NameKind::ALL.into_iter().filter(|&other| other != kind).map(of_kind);
        let rival = others.fold(total(&mut std::iter::repeat(OUTSIDE)), i32::max);
        (of_kind(kind) - rival) as f32 / SCALE
    }
}

/// The first of the best.
fn argmax<const N: usize>(options: [(usize, i32); N]) -> Option<usize> {
    options.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|best| best.0)
}
