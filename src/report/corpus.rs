//! The documents together: `corpus.json`, and the rows of tables that speak of groups.
//!
//! It is made from what the journal keeps of each document, one after the other, so that memory holds a few numbers of
//! each and never more.

use super::Repeats;
use super::condensed::{Claims, Member};
use super::journal::{Digests, unpack};
use super::render::{
    Concordances, Heading, Lines, TextPolicy, actors, associations, co_mention_rows, contested, entity_row,
    framing, measure_rows, multiverse_rows,
};
use super::wire::{
    ByName, Contested, CorpusSummary, Engines, ErrorAtLength, Group, LengthClass, Mean, Reliability,
};
use super::{Error, Result};
use crate::analysis::sentences_by_frame;
use crate::codebook::Codebook;
use crate::compare::{
    self, Associations, DocumentEntities, EntityTable, EntityTotal, Evident, Gathering, Groups, Halves,
    Portraits, Readings, TermTotals,
};
use crate::gazetteer::Gazetteer;
use crate::measure::{Gate, Row, Voices, framing_rows};
use crate::spill::Spill;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// Entities given back: what a summary for people shows.
const MOST_ENTITIES: usize = 100;

/// Bytes of rows that are held before they are written.
const HELD: usize = 1 << 20;

/// How the documents of a run are joined.
#[derive(Clone, Copy, Debug)]
pub struct Members<'a> {
    /// What they were analysed with.
    pub codebook: &'a Codebook,
    /// Who the actors are.
    pub gazetteer: &'a Gazetteer,
    /// The fields they are grouped by.
    pub by: &'a [String],
    /// The primary version.
    pub voices: Voices,
    /// Whether positions are written under every choice.
    pub multiverse: bool,
    /// Whether near-duplicates are left out.
    pub dedup: bool,
    /// The most pairs of entities that are listed.
    pub co_mentions: u32,
    /// Whether surfaces are written.
    pub text: TextPolicy,
    /// Resamples of each bootstrap, and its seed.
    pub draws: (usize, u64),
    /// A folder for what does not fit into memory.
    pub spill: &'a Path,
}

/// The documents of a run together.
#[derive(Clone, Debug)]
pub struct Joined<'a> {
    /// `corpus.json`.
    pub summary: CorpusSummary<'a>,
    /// Whom they name, the most mentioned first: the first hundred.
    pub entities: Vec<EntityTotal>,
}

/// What is made of all documents in one pass.
struct Everything<'c> {
    all: Sums<'c>,
    groups: Groups,
    portraits: Portraits,
    associations: Associations,
    concordances: Concordances,
    entities: EntityTable,
    readings: Readings,
    halves: Halves,
    gates: BTreeMap<Gate, u64>,
}

/// What is made of the documents of one group.
struct Sums<'c> {
    gathering: Gathering<'c>,
    sentences: Vec<(&'c str, u64)>,
    contested: TermTotals,
    evident: Evident,
    with_multiverse: bool,
}

impl<'c> Sums<'c> {
    fn new(codebook: &'c Codebook, with_multiverse: bool) -> Self {
        Self {
            with_multiverse,
            gathering: Gathering::new(codebook),
            sentences: sentences_by_frame(codebook, &[]),
            contested: TermTotals::default(),
            evident: Evident::default(),
        }
    }

    fn add(&mut self, member: &Member) {
        self.gathering.add(&member.record.counts);
        if member.record.counts.excluded.is_none() {
            self.sentences.iter_mut().zip(&member.sentences).for_each(|((_, sum), n)| *sum += n);
            self.contested.add(&member.contested);
            if self.with_multiverse {
                self.evident.add(&member.evidence);
            }
        }
    }
}

impl<'c> Everything<'c> {
    fn new(codebook: &'c Codebook, with_multiverse: bool, spill: &Spill) -> Result<Self> {
        Ok(Self {
            all: Sums::new(codebook, with_multiverse),
            groups: Groups::default(),
            portraits: Portraits::default(),
            associations: Associations::new(spill)?,
            concordances: Concordances::default(),
            entities: EntityTable::new(spill)?,
            readings: Readings::default(),
            halves: Halves::default(),
            gates: BTreeMap::new(),
        })
    }

