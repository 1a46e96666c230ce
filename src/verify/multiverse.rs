//! The position of a document under every choice of `multiverse.jsonl`, from its sums.

use super::bundle::Bundle;
use super::finding::{Check, Findings};
use crate::report::wire::{Cells, Run, VoiceCounts};
use libm::log;

/// What is added to each side before the logarithm.
const SMOOTHING: [f64; 3] = [0.1, 0.5, 1.0];

/// Holds the rows of a document against its sums.
pub fn check(bundle: &Bundle, run: &Run<'_>, findings: &mut Findings) {
    let (Some(counts), Some(contrast)) = (&bundle.counts, &run.codebook.contrast) else { return };
    if !run.options.multiverse {
        return;
    }
    let mut expected = Vec::new();
    for (voice, counts) in [("author", &counts.row.author), ("all", &counts.row.all)] {
        for (evidence, sides) in sides(counts, [&contrast.positive, &contrast.negative]) {
            expected.extend(SMOOTHING.map(|smoothing| (voice, evidence, smoothing, sides)));
        }
    }
    let place = bundle.multiverse.first().map_or_else(|| bundle.document.place(), |it| it.place());
    findings.at(Check::Statistics, place).holds("doc_id", bundle.multiverse.len() == expected.len(), || {
        format!("has {} choices, should have {}", bundle.multiverse.len(), expected.len())
    });
    for (it, (voice, evidence, smoothing, [p, n])) in bundle.multiverse.iter().zip(expected) {
        let position = (p + n > 0.0).then(|| log((p + smoothing) / (n + smoothing)));
        let mut at = findings.at(Check::Statistics, it.place());
        at.equal("voice", &*it.row.voice, voice);
        at.equal("evidence", &*it.row.evidence, evidence);
        at.close("smoothing", Some(it.row.smoothing), Some(smoothing));
        at.close("position", it.row.position, position);
        at.holds("lo", it.row.lo.is_none() && it.row.hi.is_none(), || {
            "a document has no interval".to_owned()
        });
        at.equal("reason", &it.row.reason.as_deref(), &position.is_none().then_some("no-events"));
    }
}

/// What is counted for the positive and the negative side, by kind of evidence.
fn sides(counts: &VoiceCounts<'_>, frames: [&str; 2]) -> [(&'static str, [f64; 2]); 4] {
    let cells = |it: Cells| [(it.positive + it.both) as f64, (it.negative + it.both) as f64];
    let frame = |id: &str| counts.frames.get(id).map_or((0.0, 0.0), |it| (it.weight, it.n_hits as f64));
    [
        ("weights", frames.map(|id| frame(id).0)),
        ("hits", frames.map(|id| frame(id).1)),
        ("sentences", cells(counts.sentences)),
        ("sentences-by-rules", cells(counts.sentences_by_rules)),
    ]
}
