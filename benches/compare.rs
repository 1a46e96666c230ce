//! All pairs of groups: 10,000 documents in 20 groups, 10,000 bootstrap draws and as many rearrangements of each test. Wanted:
//! under 60 seconds and 1 GB. Run once and printed; it is too long for criterion.

#![allow(clippy::print_stdout, reason = "the figures are what a bench is read for")]

use normscope::codebook::{Codebook, EntryIx, FrameIx, Role};
use normscope::compare::{Compared, Each, Plan, Side, matrix};
use normscope::document::Metadata;
use normscope::measure::{Beside, DocumentCounts, Tally, TermUse};
use normscope::stats::Draws;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::time::Instant;

const N_DOCUMENTS: usize = 10_000;
const N_GROUPS: usize = 20;
const N_DRAWS: usize = 10_000;
/// Entries with evidence in a document, and contested terms.
const N_ENTRIES: usize = 40;
const N_CONTESTED: usize = 5;

/// On all cores, as the program does it.
struct InParallel;

impl Each for InParallel {
    fn each<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
        items.par_iter().map(work).collect()
    }
}

fn main() {
    let codebook = Codebook::built_in();
    let mut draws = Draws::new(1);
    let documents: Vec<Compared> = (0..N_DOCUMENTS).map(|at| document(&codebook, at, &mut draws)).collect();
    let groups: Vec<Side<'_>> = (0..N_GROUPS)
        .map(|group| Side {
            label: format!("group {group}"),
            documents: documents.iter().skip(group).step_by(N_GROUPS).collect(),
        })
        .collect();
    let plan = Plan { replicates: N_DRAWS, permutations: N_DRAWS - 1, ..Plan::default() };
    let started = Instant::now();
    let found = matrix(&codebook, &groups, &plan, &InParallel);
    println!(
        "{N_DOCUMENTS} documents, {} pairs of {N_GROUPS} groups, {N_DRAWS} draws, {} contested terms: {:.1} s, peak {}",
        found.pairs.len(),
        found.contestation.len(),
        started.elapsed().as_secs_f64(),
        peak_memory().unwrap_or_else(|| "unknown".to_owned())
    );
}

/// A document of 1,000 words whose counts vary from group to group.
fn document(codebook: &Codebook, at: usize, draws: &mut Draws) -> Compared {
    let mut counts = DocumentCounts::new(codebook);
    (counts.n_words, counts.n_sentences) = (1000, 45);
    for _ in 0..N_ENTRIES {
        let family = draws.below(codebook.families.len());
        let frame = codebook.families[family].frame;
        let tally = Tally { events: 1 + (at % N_GROUPS / 7) as u64, weight: 1.0 };
        counts.families[family] = tally;
        let sum = &mut counts.frames[frame.get()].tally;
        (sum.events, sum.weight) = (sum.events + tally.events, sum.weight + tally.weight);
        counts.frames[frame.get()].n_sentences += 1;
        let entry = EntryIx::new(draws.below(codebook.entries.len()));
        counts.entries.insert((entry, FrameIx::new(frame.get())), tally);
    }
    counts.n_sentences_neither = 5;
    Compared {
        id: format!("document {at}"),
        metadata: Metadata::default(),
        counts: [counts.clone(), counts],
        position_interval: [None; 2],
        contested: contested(codebook, draws),
        words: Vec::new(),
        entities: Vec::new(),
        actors: Vec::new(),
        signatories: Vec::new(),
    }
}

fn contested(codebook: &Codebook, draws: &mut Draws) -> BTreeMap<EntryIx, TermUse> {
    let is_contested = |at: &usize| matches!(codebook.entries[*at].role, Role::Contested(_));
    let terms: Vec<usize> = (0..codebook.entries.len()).filter(is_contested).collect();
    let mut uses = || {
        let beside = Beside { positive: draws.below(4) as f64, negative: draws.below(4) as f64, events: 3 };
        let term = EntryIx::new(terms[draws.below(terms.len())]);
        (term, TermUse { n_hits: 2, n_sentences: 2, beside, ..TermUse::default() })
    };
    (0..N_CONTESTED).map(|_| uses()).collect()
}

/// The most memory that the process has held, where the system tells.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(format!("{:.0} MB", kilobytes / 1024.0))
}
