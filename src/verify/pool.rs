//! The documents together: the sums of the corpus, its groups and its years, put into the same formulas.

use super::bundle::Bundle;
use super::finding::{Check, Findings, Place};
use super::flat::flat;
use super::formula::{Formulas, plus};
use super::rows::Numbered;
use super::statistics::one;
use crate::report::wire::{
    ByName, Cells, CorpusSummary, CountsRow, DatedMetadata, FrameSums, Group, MeasureRow, Run, Sums,
    VoiceCounts,
};
use crate::report::{Error, Result};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// Rows that speak of a mean over documents carry this.
const MEANS: &str = "mean-of-documents";
/// Rows that speak of documents added up carry this.
const POOLED: &str = "pooled";

/// The sums of every group. They grow with groups and entries of the codebook, never with documents.
pub struct Pools<'r> {
    run: &'r Run<'static>,
    /// By the name in `measures.jsonl`; the empty one is the whole corpus.
    groups: BTreeMap<String, Pool>,
    /// Rows of groups so far, in order.
    told: BTreeMap<String, Vec<Numbered<MeasureRow<'static>>>>,
}

/// Documents added up.
struct Pool {
    n_documents: u64,
    n_excluded: u64,
    counts: VoiceCounts<'static>,
    /// Sum and number of the values of each statistic, by its name and frame.
    values: BTreeMap<(String, Option<String>), (f64, u64)>,
}

impl<'r> Pools<'r> {
    /// No document yet.
    #[must_use]
    pub fn new(run: &'r Run<'static>) -> Self {
        let mut groups = BTreeMap::new();
        groups.insert(String::new(), Pool::new());
        Self { run, groups, told: BTreeMap::new() }
    }

    /// Adds a document to the corpus and to its groups.
    pub fn add(&mut self, bundle: &Bundle) {
        let Some(counts) = &bundle.counts else { return };
        let metadata = &bundle.document.row.metadata;
        let year = year_of(metadata);
        let mut names = vec![String::new()];
        for field in &self.run.options.by {
            let value = value_of(metadata, field).or_else(|| year.clone().filter(|_| field == "year"));
            names.push(format!("{field}={}", value.unwrap_or_default()));
        }
        names.extend(year.map(|year| format!("year={year}")));
        names.sort_unstable();
        names.dedup();
        for name in names {
            let pool = self.groups.entry(name).or_insert_with(Pool::new);
            pool.add(&counts.row, &bundle.measures, &self.run.options.voice);
        }
    }

    /// Takes a row that speaks of no document.
    pub fn row(&mut self, row: &Numbered<MeasureRow<'static>>, findings: &mut Findings) {
        let name = row.row.group.as_deref().unwrap_or_default();
        let is_known = self.groups.contains_key(name);
        let mut at = findings.at(Check::Ids, row.place());
        if at.holds("group", is_known, || format!("{name:?} is no group of these documents")) {
            self.told.entry(name.to_owned()).or_default().push(row.clone());
        }
    }

