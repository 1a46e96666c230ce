//! What the program says of one sentence in isolation, as people coded it.

use crate::annotate::{Annotator, Finder, Judge, JudgeError, Matcher, Recogniser, Stance, TypeCache};
use crate::codebook::{Codebook, CodebookError, FrameIx};
use crate::document::{BlockKind, Document};
use crate::gazetteer::Gazetteer;
use crate::measure::{ByStance, Voices, frames_shown, judged, sentence_frames, stance_to_all};
use crate::pipeline::Engine;
use crate::segment::{Subwords, segment};
use std::collections::BTreeSet;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// Reads single sentences with a codebook.
pub struct SentenceReader<'c> {
    codebook: &'c Codebook,
    annotator: Annotator,
    judge: Option<Judge>,
    unjudged: Option<JudgeError>,
    counted: BTreeSet<BlockKind>,
    cache: TypeCache,
}

/// What was read off a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Evidence for each frame, in codebook order.
    pub by_stance: Vec<ByStance>,
    /// The frames shown, in codebook order.
    pub frames: Vec<FrameIx>,
    /// The probability of each frame of the contrast, the positive one first, where a model has judged.
    pub probabilities: Option<[f64; 2]>,
}

impl Reading {
    /// How the one who speaks stands to the frames shown; see [`stance_to_all`].
    #[must_use]
    pub fn stance(&self) -> Option<Stance> {
        stance_to_all(&self.frames, &self.by_stance)
    }
}

impl<'c> SentenceReader<'c> {
    /// Compiles the codebook. Names are found as in a run: terms inside them do not count. The rules decide where
    /// there is no model for the codebook.
    ///
    /// # Errors
    /// With every pattern that cannot be compiled.
    pub fn new(codebook: &'c Codebook, engine: Engine) -> Result<Self, CodebookError> {
        let judge = || Judge::built_in(codebook, Arc::new(Subwords::built_in()));
        let judged = (engine == Engine::Hybrid).then(judge).transpose();
        let (judge, unjudged) = judged.map_or_else(|error| (None, Some(error)), |judge| (judge, None));
        Ok(Self {
            codebook,
            judge,
            unjudged,
            annotator: Annotator::new(
                Finder::new(Gazetteer::built_in(), Recogniser::built_in()),
                Matcher::new(codebook)?,
            ),
            // Whatever our rules take the sentence for (an item, a caption): the coders read it.
            counted: BlockKind::ALL.into_iter().collect(),
            cache: TypeCache::new(),
        })
    }

    /// The engine that decides.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        if self.judge.is_some() { Engine::Hybrid } else { Engine::Rules }
    }

    /// Why the rules decide, where a model should have judged.
    #[must_use]
    pub const fn unjudged(&self) -> Option<&JudgeError> {
        self.unjudged.as_ref()
    }

    /// Reads `text` as one sentence of running text. Where our own rules part it into several, their
    /// evidence is added up: the coders saw one.
    pub fn read(&mut self, text: &str) -> Reading {
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
        let document = paragraph(&text);
        let segmentation = segment(&document);
        let annotations = self.annotator.annotate(&document, &segmentation, &self.counted, &mut self.cache);
        let mut by_stance = vec![ByStance::default(); self.codebook.frames.len()];
        for sentence in
            sentence_frames(self.codebook, &segmentation, &annotations, (&BlockKind::ALL, Voices::All))
        {
            for (sums, more) in by_stance.iter_mut().zip(&sentence.by_stance) {
                sums.iter_mut().zip(more).for_each(|(sum, weight)| *sum += weight);
            }
        }
        let frames = frames_shown(self.codebook, &by_stance);
        let judge = self.judge.as_ref();
        match judge.map(|judge| judge.judge_whole(&segmentation, &annotations, &mut self.cache)) {
            Some(judgement) => Reading {
                frames: judged(self.codebook, &judgement, &frames),
                probabilities: Some(judgement.probabilities),
                by_stance,
            },
            None => Reading { frames, by_stance, probabilities: None },
        }
    }
}

/// A document that is one paragraph; `text` is in NFC.
pub(super) fn paragraph(text: &str) -> Document {
    Document::of_paragraph("sentence", text)
}
