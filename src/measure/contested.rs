//! Which way the words lean that several sides claim.

use super::{Estimate, Reason, Voices};
use crate::annotate::{Annotations, ResolvedBy, TermHit, Verdict};
use crate::codebook::{Codebook, Contrast, EntryIx, Role};
use crate::stats::bootstrap::Units;
use crate::stats::{Interval, logit_scale, percentile, wilson};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Fewest occurrences for a lean (METRICS 15).
pub const MIN_OCCURRENCES: u64 = 10;

/// How a contested term is used: small sums that add up over documents. `u32`, since they are kept for every document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TermUse {
    /// Matches in counted blocks that no mask or longer match covers, whoever utters them.
    pub n_hits: u32,
    /// Those that are talked about, not used: in scare quotes, behind *the term*.
    pub n_mentioned: u32,
    /// Those that nothing around them decides.
    pub n_unresolved: u32,
    /// Those that something decides, by the step that does, in the order of [`ResolvedBy::ALL`].
    pub resolved_by: [u32; ResolvedBy::ALL.len()],
    /// The same by the frame that they stand for, in codebook order.
    pub frames: Vec<u32>,
    /// Sentences in which these voices utter it.
    pub n_sentences: u32,
    /// The evidence beside it in them.
    pub beside: Beside,
}

/// Evidence for the two sides of the contrast in sentences with a contested term, that term left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    /// Weight for the positive frame.
    pub positive: f64,
    /// Weight for the negative frame.
    pub negative: f64,
    /// Hits.
    pub events: u32,
}

/// A contested term in one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TermInDocument {
    /// The sums.
    pub uses: TermUse,
    /// The evidence beside it, one a sentence.
    pub sentences: Vec<Beside>,
}

/// The contested terms of a document that has any, in codebook order.
///
/// What stands beside a term is the evidence that `voices` count in the sentences in which they utter it, without the
/// term itself, what overlaps it, and contested terms that were read by their neighbours: those may have been read by
/// this very term.
#[must_use]
pub fn contested_terms(
    codebook: &Codebook,
    annotations: &Annotations,
    voices: Voices,
) -> BTreeMap<EntryIx, TermInDocument> {
    let mut terms: BTreeMap<EntryIx, TermInDocument> = BTreeMap::new();
    for hits in annotations.hits.chunk_by(|one, next| one.sentence == next.sentence) {
        let occurrences = || hits.iter().filter(|hit| is_occurrence(codebook, hit));
        for hit in occurrences() {
            terms.entry(hit.entry).or_default().uses.count(codebook, hit);
        }
        let mut heard: Vec<EntryIx> =
            occurrences().filter(|hit| voices.hear(hit)).map(|hit| hit.entry).collect();
        heard.sort_unstable();
        heard.dedup();
        for entry in heard {
            let term = terms.entry(entry).or_default();
            let beside = beside(codebook, hits, (entry, voices));
            term.uses.n_sentences += 1;
            term.uses.beside.add(beside);
            term.sentences.push(beside);
        }
    }
    terms
}

/// Whether the hit is an occurrence of a contested term.
#[must_use]
pub fn is_occurrence(codebook: &Codebook, hit: &TermHit) -> bool {
    let stands = matches!(
        hit.verdict,
        Verdict::Counted | Verdict::Unresolved | Verdict::Repeated | Verdict::Mentioned
    );
    stands && matches!(codebook.entries[hit.entry.get()].role, Role::Contested(_))
}

/// The evidence beside a term among the hits of a sentence.
fn beside(codebook: &Codebook, hits: &[TermHit], (term, voices): (EntryIx, Voices)) -> Beside {
    let mut sum = Beside::default();
    let Some(contrast) = codebook.contrast else { return sum };
    let overlaps = |hit: &TermHit| {
        let mut places = hits.iter().filter(|it| it.entry == term && is_occurrence(codebook, it));
        places.any(|it| it.tokens.start < hit.tokens.end && hit.tokens.start < it.tokens.end)
    };
    let by_neighbours =
        |hit: &TermHit| matches!(hit.resolved_by, Some(ResolvedBy::Clause | ResolvedBy::Sentence));
    let counted = hits.iter().filter(|hit| hit.verdict.counts() && voices.count(hit));
    for hit in counted.filter(|hit| hit.entry != term && !by_neighbours(hit) && !overlaps(hit)) {
        let Some(sense) = hit.sense else { continue };
        let frame = codebook.families[sense.family.get()].frame;
        if frame == contrast.positive {
            sum.add(Beside { positive: sense.weight, negative: 0.0, events: 1 });
        } else if frame == contrast.negative {
            sum.add(Beside { positive: 0.0, negative: sense.weight, events: 1 });
        }
    }
    sum
}