    /// Holds what is told of groups, here and in `corpus.json`, against the sums.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn finish(self, folder: &Path, findings: &mut Findings) -> Result<()> {
        const FILE: &str = "corpus.json";
        // Which documents are left out as near-duplicates only a new analysis tells.
        if self.run.options.dedup {
            let why = "with --dedup the sums of groups are proven by analysing the sources again alone";
            findings.not_checked(Check::Statistics, why);
        } else {
            for (name, pool) in &self.groups {
                let told = self.told.get(name).map(Vec::as_slice).unwrap_or_default();
                pool.check(self.run, (name, told), findings);
            }
        }
        let path = folder.join(FILE);
        if !path.is_file() {
            return Ok(());
        }
        let bytes = std::fs::read(&path).map_err(Error::at(&path))?;
        let mut at = findings.at(Check::Lines, Place::new(FILE, 0));
        match serde_json::from_slice::<CorpusSummary<'static>>(&bytes) {
            Ok(summary) => {
                let mut canonical = serde_json::to_vec_pretty(&summary).unwrap_or_default();
                canonical.push(b'\n');
                at.holds("", canonical == bytes, || {
                    "says what it says in other bytes than the program writes".to_owned()
                });
                self.summary(&summary, findings);
            }
            Err(error) => {
                at.holds("", false, || format!("is not of the format: {error}"));
            }
        }
        Ok(())
    }

    fn summary(&self, summary: &CorpusSummary<'_>, findings: &mut Findings) {
        let mut at = findings.at(Check::Statistics, Place::new("corpus.json", 0));
        at.equal("voice", &summary.voice, &self.run.options.voice);
        self.group("all", &summary.all, findings);
        for (field, groups) in [("groups", &summary.groups), ("over_time", &summary.over_time)] {
            groups.iter().for_each(|group| self.group(field, group, findings));
        }
    }

    /// Holds a group of `corpus.json` against its rows and sums.
    fn group(&self, at_field: &str, group: &Group<'_>, findings: &mut Findings) {
        let name = group.field.as_deref().map_or_else(String::new, |field| {
            format!("{field}={}", group.value.as_deref().unwrap_or_default())
        });
        let mut at = findings.at(Check::Statistics, Place::new("corpus.json", 0));
        let (Some(pool), Some(told)) = (self.groups.get(&name), self.told.get(&name)) else {
            at.holds(at_field, false, || format!("{name:?} is no group of these documents"));
            return;
        };
        if !self.run.options.dedup {
            at.equal(&format!("{at_field}.n_documents"), &group.n_documents, &pool.n_documents);
            at.equal(
                &format!("{at_field}.n_documents_excluded"),
                &group.n_documents_excluded,
                &pool.n_excluded,
            );
            at.equal(&format!("{at_field}.n_words"), &group.n_words, &pool.counts.n_words);
            at.equal(&format!("{at_field}.n_sentences"), &group.n_sentences, &pool.counts.n_sentences);
        }
        let (pooled, means): (Vec<_>, Vec<_>) = told.iter().partition(|it| is_pooled(&it.row));
        for (number, row) in flat(&group.pooled).into_iter().zip(pooled) {
            at.holds(
                &format!("{at_field}.pooled.{}", number.statistic),
                number.is_told_by(&row.row, Some(POOLED)),
                || format!("of {name:?} is not what measures.jsonl:{} says", row.line),
            );
        }
        for (mean, row) in group.mean_of_documents.iter().zip(means) {
            let same = mean.statistic == row.row.statistic && mean.value == row.row.value;
            at.holds(&format!("{at_field}.mean_of_documents.{}", mean.statistic), same, || {
                format!("of {name:?} is not what measures.jsonl:{} says", row.line)
            });
        }
    }
}

fn is_pooled(row: &MeasureRow<'_>) -> bool {
    row.method.as_deref().is_some_and(|method| method.starts_with(POOLED))
}

impl Pool {
    fn new() -> Self {
        Self { n_documents: 0, n_excluded: 0, counts: VoiceCounts::default(), values: BTreeMap::new() }
    }

