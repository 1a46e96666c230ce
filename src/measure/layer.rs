//! The layer that `measure` returns.

use super::{
    ByStance, DocumentCounts, Estimate, Gate, Placement, Reason, Sensitivity, TermInDocument, Voices,
    stance_to_all,
};
use crate::annotate::{AttributionIx, Stance, Voice};
use crate::codebook::{EntryIx, FamilyIx, FrameIx};
use crate::segment::SentenceIx;
use crate::stats::Interval;
use std::collections::BTreeMap;

/// Everything measured on one document.
#[derive(Clone, Debug)]
pub struct Measures {
    /// What each counted sentence shows, in text order. Sentences outside the body are not listed.
    pub sentences: Vec<SentenceFrames>,
    /// The same as the author alone frames them.
    pub author_sentences: Vec<SentenceFrames>,
    /// All voices together.
    pub all: Framing,
    /// What the author says and does not reject.
    pub author: Framing,
    /// Attribution gap Δ (METRICS 13): the position of all voices less that of the author. Interval by paired sentence
    /// bootstrap.
    pub gap: Estimate,
    /// How far the position hangs on single choices of the codebook.
    pub sensitivity: Sensitivity,
    /// Where in the text the evidence stands.
    pub placement: Placement,
    /// The contested terms it has, in codebook order, as the primary version hears them.
    pub contested: BTreeMap<EntryIx, TermInDocument>,
    /// What a reader must know first.
    pub gates: Vec<Gate>,
    /// Subwords per word under the reference vocabulary, the measure behind [`Gate::OutOfDomain`].
    pub subwords_per_word: Option<f64>,
    /// The voices that sensitivity, placement and gates speak of.
    pub primary: Voices,
    /// The sums that groups and comparisons are made from, of all voices together.
    pub all_counts: DocumentCounts,
    /// The same of what the author says and does not reject.
    pub author_counts: DocumentCounts,
}

/// What one sentence shows.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceFrames {
    /// Which sentence.
    pub sentence: SentenceIx,
    /// Its words.
    pub n_words: u32,
    /// Evidence for each frame: sum of weights, in codebook order.
    pub weights: Vec<f64>,
    /// The frames it shows, in codebook order: those that a model says, of the frames of the contrast; else, and
    /// where rules alone decide, those of `by_rules`.
    pub frames: Vec<FrameIx>,
    /// The frames whose evidence reaches their threshold, in codebook order; without those that are only rejected, if
    /// another one is asserted.
    pub by_rules: Vec<FrameIx>,
    /// The same evidence parted by how the one who speaks stands to it, in the order of [`Stance::ALL`].
    pub by_stance: Vec<ByStance>,
    /// The families of the counted evidence, in codebook order, each once.
    pub families: Vec<FamilyIx>,
    /// Whose words it is in.
    pub voice: Voice,
    /// The attribution that says so, unless the author speaks.
    pub attribution: Option<AttributionIx>,
}

impl Measures {
    /// The sentences as the primary version frames them.
    #[must_use]
    pub fn primary_sentences(&self) -> &[SentenceFrames] {
        match self.primary {
            Voices::Author => &self.author_sentences,
            Voices::All => &self.sentences,
        }
    }

    /// The sums of the primary version.
    #[must_use]
    pub const fn counts(&self) -> &DocumentCounts {
        match self.primary {
            Voices::Author => &self.author_counts,
            Voices::All => &self.all_counts,
        }
    }

    /// The framing of the primary version.
    #[must_use]
    pub const fn framing(&self) -> &Framing {
        match self.primary {
            Voices::Author => &self.author,
            Voices::All => &self.all,
        }
    }
}

impl SentenceFrames {
    /// How the one who speaks stands to the frames shown; see [`stance_to_all`].
    #[must_use]
    pub fn stance(&self) -> Option<Stance> {
        stance_to_all(&self.frames, &self.by_stance)
    }
}

