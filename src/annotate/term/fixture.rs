//! Small codebooks and what they find, for the tests of this room.

use super::Matcher;
use crate::annotate::Annotations;
use crate::annotate::TypeCache;
use crate::codebook::Codebook;
use crate::document::BlockKind;
use crate::segment::{Segmentation, segment};
use std::collections::BTreeSet;

/// Frames `rights` (family R1) and `state` (family S1), a list, and the blocks given.
pub fn codebook(blocks: &str) -> Codebook {
    let head = r#"
        id = "test"
        version = "1"
        frame = [{ id = "rights", name = "rights" }, { id = "state", name = "state" }]
        family = [{ id = "R1", frame = "rights", name = "R1" }, { id = "S1", frame = "state", name = "S1" }]
        lists = { persons = ["user", "journalist", "civil society"] }
    "#;
    Codebook::from_toml("test.toml", &format!("{head}\n{blocks}")).expect("a codebook")
}

/// One evidence entry with this pattern and these other keys.
pub fn entry(id: &str, pattern: &str, keys: &str) -> String {
    format!("[[entry]]\nid = {id:?}\nfamily = \"R1\"\npattern = {pattern:?}\n{keys}\n")
}

/// A block without a family: contested, mask or cue.
pub fn block(kind: &str, id: &str, pattern: &str) -> String {
    let keys = if kind == "cue" { "kind = \"negate\"" } else { "" };
    format!("[[{kind}]]\nid = {id:?}\npattern = {pattern:?}\n{keys}\n")
}

/// All annotations of a text, every kind of block being counted.
pub fn annotate(codebook: &Codebook, text: &str) -> (Segmentation, Annotations) {
    let document = super::examples::document_of(text);
    let segmentation = segment(&document);
    let counted: BTreeSet<BlockKind> = BlockKind::ALL.into_iter().collect();
    let matcher = Matcher::new(codebook).expect("the patterns compile");
    let annotations = matcher.annotate(&document, &segmentation, &counted, &mut TypeCache::new());
    (segmentation, annotations)
}

/// Each hit as `entry: surface`, and the reason behind it if it does not count.
pub fn found(codebook: &Codebook, text: &str) -> Vec<String> {
    let (_, annotations) = annotate(codebook, text);
    let shown = |hit: &crate::annotate::TermHit| {
        let why = hit.verdict.why_not().map_or_else(String::new, |why| format!(" ({why})"));
        let surface = hit.span.slice(text).replace('\n', "/");
        format!("{}: {surface}{why}", codebook.entries[hit.entry.get()].id)
    };
    annotations.hits.iter().chain(&annotations.cues).map(shown).collect()
}

/// What a single pattern covers in a text.
pub fn surfaces(pattern: &str, keys: &str, text: &str) -> Vec<String> {
    let codebook = codebook(&entry("x", pattern, keys));
    let (_, annotations) = annotate(&codebook, text);
    annotations.hits.iter().map(|hit| hit.span.slice(text).replace('\n', "/")).collect()
}
