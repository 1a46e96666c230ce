//! The sums that every statistic is made from.

use super::sentence::CountedSentence;
use super::{Reason, SentenceFrames, Voices};
use crate::annotate::{Sense, TermHit, Verdict};
use crate::codebook::{Codebook, Contrast, Dimension, EntryIx, FrameIx, Role};
use crate::segment::{Segmentation, SentenceIx};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Events and the sum of their weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Counted hits.
    pub events: u64,
    /// Their weights, summed.
    pub weight: f64,
}

impl Tally {
    pub(super) fn add(&mut self, other: Self) {
        self.events += other.events;
        self.weight += other.weight;
    }

    /// Adds one event.
    pub(super) fn count(&mut self, weight: f64) {
        self.add(Self { events: 1, weight });
    }
}

/// Sentences (or paragraphs) by which sides of the contrast they show. All 0 without a contrast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContrastCells {
    /// Both sides.
    pub both: u64,
    /// Only the positive one.
    pub positive: u64,
    /// Only the negative one.
    pub negative: u64,
    /// Neither side (though perhaps a third frame).
    pub neither: u64,
}

impl ContrastCells {
    /// The four, in the order of the fields.
    #[must_use]
    pub const fn cells(&self) -> [u64; 4] {
        [self.both, self.positive, self.negative, self.neither]
    }

    fn count(&mut self, contrast: Contrast, shown: &[FrameIx]) {
        *match (shown.contains(&contrast.positive), shown.contains(&contrast.negative)) {
            (true, true) => &mut self.both,
            (true, false) => &mut self.positive,
            (false, true) => &mut self.negative,
            (false, false) => &mut self.neither,
        } += 1;
    }

    fn add(&mut self, other: &Self) {
        self.both += other.both;
        self.positive += other.positive;
        self.negative += other.negative;
        self.neither += other.neither;
    }
}

/// One frame's part of a [`DocumentCounts`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FrameCounts {
    /// Its evidence.
    pub tally: Tally,
    /// The part of it in each dimension, in the order of [`Dimension::ALL`].
    pub dimensions: [Tally; 3],
    /// All that these voices utter of it by their stance, in the order of [`Stance::ALL`](crate::annotate::Stance::ALL); `tally` may leave out what
    /// they reject.
    pub stances: [Tally; 3],
    /// Sentences that show it.
    pub n_sentences: u64,
    /// Sentences that show it and no other frame.
    pub n_sentences_only: u64,
}

/// What was counted in one document, or in several together: small, additive, without any text. Groups,
/// corpora and comparisons are made from these alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentCounts {
    /// Words in counted sentences.
    pub n_words: u64,
    /// Counted sentences.
    pub n_sentences: u64,
    /// Sentences that show more than one frame.
    pub n_sentences_several: u64,
    /// Sentences that show none.
    pub n_sentences_neither: u64,
    /// One a frame, in codebook order.
    pub frames: Vec<FrameCounts>,
    /// One a family, in codebook order.
    pub families: Vec<Tally>,
    /// Each entry with counted hits, and the frame they are evidence of, in codebook order. A contested term may stand
    /// for several.
    pub entries: BTreeMap<(EntryIx, FrameIx), Tally>,
    /// Sentences by the sides of the contrast they show.
    pub contrast: ContrastCells,
    /// The same by the rules alone, whatever a model says.
    pub contrast_by_rules: ContrastCells,
    /// Paragraphs (blocks of the body) by the sides that any of their sentences shows.
    pub paragraphs: ContrastCells,
    /// Weight for the positive and the negative side in every other counted sentence, the first one included, and in the
    /// rest: two halves of the text.
    pub halves: [[f64; 2]; 2],
    /// Evidence that a name or idiom covers.
    pub n_masked: u64,
    /// Contested terms that nothing decides.
    pub n_unresolved: u64,
    /// Why the counts say nothing of the document and stay out of every aggregate, if so.
    pub excluded: Option<Reason>,
}

