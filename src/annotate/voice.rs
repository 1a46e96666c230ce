//! **Whose words are they?** The attributions of a document laid flat: every place has one voice (CODEBOOK §7).

use super::{Annotations, Attitude, Attribution, AttributionIx, AttributionKind, Voice};
use crate::text::Span;

/// A stretch of text that is not, or not only, the author's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voiced {
    /// Where.
    pub span: Span,
    /// Attributed or mixed.
    pub voice: Voice,
    /// The innermost attribution that covers it.
    pub attribution: AttributionIx,
}

/// What of a text is in other voices than the author's, sorted and disjoint. Where attributions are nested the innermost
/// holds: *the press says that the ministry claims that* ends with the ministry. What the author says of itself in the
/// third person is the author's; single words in quotation marks are only mentioned by it.
pub(super) fn voiced(attributions: &[Attribution]) -> Vec<Voiced> {
    let mut contents: Vec<(Span, usize)> = attributions
        .iter()
        .enumerate()
        .filter(|(_, it)| it.kind != AttributionKind::Scare && !is_unsigned(it))
        .flat_map(|(at, it)| it.content.iter().map(move |&span| (span, at)))
        .collect();
    contents.sort_by_key(|&(span, at)| (span.start(), u32::MAX - span.end(), at));
    let mut flat = Flat { attributions, open: Vec::new(), done: 0, found: Vec::new() };
    for (span, at) in contents {
        flat.close_until(span.start());
        flat.fill(span.start());
        let is_inside_other = flat.open.last().is_some_and(|&(_, outer)| !attributions[outer].is_author);
        if !(attributions[at].is_author && is_inside_other) {
            flat.open.push((span.end(), at));
        }
    }
    flat.close_until(u32::MAX);
    flat.found
}

/// Whether nobody in particular is said to have said it: *there were reports that*. The author vouches for such.
fn is_unsigned(attribution: &Attribution) -> bool {
    let Some(cue) = attribution.cue.first() else { return false };
    attribution.source.iter().any(|it| it.start() <= cue.start() && cue.end() <= it.end())
}

/// Lays nested stretches flat.
struct Flat<'a> {
    attributions: &'a [Attribution],
    /// Where each stretch ends that has begun, the innermost last.
    open: Vec<(u32, usize)>,
    /// Everything before is laid.
    done: u32,
    found: Vec<Voiced>,
}

impl Flat<'_> {
    fn close_until(&mut self, start: u32) {
        while let Some(&(end, _)) = self.open.last().filter(|&&(end, _)| end <= start) {
            self.fill(end);
            self.open.pop();
        }
    }

    /// Lays what the innermost stretch holds up to `end`.
    fn fill(&mut self, end: u32) {
        if let Some(&(_, at)) = self.open.last()
            && self.done < end
            && !self.attributions[at].is_author
        {
            let shares = self.attributions[at].attitude == Attitude::Shares;
            let voice = if shares { Voice::Mixed } else { Voice::Attributed };
            let attribution = AttributionIx::new(at);
            self.found.push(Voiced { span: Span::of(self.done as usize..end as usize), voice, attribution });
        }
        self.done = self.done.max(end);
    }
}

impl Annotations {
    /// Whose words stand at this byte, and who says so.
    #[must_use]
    pub fn voice_at(&self, byte: u32) -> (Voice, Option<AttributionIx>) {
        let behind = self.voiced.partition_point(|it| it.span.start() <= byte);
        match self.voiced[..behind].last().filter(|it| byte < it.span.end()) {
            Some(it) => (it.voice, Some(it.attribution)),
            None => (Voice::Author, None),
        }
    }

    /// The stretches in other voices that overlap a span.
    pub fn voiced_in(&self, span: Span) -> impl Iterator<Item = &Voiced> {
        let first = self.voiced.partition_point(|it| it.span.end() <= span.start());
        self.voiced[first..].iter().take_while(move |it| it.span.start() < span.end())
    }