impl Beside {
    fn add(&mut self, other: Self) {
        self.positive += other.positive;
        self.negative += other.negative;
        self.events += other.events;
    }
}

impl TermUse {
    fn count(&mut self, codebook: &Codebook, hit: &TermHit) {
        self.frames.resize(codebook.frames.len(), 0);
        self.n_hits += 1;
        self.n_mentioned += u32::from(hit.verdict == Verdict::Mentioned);
        self.n_unresolved += u32::from(hit.verdict == Verdict::Unresolved);
        let is_used = matches!(hit.verdict, Verdict::Counted | Verdict::Repeated);
        if let (true, Some(by), Some(sense)) = (is_used, hit.resolved_by, hit.sense) {
            self.resolved_by[by as usize] += 1;
            self.frames[codebook.families[sense.family.get()].frame.get()] += 1;
        }
    }

    /// Adds the uses of another document.
    pub fn add(&mut self, other: &Self) {
        self.n_hits += other.n_hits;
        self.n_mentioned += other.n_mentioned;
        self.n_unresolved += other.n_unresolved;
        self.n_sentences += other.n_sentences;
        self.beside.add(other.beside);
        self.frames.resize(self.frames.len().max(other.frames.len()), 0);
        self.resolved_by.iter_mut().zip(other.resolved_by).for_each(|(sum, n)| *sum += n);
        self.frames.iter_mut().zip(&other.frames).for_each(|(sum, n)| *sum += n);
    }

    /// Contested-term lean λ = ln((P + ½) / (N + ½)) over the evidence beside the term (METRICS 15), with the interval
    /// that `interval` makes. Undefined under [`MIN_OCCURRENCES`] sentences and without evidence beside it. Counts: the
    /// hits beside it, of the sentences with it.
    #[must_use]
    pub fn lean(&self, contrast: Option<Contrast>, interval: impl FnOnce() -> Option<Interval>) -> Estimate {
        let (count, sentences) = (u64::from(self.beside.events), u64::from(self.n_sentences));
        let undefined = |reason| Estimate::undefined(reason, count, sentences);
        if contrast.is_none() {
            return undefined(Reason::NoContrast);
        }
        if sentences < MIN_OCCURRENCES {
            return undefined(Reason::TooFewEvents);
        }
        if count == 0 {
            return undefined(Reason::NoEvents);
        }
        let lean = logit_scale::position(self.beside.positive, self.beside.negative);
        Estimate::of(Some(lean), Reason::NoEvents, count, sentences).with(interval)
    }

    /// Share of its occurrences that are talked about, not used (METRICS 16). Interval by Wilson.
    #[must_use]
    pub fn mentioned_share(&self) -> Estimate {
        self.share(self.n_mentioned)
    }

    /// Share of its occurrences that nothing decides (METRICS 16). Interval by Wilson.
    #[must_use]
    pub fn unresolved_share(&self) -> Estimate {
        self.share(self.n_unresolved)
    }

    fn share(&self, n: u32) -> Estimate {
        let (n, all) = (u64::from(n), u64::from(self.n_hits));
        Estimate::share(n, all, Reason::NoEvents).with(|| wilson(n, all))
    }
}

