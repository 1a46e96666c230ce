//! The rows of `sentences.jsonl`.

use super::{Lines, Page, Table};
use crate::analysis::frame_name;
use crate::measure::{SentenceFrames, stance_to};
use crate::report::wire::{ByName, SentenceRow};
use crate::segment::SentenceIx;
use std::borrow::Cow;
use std::fmt::Write;

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
        id.clear();
        write!(id, "{}#s{}", self.doc_id(), sentence.get()).expect("a string takes any text");
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
            prob: None,
            voice: shown.voice.name().into(),
            stance: shown.stance().map(|stance| stance.name().into()),
            stance_by_frame: stances,
            holder: self.holder(shown.attribution),
            families: shown.families.iter().map(|family| self.family_id(*family).into()).collect(),
        }
    }
}
