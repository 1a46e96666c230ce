//! Shares of sentences in a whole run, corrected for the errors that a sheet shows.

use super::{CodeNames, CodedSheet, Coding, Drawing};
use crate::stats::misclassification::Errors;
use crate::stats::{Interval, seed_for, wilson};
use std::collections::BTreeMap;

/// The name under which sentences with any frame are counted.
pub const ANY_FRAME: &str = "any";

/// Why a sheet says nothing of the errors in the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRandom {
    /// It was drawn by what the program found.
    #[error(
        "was drawn with --stratify: it has rare frames more often than the run, so its errors are not those of the run; \
         draw one without --stratify"
    )]
    Stratified,
    /// It does not say how it was drawn.
    #[error(
        "does not say in a column \"drawn\" that its sentences were drawn at random; fill a sheet that \
         `normscope validate --sheet RUN` drew"
    )]
    Unknown,
}

/// Why a share is not corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncorrected {
    /// The coder saw it in no sentence, or in every one.
    NoCases,
    /// Sensitivity + specificity − 1 is under .3: the program hardly tells such sentences from others.
    HardlyTold,
}

impl Uncorrected {
    /// The name in our output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoCases => "no-cases",
            Self::HardlyTold => "hardly-told",
        }
    }
}

/// The share of sentences that show a frame, as the program finds it and as it would be without its errors.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectedShare {
    /// Id of the frame, or [`ANY_FRAME`].
    pub frame: String,
    /// Sentences of the run in which the program finds it, and all of them.
    pub found: (u64, u64),
    /// Their share with Wilson's interval; `None` for a run without sentences.
    pub raw: Option<(f64, Interval)>,
    /// What the coder says of the program.
    pub errors: Errors,
    /// Rogan and Gladen's share and its interval, or why there is none.
    pub corrected: Result<(f64, Option<Interval>), Uncorrected>,
}

type Codings = BTreeMap<String, Coding>;

/// Corrects the share of each frame, and of sentences with any, for the errors on a sheet of which each sentence had the same
/// chance. `program` is what the program says of every sentence of the run.
///
/// # Errors
/// If the sheet was not drawn so, or does not say it.
pub fn corrected_shares(
    sheet: &CodedSheet,
    program: &Codings,
    names: &CodeNames,
    (replicates, seed): (usize, u64),
) -> Result<Vec<CorrectedShare>, NotRandom> {
    match sheet.drawing {
        Some(Drawing::Simple) => {}
        Some(Drawing::Stratified) => return Err(NotRandom::Stratified),
        None => return Err(NotRandom::Unknown),
    }
    let frames = names.frames.iter().map(String::as_str).chain([ANY_FRAME]);
    let shown = |frame| Shown { frame, names };
    Ok(frames
        .map(|frame| corrected(shown(frame), sheet, program, (replicates, seed_for(seed, frame.as_bytes()))))
        .collect())
}

/// What is counted: sentences with this frame.
#[derive(Clone, Copy)]
struct Shown<'n> {
    frame: &'n str,
    names: &'n CodeNames,
}

impl Shown<'_> {
    fn by(self, coding: &Coding) -> bool {
        self.names.shows(&coding.class, self.frame)
    }
}

