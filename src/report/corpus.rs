//! The documents together: `corpus.json`, and the rows of `measures.jsonl` that speak of groups.

use super::Repeats;
use super::render::{
    Concordances, Heading, Lines, actors, associations, contested, framing, measure_rows, multiverse_rows,
};
use super::wire::{
    ByName, Contested, CorpusSummary, Engines, ErrorAtLength, Group, LengthClass, Mean, Reliability,
};
use crate::analysis::{Analysis, sentences_by_frame};
use crate::codebook::{Codebook, EntryIx};
use crate::compare::{
    self, CoOccurrences, Portraits, Record, aggregate, contested_totals, engine_agreement, group, years,
};
use crate::gazetteer::Gazetteer;
use crate::measure::{DocumentCounts, Gate, Row, TermUse, Voices, framing_rows};
use crate::stats::agreement::Confusion;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What is kept of a document for the corpus: small, without any text.
#[derive(Clone, Debug)]
pub struct Member {
    record: Record,
    /// What every choice of the multiverse counts; empty without a contrast.
    evidence: Vec<f64>,
    /// Sentences by what they show, in the order of [`sentences_by_frame`].
    sentences: Vec<u64>,
    contested: BTreeMap<EntryIx, TermUse>,
    gates: Vec<Gate>,
    /// How the rules and the model read its sentences; `None` where rules alone did, or it is left out.
    readings: Option<Confusion>,
}

impl Member {
    /// What is to be kept of a document that is grouped by the fields `by`.
    #[must_use]
    pub fn of(codebook: &Codebook, analysis: &Analysis, by: &[String]) -> Self {
        let metadata = &analysis.document.metadata;
        let sentences = sentences_by_frame(codebook, analysis.measures.primary_sentences());
        let is_judged = !analysis.annotations.judgements.is_empty();
        let is_read = analysis.measures.counts().excluded.is_none();
        let versions = [&analysis.measures.author_counts, &analysis.measures.all_counts];
        Self {
            evidence: codebook.contrast.map(|it| compare::evidence(it, versions)).unwrap_or_default(),
            record: Record::new(metadata, by, analysis.measures.counts().clone()),
            sentences: sentences.into_iter().map(|(_, n)| n).collect(),
            contested: analysis.measures.contested.iter().map(|(&at, it)| (at, it.uses.clone())).collect(),
            readings: (is_judged && is_read)
                .then(|| compare::readings(codebook, &analysis.measures.sentences))
                .flatten(),
            gates: analysis.measures.gates.clone(),
        }
    }

    /// What every choice of the multiverse counts in it; empty without a contrast.
    #[must_use]
    pub fn evidence(&self) -> &[f64] {
        &self.evidence
    }
}

/// The documents of a run, in corpus order, ready to be joined.
#[derive(Clone, Copy, Debug)]
pub struct Members<'a> {
    /// What they were analysed with.
    pub codebook: &'a Codebook,
    /// The documents.
    pub members: &'a [Member],
    /// What texts say that others hold.
    pub portraits: &'a Portraits,
    /// With which frames they mention whom.
    pub co_occurrences: &'a CoOccurrences,
    /// Where the contested terms stand first.
    pub concordances: &'a Concordances,
    /// Who those actors are.
    pub gazetteer: &'a Gazetteer,
    /// The fields they are grouped by.
    pub by: &'a [String],
    /// The primary version.
    pub voices: Voices,
    /// Whether positions are written under every choice.
    pub multiverse: bool,
    /// Which documents are nearly the same as others.
    pub repeats: &'a Repeats,
    /// Resamples of each bootstrap, and its seed.
    pub draws: (usize, u64),
}

