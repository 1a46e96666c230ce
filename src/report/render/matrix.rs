//! A matrix of groups under the names of the public format.

use super::comparison::{Asked, entry_id, options, positive_means, reason, valued};
use crate::codebook::Codebook;
use crate::compare::{self, Study};
use crate::report::wire::{
    Contestation, Matrix, MatrixDifference, MatrixGroup, MatrixPair, Program, SCHEMA_VERSION,
};

/// Compares all pairs of groups of a study, each group named by its value of the field `by`. `n_without` documents have none.
#[must_use]
pub fn matrix<'a>(
    study: &'a Study,
    groups: &[compare::Side<'a>],
    (by, n_without): (&'a str, u64),
    (asked, each): (Asked<'a>, &impl compare::Each),
) -> Matrix<'a> {
    let codebook = &study.codebook;
    let found = compare::matrix(codebook, groups, asked.plan, each);
    let names: Vec<String> = groups.iter().map(|group| group.label.clone()).collect();
    Matrix {
        schema_version: SCHEMA_VERSION.into(),
        program: Program { name: env!("CARGO_PKG_NAME").into(), version: env!("CARGO_PKG_VERSION").into() },
        options: options(codebook, asked),
        by: by.into(),
        n_without,
        positive_means: positive_means(codebook, ("the target of a pair", "its reference")).into(),
        groups: found.groups.iter().map(|it| matrix_group(&found.statistics, it)).collect(),
        pairs: found.pairs.iter().map(|it| matrix_pair(&found.statistics, &names, it)).collect(),
        contestation: found.contestation.iter().map(|it| contestation(codebook, it)).collect(),
    }
}

fn matrix_group<'a>(statistics: &[&str], it: &compare::Placed) -> MatrixGroup<'a> {
    let at = |name: &str| statistics.iter().position(|known| *known == name);
    let value = |name: &str| valued(at(name).map_or((None, None), |at| it.values[at]));
    let rank = |name: &str| at(name).and_then(|at| it.ranks[at]);
    let interval = |name: &str| at(name).and_then(|at| it.rank_intervals[at]).as_ref().map(Into::into);
    MatrixGroup {
        value: it.label.clone().into(),
        n_documents: it.n_documents,
        position: value("position"),
        position_rank: rank("position"),
        position_rank_interval: interval("position"),
        emphasis: value("emphasis"),
        emphasis_rank: rank("emphasis"),
        emphasis_rank_interval: interval("emphasis"),
    }
}

fn matrix_pair<'a>(statistics: &[&str], names: &[String], it: &compare::Pair) -> MatrixPair<'a> {
    let difference = |name: &str| {
        let place = statistics.iter().position(|known| *known == name);
        let found = place.map(|at| it.differences[at]).unwrap_or_default();
        MatrixDifference {
            difference: found.difference,
            interval: found.interval.as_ref().map(Into::into),
            p: found.tested.map(|tested| tested.p),
            q: found.q,
            method: found.tested.map(|tested| tested.method.into()),
        }
    };
    let [target, reference] = it.groups.map(|at| names[at].clone());
    MatrixPair {
        target: target.into(),
        reference: reference.into(),
        position: difference("position"),
        emphasis: difference("emphasis"),
        profile_distance: it.distance,
    }
}

fn contestation<'a>(codebook: &'a Codebook, it: &compare::Contestation) -> Contestation<'a> {
    Contestation {
        entry: entry_id(codebook, it.entry),
        i_squared: it.i_squared,
        n_groups: it.n_groups,
        mentioned_share: it.mentioned_share,
        unresolved_share: it.unresolved_share,
        reason: reason(it.reason),
    }
}
