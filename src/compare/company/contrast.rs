//! Which words keep a term company on one side more than on the other.

use super::modifier::Relation;
use super::strength::Strength;
use super::tally::{Background, ByDocument, Tally, Uses};
use crate::measure::MIN_DOCUMENTS;
use crate::stats::effect::mann_whitney_sparse_p;
use crate::stats::{Adjustment, Contingency, LogOdds, Share, log_odds};
use std::collections::{BTreeMap, BTreeSet};

/// Most words given of each side.
pub const MOST_WORDS: usize = 20;
/// Strength of the prior of a modifier, in uses: every modifier is taken to stand with ten uses more of either side, at the
/// rate of both sides together.
pub const PRIOR_USES: f64 = 10.0;
/// Strength of the prior of a collocate, in content words beside uses: about as many as ten uses have.
pub const PRIOR_WORDS_BESIDE: f64 = 50.0;

/// How one side uses a word beside a term.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WordUse {
    /// How often.
    pub count: u64,
    /// In how many documents.
    pub n_documents: u64,
    /// Of a modifier the share of the uses that have it, of a collocate its share of the content words beside them.
    pub share: f64,
    /// How often a collocate stands anywhere but in the term's own occurrences; 0 for modifiers.
    pub n_word: u64,
    /// How firmly a collocate belongs there; `None` for modifiers, where it never stands there, or where there is nothing else.
    pub strength: Option<Strength>,
}

/// A word that both sides have beside a term, at different rates. A plus is more in the target.
#[derive(Clone, Debug, PartialEq)]
pub struct WordContrast {
    /// How it stands to the term; `None` for a collocate.
    pub relation: Option<Relation>,
    /// Its number among the words of the study.
    pub word: u32,
    /// The target's use.
    pub target: WordUse,
    /// The reference's use.
    pub reference: WordUse,
    /// log₂ of the ratio of the shares; a count of 0 is taken as ½.
    pub log_ratio: f64,
    /// Conservative log ratio, corrected for all words looked at: what they are ranked by.
    pub conservative_log_ratio: f64,
    /// G² of the four cells, with the sign of the difference.
    pub g2: f64,
    /// Log odds with an informative Dirichlet prior; `None` where the word stands with every use.
    pub log_odds: Option<LogOdds>,
    /// Mann and Whitney's p of the rates in documents that use the term; `None` under five of them on either side.
    pub p: Option<f64>,
    /// The same adjusted for all words looked at.
    pub q: Option<f64>,
}

/// The words that differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contrast {
    /// Those of the target by falling conservative log ratio, then those of the reference; ties by G². At most
    /// [`MOST_WORDS`] of each.
    pub words: Vec<WordContrast>,
    /// Words looked at: those frequent enough on both sides together.
    pub n_looked_at: u64,
}

/// Compares modifiers and collocates of a term that stand at least `min_count` times with it on both sides together; `None`
/// where either side never uses it. Effects are of the counts added up, tests of whole documents, as in
/// [`keyness`](crate::compare::keyness).
#[must_use]
pub fn contrast(
    sides: [(&Tally, &Background); 2],
    min_count: u64,
    adjustment: Adjustment,
) -> Option<[Contrast; 2]> {
    if sides.iter().any(|(tally, _)| tally.n_uses() == 0) {
        return None;
    }
    let tallies = sides.map(|(tally, _)| tally);
    let uses = Table::new(tallies, |it| it.n_uses, PRIOR_USES);
    let modifiers = frequent(tallies.map(|it| &it.modifiers), min_count);
    let modifiers = uses.words(&modifiers, |&(relation, word)| (Some(relation), word));
    let beside = Table::new(tallies, |it| it.n_beside, PRIOR_WORDS_BESIDE);
    let collocates = frequent(tallies.map(|it| &it.collocates), min_count);
    let collocates = beside.words(&collocates, |&word| (None, word));
    let [modifiers, mut collocates] = [modifiers, collocates].map(|words| ranked(words, adjustment));
    for it in &mut collocates.words {
        for (usage, (tally, background)) in [&mut it.target, &mut it.reference].into_iter().zip(sides) {
            usage.n_word = background.n_word(it.word, tally);
            let margins = (tally.n_beside(), usage.n_word);
            usage.strength = Strength::new(usage.count, margins, background.n_words(tally));
        }
    }
    Some([modifiers, collocates])
}

