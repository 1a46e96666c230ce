//! Which match wins: masks, overlaps and repetition among the matches of one sentence.

use super::matcher::Standing;
use super::words::Words;
use crate::annotate::{ResolvedBy, Sense, Stance, TermHit, Verdict, Voice};
use crate::codebook::EntryIx;
use crate::segment::{Segmentation, SentenceIx};
use std::ops::Range;

/// A match about to be decided.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub entry: EntryIx,
    pub tokens: Range<usize>,
    /// `None` while undecided.
    pub verdict: Option<Verdict>,
    /// What the words around a contested term say that it means.
    pub meaning: Option<(Sense, ResolvedBy)>,
}

impl Candidate {
    pub fn new(entry: u32, tokens: Range<usize>) -> Self {
        Self { entry: EntryIx::new(entry as usize), tokens, verdict: None, meaning: None }
    }

    /// The hit, once decided. As long as nobody has looked further, the author says and means it.
    pub fn into_hit(self, segmentation: &Segmentation, sentence: SentenceIx, own: Option<Sense>) -> TermHit {
        let tokens = &segmentation.tokens;
        let span = tokens[self.tokens.start].span.cover(tokens[self.tokens.end - 1].span);
        let verdict = self.verdict.expect("settling decides every candidate");
        TermHit {
            span,
            tokens: self.tokens,
            entry: self.entry,
            sentence,
            verdict,
            sense: self.meaning.map(|(sense, _)| sense).or(own),
            resolved_by: self.meaning.map(|(_, by)| by),
            stance: Stance::Endorse,
            cue: None,
            voice: Voice::Author,
            attribution: None,
        }
    }

    fn overlaps(&self, other: &Range<usize>) -> bool {
        self.tokens.start < other.end && other.start < self.tokens.end
    }

    /// Whether this match covers `other` and more.
    fn exceeds(&self, other: &Range<usize>) -> bool {
        self.tokens.start <= other.start && other.end <= self.tokens.end && self.tokens != *other
    }

    fn is_settled_winner(&self) -> bool {
        matches!(
            self.verdict,
            Some(Verdict::Counted | Verdict::Unresolved | Verdict::Repeated | Verdict::NotEvidence)
        )
    }
}

/// Decides every candidate of a sentence. Those whose conditions failed come with that verdict. `names` mask like
/// the codebook's own masks, but a match that is all of a name stands: *Universal Declaration of Human Rights*.
///
/// Returns each place an entry was found at once, however many ways its patterns matched there.
pub(super) fn settle(
    mut candidates: Vec<Candidate>,
    names: Vec<Range<usize>>,
    words: &Words<'_>,
    standing: impl Fn(EntryIx) -> Standing,
) -> Vec<Candidate> {
    mask_by_names(&mut candidates, &names, &standing);
    mask(&mut candidates, &standing);
    leftmost_longest(&mut candidates, &standing);
    once_per_clause(&mut candidates, words);
    one_per_place(candidates)
}

/// Masks and cues are never evidence; what a mask overlaps is hidden, unless it exceeds the mask.
fn mask(candidates: &mut [Candidate], standing: &impl Fn(EntryIx) -> Standing) {
    let mut masks = Vec::new();
    for candidate in candidates.iter_mut().filter(|candidate| candidate.verdict.is_none()) {
        let role = standing(candidate.entry);
        if matches!(role, Standing::Mask | Standing::Cue) {
            candidate.verdict = Some(Verdict::NotEvidence);
        }
        if role == Standing::Mask {
            masks.push(candidate.tokens.clone());
        }
    }
    masks.sort_by_key(|mask| mask.start);
    let longest = masks.iter().map(Range::len).max().unwrap_or(0);
    for candidate in candidates.iter_mut().filter(|candidate| candidate.verdict.is_none()) {
        // Only masks that begin before its end and no further before it than the longest is long.
        let begun = masks.partition_point(|mask| mask.start < candidate.tokens.end);
        let mut near =
            masks[..begun].iter().rev().take_while(|mask| mask.start + longest > candidate.tokens.start);
        if near.any(|mask| candidate.overlaps(mask) && !candidate.exceeds(mask)) {
            candidate.verdict = Some(Verdict::Masked);
        }
    }
}

/// Evidence inside a name is part of the name. Names are sorted and disjoint.
fn mask_by_names(
    candidates: &mut [Candidate],
    names: &[Range<usize>],
    standing: &impl Fn(EntryIx) -> Standing,
) {
    let is_evidence =
        |candidate: &&mut Candidate| !matches!(standing(candidate.entry), Standing::Mask | Standing::Cue);
    let open = candidates.iter_mut().filter(|candidate| candidate.verdict.is_none());
    for candidate in open.filter(is_evidence) {
        let nearest = names.get(names.partition_point(|name| name.end <= candidate.tokens.start));
        let inside = nearest.is_some_and(|name| {
            name.start <= candidate.tokens.start
                && candidate.tokens.end <= name.end
                && *name != candidate.tokens
        });
        if inside {
            candidate.verdict = Some(Verdict::Masked);
        }
    }
}

/// The match that starts first wins, then the longest, then the heaviest, then the earlier in the codebook.
fn leftmost_longest(candidates: &mut [Candidate], standing: &impl Fn(EntryIx) -> Standing) {
    let mut open: Vec<&mut Candidate> =
        candidates.iter_mut().filter(|candidate| candidate.verdict.is_none()).collect();
    open.sort_by(|one, other| {
        let weight = |candidate: &Candidate| standing(candidate.entry).weight();
        (one.tokens.start.cmp(&other.tokens.start))
            .then(other.tokens.end.cmp(&one.tokens.end))
            .then(weight(other).total_cmp(&weight(one)))
            .then(one.entry.cmp(&other.entry))
    });
    let mut covered = 0;
    for candidate in open {
        let wins = candidate.tokens.start >= covered;
        if wins {
            covered = candidate.tokens.end;
        }
        candidate.verdict = Some(match standing(candidate.entry) {
            _ if !wins => Verdict::Overlapped,
            Standing::Contested(_) => Verdict::Unresolved,
            _ => Verdict::Counted,
        });
    }
}

/// Of the matches of an entry that count, those in a clause that has one already are repetitions.
/// Expects the candidates of an entry together, in the order of the text.
fn once_per_clause(candidates: &mut [Candidate], words: &Words<'_>) {
    let mut last: Option<(EntryIx, usize)> = None;
    for candidate in candidates.iter_mut().filter(|candidate| candidate.verdict == Some(Verdict::Counted)) {
        let repeats = last.is_some_and(|(entry, from)| {
            entry == candidate.entry && !words.clause_ends_in(from..candidate.tokens.start)
        });
        if repeats {
            candidate.verdict = Some(Verdict::Repeated);
        }
        // No clause ends before a repetition: the next one need not look there again.
        let from = if repeats { candidate.tokens.start } else { candidate.tokens.end };
        last = Some((candidate.entry, from));
    }
}

/// Drops matches of an entry that overlap a better one of the same entry: two readings of one place.
/// Expects the candidates of an entry together, in the order of the text.
fn one_per_place(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        match kept.last_mut() {
            Some(last) if last.entry == candidate.entry && last.overlaps(&candidate.tokens) => {
                let rank = |one: &Candidate| (one.is_settled_winner(), one.tokens.len());
                if rank(&candidate) > rank(last) {
                    *last = candidate;
                }
            }
            _ => kept.push(candidate),
        }
    }
    kept
}