    fn add(&mut self, number: u32, member: &Member) {
        self.all.add(member);
        self.groups.add(number, &member.record);
        self.halves.add(&member.record.counts);
        member.readings.iter().for_each(|readings| self.readings.add(readings));
        for gate in &member.gates {
            *self.gates.entry(*gate).or_default() += 1;
        }
    }

    fn add_claims(&mut self, claims: Claims) -> Result<()> {
        self.portraits.add(&claims.portraits);
        self.concordances.add(claims.concordances);
        Ok(self.associations.add(claims.co_occurrences)?)
    }
}

impl<'a> Members<'a> {
    /// Joins them. Rows of tables go to `write`, a piece at a time.
    ///
    /// # Errors
    /// If the file system refuses, or `write` does.
    pub fn join(
        &self,
        digests: &mut Digests,
        mut write: impl FnMut(&Lines) -> Result<()>,
    ) -> Result<Joined<'a>> {
        let spill = Spill::below(self.spill);
        let repeats = Repeats::among(digests, &spill)?;
        let mut lines = Lines::default();
        let everything = self.pass(digests, &repeats, &spill)?;
        let Everything { all, groups, portraits, associations: parts, concordances, entities, .. } =
            everything;
        let (whole, all_contested) = self.group(None, all, &concordances, &mut lines);
        let named = self.groups(digests, &groups, &mut lines)?;
        let over_time = self.over_time(digests, &groups, &mut lines)?;
        let (listed, n_left_out) = associations(self.codebook, self.gazetteer, &parts.pairs()?);
        write(&lines)?;
        let summary = CorpusSummary {
            voice: self.voices.name().into(),
            all: whole,
            groups: named,
            over_time,
            actors: actors((self.codebook, self.gazetteer), &portraits, self.draws),
            associations: listed,
            n_associations_left_out: n_left_out,
            contested: all_contested,
            engines: self.engines(&everything.readings),
            duplicates: repeats.reported(),
            reliability: self.reliability(&everything.halves),
            quality: everything.gates.into_iter().map(|(gate, n)| (gate.name(), n)).collect(),
        };
        let entities = self.entities(digests, &repeats, entities, write)?;
        Ok(Joined { summary, entities })
    }

    /// Whether a document has a say in what joins them.
    fn has_a_say(&self, number: u32, repeats: &Repeats) -> bool {
        !(self.dedup && repeats.is_repeat(number))
    }

    fn pass(&self, digests: &mut Digests, repeats: &Repeats, spill: &Spill) -> Result<Everything<'a>> {
        let mut everything = Everything::new(self.codebook, self.multiverse, spill)?;
        for number in (0..digests.n_documents()).filter(|number| self.has_a_say(*number, repeats)) {
            let digest = digests.get(number)?;
            everything.add(number, &unpack(digest.member)?);
            everything.add_claims(unpack(digest.claims)?)?;
            everything.entities.add(unpack(digest.entities)?)?;
        }
        Ok(everything)
    }

    /// The sums of some documents.
    fn sums(&self, digests: &mut Digests, members: &[u32]) -> Result<Sums<'a>> {
        let mut sums = Sums::new(self.codebook, self.multiverse);
        for number in members {
            sums.add(&unpack(digests.get(*number)?.member)?);
        }
        Ok(sums)
    }

    fn groups(&self, digests: &mut Digests, groups: &Groups, lines: &mut Lines) -> Result<Vec<Group<'a>>> {
        let mut all = Vec::new();
        for (at, field) in self.by.iter().enumerate() {
            for (value, members) in groups.of_field(at) {
                let sums = self.sums(digests, members)?;
                let name = (&**field, value.unwrap_or_default());
                let (group, contested) = self.group(Some(name), sums, &Concordances::default(), lines);
                let value = value.map(|value| Cow::Owned(value.to_owned()));
                all.push(Group { field: Some(Cow::Borrowed(field)), value, contested, ..group });
            }
        }
        Ok(all)
    }

    fn over_time(&self, digests: &mut Digests, groups: &Groups, lines: &mut Lines) -> Result<Vec<Group<'a>>> {
        let mut all = Vec::new();
        for (year, members) in groups.years() {
            let (sums, year) = (self.sums(digests, members)?, year.to_string());
            let (group, contested) = self.group(Some(("year", &year)), sums, &Concordances::default(), lines);
            let value = Some(Cow::Owned(year));
            all.push(Group { field: Some("year".into()), value, contested, ..group });
        }
        Ok(all)
    }

    /// Joins documents, under `field=value` in the rows; field, value and contested terms are for the caller to place.
    fn group(
        &self,
        name: Option<(&str, &str)>,
        sums: Sums<'a>,
        concordances: &Concordances,
        lines: &mut Lines,
    ) -> (Group<'a>, Vec<Contested<'a>>) {
        let aggregate = sums.gathering.aggregate(self.draws);
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
            multiverse_rows(sums.evident, (None, label.as_deref()), self.draws, lines);
        }
        let joined = &aggregate.pooled;
        let group = Group {
            field: None,
            value: None,
            n_documents: aggregate.n_documents,
            n_documents_excluded: aggregate.n_excluded,
            n_words: joined.n_words,
            n_sentences: joined.n_sentences,
            pooled: framing(self.codebook, joined, sums.sentences.into_iter().collect::<ByName<'_, u64>>()),
            mean_of_documents: aggregate.means.into_iter().map(|mean| self.mean(mean)).collect(),
            contested: Vec::new(),
        };
        (group, self.contested(sums.contested, concordances))
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
    fn contested(&self, terms: TermTotals, concordances: &Concordances) -> Vec<Contested<'a>> {
        let row = |total: &compare::TermTotal| {
            let instead = concordances.instead_of(&total.lean, total.entry);
            contested(self.codebook, (total.entry, &total.uses, total.n_documents), &total.lean, instead)
        };
        terms.totals(self.codebook, self.draws).iter().map(row).collect()
    }

    /// How far the engines agree; `None` where rules alone decided.
    fn engines(&self, readings: &Readings) -> Option<Engines<'a>> {
        let agreement = readings.agreement(self.draws)?;
        Some(Engines {
            n_documents: agreement.n_documents,
            n_sentences: agreement.n_sentences,
            kappa: (&agreement.kappa).into(),
            position_spearman: (&agreement.position_spearman).into(),
        })
    }

    /// The reliability of the position over all documents.
    fn reliability(&self, halves: &Halves) -> Reliability<'a> {
        let found = halves.reliability(self.codebook, self.draws);
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

    /// Writes the rows of entities and of their pairs, and gives back the first.
    fn entities(
        &self,
        digests: &mut Digests,
        repeats: &Repeats,
        table: EntityTable,
        mut write: impl FnMut(&Lines) -> Result<()>,
    ) -> Result<Vec<EntityTotal>> {
        let (totals, linked) = table.totals(self.gazetteer)?;
        let (mut lines, mut first) = (Lines::default(), Vec::new());
        for total in totals {
            let total = total?;
            entity_row(self.gazetteer, &total, self.text, &mut lines);
            if lines.n_bytes() > HELD {
                write(&lines)?;
                lines.clear();
            }
            if first.len() < MOST_ENTITIES {
                first.push(total);
            }
        }
        let mut pairs = linked.most_together(self.gazetteer, self.co_mentions as usize);
        for number in (0..digests.n_documents()).filter(|number| self.has_a_say(*number, repeats)) {
            let entities: DocumentEntities = unpack(digests.get(number)?.entities)?;
            pairs.count(&entities);
        }
        co_mention_rows(self.gazetteer, pairs.counted(), &mut lines);
        write(&lines)?;
        Ok(first)
    }
}

impl From<std::io::Error> for Error {
    /// What failed below the folder for what does not fit into memory.
    fn from(source: std::io::Error) -> Self {
        Self::Spill { source }
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
