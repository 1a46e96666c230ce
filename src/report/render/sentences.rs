//! The rows of `sentences.jsonl`.

use super::id::name_row;
use super::{Lines, Page, Table};
use crate::analysis::frame_name;
use crate::annotate::{Judgement, Side, Weighed};
use crate::measure::{SentenceFrames, stance_to};
use crate::report::wire::{ByName, FeatureWeight, SentenceRow};
use crate::segment::SentenceIx;
use std::borrow::Cow;

impl<'a> Page<'a> {
    /// Writes a row for each counted sentence.
    pub(super) fn sentences(&self, lines: &mut Lines) {
        let mut id = String::new();
        for shown in &self.analysis.measures.sentences {
            self.name_sentence(shown.sentence, &mut id);
            lines.push(Table::Sentences, &self.sentence(shown, Cow::Borrowed(&id)));
        }
    }

    /// Puts the name of a sentence into `id`.
    pub(super) fn name_sentence(&self, sentence: SentenceIx, id: &mut String) {
        name_row(self.doc_id(), 's', sentence.get(), id);
    }

    /// The row of a sentence.
    pub(super) fn sentence<'p>(&self, shown: &SentenceFrames, id: Cow<'p, str>) -> SentenceRow<'p>
    where
        'a: 'p,
    {
        let codebook = self.codebook;
        let sentence = &self.analysis.segmentation.sentences[shown.sentence.get()];
        let span = self.offsets.span(sentence.span);
        let frames = &codebook.frames;
        let weights = frames.iter().zip(&shown.weights);
        let stances: ByName<'_, Cow<'_, str>> = (frames.iter().zip(&shown.by_stance))
            .filter_map(|(frame, stance)| Some((&*frame.id, stance_to(stance)?.name().into())))
            .collect();
        SentenceRow {
            sentence_id: id,
            doc_id: self.doc_id().into(),
            start: span.start,
            end: span.end,
            text: self.surface(self.analysis.document.slice(sentence.span)),
            block: self.analysis.segmentation.kind_of(sentence).name().into(),
            frame: frame_name(codebook, &shown.frames).into(),
            frames: shown.frames.iter().map(|frame| Cow::Borrowed(&*frames[frame.get()].id)).collect(),
            weight: weights.map(|(frame, &weight)| (&*frame.id, weight)).collect(),
            prob: self.probabilities(shown.sentence),
            reasons: self.reasons(shown.sentence),
            voice: shown.voice.name().into(),
            stance: shown.stance().map(|stance| stance.name().into()),
            stance_by_frame: stances,
            holder: self.holder(shown.attribution),
            families: shown.families.iter().map(|family| self.family_id(*family).into()).collect(),
        }
    }

    fn judgement(&self, sentence: SentenceIx) -> Option<&'a Judgement> {
        self.analysis.annotations.judgements.get(sentence.get())
    }

    /// The frames that are judged, each with its place in a judgement.
    fn sides(&self) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        let codebook = self.codebook;
        let frames = codebook.contrast.into_iter().flat_map(|it| Side::ALL.map(|side| side.frame(it)));
        frames.map(|frame| &*codebook.frames[frame.get()].id).enumerate()
    }

    fn probabilities(&self, sentence: SentenceIx) -> Option<ByName<'a, f64>> {
        let judgement = self.judgement(sentence)?;
        Some(self.sides().map(|(at, frame)| (frame, judgement.probabilities[at])).collect())
    }

    fn reasons(&self, sentence: SentenceIx) -> Option<Vec<FeatureWeight<'a>>> {
        let judgement = self.judgement(sentence)?;
        let words = &self.analysis.segmentation.vocabulary;
        let reasons = |(at, frame): (usize, &'a str)| {
            let shown = |it: &&Weighed| self.writes_text() || !it.feature.quotes();
            judgement.reasons[at].iter().filter(shown).map(move |it| FeatureWeight {
                feature: it.feature.name(self.codebook, words).into(),
                frame: frame.into(),
                weight: it.weight,
            })
        };
        Some(self.sides().flat_map(reasons).collect())
    }
}
