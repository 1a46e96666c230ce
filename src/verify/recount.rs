//! What was counted in a document, counted again from its hits and sentences alone.
//!
//! Written from docs/statistics.md and the descriptions of the rows, not from the code that made them.

use super::bundle::Bundle;
use crate::report::wire::{ByName, Cells, FrameSums, HitRow, Run, SentenceRow, Sums, VoiceCounts};
use std::collections::BTreeMap;

/// Weights are written in decimals: `.7 + .1` reaches a threshold of `.8`.
const ROUNDING: f64 = 1e-9;
/// The stances, the warmest first.
pub const STANCES: [&str; 3] = ["endorse", "report", "reject"];

/// Whose words are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The author's, without what the author rejects.
    Author,
    /// Everybody's.
    All,
}

impl Heard {
    /// Both, in the order of `counts.jsonl`.
    pub const BOTH: [Self; 2] = [Self::Author, Self::All];

    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::All => "all",
        }
    }

    /// Whether a hit is uttered by these voices; `None` where the row does not tell.
    #[must_use]
    pub fn hears(self, hit: &HitRow<'_>) -> Option<bool> {
        match (self, &*hit.voice, hit.polarity.as_deref()) {
            (Self::All, ..) | (_, "author", _) => Some(true),
            (_, "attributed", _) => Some(false),
            // Someone else's words count as the author's where the author shares them. What does not count has no polarity.
            (_, _, polarity) => polarity.map(|it| it == "endorse"),
        }
    }

    /// Whether it adds to what these voices are counted for.
    #[must_use]
    pub fn counts(self, hit: &HitRow<'_>) -> bool {
        let is_kept = self == Self::All || hit.polarity.as_deref() != Some("reject");
        self.hears(hit) == Some(true) && is_kept
    }
}

/// Whether a hit is evidence: it counts, and something is known that it is evidence of.
#[must_use]
pub fn is_evidence(hit: &HitRow<'_>) -> bool {
    hit.counted && hit.frame.is_some()
}

/// What a sentence shows in certain voices.
pub struct Shown<'r> {
    /// Weight of each frame by stance, in the order of the codebook and of [`STANCES`].
    pub by_stance: Vec<[f64; 3]>,
    /// The frames whose evidence reaches their threshold.
    pub by_rules: Vec<&'r str>,
    /// The frames that it shows.
    pub frames: Vec<&'r str>,
}

impl<'r> Shown<'r> {
    /// Adds up the hits of a sentence.
    #[must_use]
    pub fn of(run: &'r Run<'static>, sentence: &SentenceRow<'_>, hits: &[&HitRow<'_>], heard: Heard) -> Self {
        let frames = &run.codebook.frames;
        let mut by_stance = vec![[0.0; 3]; frames.len()];
        for hit in hits.iter().filter(|hit| is_evidence(hit) && heard.counts(hit)) {
            let frame = frames.iter().position(|it| Some(&it.id) == hit.frame.as_ref());
            let stance = STANCES.iter().position(|it| Some(*it) == hit.polarity.as_deref());
            if let (Some(frame), Some(stance)) = (frame, stance) {
                by_stance[frame][stance] += hit.weight;
            }
        }
        let by_rules = by_rules(run, &by_stance);
        let contrast = run.codebook.contrast.as_ref().filter(|_| sentence.prob.is_some());
        let frames = match contrast {
            None => by_rules.clone(),
            Some(contrast) => {
                let sides = [&*contrast.positive, &*contrast.negative];
                let is_shown = |id: &str| match sides.contains(&id) {
                    true => sentence.frames.iter().any(|it| it == id) && is_heard(id, sentence, hits, heard),
                    false => by_rules.contains(&id),
                };
                frames.iter().map(|it| &*it.id).filter(|id| is_shown(id)).collect()
            }
        };
        Self { by_stance, by_rules, frames }
    }
}