    /// The voice that begins behind a cue that these words hold.
    fn voice_behind_cue(&self, span: Span) -> (Voice, Option<AttributionIx>) {
        let next = self.voiced.partition_point(|it| it.span.start() < span.end());
        let held = self.voiced.get(next).filter(|it| {
            let cue = &self.attributions[it.attribution.get()].cue;
            cue.iter().any(|cue| span.start() <= cue.start() && cue.start() < span.end())
        });
        held.map_or((Voice::Author, None), |it| (it.voice, Some(it.attribution)))
    }

    /// The voice that a term stands in, or ends in: it may begin with who says it (*the press reported threats*), or end
    /// with the words that ascribe (*the law prohibits*).
    fn voice_of(&self, span: Span) -> (Voice, Option<AttributionIx>) {
        let ends = [span.start(), span.end() - 1].map(|byte| self.voice_at(byte));
        let other = ends.into_iter().find(|(voice, _)| *voice != Voice::Author);
        other.unwrap_or_else(|| self.voice_behind_cue(span))
    }

    /// Gives every hit its voice.
    pub(super) fn give_voices(&mut self) {
        if self.voiced.is_empty() {
            return;
        }
        for at in 0..self.hits.len() {
            let (voice, attribution) = self.voice_of(self.hits[at].span);
            self.hits[at].voice = voice;
            self.hits[at].attribution = attribution;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribution(spans: &[(usize, usize)], is_author: bool) -> Attribution {
        Attribution {
            source: Vec::new(),
            cue: Vec::new(),
            content: spans.iter().map(|&(start, end)| Span::of(start..end)).collect(),
            kind: AttributionKind::Indirect,
            holder: None,
            is_author,
            attitude: Attitude::Neutral,
        }
    }

    fn flat(attributions: &[Attribution]) -> Vec<(u32, u32, usize)> {
        voiced(attributions).iter().map(|it| (it.span.start(), it.span.end(), it.attribution.get())).collect()
    }

    #[test]
    fn the_innermost_attribution_holds() {
        let nested = [attribution(&[(0, 30)], false), attribution(&[(10, 20)], false)];
        assert_eq!(flat(&nested), [(0, 10, 0), (10, 20, 1), (20, 30, 0)]);
    }

    #[test]
    fn what_overlaps_in_part_is_given_to_the_later() {
        let crossed = [attribution(&[(0, 10)], false), attribution(&[(5, 15)], false)];
        assert_eq!(flat(&crossed), [(0, 5, 0), (5, 15, 1)]);
    }

    #[test]
    fn the_author_in_the_third_person_is_the_author() {
        let own = [attribution(&[(0, 30)], true), attribution(&[(10, 20)], false)];
        assert_eq!(flat(&own), [(10, 20, 1)]);
        let quoted = [attribution(&[(0, 30)], false), attribution(&[(10, 20)], true)];
        assert_eq!(flat(&quoted), [(0, 10, 0), (10, 30, 0)]);
    }

    #[test]
    fn the_author_vouches_for_reports_that_nobody_signs() {
        let unsigned = |source| Attribution {
            source: vec![source],
            cue: vec![Span::of(4..11)],
            ..attribution(&[(12, 30)], false)
        };
        assert_eq!(flat(&[unsigned(Span::of(0..11))]), []);
        assert_eq!(flat(&[unsigned(Span::of(0..3))]), [(12, 30, 0)]);
    }

    #[test]
    fn a_term_with_a_cue_in_it_is_held_by_the_source() {
        let law = Attribution { cue: vec![Span::of(8..17)], ..attribution(&[(18, 30)], false) };
        let found = [law];
        let layer =
            Annotations { voiced: voiced(&found), attributions: found.to_vec(), ..Annotations::default() };
        let voice = |start, end| layer.voice_of(Span::of(start..end)).0;
        assert_eq!(voice(4, 17), Voice::Attributed);
        assert_eq!(voice(8, 24), Voice::Attributed);
        assert_eq!(voice(0, 7), Voice::Author);
    }
}