/// What is counted in the documents of either side.
type Counted<'t> = [&'t [(u32, u64)]; 2];

/// The items that are frequent enough on both sides together, with their counts.
fn frequent<'t, K: Ord + Copy>(
    sides: [&'t BTreeMap<K, ByDocument>; 2],
    min_count: u64,
) -> Vec<(K, Counted<'t>)> {
    let items: BTreeSet<K> = sides.iter().flat_map(|side| side.keys().copied()).collect();
    let counts = |item: K| sides.map(|side| side.get(&item).map_or(&[][..], |it| it));
    let all = items.into_iter().map(|item| (item, counts(item)));
    all.filter(|(_, counts)| counts.map(total).iter().sum::<u64>() >= min_count).collect()
}

fn total(counts: &[(u32, u64)]) -> u64 {
    counts.iter().map(|it| it.1).sum()
}

/// Adjusts p, ranks the words and keeps the first and last of them.
fn ranked(mut words: Vec<WordContrast>, adjustment: Adjustment) -> Contrast {
    let n_looked_at = words.len() as u64;
    let p: Vec<f64> = words.iter().filter_map(|it| it.p).collect();
    let mut q = adjustment.adjust(&p).into_iter();
    words.iter_mut().filter(|it| it.p.is_some()).for_each(|it| it.q = q.next());
    words.sort_by(|one, other| {
        let by_ratio = other.conservative_log_ratio.total_cmp(&one.conservative_log_ratio);
        by_ratio.then(other.g2.total_cmp(&one.g2))
    });
    let of_target = words.iter().filter(|it| it.g2 > 0.0).count().min(MOST_WORDS);
    let of_reference = words.iter().filter(|it| it.g2 < 0.0).count().min(MOST_WORDS);
    let last = words.split_off(words.len() - of_reference);
    words.truncate(of_target);
    words.extend(last);
    Contrast { words, n_looked_at }
}

/// What words are counted in.
struct Table<'t> {
    tallies: [&'t Tally; 2],
    /// What a document's count is a share of.
    whole: fn(&Uses) -> u64,
    /// The same of either side.
    wholes: [u64; 2],
    /// Strength of the prior, in the same.
    prior: f64,
}

