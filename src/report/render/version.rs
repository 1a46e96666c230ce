//! Two versions of a text under the names of the public format.

use crate::codebook::{Codebook, FrameIx};
use crate::compare::signatory::{Signature, Signed, roll};
use crate::compare::version::{self, Clause, MarkerAt, Passage, Shift};
use crate::compare::{Compared, Side};
use crate::report::wire::{
    BothStructures, ByName, ClauseChange, ClauseSide, Marker, MarkerShift, Opening, PartFraming,
    SignatoryChange, Signing, Structure, WordEdit, WordSpan,
};
use crate::text::CharSpan;
use std::borrow::Cow;

/// The clauses of a text and of an earlier version of it.
#[must_use]
pub fn clauses(codebook: &Codebook, target: &[Passage], reference: &[Passage]) -> Vec<ClauseChange<'static>> {
    let names = Names { codebook, passages: [target, reference] };
    version::compare(target, reference).iter().map(|it| names.change(it)).collect()
}

/// How both texts are built.
#[must_use]
pub fn structures(codebook: &Codebook, target: &[Passage], reference: &[Passage]) -> BothStructures<'static> {
    let names = Names { codebook, passages: [target, reference] };
    BothStructures { target: names.structure(target), reference: names.structure(reference) }
}

/// Who signed on which side.
#[must_use]
pub fn signatories<'a>(target: &Side<'a>, reference: &Side<'a>) -> Vec<SignatoryChange<'a>> {
    let documents = |side: &Side<'a>| -> Vec<&'a Compared> { side.documents.clone() };
    roll(&documents(target), &documents(reference)).signatures.iter().map(signature).collect()
}

fn signature<'a>(it: &Signature<'a>) -> SignatoryChange<'a> {
    let signing = |&(doc_id, signed): &(&'a str, &'a Signed)| {
        let named = [(signed.in_metadata, "metadata"), (signed.in_text, "text")];
        let sources = named.into_iter().filter(|it| it.0).map(|it| it.1.into()).collect();
        Signing { doc_id: doc_id.into(), sources }
    };
    let [target, reference] =
        it.documents.each_ref().map(|side| side.iter().map(signing).collect::<Vec<_>>());
    let signed = match (target.is_empty(), reference.is_empty()) {
        (false, false) => "both",
        (false, true) => "target",
        _ => "reference",
    };
    SignatoryChange {
        name: it.name.into(),
        entity_id: it.entity_id.map(Cow::Borrowed),
        signed: signed.into(),
        target,
        reference,
    }
}

/// The names that places and numbers stand for.
struct Names<'c> {
    codebook: &'c Codebook,
    passages: [&'c [Passage]; 2],
}

impl Names<'_> {
    fn change(&self, it: &version::Change) -> ClauseChange<'static> {
        let [ours, theirs] = [&it.target, &it.reference];
        let passage =
            |side: usize, clause: &Option<Clause>| clause.as_ref().map(|it| &self.passages[side][it.passage]);
        let both = [passage(0, ours), passage(1, theirs)];
        let weight = |side: Option<&Passage>, at: usize| {
            side.and_then(|it| it.weights.get(at)).copied().unwrap_or(0.0)
        };
        let frames = self.codebook.frames.iter().enumerate();
        let frame_change = frames
            .map(|(at, frame)| (Cow::Owned(frame.id.clone()), weight(both[0], at) - weight(both[1], at)));
        let edit = |edit: &version::Edit| WordEdit {
            edit: edit.kind.name().into(),
            target: cut(ours, edit.target),
            reference: cut(theirs, edit.reference),
        };
        let shift = |it: &Shift| MarkerShift {
            scale: it.scale.into(),
            direction: it.direction.name().into(),
            target: marker(ours, &it.target),
            reference: marker(theirs, &it.reference),
        };
        ClauseChange {
            change: it.kind.name().into(),
            moved: it.moved,
            similarity: (ours.is_some() && theirs.is_some()).then_some(it.similarity),
            target: ours.as_ref().map(|it| self.side(0, it)),
            reference: theirs.as_ref().map(|it| self.side(1, it)),
            edits: it.edits.iter().map(edit).collect(),
            markers: it.shifts.iter().map(shift).collect(),
            frame_change: frame_change.collect(),
        }
    }

    fn side(&self, side: usize, clause: &Clause) -> ClauseSide<'static> {
        let passage = &self.passages[side][clause.passage];
        ClauseSide {
            sentence_id: passage.sentence_id.clone().into(),
            start: clause.span.start,
            end: clause.span.end,
            text: clause.text.clone().into(),
            block: passage.block.clone().into(),
            frames: self.frames(passage),
            weight: self.by_frame(&passage.weights),
        }
    }

    fn frames(&self, passage: &Passage) -> Vec<Cow<'static, str>> {
        let name = |frame: &FrameIx| Cow::Owned(self.codebook.frames[frame.get()].id.clone());
        passage.frames.iter().map(name).collect()
    }

    fn by_frame<T: Copy>(&self, values: &[T]) -> ByName<'static, T> {
        let frames = self.codebook.frames.iter().map(|frame| Cow::Owned(frame.id.clone()));
        frames.zip(values.iter().copied()).collect()
    }

    fn structure(&self, passages: &[Passage]) -> Structure<'static> {
        let it = version::structure(passages, self.codebook.frames.len());
        let part = |it: &version::PartFraming| PartFraming {
            part: it.part.name().into(),
            n_sentences: it.n_sentences,
            n_openings: it.n_openings,
            sentences: self.by_frame(&it.shown),
            weight: self.by_frame(&it.weights),
        };
        let opening = |it: &version::Opening| Opening {
            sentence_id: passages[it.passage].sentence_id.clone().into(),
            start: it.span.start,
            end: it.span.end,
            verb: it.verb.into(),
            force: it.force.into(),
            part: it.part.name().into(),
            frames: self.frames(&passages[it.passage]),
        };
        Structure {
            parts: it.parts.iter().map(part).collect(),
            openings: it.openings.iter().map(opening).collect(),
        }
    }
}

fn cut(clause: &Option<Clause>, span: Option<CharSpan>) -> Option<WordSpan<'static>> {
    let (clause, span) = (clause.as_ref()?, span?);
    Some(WordSpan::cut(span, &clause.text, clause.span.start))
}

fn marker(clause: &Option<Clause>, it: &MarkerAt) -> Marker<'static> {
    Marker { level: it.level.into(), words: cut(clause, it.span), negated: it.is_negated }
}
