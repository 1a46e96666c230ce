//! Everything known about one document: its four layers, side by side.

use crate::annotate::Annotations;
use crate::codebook::{Codebook, FrameIx};
use crate::document::{Document, Warning};
use crate::measure::{Measures, SentenceFrames};
use crate::segment::Segmentation;

/// A document and the layers made from it. A pure function of the text, the codebook and the options.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The text every layer points into.
    pub document: Document,
    /// Its parts.
    pub segmentation: Segmentation,
    /// What was found in them.
    pub annotations: Annotations,
    /// What that comes to.
    pub measures: Measures,
    /// Oddities that did not stop it: those met while reading, and those of its languages.
    pub warnings: Vec<Warning>,
}

/// The one name for a set of frames: the frame's id if there is one, `both` for exactly the two frames of the
/// contrast, `several` for any other combination, `neither` for none. `frames` is in codebook order.
#[must_use]
pub fn frame_name<'c>(codebook: &'c Codebook, frames: &[FrameIx]) -> &'c str {
    let contrasted = |pair: &[FrameIx]| {
        codebook.contrast.is_some_and(|it| pair.contains(&it.positive) && pair.contains(&it.negative))
    };
    match frames {
        [] => "neither",
        [one] => &codebook.frames[one.get()].id,
        pair @ [_, _] if contrasted(pair) => "both",
        _ => "several",
    }
}

/// Number of sentences under each of the names that [`frame_name`] can give, in codebook order.
///
/// # Panics
/// Never: every name is listed.
#[must_use]
pub fn sentences_by_frame<'c>(codebook: &'c Codebook, sentences: &[SentenceFrames]) -> Vec<(&'c str, u64)> {
    let ids = codebook.frames.iter().map(|frame| &*frame.id);
    let mut counts: Vec<(&str, u64)> =
        ids.chain(["both", "several", "neither"]).map(|name| (name, 0)).collect();
    for shown in sentences {
        let name = frame_name(codebook, &shown.frames);
        let found = counts.iter_mut().find(|(it, _)| *it == name);
        found.expect("every name a sentence can have is listed").1 += 1;
    }
    counts
}
