//! Which sentences are put on a sheet.

use crate::stats::Draws;
use std::collections::BTreeMap;

/// How sentences are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drawing {
    /// Each with the same chance: shares on the sheet are those of the corpus.
    Simple,
    /// From each stratum the same number, as far as it has so many, so that rare ones occur. Scores then hold for the mix
    /// on the sheet, not for the corpus.
    Stratified,
}

impl Drawing {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Simple, Self::Stratified];

    /// The name in the column `drawn` of a sheet.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Stratified => "stratified",
        }
    }
}

/// Draws `n` sentences, or all if there are fewer, and returns their places in the order in which they were drawn.
/// `strata` names the stratum of each. The same seed gives the same sentences.
#[must_use]
pub fn draw(strata: &[&str], n: usize, seed: u64, drawing: Drawing) -> Vec<usize> {
    let mut draws = Draws::new(seed);
    let mut all: Vec<usize> = (0..strata.len()).collect();
    shuffle(&mut all, &mut draws);
    if drawing == Drawing::Stratified {
        all = in_turn(strata, &all);
    }
    all.truncate(n);
    if drawing == Drawing::Stratified {
        // The order must not tell the stratum.
        shuffle(&mut all, &mut draws);
    }
    all
}

/// One of each stratum after another, as long as there are any.
fn in_turn(strata: &[&str], shuffled: &[usize]) -> Vec<usize> {
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &at in shuffled {
        members.entry(strata[at]).or_default().push(at);
    }
    let rounds = members.values().map(Vec::len).max().unwrap_or(0);
    (0..rounds).flat_map(|round| members.values().filter_map(move |it| it.get(round).copied())).collect()
}

/// Fisher and Yates.
fn shuffle(items: &mut [usize], draws: &mut Draws) {
    for last in (1..items.len()).rev() {
        items.swap(last, draws.below(last + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_strata_occur_on_a_stratified_sheet() {
        let strata: Vec<&str> = (0..1000).map(|at| if at % 100 == 0 { "both" } else { "neither" }).collect();
        let n_rare = |drawn: &[usize]| drawn.iter().filter(|&&at| strata[at] == "both").count();
        let stratified = draw(&strata, 30, 1, Drawing::Stratified);
        assert_eq!((stratified.len(), n_rare(&stratified)), (30, 10), "all ten, and twenty of the others");
        assert!(n_rare(&draw(&strata, 30, 1, Drawing::Simple)) < 5);
    }

    #[test]
    fn a_draw_can_be_repeated_and_draws_nothing_twice() {
        let strata = vec![""; 50];
        let drawn = draw(&strata, 20, 7, Drawing::Simple);
        assert_eq!(drawn, draw(&strata, 20, 7, Drawing::Simple));
        assert_ne!(drawn, draw(&strata, 20, 8, Drawing::Simple));
        let mut once = draw(&strata, 80, 7, Drawing::Simple);
        once.sort_unstable();
        assert_eq!(once, (0..50).collect::<Vec<_>>());
    }
}