/// How a set of sentences is framed.
#[derive(Clone, Debug, PartialEq)]
pub struct Framing {
    /// Words in counted sentences.
    pub n_words: u64,
    /// Counted sentences.
    pub n_sentences: u64,
    /// Sentences that show more than one frame.
    pub n_sentences_several: u64,
    /// Sentences that show none.
    pub n_sentences_neither: u64,
    /// One a frame, in codebook order.
    pub frames: Vec<FrameMeasure>,
    /// Position θ (METRICS 2): log odds of the contrast, with ½ added to each side. Interval by sentence
    /// bootstrap.
    pub position: Estimate,
    /// The same interval as Beta quantiles (Jeffreys), which treats events as independent.
    pub position_jeffreys: Option<Interval>,
    /// Balance β (METRICS 3), in \[−1, 1\].
    pub balance: Estimate,
    /// Emphasis E (METRICS 4): share of sentences that show any frame.
    pub emphasis: Estimate,
    /// Ambivalence A (METRICS 5), in \[0, 1\].
    pub ambivalence: Estimate,
    /// Family entropy H* (METRICS 6) over all frames, in \[0, 1\].
    pub family_entropy: Estimate,
    /// Co-mention κ (METRICS 8): log odds ratio of the two frames of the contrast meeting in a sentence.
    pub comention: Estimate,
    /// Share of framed sentences that show both frames of the contrast.
    pub comention_share: Estimate,
    /// Co-mention κ by paragraph instead of sentence.
    pub comention_paragraphs: Estimate,
    /// Affirmation, violation, justification: weighted events per 1,000 words (METRICS 9), in the order of
    /// [`Dimension::ALL`](crate::codebook::Dimension::ALL); see [`DocumentCounts::dimension`].
    pub dimensions: [Estimate; 3],
    /// V / (A + V).
    pub violation_share: Estimate,
    /// J / (J + S): justifications among the evidence of the negative frame of the contrast.
    pub justification_share: Estimate,
    /// One a family, in codebook order.
    pub families: Vec<FamilyMeasure>,
    /// Share of the evidence carried by the heaviest 1, 3 and 10 entries (METRICS 18).
    pub concentration: [Estimate; 3],
    /// Herfindahl-Hirschman index of the entries' shares.
    pub hhi: Estimate,
    /// Shares of candidate hits that were masked, and that were contested and undecided.
    pub masked_share: Estimate,
    /// See `masked_share`.
    pub unresolved_share: Estimate,
}

/// One frame in a set of sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameMeasure {
    /// Which.
    pub frame: FrameIx,
    /// Counted events.
    pub n_hits: u64,
    /// Their weights, summed.
    pub weight: f64,
    /// Intensity (METRICS 1): weighted events per 1,000 words.
    pub rate_per_1000_words: Estimate,
    /// Share of sentences that show the frame.
    pub emphasis: Estimate,
    /// Entropy of the frame's families (METRICS 6), in \[0, 1\].
    pub family_entropy: Estimate,
    /// Sentences that show this frame and no other.
    pub n_sentences_only: u64,
    /// Sentences that show this frame, alone or with others.
    pub n_sentences: u64,
    /// Share of its evidence carried by its heaviest 1, 3 and 10 entries (METRICS 18).
    pub concentration: [Estimate; 3],
    /// Herfindahl-Hirschman index of its entries' shares; 1 over it is the effective number of entries.
    pub hhi: Estimate,
    /// Rejection rate ρ (METRICS 10): share of its events that those heard argue against, counted before what the author
    /// rejects is left out.
    pub rejection_rate: Estimate,
    /// Net endorsement ν (METRICS 11): weight endorsed less weight rejected, per 1,000 words.
    pub net_endorsement: Estimate,
}

/// One family in a set of sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyMeasure {
    /// Which.
    pub family: FamilyIx,
    /// Counted events.
    pub n_hits: u64,
    /// Their weights, summed.
    pub weight: f64,
    /// Share of the evidence of the family's frame (METRICS 7), with a Dirichlet interval.
    pub share: Estimate,
    /// Weighted events per 1,000 words.
    pub rate_per_1000_words: Estimate,
}

impl Framing {
    /// Takes every number back for one reason; counts stay.
    pub(super) fn withhold(&mut self, reason: Reason) {
        for estimate in self.estimates_mut() {
            *estimate = Estimate::undefined(reason, estimate.count, estimate.denominator);
        }
        self.position_jeffreys = None;
    }

    fn estimates_mut(&mut self) -> Vec<&mut Estimate> {
        let mut all = vec![
            &mut self.position,
            &mut self.balance,
            &mut self.emphasis,
            &mut self.ambivalence,
            &mut self.family_entropy,
            &mut self.comention,
            &mut self.comention_share,
            &mut self.comention_paragraphs,
            &mut self.violation_share,
            &mut self.justification_share,
            &mut self.hhi,
            &mut self.masked_share,
            &mut self.unresolved_share,
        ];
        all.extend(self.dimensions.iter_mut().chain(&mut self.concentration));
        for frame in &mut self.frames {
            all.extend([
                &mut frame.rate_per_1000_words,
                &mut frame.emphasis,
                &mut frame.family_entropy,
                &mut frame.hhi,
                &mut frame.rejection_rate,
                &mut frame.net_endorsement,
            ]);
            all.extend(&mut frame.concentration);
        }
        for family in &mut self.families {
            all.extend([&mut family.share, &mut family.rate_per_1000_words]);
        }
        all
    }
}