impl DocumentCounts {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(codebook: &Codebook) -> Self {
        Self {
            frames: vec![FrameCounts::default(); codebook.frames.len()],
            families: vec![Tally::default(); codebook.families.len()],
            ..Self::default()
        }
    }

    /// Counts what the counted sentences hold, `sentences` being what they show in these voices.
    pub(super) fn of(
        codebook: &Codebook,
        segmentation: &Segmentation,
        counted: &[CountedSentence<'_>],
        (sentences, voices): (&[SentenceFrames], Voices),
    ) -> Self {
        let mut counts = Self::new(codebook);
        for (at, (sentence, counted)) in sentences.iter().zip(counted).enumerate() {
            counts.count_sentence(codebook.contrast, sentence);
            if let Some(Contrast { positive, negative }) = codebook.contrast {
                let half = &mut counts.halves[at % 2];
                half[0] += sentence.weights[positive.get()];
                half[1] += sentence.weights[negative.get()];
            }
            for hit in counted.hits.iter().filter(|hit| voices.hear(hit)) {
                counts.count_hit(codebook, hit, voices);
            }
        }
        if let Some(contrast) = codebook.contrast {
            let block = |sentence: &SentenceFrames| segmentation.sentences[sentence.sentence.get()].block;
            for paragraph in sentences.chunk_by(|one, next| block(one) == block(next)) {
                let shown: Vec<FrameIx> = paragraph.iter().flat_map(|it| &it.frames).copied().collect();
                counts.paragraphs.count(contrast, &shown);
            }
        }
        counts
    }

    fn count_sentence(&mut self, contrast: Option<Contrast>, sentence: &SentenceFrames) {
        self.n_words += u64::from(sentence.n_words);
        self.n_sentences += 1;
        match sentence.frames[..] {
            [] => self.n_sentences_neither += 1,
            [only] => self.frames[only.get()].n_sentences_only += 1,
            _ => self.n_sentences_several += 1,
        }
        for frame in &sentence.frames {
            self.frames[frame.get()].n_sentences += 1;
        }
        if let Some(contrast) = contrast {
            self.contrast.count(contrast, &sentence.frames);
            self.contrast_by_rules.count(contrast, &sentence.by_rules);
        }
    }

    fn count_hit(&mut self, codebook: &Codebook, hit: &TermHit, voices: Voices) {
        match (hit.verdict, &codebook.entries[hit.entry.get()].role) {
            (Verdict::Unresolved, _) => self.n_unresolved += 1,
            (Verdict::Masked, Role::Evidence { .. } | Role::Contested(_)) => self.n_masked += 1,
            _ => {
                if let Some(Sense { family, dimension, weight }) = evidence(hit) {
                    let of = codebook.families[family.get()].frame;
                    let frame = &mut self.frames[of.get()];
                    frame.stances[hit.stance as usize].count(weight);
                    if !voices.count(hit) {
                        return;
                    }
                    frame.tally.count(weight);
                    frame.dimensions[place_of(dimension)].count(weight);
                    self.families[family.get()].count(weight);
                    self.entries.entry((hit.entry, of)).or_default().count(weight);
                }
            }
        }
    }

    /// Adds the counts of another part or document, counted by the same codebook.
    ///
    /// # Panics
    /// If the codebooks have different numbers of frames or families.
    pub fn merge(&mut self, other: &Self) {
        assert_eq!(
            (self.frames.len(), self.families.len()),
            (other.frames.len(), other.families.len()),
            "counts of one codebook are added up, not of two"
        );
        self.n_words += other.n_words;
        self.n_sentences += other.n_sentences;
        self.n_sentences_several += other.n_sentences_several;
        self.n_sentences_neither += other.n_sentences_neither;
        for (frame, more) in self.frames.iter_mut().zip(&other.frames) {
            frame.merge(more);
        }
        for (family, more) in self.families.iter_mut().zip(&other.families) {
            family.add(*more);
        }
        for (entry, more) in &other.entries {
            self.entries.entry(*entry).or_default().add(*more);
        }
        self.contrast.add(&other.contrast);
        self.contrast_by_rules.add(&other.contrast_by_rules);
        self.paragraphs.add(&other.paragraphs);
        for (half, more) in self.halves.as_flattened_mut().iter_mut().zip(other.halves.as_flattened()) {
            *half += more;
        }
        self.n_masked += other.n_masked;
        self.n_unresolved += other.n_unresolved;
    }

    /// Each entry with counted hits and all its evidence, in codebook order.
    pub(super) fn by_entry(&self) -> impl Iterator<Item = (EntryIx, Tally)> {
        let mut rest = self.entries.iter().peekable();
        std::iter::from_fn(move || {
            let (&(entry, _), &tally) = rest.next()?;
            let mut sum = tally;
            while let Some((_, more)) = rest.next_if(|((other, _), _)| *other == entry) {
                sum.add(*more);
            }
            Some((entry, sum))
        })
    }

    /// All evidence, of every frame.
    #[must_use]
    pub fn total(&self) -> Tally {
        self.frames.iter().fold(Tally::default(), |mut sum, frame| {
            sum.add(frame.tally);
            sum
        })
    }

    /// Hits that would be evidence if nothing covered or left them undecided: the counted, the masked and
    /// the unresolved.
    #[must_use]
    pub fn n_candidates(&self) -> u64 {
        self.total().events + self.n_masked + self.n_unresolved
    }

    /// The evidence of one dimension that the triplet of affirmation, violation and justification counts.
    ///
    /// With a contrast, affirmations and violations are those of its positive frame and justifications those
    /// of its negative one (CODEBOOK §5); without one, those of all frames.
    #[must_use]
    pub fn dimension(&self, codebook: &Codebook, dimension: Dimension) -> Tally {
        let mut sum = Tally::default();
        for (at, frame) in self.frames.iter().enumerate() {
            if in_triplet(codebook.contrast, FrameIx::new(at), dimension) {
                sum.add(frame.dimensions[place_of(dimension)]);
            }
        }
        sum
    }
}

impl FrameCounts {
    fn merge(&mut self, other: &Self) {
        self.tally.add(other.tally);
        for (dimension, more) in self.dimensions.iter_mut().zip(other.dimensions) {
            dimension.add(more);
        }
        for (stance, more) in self.stances.iter_mut().zip(other.stances) {
            stance.add(more);
        }
        self.n_sentences += other.n_sentences;
        self.n_sentences_only += other.n_sentences_only;
    }
}

/// The place of a dimension in [`Dimension::ALL`].
pub(super) fn place_of(dimension: Dimension) -> usize {
    Dimension::ALL.iter().position(|it| *it == dimension).expect("ALL lists every dimension")
}

/// Whether evidence of a frame and dimension counts in the triplet; see [`DocumentCounts::dimension`].
pub(super) fn in_triplet(contrast: Option<Contrast>, frame: FrameIx, dimension: Dimension) -> bool {
    contrast.is_none_or(|contrast| match dimension {
        Dimension::Affirmation | Dimension::Violation => frame == contrast.positive,
        Dimension::Justification => frame == contrast.negative,
    })
}

/// What a hit that counts is evidence of.
pub(super) fn evidence(hit: &TermHit) -> Option<Sense> {
    hit.sense.filter(|_| hit.verdict.counts())
}

/// How many families argue for a frame.
pub(super) fn n_families(codebook: &Codebook, frame: FrameIx) -> usize {
    codebook.families.iter().filter(|family| family.frame == frame).count()
}

/// The hits of one sentence after another.
pub(super) struct HitsBySentence<'h>(&'h [TermHit]);

impl<'h> HitsBySentence<'h> {
    /// Over hits in the order of the text.
    pub(super) fn new(hits: &'h [TermHit]) -> Self {
        Self(hits)
    }

    /// The hits of a sentence, which must come after the one asked for before.
    pub(super) fn of(&mut self, sentence: SentenceIx) -> &'h [TermHit] {
        let first = self.0.iter().take_while(|hit| hit.sentence < sentence).count();
        let n = self.0[first..].iter().take_while(|hit| hit.sentence == sentence).count();
        let (found, rest) = self.0[first..].split_at(n);
        self.0 = rest;
        found
    }
}