impl<'a> Members<'a> {
    /// The summary, and into `lines` the same numbers as tidy rows.
    #[must_use]
    pub fn summary(&self, lines: &mut Lines) -> CorpusSummary<'a> {
        let everybody: Vec<&Member> = self.members.iter().collect();
        let all = self.group(None, &everybody, lines);
        let mut groups = Vec::new();
        for (at, field) in self.by.iter().enumerate() {
            for part in group(self.members, |member| &member.record, &[at]) {
                let value = part.values[0];
                let joined = self.group(Some((field, value.unwrap_or_default())), &part.members, lines);
                groups.push(Group {
                    field: Some(Cow::Borrowed(field)),
                    value: value.map(Cow::Borrowed),
                    ..joined
                });
            }
        }
        let (associations, n_left_out) = associations(self.codebook, self.gazetteer, self.co_occurrences);
        CorpusSummary {
            voice: self.voices.name().into(),
            all,
            groups,
            over_time: self.over_time(lines),
            actors: actors((self.codebook, self.gazetteer), self.portraits, self.draws),
            associations,
            n_associations_left_out: n_left_out,
            contested: self.contested(&everybody, self.concordances),
            engines: self.engines(),
            duplicates: self.repeats.reported(),
            reliability: self.reliability(),
            quality: self.quality(),
        }
    }

    fn over_time(&self, lines: &mut Lines) -> Vec<Group<'a>> {
        let group = |(year, members): (i16, Vec<&Member>)| {
            let year = year.to_string();
            let group = self.group(Some(("year", &year)), &members, lines);
            Group { field: Some("year".into()), value: Some(Cow::Owned(year)), ..group }
        };
        years(self.members, |member| &member.record).into_iter().map(group).collect()
    }

    /// Joins documents, under `field=value` in the rows; the caller writes field and value into the group.
    fn group(&self, name: Option<(&str, &str)>, members: &[&Member], lines: &mut Lines) -> Group<'a> {
        let counts: Vec<&DocumentCounts> = members.iter().map(|member| &member.record.counts).collect();
        let aggregate = aggregate(self.codebook, &counts, self.draws);
        let label = name.map(|(field, value)| format!("{field}={value}"));
        let heading = |joined| Heading {
            doc_id: None,
            group: label.as_deref(),
            joined: Some(joined),
            voices: self.voices,
        };
        measure_rows(self.codebook, &framing_rows(&aggregate.pooled), heading("pooled"), lines);
        let rows: Vec<Row> = aggregate.means.iter().map(mean_row).collect();
        measure_rows(self.codebook, &rows, heading("mean-of-documents"), lines);
        if self.multiverse && self.codebook.contrast.is_some() {
            self.multiverse(label.as_deref(), members, lines);
        }
        let joined = &aggregate.pooled;
        Group {
            field: None,
            value: None,
            n_documents: aggregate.n_documents,
            n_documents_excluded: aggregate.n_excluded,
            n_words: joined.n_words,
            n_sentences: joined.n_sentences,
            pooled: framing(self.codebook, joined, self.sentences(members)),
            mean_of_documents: aggregate.means.into_iter().map(|mean| self.mean(mean)).collect(),
            contested: match name {
                Some(_) => self.contested(members, &Concordances::default()),
                None => Vec::new(),
            },
        }
    }

    /// Writes where documents stand together under every choice.
    fn multiverse(&self, group: Option<&str>, members: &[&Member], lines: &mut Lines) {
        let counted = members.iter().filter(|member| member.record.counts.excluded.is_none());
        let evidence: Vec<&[f64]> = counted.map(|member| member.evidence()).collect();
        multiverse_rows(&evidence, (None, group), self.draws, lines);
    }

    /// Sentences of all documents that are not excluded, by what they show.
    fn sentences(&self, members: &[&Member]) -> ByName<'a, u64> {
        let mut sums = sentences_by_frame(self.codebook, &[]);
        for member in members.iter().filter(|member| member.record.counts.excluded.is_none()) {
            sums.iter_mut().zip(&member.sentences).for_each(|((_, sum), n)| *sum += n);
        }
        sums.into_iter().collect()
    }

    fn mean(&self, mean: compare::Mean) -> Mean<'a> {
        let codebook = self.codebook;
        Mean {
            statistic: mean.statistic.into(),
            frame: mean.frame.map(|frame| Cow::Borrowed(&*codebook.frames[frame.get()].id)),
            value: mean.estimate.value,
            interval: mean.estimate.interval.as_ref().map(Into::into),
            n_documents: mean.estimate.count,
            reason: mean.estimate.reason.map(|reason| reason.name().into()),
        }
    }

    /// The contested terms of the documents that are not excluded.
    fn contested(&self, members: &[&Member], concordances: &Concordances) -> Vec<Contested<'a>> {
        let counted = members.iter().filter(|member| member.record.counts.excluded.is_none());
        let totals = contested_totals(self.codebook, counted.map(|member| &member.contested), self.draws);
        let row = |total: &compare::TermTotal| {
            let instead = concordances.instead_of(&total.lean, total.entry);
            contested(self.codebook, (total.entry, &total.uses, total.n_documents), &total.lean, instead)
        };
        totals.iter().map(row).collect()
    }

    /// How far the engines agree; `None` where rules alone decided.
    fn engines(&self) -> Option<Engines<'a>> {
        let readings: Vec<&Confusion> =
            self.members.iter().filter_map(|member| member.readings.as_ref()).collect();
        let agreement = (!readings.is_empty()).then(|| engine_agreement(&readings, self.draws))?;
        Some(Engines {
            n_documents: agreement.n_documents,
            n_sentences: agreement.n_sentences,
            kappa: (&agreement.kappa).into(),
            position_spearman: (&agreement.position_spearman).into(),
        })
    }

    /// The reliability of the position over all documents.
    fn reliability(&self) -> Reliability<'a> {
        let counts: Vec<&DocumentCounts> = self.members.iter().map(|member| &member.record.counts).collect();
        let found = compare::reliability(self.codebook, &counts, self.draws);
        Reliability {
            halves_correlation: (&found.halves).into(),
            spearman_brown: (&found.spearman_brown).into(),
            words_needed: (&found.words_needed).into(),
            curve: found
                .curve
                .iter()
                .map(|(n_words, error)| ErrorAtLength { n_words: *n_words, standard_error: error.into() })
                .collect(),
            observed: found
                .observed
                .iter()
                .map(|class| LengthClass {
                    from_words: class.from_words,
                    below_words: class.below_words,
                    n_documents: class.n_documents,
                    standard_error: class.standard_error,
                })
                .collect(),
        }
    }

    fn quality(&self) -> ByName<'a, u64> {
        let mut gates: BTreeMap<Gate, u64> = BTreeMap::new();
        for gate in self.members.iter().flat_map(|member| &member.gates) {
            *gates.entry(*gate).or_default() += 1;
        }
        gates.into_iter().map(|(gate, n)| (gate.name(), n)).collect()
    }
}

/// A mean as a row of `measures.jsonl`: its count are the documents it is over.
fn mean_row(mean: &compare::Mean) -> Row {
    let estimate = &mean.estimate;
    Row {
        statistic: mean.statistic,
        frame: mean.frame,
        family: None,
        value: estimate.value,
        lo: estimate.interval.map(|interval| interval.lo),
        hi: estimate.interval.map(|interval| interval.hi),
        method: estimate.interval.map(|interval| interval.method),
        count: Some(estimate.count),
        denominator: Some(estimate.denominator),
        reason: estimate.reason,
    }
}