/// The frames that reach their threshold; where one of them is asserted, without those that are rejected.
fn by_rules<'r>(run: &'r Run<'static>, by_stance: &[[f64; 3]]) -> Vec<&'r str> {
    let reached = run.codebook.frames.iter().zip(by_stance).filter(|(frame, sums)| {
        let weight: f64 = sums.iter().sum();
        weight > 0.0 && weight + ROUNDING >= frame.threshold
    });
    let reached: Vec<(&str, bool)> =
        reached.map(|(frame, sums)| (&*frame.id, stance_to(sums) == Some("reject"))).collect();
    let is_asserted = reached.iter().any(|(_, rejected)| !rejected);
    reached.into_iter().filter(|(_, rejected)| !(is_asserted && *rejected)).map(|(id, _)| id).collect()
}

/// Whether a frame that a model sees is in these voices: its evidence is, or where it has none, the sentence.
fn is_heard(frame: &str, sentence: &SentenceRow<'_>, hits: &[&HitRow<'_>], heard: Heard) -> bool {
    let mut its =
        hits.iter().filter(|hit| is_evidence(hit) && hit.frame.as_deref() == Some(frame)).peekable();
    match its.peek() {
        Some(_) => its.any(|hit| heard.counts(hit)),
        None => heard == Heard::All || sentence.voice != "attributed",
    }
}

/// The stance with the most weight, the warmest of equals.
#[must_use]
pub fn stance_to(sums: &[f64; 3]) -> Option<&'static str> {
    let most = sums.iter().copied().fold(0.0, f64::max);
    let heaviest = STANCES.iter().zip(sums).find(|(_, sum)| most - **sum < ROUNDING);
    heaviest.filter(|_| most > 0.0).map(|(stance, _)| *stance)
}

/// The counts of a document in one version.
pub struct Recount {
    /// The counts. What rows do not tell is 0: words and paragraphs.
    pub counts: VoiceCounts<'static>,
    /// Masked and unresolved hits of which the rows do not tell whether these voices utter them.
    pub unknown: [u64; 2],
}

impl Recount {
    /// Counts the hits and sentences of a document.
    #[must_use]
    pub fn of(bundle: &Bundle, run: &Run<'static>, heard: Heard) -> Self {
        let mut recount = Self { counts: nothing(run), unknown: [0; 2] };
        for (at, sentence) in bundle.sentences.iter().enumerate() {
            let hits: Vec<&HitRow<'_>> = bundle.hits_of(&sentence.row.sentence_id).collect();
            let shown = Shown::of(run, &sentence.row, &hits, heard);
            recount.sentence(run, &shown, at % 2);
            hits.iter().for_each(|hit| recount.hit(run, hit, heard));
        }
        let families = &mut recount.counts.families.0;
        families.retain(|(_, sums)| sums.n_hits > 0);
        recount
    }

    fn sentence(&mut self, run: &Run<'_>, shown: &Shown<'_>, half: usize) {
        let counts = &mut self.counts;
        counts.n_sentences += 1;
        match shown.frames[..] {
            [] => counts.n_sentences_neither += 1,
            [_] => {}
            _ => counts.n_sentences_several += 1,
        }
        for (id, frame) in &mut counts.frames.0 {
            if shown.frames.contains(&&**id) {
                frame.n_sentences += 1;
                frame.n_sentences_only += u64::from(shown.frames.len() == 1);
            }
        }
        let Some(contrast) = &run.codebook.contrast else { return };
        let (positive, negative) = (&*contrast.positive, &*contrast.negative);
        let has = |frames: &[&str]| (frames.contains(&positive), frames.contains(&negative));
        count_cell(&mut counts.sentences, has(&shown.frames));
        count_cell(&mut counts.sentences_by_rules, has(&shown.by_rules));
        for (frame, sums) in run.codebook.frames.iter().zip(&shown.by_stance) {
            let weight: f64 = sums.iter().sum();
            if frame.id == positive {
                counts.halves[half][0] += weight;
            } else if frame.id == negative {
                counts.halves[half][1] += weight;
            }
        }
    }

