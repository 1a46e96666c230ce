//! Text reuse between the sides of a comparison, from the texts of their runs.
//!
//! Texts are read twice, one at a time: once to number their words, of which four bytes each are kept, and once to cut out
//! the passages that are listed.

use super::render::{Cuts, Listed, Table, TextPolicy};
use super::wire::{SharedPassage, TextReuse, TextRow};
use super::{Error, Finished, Result};
use crate::compare::reuse::{
    Boilerplate, Duplicate, Places, Reuse, Sides, Texts, boilerplate, duplicates, reuse, wording,
};
use crate::compare::{Compared, Names, Side, Study};
use crate::text::CharOffsets;
use std::ops::Range;

/// Whether near-duplicates are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dedup {
    /// They are only reported.
    Report,
    /// They are left out (`--dedup`).
    LeaveOut,
}

/// What is found of text reuse.
#[derive(Clone, Debug, PartialEq)]
pub struct Reused<'a> {
    /// The longest passages; `None` where texts are not there.
    pub passages: Option<Vec<SharedPassage<'a>>>,
    /// How much there is of it.
    pub summary: TextReuse<'a>,
}

/// What was found in the words of both sides.
#[derive(Clone, Debug)]
pub struct Found {
    /// What they share.
    pub reuse: Reuse,
    /// What each repeats.
    pub boilerplate: [Vec<Boilerplate>; 2],
    /// What each has twice.
    pub duplicates: [Vec<Duplicate>; 2],
}

/// Finds text reuse between two sides of a study of runs, and leaves near-duplicates out of the sides if asked to.
///
/// # Errors
/// If texts cannot be read; [`Error::NoText`] if they are not there and duplicates are to be left out.
pub fn reused<'s>(
    (runs, study): (&[&Finished], &'s Study),
    sides: &mut [Side<'s>; 2],
    dedup: Dedup,
    policy: TextPolicy,
) -> Result<Reused<'s>> {
    let texts = match words_of(runs) {
        Err(Error::NoText { .. }) if dedup == Dedup::Report => return Ok(Reused::without_texts()),
        texts => texts?,
    };
    let all = [&sides[0], &sides[1]].map(|side| places_in(study, side));
    let duplicates = [&all[0], &all[1]].map(|members| duplicates(&texts, members));
    let mut kept = all.clone();
    if dedup == Dedup::LeaveOut {
        for ((kept, side), duplicates) in kept.iter_mut().zip(sides).zip(&duplicates) {
            kept.retain(|text| duplicates.binary_search_by_key(text, |it| it.text).is_err());
            side.documents = kept.iter().map(|&text| &study.documents[text]).collect();
        }
    }
    let members = Sides([&kept[0], &kept[1]]);
    let places = Places::new(&texts, members);
    let found = Found {
        reuse: reuse(&texts, &places, members),
        boilerplate: members.0.map(|side| boilerplate(&texts, &places, side)),
        duplicates,
    };
    let listed = Listed { texts: &texts, study, found: &found, all: &all, kept: &kept, dedup };
    let mut cuts = Cuts::new(&listed, policy);
    drop(places);
    cut(runs, &mut cuts)?;
    Ok(listed.reused(&cuts))
}

/// The words of all texts of the runs, in the order of their study.
fn words_of(runs: &[&Finished]) -> Result<Texts> {
    let (mut texts, mut names) = (Texts::default(), Names::default());
    for run in runs {
        for row in run.rows::<TextRow<'static>>(Table::Texts)? {
            let numbers = wording(&row?.text, &mut names).numbers;
            texts.push(&numbers, &names);
        }
    }
    Ok(texts)
}

/// The places of a side's documents in the study, ascending.
pub(super) fn places_in(study: &Study, side: &Side<'_>) -> Vec<usize> {
    let place =
        |it: &&Compared| study.documents.element_offset(it).expect("a side's documents are the study's");
    let mut places: Vec<usize> = side.documents.iter().map(place).collect();
    places.sort_unstable();
    places
}

/// Reads the texts again and cuts out of them what is listed.
fn cut(runs: &[&Finished], cuts: &mut Cuts) -> Result<()> {
    let mut at = 0;
    for run in runs {
        for row in run.rows::<TextRow<'static>>(Table::Texts)? {
            let row = row?;
            let wanted = cuts.wanted(at);
            if !wanted.is_empty() {
                let spans = wording(&row.text, &mut Names::default()).spans;
                let offsets = CharOffsets::new(&row.text);
                for words in wanted {
                    let Range { start, end } = words;
                    let span = spans[start].cover(spans[end - 1]);
                    cuts.put((at, words), offsets.span(span), span.slice(&row.text));
                }
            }
            at += 1;
        }
    }
    Ok(())
}
