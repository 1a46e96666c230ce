//! Repairs drawn by lot, and what a reader said of them.

use crate::speeches::Folder;
use normscope::document::Mended;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt;

/// Verdicts: a line each of file, kind, number and `right` or `wrong`.
const JUDGED: &str = include_str!("judged.tsv");

/// A repair that a document shows.
pub struct Repair<'d> {
    /// The file.
    path: &'d str,
    /// Which of its kind in the file, from 1.
    number: usize,
    mended: &'d Mended,
}

impl Repair<'_> {
    fn key(&self) -> String {
        format!("{}\t{}\t{}", self.path, self.mended.kind, self.number)
    }

    /// Its lot: a number that hangs on nothing but its name.
    fn lot(&self) -> Vec<u8> {
        Sha256::digest(self.key()).to_vec()
    }
}

impl fmt::Display for Repair<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  was {:?}\n  is  {:?}", self.key(), self.mended.before, self.mended.after)
    }
}

/// All repairs that documents show.
pub fn all(folders: &[Folder]) -> Vec<Repair<'_>> {
    let mut repairs = Vec::new();
    for document in folders.iter().flat_map(|folder| &folder.documents) {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        for mended in &document.mended {
            let number = numbers.entry(mended.kind).or_default();
            *number += 1;
            repairs.push(Repair { path: &document.source.path, number: *number, mended });
        }
    }
    repairs
}

/// `n` of them, as evenly from the kinds as there are some.
pub fn draw<'r, 'd>(repairs: &'r [Repair<'d>], n: usize) -> Vec<&'r Repair<'d>> {
    let mut by_kind: BTreeMap<&str, Vec<&Repair<'d>>> = BTreeMap::new();
    for repair in repairs {
        by_kind.entry(repair.mended.kind).or_default().push(repair);
    }
    by_kind.values_mut().for_each(|kind| kind.sort_by_key(|repair| repair.lot()));
    let longest = by_kind.values().map(Vec::len).max().unwrap_or(0);
    let in_turn = (0..longest).flat_map(|at| by_kind.values().filter_map(move |kind| kind.get(at).copied()));
    let mut drawn: Vec<_> = in_turn.take(n).collect();
    drawn.sort_by_key(|repair| repair.mended.kind);
    drawn
}

/// What a reader said.
pub struct Verdicts(HashMap<String, bool>);

/// Verdicts counted.
#[derive(Default)]
pub struct Counts {
    /// How many repairs of each kind were read, and how many of them are right.
    pub by_kind: BTreeMap<String, (usize, usize)>,
    /// How many of those that were read are not made any more.
    pub n_gone: usize,
}

impl Verdicts {
    /// Reads the file.
    pub fn read() -> Result<Self, Box<dyn Error>> {
        let verdict = |line: &str| match line.rsplit_once('\t') {
            Some((key, "right")) => Ok((key.to_owned(), true)),
            Some((key, "wrong")) => Ok((key.to_owned(), false)),
            _ => Err(format!("judged.tsv: {line:?} is no verdict")),
        };
        let lines = JUDGED.lines().filter(|line| !line.starts_with('#'));
        Ok(Self(lines.map(verdict).collect::<Result<_, _>>()?))
    }

    /// Counts those of repairs that are made.
    pub fn of(&self, repairs: &[Repair<'_>]) -> Counts {
        let mut counts = Counts::default();
        for repair in repairs {
            let Some(right) = self.0.get(&repair.key()) else { continue };
            let count = counts.by_kind.entry(repair.mended.kind.to_owned()).or_default();
            count.0 += 1;
            count.1 += usize::from(*right);
        }
        counts.n_gone = self.0.len() - counts.by_kind.values().map(|it| it.0).sum::<usize>();
        counts
    }
}