impl<'t> Table<'t> {
    fn new(tallies: [&'t Tally; 2], whole: fn(&Uses) -> u64, prior: f64) -> Self {
        let wholes = tallies.map(|it| it.documents().iter().map(whole).sum());
        Self { tallies, whole, wholes, prior }
    }

    fn words<K>(
        &self,
        items: &[(K, Counted<'_>)],
        name: impl Fn(&K) -> (Option<Relation>, u32),
    ) -> Vec<WordContrast> {
        items.iter().filter_map(|(item, counts)| self.word(name(item), *counts, items.len())).collect()
    }

    /// Compares a word; `None` where it stands with every use of both sides.
    fn word(
        &self,
        (relation, word): (Option<Relation>, u32),
        counts: Counted<'_>,
        n_items: usize,
    ) -> Option<WordContrast> {
        let share = |at: usize| Share { of: total(counts[at]) as f64, all: self.wholes[at] as f64 };
        let (target, reference) = (share(0), share(1));
        let table = Contingency::new(target, reference)?;
        let both = (target.of + reference.of) / (target.all + reference.all);
        let prior = Share { of: self.prior * both, all: self.prior };
        Some(WordContrast {
            relation,
            word,
            target: usage(counts[0], target),
            reference: usage(counts[1], reference),
            log_ratio: table.log_ratio(),
            conservative_log_ratio: table.conservative_log_ratio(n_items),
            g2: table.sign() * table.g2(),
            log_odds: log_odds(target, reference, prior),
            p: self.p(counts),
            q: None,
        })
    }

    /// The test of the shares in documents.
    fn p(&self, counts: Counted<'_>) -> Option<f64> {
        let has_any = |tally: &Tally| tally.documents().iter().filter(|it| (self.whole)(it) > 0).count();
        let [n, m] = self.tallies.map(has_any);
        if n.min(m) < MIN_DOCUMENTS {
            return None;
        }
        let shares = |at: usize| {
            let documents = self.tallies[at].documents();
            let share = move |it: &(u32, u64)| it.1 as f64 / (self.whole)(&documents[it.0 as usize]) as f64;
            counts[at].iter().map(move |it| (share(it), at == 0))
        };
        let mut shares: Vec<(f64, bool)> = shares(0).chain(shares(1)).collect();
        mann_whitney_sparse_p(&mut shares, n, m)
    }
}

fn usage(counts: &[(u32, u64)], share: Share) -> WordUse {
    WordUse {
        count: total(counts),
        n_documents: counts.len() as u64,
        share: share.of / share.all,
        n_word: 0,
        strength: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tally::tests::tally;
    use super::*;
    use crate::compare::study::Names;

    const STATES: &[&[&str]] = &[
        &["national order of states", "national order"],
        &["a national order of strong states"],
        &["order of nations"],
        &["national order of states"],
        &["national order of states"],
    ];
    const PEOPLE: &[&[&str]] = &[
        &["open order of users", "order of trade"],
        &["an open order", "states shape order"],
        &["open order of users"],
        &["open order of users"],
        &["open order of users"],
    ];

    fn found(sides: [&[&[&str]]; 2], min_count: u64) -> Option<([Contrast; 2], Names)> {
        let mut names = Names::default();
        let tallies = sides.map(|documents| tally("order", documents, &mut names));
        let background = Background::default();
        let sides = [(&tallies[0], &background), (&tallies[1], &background)];
        Some((contrast(sides, min_count, Adjustment::BenjaminiHochberg)?, names))
    }

    fn words(contrast: &Contrast, names: &Names) -> Vec<String> {
        contrast.words.iter().map(|it| names.name(it.word).to_owned()).collect()
    }

    #[test]
    fn sides_keep_their_own_words_and_swapping_turns_the_signs() {
        let ([modifiers, collocates], names) = found([PEOPLE, STATES], 3).expect("both use it");
        assert_eq!(words(&modifiers, &names), ["open", "users", "states", "national"]);
        assert_eq!(modifiers.n_looked_at, 4);
        assert_eq!(words(&collocates, &names), ["open", "users", "states", "national"]);
        let ([_, swapped], _) = found([STATES, PEOPLE], 3).expect("both use it");
        for (one, other) in collocates.words.iter().zip(swapped.words.iter().rev()) {
            assert!((one.g2 + other.g2).abs() < 1e-9 && (one.log_ratio + other.log_ratio).abs() < 1e-9);
            let delta = |it: &WordContrast| it.log_odds.expect("defined").delta;
            assert!((delta(one) + delta(other)).abs() < 1e-9);
            assert_eq!((one.target.count, one.p), (other.reference.count, other.p));
        }
    }

    /// *open* modifies 5 of 7 uses of the target and none of 6 of the reference: with a prior of ten uses at the rate 5/13,
    /// ln((5 + 50/13) / (2 + 80/13)) − ln((50/13) / (6 + 80/13)).
    #[test]
    fn log_odds_are_as_worked_out_by_hand() {
        let ([modifiers, _], _) = found([PEOPLE, STATES], 3).expect("both use it");
        let open = &modifiers.words[0];
        assert_eq!((open.target.count, open.target.n_documents, open.reference.count), (5, 5, 0));
        assert!((open.target.share - 5.0 / 7.0).abs() < 1e-12);
        let (yes, no) = (50.0_f64 / 13.0, 80.0_f64 / 13.0);
        let delta = ((5.0 + yes) / (2.0 + no)).ln() - (yes / (6.0 + no)).ln();
        assert!((open.log_odds.expect("defined").delta - delta).abs() < 1e-12);
        assert!(open.q.expect("five documents a side") < 0.05);
    }

    #[test]
    fn few_documents_give_no_p_and_rare_words_are_not_looked_at() {
        let ([modifiers, _], names) = found([&PEOPLE[..4], STATES], 5).expect("both use it");
        assert_eq!(words(&modifiers, &names), ["national"]);
        assert!(modifiers.words.iter().all(|it| it.p.is_none() && it.q.is_none()));
        assert!(found([&[], STATES], 1).is_none());
    }
}