/// Interval of a lean by drawing `units`, sentences or documents as `method` says; `None` without draws.
#[must_use]
pub fn lean_interval<'u>(
    units: impl IntoIterator<Item = &'u Beside>,
    (replicates, seed): (usize, u64),
    method: &'static str,
) -> Option<Interval> {
    let mut drawn = Units::new(2);
    units.into_iter().for_each(|it| drawn.push(&[it.positive, it.negative]));
    let mut values =
        drawn.resample(replicates, seed).values(|sums| Some(logit_scale::position(sums.get(0), sums.get(1))));
    percentile(&mut values, method)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{
        CENSORSHIP, GOVERNANCE, Line, PRETEXT, PRIVACY, SOVEREIGNTY, codebook, layers, line,
    };
    use super::*;
    use crate::annotate::Voice;

    /// Sentences with these hits, the contested term first; hits stand side by side.
    fn annotations(lines: &[Vec<(usize, Verdict)>]) -> Annotations {
        let lines: Vec<Line> = lines.iter().map(|hits| Line { hits: hits.clone(), ..line(8, &[]) }).collect();
        let mut annotations = layers(&lines).1;
        for (place, hit) in annotations.hits.iter_mut().enumerate() {
            hit.tokens = place..place + 1;
        }
        annotations
    }

    fn governance(annotations: &Annotations, voices: Voices) -> TermInDocument {
        contested_terms(&codebook(), annotations, voices)[&EntryIx::new(GOVERNANCE)].clone()
    }

    fn with(entries: &[usize]) -> Vec<(usize, Verdict)> {
        let others = entries.iter().map(|&entry| (entry, Verdict::Counted));
        std::iter::once((GOVERNANCE, Verdict::Unresolved)).chain(others).collect()
    }

    #[test]
    fn a_lean_is_the_position_of_what_stands_beside_the_term() {
        let mut lines =
            vec![with(&[PRIVACY, CENSORSHIP]), with(&[PRETEXT]), vec![(SOVEREIGNTY, Verdict::Counted)]];
        lines.extend((0..8).map(|_| with(&[PRIVACY])));
        let term = governance(&annotations(&lines), Voices::Author);
        let draw = || lean_interval(&term.sentences, (200, 1), "occurrence-bootstrap");
        let lean = term.uses.lean(codebook().contrast, draw);
        // Rights 1 + .8 + 8 × 1, state .6; the sentence without the term is not asked.
        assert!((lean.value.expect("ten sentences") - libm::log(10.3 / 1.1)).abs() < 1e-12);
        assert_eq!((lean.count, lean.denominator), (11, 10));
        let interval = lean.interval.expect("drawn");
        assert!(interval.lo < libm::log(10.3 / 1.1) && libm::log(10.3 / 1.1) < interval.hi);
    }

    #[test]
    fn nine_occurrences_make_no_lean_and_silence_none_either() {
        let lean = |n: usize, beside: &[usize]| {
            let lines: Vec<_> = (0..n).map(|_| with(beside)).collect();
            governance(&annotations(&lines), Voices::Author).uses.lean(codebook().contrast, || None)
        };
        assert_eq!(lean(9, &[PRIVACY]).reason, Some(Reason::TooFewEvents));
        assert_eq!((lean(10, &[]).value, lean(10, &[]).reason), (None, Some(Reason::NoEvents)));
    }

    #[test]
    fn what_overlaps_the_term_or_was_read_by_it_is_left_out() {
        let mut found = annotations(&[with(&[PRIVACY, CENSORSHIP, SOVEREIGNTY])]);
        found.hits[1].tokens = 0..2;
        found.hits[2].resolved_by = Some(ResolvedBy::Clause);
        let beside = governance(&found, Voices::Author).uses.beside;
        assert_eq!(beside, Beside { positive: 0.0, negative: 1.0, events: 1 });
    }

    #[test]
    fn the_author_answers_for_the_authors_sentences_alone() {
        let mut found = annotations(&[with(&[PRIVACY]), with(&[SOVEREIGNTY])]);
        found.hits[2].voice = Voice::Attributed;
        found.hits[3].voice = Voice::Attributed;
        let (author, all) = (governance(&found, Voices::Author), governance(&found, Voices::All));
        assert_eq!((author.uses.n_hits, author.uses.n_sentences, author.uses.beside.negative), (2, 1, 0.0));
        assert_eq!((all.uses.n_hits, all.uses.n_sentences, all.uses.beside.negative), (2, 2, 1.0));
    }

    #[test]
    fn occurrences_are_counted_by_what_became_of_them() {
        let mut found = annotations(&[
            vec![(GOVERNANCE, Verdict::Mentioned), (GOVERNANCE, Verdict::Counted)],
            vec![(GOVERNANCE, Verdict::Unresolved), (GOVERNANCE, Verdict::Masked)],
        ]);
        let state = annotations(&[vec![(SOVEREIGNTY, Verdict::Counted)]]).hits[0].sense;
        (found.hits[1].sense, found.hits[1].resolved_by) = (state, Some(ResolvedBy::Bearer));
        let mut uses = governance(&found, Voices::Author).uses;
        uses.add(&uses.clone());
        assert_eq!((uses.n_hits, uses.n_mentioned, uses.n_unresolved), (6, 2, 2));
        assert_eq!((uses.resolved_by[0], &uses.frames[..]), (2, &[0, 2][..]));
        assert_eq!(uses.mentioned_share().value, Some(1.0 / 3.0));
    }
}
