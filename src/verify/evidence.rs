//! From hits to sentences and sums.

use super::bundle::Bundle;
use super::finding::{At, Check, Findings};
use super::recount::{Heard, Recount, STANCES, Shown, families, is_evidence, stance_to};
use crate::report::wire::{ByName, Cells, HitRow, Run, SentenceRow, Sums, VoiceCounts};

/// Holds hits against the codebook's note, sentences against their hits, and sums against both.
pub fn check(bundle: &Bundle, run: &Run<'static>, findings: &mut Findings) {
    for it in &bundle.hits {
        hit(run, &it.row, &mut findings.at(Check::Evidence, it.place()));
    }
    for it in &bundle.sentences {
        let hits: Vec<&HitRow<'_>> = bundle.hits_of(&it.row.sentence_id).collect();
        sentence(run, &it.row, &hits, &mut findings.at(Check::Evidence, it.place()));
    }
    let Some(counts) = &bundle.counts else { return };
    for (heard, recorded) in Heard::BOTH.into_iter().zip([&counts.row.author, &counts.row.all]) {
        let recount = Recount::of(bundle, run, heard);
        let mut at = findings.at(Check::Evidence, counts.place());
        sums(recorded, &recount, &mut Under { at: &mut at, prefix: heard.name() });
    }
}

/// What a hit says of itself belongs together.
fn hit(run: &Run<'_>, it: &HitRow<'_>, at: &mut At<'_>) {
    at.holds("counted", it.counted == it.why_not.is_none(), || {
        "a hit counts, or why_not says why it does not".to_owned()
    });
    let is_whole = it.frame.is_some() == it.family.is_some() && it.frame.is_some() == it.dimension.is_some();
    at.holds("family", is_whole, || {
        "frame, family and dimension are there together or not at all".to_owned()
    });
    let range = if it.frame.is_some() { it.weight > 0.0 && it.weight <= 1.0 } else { it.weight == 0.0 };
    at.holds("weight", range, || format!("{} is no weight of such a hit", it.weight));
    at.holds("polarity", it.polarity.is_some() == is_evidence(it), || {
        "is there for what counts as evidence and for nothing else".to_owned()
    });
    let is_stance = it.polarity.as_deref().is_none_or(|it| STANCES.contains(&it));
    at.holds("polarity", is_stance, || "is no stance".to_owned());
    if let (Some(frame), Some(family)) = (&it.frame, &it.family) {
        let of = run.codebook.families.iter().find(|known| known.id == *family).map(|known| &known.frame);
        at.holds("family", of == Some(frame), || format!("{family:?} is no family of frame {frame:?}"));
    }
}

/// A sentence shows what its hits say.
fn sentence(run: &Run<'static>, it: &SentenceRow<'_>, hits: &[&HitRow<'_>], at: &mut At<'_>) {
    let shown = Shown::of(run, it, hits, Heard::All);
    let ids = || run.codebook.frames.iter().map(|frame| &*frame.id);
    for (id, sums) in ids().zip(&shown.by_stance) {
        at.close(&format!("weight.{id}"), it.weight.get(id).copied(), Some(sums.iter().sum()));
        let stance = it.stance_by_frame.get(id).map(|it| &**it);
        at.equal(&format!("stance_by_frame.{id}"), &stance, &stance_to(sums));
    }
    at.equal("families", &it.families, &families(run, hits));
    at.equal("frames", &it.frames, &shown.frames);
    at.equal("frame", &*it.frame, frame_name(run, &shown.frames));
    let stances = shown.frames.iter().filter_map(|id| {
        let place = ids().position(|it| it == *id)?;
        stance_to(&shown.by_stance[place])
    });
    let stances: Vec<&str> = stances.collect();
    let warmest = STANCES.into_iter().find(|stance| stances.contains(stance));
    let stance = if stances.contains(&"reject") { Some("reject") } else { warmest };
    at.equal("stance", &it.stance.as_deref(), &stance);
    let is_named = it.voice != "author" || it.holder.is_none();
    at.holds("holder", is_named, || "the author's own words have no other holder".to_owned());
    let is_probable = it.prob.as_ref().is_none_or(|prob| prob.0.iter().all(|(_, p)| (0.0..=1.0).contains(p)));
    at.holds("prob", is_probable, || "is no probability".to_owned());
}

/// The one name of a set of frames.
fn frame_name<'f>(run: &'f Run<'_>, frames: &[&'f str]) -> &'f str {
    let is_contrast = run.codebook.contrast.as_ref().is_some_and(|contrast| {
        [&contrast.positive, &contrast.negative].iter().all(|side| frames.contains(&&***side))
    });
    match frames {
        [] => "neither",
        [one] => one,
        [_, _] if is_contrast => "both",
        _ => "several",
    }
}

