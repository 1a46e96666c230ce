//! What `run.json` says of a run.

use super::wire::{
    CodebookNote, Contrast, Counts, FamilyNote, FrameNote, GazetteerNote, ModelNote, OFFSET_UNIT, Program,
    ResolvedOptions, Run, SCHEMA_VERSION,
};
use crate::annotate::{Judge, Recogniser};
use crate::codebook::{Codebook, FrameIx};
use crate::gazetteer::Gazetteer;
use std::borrow::Cow;

/// What a run knew before it read any text.
#[derive(Clone)]
pub struct Known<'a> {
    /// The codebook.
    pub codebook: &'a Codebook,
    /// The gazetteer.
    pub gazetteer: &'a Gazetteer,
    /// The recogniser of names.
    pub recogniser: &'a Recogniser,
    /// What judges sentences, if a model does.
    pub judge: Option<&'a Judge>,
    /// The user's own tables in it, as they are to be named.
    pub added: Option<Cow<'a, str>>,
}

/// The note of an `analyze` run, before it has counted or written anything.
#[must_use]
pub fn run_note<'a>(known: Known<'a>, options: ResolvedOptions<'a>, seed: u64) -> Run<'a> {
    let text_reason = (!options.text).then_some(Cow::Borrowed("no-text"));
    Run {
        schema_version: SCHEMA_VERSION.into(),
        program: Program { name: env!("CARGO_PKG_NAME").into(), version: env!("CARGO_PKG_VERSION").into() },
        command: "analyze".into(),
        options,
        codebook: codebook_note(known.codebook),
        gazetteer: gazetteer_note(known.gazetteer, known.added),
        recogniser: Some(ModelNote {
            id: "names-en".into(),
            sha256: known.recogniser.fingerprint().to_string(),
        }),
        model: known
            .judge
            .map(|judge| ModelNote { id: "state-rights-en".into(), sha256: judge.fingerprint().to_string() }),
        seed,
        offset_unit: OFFSET_UNIT.into(),
        text_reason,
        counts: Counts::default(),
        files: Vec::new(),
    }
}

fn gazetteer_note<'a>(gazetteer: &Gazetteer, added: Option<Cow<'a, str>>) -> GazetteerNote<'a> {
    GazetteerNote {
        id: "world".into(),
        added,
        sha256: gazetteer.fingerprint.to_string(),
        n_entities: gazetteer.entities.len() as u64,
        n_names: gazetteer.surfaces.len() as u64,
    }
}

fn codebook_note(codebook: &Codebook) -> CodebookNote<'_> {
    let frame_id = |frame: FrameIx| Cow::Borrowed(&*codebook.frames[frame.get()].id);
    let frames = codebook.frames.iter().map(|frame| FrameNote {
        id: Cow::Borrowed(&frame.id),
        name: Cow::Borrowed(&frame.name),
        threshold: frame.threshold,
    });
    let families = codebook.families.iter().map(|family| FamilyNote {
        id: Cow::Borrowed(&family.id),
        frame: frame_id(family.frame),
        name: Cow::Borrowed(&family.name),
        separate: family.separate,
    });
    CodebookNote {
        id: Cow::Borrowed(&codebook.id),
        version: Cow::Borrowed(&codebook.version),
        language: Cow::Borrowed(&codebook.language),
        title: Cow::Borrowed(&codebook.title),
        sha256: codebook.fingerprint.to_string(),
        frames: frames.collect(),
        contrast: codebook
            .contrast
            .map(|it| Contrast { positive: frame_id(it.positive), negative: frame_id(it.negative) }),
        families: families.collect(),
        n_entries: codebook.entries.len() as u64,
    }
}