    fn hit(&mut self, run: &Run<'_>, hit: &HitRow<'_>, heard: Heard) {
        let is_candidate = hit.role == "evidence" || hit.role == "contested";
        match hit.why_not.as_deref() {
            Some("unresolved") => return self.left_out(1, heard.hears(hit)),
            Some("masked") if is_candidate => return self.left_out(0, heard.hears(hit)),
            _ => {}
        }
        if !is_evidence(hit) || heard.hears(hit) != Some(true) {
            return;
        }
        let (Some(frame), Some(family)) = (hit.frame.as_deref(), hit.family.as_deref()) else { return };
        let Some((_, sums)) = self.counts.frames.0.iter_mut().find(|(id, _)| id == frame) else { return };
        match hit.polarity.as_deref() {
            Some("endorse") => add(&mut sums.endorsed, hit),
            Some("report") => add(&mut sums.reported, hit),
            _ => add(&mut sums.rejected, hit),
        }
        if !heard.counts(hit) {
            return;
        }
        sums.n_hits += 1;
        sums.weight += hit.weight;
        match hit.dimension.as_deref() {
            Some("affirmation") => add(&mut sums.affirmation, hit),
            Some("violation") => add(&mut sums.violation, hit),
            _ => add(&mut sums.justification, hit),
        }
        if run.codebook.families.iter().any(|it| it.id == family) {
            add(entry(&mut self.counts.families, family), hit);
        }
        add(entry(entry(&mut self.counts.entries, &hit.entry), frame), hit);
    }

    fn left_out(&mut self, which: usize, is_heard: Option<bool>) {
        let counted = [&mut self.counts.n_masked, &mut self.counts.n_unresolved];
        match is_heard {
            Some(true) => *counted.into_iter().nth(which).expect("there are two") += 1,
            Some(false) => {}
            None => self.unknown[which] += 1,
        }
    }
}

fn nothing(run: &Run<'_>) -> VoiceCounts<'static> {
    let owned = |id: &str| std::borrow::Cow::Owned(id.to_owned());
    VoiceCounts {
        frames: run.codebook.frames.iter().map(|it| (owned(&it.id), FrameSums::default())).collect(),
        families: run.codebook.families.iter().map(|it| (owned(&it.id), Sums::default())).collect(),
        ..VoiceCounts::default()
    }
}

/// Adds a hit to a sum.
fn add(sums: &mut Sums, hit: &HitRow<'_>) {
    sums.n_hits += 1;
    sums.weight += hit.weight;
}

/// The value under a name, a new one if there is none.
fn entry<'m, T: Empty>(map: &'m mut ByName<'static, T>, name: &str) -> &'m mut T {
    let at = map.0.iter().position(|(id, _)| id == name).unwrap_or_else(|| {
        map.0.push((name.to_owned().into(), T::empty()));
        map.0.len() - 1
    });
    &mut map.0[at].1
}

/// What nothing has been added to yet.
trait Empty {
    fn empty() -> Self;
}

impl Empty for Sums {
    fn empty() -> Self {
        Self { n_hits: 0, weight: 0.0 }
    }
}

impl<T> Empty for ByName<'static, T> {
    fn empty() -> Self {
        Self::default()
    }
}

fn count_cell(cells: &mut Cells, shown: (bool, bool)) {
    *match shown {
        (true, true) => &mut cells.both,
        (true, false) => &mut cells.positive,
        (false, true) => &mut cells.negative,
        (false, false) => &mut cells.neither,
    } += 1;
}

/// The families of some hits that count, in the order of the codebook, each once.
#[must_use]
pub fn families<'r>(run: &'r Run<'static>, hits: &[&HitRow<'_>]) -> Vec<&'r str> {
    let families = run.codebook.families.iter().map(|it| &*it.id);
    let has = |id: &str| hits.iter().any(|hit| is_evidence(hit) && hit.family.as_deref() == Some(id));
    families.filter(|id| has(id)).collect()
}

/// Entities by what makes them one: the id, else what they are and are called.
#[must_use]
pub fn entities(bundle: &Bundle) -> BTreeMap<(Option<&str>, &str, &str), u64> {
    let mut entities = BTreeMap::new();
    for it in bundle.mentions.iter().map(|it| &it.row).filter(|it| it.label != "DATE") {
        let key = match it.entity_id.as_deref() {
            Some(id) => (Some(id), "", ""),
            None => (None, &*it.label, &*it.norm),
        };
        *entities.entry(key).or_default() += 1;
    }
    entities
}