/// Claims about what lies below a field.
struct Under<'a, 'f> {
    at: &'a mut At<'f>,
    prefix: &'a str,
}

impl Under<'_, '_> {
    fn equal(&mut self, field: &str, recorded: u64, expected: u64) {
        self.at.equal(&format!("{}.{field}", self.prefix), &recorded, &expected);
    }

    fn close(&mut self, field: &str, recorded: f64, expected: f64) {
        self.at.close(&format!("{}.{field}", self.prefix), Some(recorded), Some(expected));
    }

    fn sums(&mut self, field: &str, recorded: Sums, expected: Sums) {
        self.equal(&format!("{field}.n_hits"), recorded.n_hits, expected.n_hits);
        self.close(&format!("{field}.weight"), recorded.weight, expected.weight);
    }

    fn cells(&mut self, field: &str, recorded: Cells, expected: Cells) {
        self.at.equal(&format!("{}.{field}", self.prefix), &recorded, &expected);
    }

    /// What the rows leave open by `unknown`.
    fn within(&mut self, field: &str, (recorded, least): (u64, u64), unknown: u64) {
        let holds = (least..=least + unknown).contains(&recorded);
        self.at.holds(&format!("{}.{field}", self.prefix), holds, || {
            format!("recorded {recorded}, should be {least} and at most {unknown} more")
        });
    }
}

fn sums(recorded: &VoiceCounts<'_>, recount: &Recount, under: &mut Under<'_, '_>) {
    let expected = &recount.counts;
    under.equal("n_sentences", recorded.n_sentences, expected.n_sentences);
    under.equal("n_sentences_several", recorded.n_sentences_several, expected.n_sentences_several);
    under.equal("n_sentences_neither", recorded.n_sentences_neither, expected.n_sentences_neither);
    under.within("n_masked", (recorded.n_masked, expected.n_masked), recount.unknown[0]);
    under.within("n_unresolved", (recorded.n_unresolved, expected.n_unresolved), recount.unknown[1]);
    under.cells("sentences", recorded.sentences, expected.sentences);
    under.cells("sentences_by_rules", recorded.sentences_by_rules, expected.sentences_by_rules);
    for (half, pair) in ["halves.0", "halves.1"].iter().zip(recorded.halves.iter().zip(&expected.halves)) {
        pair.0.iter().zip(pair.1).for_each(|(one, other)| under.close(half, *one, *other));
    }
    frames(recorded, expected, under);
    named(&recorded.families, &expected.families, "families", under);
    let names = |entries: &ByName<'_, _>| -> Vec<String> {
        let mut names: Vec<String> =
            entries.0.iter().map(|(id, _): &(_, ByName<'_, Sums>)| id.to_string()).collect();
        names.sort_unstable();
        names
    };
    under.at.equal(
        &format!("{}.entries", under.prefix),
        &names(&recorded.entries),
        &names(&expected.entries),
    );
    for (id, by_frame) in &recorded.entries.0 {
        if let Some(expected) = expected.entries.get(id) {
            named(by_frame, expected, &format!("entries.{id}"), under);
        }
    }
}

fn frames(recorded: &VoiceCounts<'_>, expected: &VoiceCounts<'_>, under: &mut Under<'_, '_>) {
    let names = |it: &VoiceCounts<'_>| it.frames.0.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>();
    under.at.equal(&format!("{}.frames", under.prefix), &names(recorded), &names(expected));
    for ((id, one), (_, other)) in recorded.frames.0.iter().zip(&expected.frames.0) {
        let field = |name: &str| format!("frames.{id}.{name}");
        under.equal(&field("n_hits"), one.n_hits, other.n_hits);
        under.close(&field("weight"), one.weight, other.weight);
        under.equal(&field("n_sentences"), one.n_sentences, other.n_sentences);
        under.equal(&field("n_sentences_only"), one.n_sentences_only, other.n_sentences_only);
        under.sums(&field("affirmation"), one.affirmation, other.affirmation);
        under.sums(&field("violation"), one.violation, other.violation);
        under.sums(&field("justification"), one.justification, other.justification);
        under.sums(&field("endorsed"), one.endorsed, other.endorsed);
        under.sums(&field("reported"), one.reported, other.reported);
        under.sums(&field("rejected"), one.rejected, other.rejected);
    }
}

fn named(recorded: &ByName<'_, Sums>, expected: &ByName<'_, Sums>, field: &str, under: &mut Under<'_, '_>) {
    let n = (recorded.0.len() as u64, expected.0.len() as u64);
    under.equal(field, n.0, n.1);
    for (id, sums) in &recorded.0 {
        let none = Sums { n_hits: 0, weight: 0.0 };
        under.sums(&format!("{field}.{id}"), *sums, expected.get(id).copied().unwrap_or(none));
    }
}
