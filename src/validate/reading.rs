//! What the program says of one sentence in isolation, as people coded it.

use crate::annotate::{
    Annotations, Annotator, Finder, Judge, JudgeError, Matcher, Recogniser, Stance, TypeCache, Voice,
};
use crate::codebook::{Codebook, CodebookError, FrameIx};
use crate::document::{BlockKind, Document, Metadata};
use crate::gazetteer::Gazetteer;
use crate::measure::{
    ByStance, SentenceFrames, Voices, frames_shown, judged, sentence_frames, stance_to_all,
};
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
    /// Whose words it is in.
    pub voice: Voice,
    /// Who is said to hold it, as written; `None` where the author speaks, or the sentence does not say.
    pub holder: Option<String>,
    /// The probability of each frame of the contrast, the positive one first, where a model has judged.
    pub probabilities: Option<[f64; 2]>,
}

impl Reading {
    /// What is read off a sentence in which nothing is found.
    #[must_use]
    pub fn nothing(n_frames: usize) -> Self {
        let by_stance = vec![ByStance::default(); n_frames];
        Self { by_stance, frames: Vec::new(), voice: Voice::Author, holder: None, probabilities: None }
    }

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

    /// Reads `text` as one sentence of running text of which nothing else is known; see [`SentenceReader::read_of`].
    pub fn read(&mut self, text: &str) -> Reading {
        self.read_of(text, Metadata::default())
    }

    /// Reads `text` as one sentence of running text from a document with these facts: whoever issued it is its author.
    /// Where our own rules part it into several, their evidence is added up, and the one with the most of it says whose
    /// words they are (of equals, the first that is not the author's): the coders saw one.
    pub fn read_of(&mut self, text: &str, metadata: Metadata) -> Reading {
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
        let document = Document { metadata, ..paragraph(&text) };
        let segmentation = segment(&document);
        let annotations = self.annotator.annotate(&document, &segmentation, &self.counted, &mut self.cache);
        let all = (&BlockKind::ALL[..], Voices::All);
        let sentences = sentence_frames(self.codebook, &segmentation, &annotations, all);
        let mut read = Reading::nothing(self.codebook.frames.len());
        for sentence in &sentences {
            for (sums, more) in read.by_stance.iter_mut().zip(&sentence.by_stance) {
                sums.iter_mut().zip(more).for_each(|(sum, weight)| *sum += weight);
            }
        }
        if let Some(heaviest) = heaviest(&sentences) {
            read.voice = heaviest.voice;
            read.holder = holder(&document, &annotations, heaviest);
        }
        read.frames = frames_shown(self.codebook, &read.by_stance);
        if let Some(judge) = &self.judge {
            let judgement = judge.judge_whole(&segmentation, &annotations, &mut self.cache);
            read.frames = judged(self.codebook, &judgement, &read.frames);
            read.probabilities = Some(judgement.probabilities);
        }
        read
    }
}

/// The sentence with the most evidence; of equals the first that is not the author's.
fn heaviest(sentences: &[SentenceFrames]) -> Option<&SentenceFrames> {
    let weight = |it: &SentenceFrames| it.weights.iter().sum::<f64>();
    let most = sentences.iter().map(weight).fold(0.0, f64::max);
    let mut heaviest = sentences.iter().filter(|it| weight(it) >= most);
    let first = heaviest.clone().next();
    heaviest.find(|it| it.voice != Voice::Author).or(first)
}

/// The source of the attribution that a sentence is held by, as written.
fn holder(document: &Document, annotations: &Annotations, sentence: &SentenceFrames) -> Option<String> {
    let attribution = &annotations.attributions[sentence.attribution?.get()];
    let parts: Vec<&str> = attribution.source.iter().map(|&span| document.slice(span)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// A document that is one paragraph; `text` is in NFC.
pub(super) fn paragraph(text: &str) -> Document {
    Document::of_paragraph("sentence", text)
}
