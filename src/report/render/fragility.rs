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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::FamilyIx;
    use crate::measure::fixture::codebook;

    #[test]
    fn what_turns_the_sign_is_said_in_words() {
        let side = |label: &str| compare::Side { label: label.to_owned(), documents: Vec::new() };
        let (norway, china) = (side("Norway"), side("China"));
        let without = |left_out: usize, difference: f64| Without {
            left_out: FamilyIx::new(left_out),
            target: Some(difference),
            reference: Some(0.0),
            difference: Some(difference),
            change: Some(difference - 0.5),
            sign_flips: difference < 0.0,
        };
        let found = compare::Fragility {
            difference: Some(0.5),
            entries: Vec::new(),
            families: vec![without(0, -0.25), without(2, 0.75)],
        };
        let codebook = codebook();
        let written = fragility(&codebook, &found, [&norway, &china]);
        assert_eq!(
            written.sign_flips,
            ["without family R1 it is China, not Norway, that leans more to rights (−0.25 instead of +0.50)"]
        );
        assert_eq!((written.families.len(), written.reason), (2, None));
    }
}