    fn add(&mut self, row: &CountsRow<'_>, measures: &[Numbered<MeasureRow<'static>>], voice: &str) {
        self.n_documents += 1;
        if row.excluded.is_some() {
            self.n_excluded += 1;
            return;
        }
        add(&mut self.counts, if voice == "all" { &row.all } else { &row.author });
        for it in measures.iter().map(|it| &it.row).filter(|it| it.voice == voice && it.family.is_none()) {
            let Some(value) = it.value else { continue };
            let key = (it.statistic.to_string(), it.frame.as_deref().map(str::to_owned));
            let sum = self.values.entry(key).or_default();
            *sum = (sum.0 + value, sum.1 + 1);
        }
    }

    /// Holds the rows of a group against its sums.
    fn check(
        &self,
        run: &Run<'static>,
        (name, told): (&str, &[Numbered<MeasureRow<'static>>]),
        findings: &mut Findings,
    ) {
        let formulas = Formulas { run, counts: &self.counts, is_drawn: true };
        let expected = formulas.rows(None);
        let (pooled, means): (Vec<_>, Vec<_>) = told.iter().partition(|it| is_pooled(&it.row));
        let place = Place::new("measures.jsonl", told.first().map_or(0, |it| it.line));
        findings.at(Check::Statistics, place).holds("group", pooled.len() == expected.len(), || {
            format!("{name:?} has {} pooled statistics, should have {}", pooled.len(), expected.len())
        });
        for (row, expected) in pooled.into_iter().zip(&expected) {
            let mut at = findings.at(Check::Statistics, row.place());
            at.equal("voice", &row.row.voice, &run.options.voice);
            one(&row.row, expected, Some(POOLED), &mut at);
        }
        for row in means {
            let mut at = findings.at(Check::Statistics, row.place());
            at.equal("voice", &row.row.voice, &run.options.voice);
            let is_mean = row.row.method.as_deref().is_some_and(|it| it.starts_with(MEANS));
            at.holds("method", is_mean, || format!("neither {POOLED} nor {MEANS}"));
            let key = (row.row.statistic.to_string(), row.row.frame.as_deref().map(str::to_owned));
            let mean = self.values.get(&key).map(|(sum, n)| sum / *n as f64);
            if key.0 != "position_inverse_variance" {
                at.close("value", row.row.value, mean);
            }
        }
    }
}

/// The year of a document.
fn year_of(metadata: &DatedMetadata<'_>) -> Option<String> {
    let year = metadata.date.as_deref()?.split('-').next()?;
    year.parse::<i16>().ok().map(|year| year.to_string())
}

/// What a document's facts say of a field.
fn value_of(metadata: &DatedMetadata<'_>, field: &str) -> Option<String> {
    let one = |it: &Option<Cow<'_, str>>| it.as_deref().map(str::to_owned);
    let list = |names: &[Cow<'_, str>]| Some(names.join("; ")).filter(|it| !it.is_empty());
    match field {
        "title" => one(&metadata.title),
        "authors" => list(&metadata.authors),
        "date" => metadata.date.clone(),
        "issuer" => one(&metadata.issuer),
        "publisher" => one(&metadata.publisher),
        "genre" => one(&metadata.genre),
        "language" => one(&metadata.language),
        "url" => one(&metadata.url),
        "signatories" => list(&metadata.signatories),
        own => match metadata.extra.get(own)? {
            Value::Null => None,
            Value::String(text) => Some(text.clone()).filter(|it| !it.is_empty()),
            other => Some(other.to_string()),
        },
    }
}

fn add(total: &mut VoiceCounts<'static>, more: &VoiceCounts<'_>) {
    total.n_words += more.n_words;
    total.n_sentences += more.n_sentences;
    total.n_sentences_several += more.n_sentences_several;
    total.n_sentences_neither += more.n_sentences_neither;
    total.n_masked += more.n_masked;
    total.n_unresolved += more.n_unresolved;
    for (id, sums) in &more.frames.0 {
        match total.frames.0.iter_mut().find(|(known, _)| known == id) {
            Some((_, known)) => add_frame(known, sums),
            None => total.frames.0.push((id.to_string().into(), *sums)),
        }
    }
    for (id, sums) in &more.families.0 {
        add_sums(&mut total.families, id, *sums);
    }
    for (id, by_frame) in &more.entries.0 {
        let at = total.entries.0.iter().position(|(known, _)| known == id).unwrap_or_else(|| {
            total.entries.0.push((id.to_string().into(), ByName::default()));
            total.entries.0.len() - 1
        });
        by_frame.0.iter().for_each(|(frame, sums)| add_sums(&mut total.entries.0[at].1, frame, *sums));
    }
    add_cells(&mut total.sentences, more.sentences);
    add_cells(&mut total.sentences_by_rules, more.sentences_by_rules);
    add_cells(&mut total.paragraphs, more.paragraphs);
}

fn add_sums(total: &mut ByName<'static, Sums>, id: &str, more: Sums) {
    match total.0.iter_mut().find(|(known, _)| known == id) {
        Some((_, known)) => plus(known, more),
        None => total.0.push((id.to_owned().into(), more)),
    }
}

fn add_frame(total: &mut FrameSums, more: &FrameSums) {
    total.n_hits += more.n_hits;
    total.weight += more.weight;
    total.n_sentences += more.n_sentences;
    total.n_sentences_only += more.n_sentences_only;
    plus(&mut total.affirmation, more.affirmation);
    plus(&mut total.violation, more.violation);
    plus(&mut total.justification, more.justification);
    plus(&mut total.endorsed, more.endorsed);
    plus(&mut total.reported, more.reported);
    plus(&mut total.rejected, more.rejected);
}

fn add_cells(total: &mut Cells, more: Cells) {
    total.both += more.both;
    total.positive += more.positive;
    total.negative += more.negative;
    total.neither += more.neither;
}
