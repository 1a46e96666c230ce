//! **Is a results folder what it says it is?** For the reviewer who was given one.
//!
//! In comes the folder of a run; out come [`Findings`]: how many claims of each kind were looked at, and the first
//! that do not hold, each with its file, line and field. [`folder`] needs the folder alone and follows every number back
//! to its hits with formulas of its own, written from `docs/statistics.md` and sharing nothing with `measure` but the
//! quantiles of distributions. [`against`] holds the folder against the same sources analysed again, byte for byte.
//!
//! Promises: one document is held at a time, whatever the length of the run; nothing is changed. What cannot be looked at
//! is said. A folder that was forged with care, every sum and hash made to fit, is found out by [`against`] alone:
//! only sources cannot be made to fit.

mod again;
mod bundle;
mod contested;
mod counts;
mod csv;
mod cut;
mod evidence;
mod finding;
mod flat;
mod formula;
mod ids;
mod manifest;
mod multiverse;
mod pool;
mod recount;
mod rows;
mod spans;
mod statistics;
mod whole;

pub use again::{check as against, other_knowledge};
pub use finding::{Check, Findings, Mismatch, Tally};

use crate::report::{Finished, Result};
use bundle::Tables;
use counts::Totals;
use pool::Pools;

/// What the folder alone tells.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What was checked and found.
    pub findings: Findings,
    /// Files in the folder that are none of the run.
    pub others: Vec<String>,
}

/// Holds everything in the folder of a run against everything else in it.
///
/// # Errors
/// If the system refuses to read it.
pub fn folder(run: &Finished) -> Result<Told> {
    let mut findings = Findings::default();
    let (path, note) = (run.path(), &run.note);
    let others = manifest::check(path, note, &mut findings)?;
    if let Some(why) = manifest::other_format(note) {
        for check in Check::ALL.into_iter().filter(|check| *check != Check::Manifest) {
            findings.not_checked(check, why.clone());
        }
        return Ok(Told { findings, others });
    }
    let mut tables = Tables::open(path, note, &mut findings)?;
    let (mut totals, mut pools) = (Totals::default(), Pools::new(note));
    while let Some(bundle) = tables.next(&mut findings)? {
        ids::check(&bundle, &mut findings);
        spans::check(&bundle, &mut findings);
        evidence::check(&bundle, note, &mut findings);
        contested::check(&bundle, note, &mut findings);
        statistics::check(&bundle, note, &mut findings);
        multiverse::check(&bundle, note, &mut findings);
        totals.add(&bundle, note, &mut findings);
        pools.add(&bundle);
    }
    whole::check(path, note, &totals, &mut findings)?;
    tables.behind(&mut findings, |row, findings| pools.row(&row, findings))?;
    pools.finish(path, &mut findings)?;
    if findings.of(Check::Lines).n_wrong == 0 {
        csv::check(path, note, &mut findings)?;
    } else if note.options.formats.iter().any(|it| it == "csv") {
        findings.not_checked(Check::Csv, "there are lines that are not of the format");
    }
    Ok(Told { findings, others })
}
