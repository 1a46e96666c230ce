//! The codebook of finished runs, as far as their numbers need it.

use super::render::Unknown;
use super::wire::{CodebookNote, FamilyNote};
use crate::codebook::{Codebook, Contrast, Entry, Family, Frame, FrameIx, Place, Role};
use crate::document::Fingerprint;
use std::collections::{BTreeMap, BTreeSet};

/// Whether numbers of two codebooks mean the same: both have the same frames, contrast and families of the same frames, as
/// two versions of one codebook have.
pub(super) fn are_comparable(one: &CodebookNote<'_>, other: &CodebookNote<'_>) -> bool {
    let frames = |note: &CodebookNote<'_>| note.frames.iter().map(|it| it.id.to_string()).collect::<Vec<_>>();
    let frame_of = |id: &str| other.families.iter().find(|it| it.id == id).map(|it| &it.frame);
    let same_families = one.families.iter().all(|it| frame_of(&it.id).is_none_or(|frame| *frame == it.frame));
    frames(one) == frames(other) && one.contrast == other.contrast && same_families
}

/// The codebook of runs as far as their numbers need it: entries have ids and nothing else.
pub(super) fn outline(notes: &[&CodebookNote<'_>], entries: &BTreeSet<String>) -> Result<Codebook, Unknown> {
    let note = notes[0];
    let frame = |id: &str| {
        let place = note.frames.iter().position(|frame| frame.id == id);
        place.map(FrameIx::new).ok_or_else(|| Unknown(id.to_owned()))
    };
    let contrast = note
        .contrast
        .as_ref()
        .map(|it| Ok(Contrast { positive: frame(&it.positive)?, negative: frame(&it.negative)? }));
    let frames = note.frames.iter().map(|it| Frame {
        id: it.id.to_string(),
        name: it.name.to_string(),
        definition: String::new(),
        threshold: it.threshold,
    });
    let mut families: Vec<&FamilyNote<'_>> = Vec::new();
    for family in notes.iter().flat_map(|note| &note.families) {
        if !families.iter().any(|known| known.id == family.id) {
            families.push(family);
        }
    }
    let families = families.into_iter().map(|it| {
        Ok(Family {
            id: it.id.to_string(),
            frame: frame(&it.frame)?,
            name: it.name.to_string(),
            definition: String::new(),
            sources: Vec::new(),
            separate: it.separate,
        })
    });
    let place = || Place { file: "run.json".to_owned(), line: 1 };
    Ok(Codebook {
        id: note.id.to_string(),
        version: note.version.to_string(),
        language: note.language.to_string(),
        title: note.title.to_string(),
        head: String::new(),
        fingerprint: Fingerprint::of(note.sha256.as_bytes()),
        frames: frames.collect(),
        contrast: contrast.transpose()?,
        families: families.collect::<Result<_, _>>()?,
        entries: entries.iter().map(|id| Entry::named(id, Role::Mask, place())).collect(),
        lists: BTreeMap::new(),
    })
}
