//! What a comparison hangs on, under the names of the public format.

use crate::codebook::Codebook;
use crate::compare::{self, Without};
use crate::measure::Reason;
use crate::report::wire::{Fragility, LeftOut};

/// The fragility of a comparison of two sides.
pub(super) fn fragility<'a>(
    codebook: &'a Codebook,
    it: &compare::Fragility,
    sides: [&compare::Side<'_>; 2],
) -> Fragility<'a> {
    let entries: Vec<LeftOut<'a>> =
        it.entries.iter().map(|part| left_out(part, &codebook.entries[part.left_out.get()].id)).collect();
    let families: Vec<LeftOut<'a>> =
        it.families.iter().map(|part| left_out(part, &codebook.families[part.left_out.get()].id)).collect();
    let words = |what: &str, part: &LeftOut<'_>| flip_in_words(codebook, (what, part), it.difference?, sides);
    let flips = families
        .iter()
        .filter_map(|part| words("family", part))
        .chain(entries.iter().filter_map(|part| words("entry", part)));
    let missing = if codebook.contrast.is_none() { Reason::NoContrast } else { Reason::NoEvents };
    Fragility {
        difference: it.difference,
        sign_flips: flips.map(Into::into).collect(),
        reason: it.difference.is_none().then(|| missing.name().into()),
        entries,
        families,
    }
}

fn left_out<'a, T>(it: &Without<T>, id: &'a str) -> LeftOut<'a> {
    LeftOut {
        left_out: id.into(),
        target: it.target,
        reference: it.reference,
        difference: it.difference,
        change: it.change,
        sign_flips: it.sign_flips,
    }
}

/// What turns, in words; `None` where nothing does.
fn flip_in_words(
    codebook: &Codebook,
    (what, part): (&str, &LeftOut<'_>),
    all: f64,
    [target, reference]: [&compare::Side<'_>; 2],
) -> Option<String> {
    let difference = part.difference.filter(|_| part.sign_flips)?;
    let positive = &codebook.frames[codebook.contrast?.positive.get()].name;
    let (now, before) =
        if difference > 0.0 { (&target.label, &reference.label) } else { (&reference.label, &target.label) };
    let sign = |value: f64| format!("{value:+.2}").replace('-', "−");
    Some(format!(
        "without {what} {} it is {now}, not {before}, that leans more to {positive} ({} instead of {})",
        part.left_out,
        sign(difference),
        sign(all)
    ))
}