fn corrected(shown: Shown<'_>, sheet: &CodedSheet, program: &Codings, draws: (usize, u64)) -> CorrectedShare {
    let n = program.len() as u64;
    let found = program.values().filter(|it| shown.by(it)).count() as u64;
    let mut errors = Errors { sensitivity: (0, 0), specificity: (0, 0) };
    for (id, coded) in &sheet.codings {
        let Some(ours) = program.get(id) else { continue };
        let is_right = shown.by(coded) == shown.by(ours);
        let cases = if shown.by(coded) { &mut errors.sensitivity } else { &mut errors.specificity };
        cases.0 += u64::from(is_right);
        cases.1 += 1;
    }
    let missing = if errors.rates().is_none() { Uncorrected::NoCases } else { Uncorrected::HardlyTold };
    CorrectedShare {
        frame: shown.frame.to_owned(),
        found: (found, n),
        raw: wilson(found, n).map(|interval| (found as f64 / n as f64, interval)),
        corrected: errors.correct((found, n), draws).ok_or(missing),
        errors,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coding(class: &str) -> Coding {
        Coding {
            doc_id: "a".to_owned(),
            class: class.to_owned(),
            voice: None,
            stance: None,
            holder: None,
            families: None,
        }
    }

    /// A coding of so many sentences of each class, numbered on.
    fn codings(classes: &[(&str, usize)]) -> Codings {
        let all = classes.iter().flat_map(|(class, n)| std::iter::repeat_n(*class, *n));
        all.enumerate().map(|(at, class)| (format!("{at:04}"), coding(class))).collect()
    }

    fn sheet(codings: Codings, drawing: Option<Drawing>) -> CodedSheet {
        CodedSheet { codings, drawing, n_blank: 0, n_borderline: 0 }
    }

    fn names() -> CodeNames {
        let frames = ["rights".to_owned(), "state".to_owned()];
        CodeNames { frames: frames.to_vec(), contrast: Some(frames), families: Vec::new() }
    }

    #[test]
    fn a_worked_example_of_a_hundred_coded_sentences() {
        // Coded: 40 rights (the program finds 32), 60 not (it takes 6 for rights). In the run it finds 32 + 6 + 262 of 1,000:
        // (.3 + .9 − 1) / (.8 + .9 − 1) = 2 / 7.
        let coded = codings(&[("rights", 30), ("both", 10), ("neither", 60)]);
        let ours = codings(&[
            ("rights", 32),
            ("neither", 8),
            ("rights", 6),
            ("neither", 54),
            ("rights", 262),
            ("state", 638),
        ]);
        let all = corrected_shares(&sheet(coded, Some(Drawing::Simple)), &ours, &names(), (2000, 1))
            .expect("random");
        let rights = &all[0];
        assert_eq!((rights.found, rights.errors.sensitivity), ((300, 1000), (32, 40)));
        assert_eq!(rights.errors.specificity, (54, 60));
        let (value, interval) = rights.corrected.expect("it tells");
        let interval = interval.expect("draws");
        assert!((value - 2.0 / 7.0).abs() < 1e-12 && interval.lo < value && value < interval.hi);
        // Both errors are in it: wider than the share alone leaves open.
        let raw = rights.raw.expect("sentences").1;
        assert!(interval.hi - interval.lo > 2.0 * (raw.hi - raw.lo));
        assert_eq!(all.iter().map(|it| it.frame.as_str()).collect::<Vec<_>>(), ["rights", "state", "any"]);
    }

    #[test]
    fn what_the_program_hardly_tells_is_not_corrected() {
        let coded = codings(&[("state", 10), ("neither", 10)]);
        let ours = codings(&[("state", 5), ("neither", 8), ("state", 3), ("neither", 4)]);
        let all =
            corrected_shares(&sheet(coded, Some(Drawing::Simple)), &ours, &names(), (50, 1)).expect("random");
        assert_eq!(all[1].corrected, Err(Uncorrected::HardlyTold));
        assert_eq!(all[0].corrected, Err(Uncorrected::NoCases), "nobody coded rights");
    }

    #[test]
    fn a_sheet_that_is_no_random_sample_is_refused() {
        let correct = |drawing| {
            let coded = codings(&[("state", 5), ("neither", 5)]);
            corrected_shares(&sheet(coded.clone(), drawing), &coded, &names(), (50, 1)).map(|_| ())
        };
        assert_eq!(correct(Some(Drawing::Stratified)), Err(NotRandom::Stratified));
        assert_eq!(correct(None), Err(NotRandom::Unknown));
    }
}
