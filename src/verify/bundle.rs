//! Everything that a run says of one document.

use super::finding::{Check, Findings, Place};
use super::rows::{Names, Numbered, Row, Rows};
use crate::report::Result;
use crate::report::wire::{
    AttributionRow, CountsRow, DocumentRow, HitRow, MeasureRow, MentionRow, MultiverseRow, Run, SentenceRow,
    TermsRow, TextRow,
};
use std::path::Path;

/// The rows of one document, from all tables.
pub struct Bundle {
    /// Its own row.
    pub document: Numbered<DocumentRow<'static>>,
    /// Its text; `None` with `--no-text`.
    pub text: Option<Numbered<TextRow<'static>>>,
    /// Its words.
    pub terms: Option<Numbered<TermsRow<'static>>>,
    /// Its sums.
    pub counts: Option<Numbered<CountsRow<'static>>>,
    /// Its counted sentences.
    pub sentences: Vec<Numbered<SentenceRow<'static>>>,
    /// Its hits.
    pub hits: Vec<Numbered<HitRow<'static>>>,
    /// Its names and dates.
    pub mentions: Vec<Numbered<MentionRow<'static>>>,
    /// What it ascribes.
    pub attributions: Vec<Numbered<AttributionRow<'static>>>,
    /// Its statistics.
    pub measures: Vec<Numbered<MeasureRow<'static>>>,
    /// Its position under every choice.
    pub multiverse: Vec<Numbered<MultiverseRow<'static>>>,
}

impl Bundle {
    /// A counted sentence.
    #[must_use]
    pub fn sentence(&self, sentence_id: &str) -> Option<&SentenceRow<'static>> {
        let wanted = place_in(sentence_id);
        let at = self.sentences.partition_point(|it| place_in(&it.row.sentence_id) < wanted);
        self.sentences.get(at).map(|it| &it.row).filter(|it| it.sentence_id == sentence_id)
    }

    /// The hits of a sentence.
    pub fn hits_of<'b>(&'b self, sentence_id: &'b str) -> impl Iterator<Item = &'b HitRow<'static>> {
        let first = self.hits.partition_point(|hit| place_in(&hit.row.sentence_id) < place_in(sentence_id));
        let same = move |hit: &&HitRow<'static>| hit.sentence_id == sentence_id;
        self.hits[first..].iter().map(|hit| &hit.row).take_while(same)
    }
}

/// The number at the end of an id such as `speech#s12`; `None` if there is none.
#[must_use]
pub fn place_in(id: &str) -> Option<u64> {
    let (_, behind) = id.rsplit_once('#')?;
    let digits = behind.get(1..)?;
    let is_plain = digits == "0" || !digits.starts_with(['0', '+']);
    digits.parse().ok().filter(|_| is_plain)
}

/// The tables of a run, read side by side.
pub struct Tables {
    names: Names,
    has_text: bool,
    documents: Rows<DocumentRow<'static>>,
    texts: Rows<TextRow<'static>>,
    terms: Rows<TermsRow<'static>>,
    counts: Rows<CountsRow<'static>>,
    sentences: Rows<SentenceRow<'static>>,
    hits: Rows<HitRow<'static>>,
    mentions: Rows<MentionRow<'static>>,
    attributions: Rows<AttributionRow<'static>>,
    measures: Rows<MeasureRow<'static>>,
    multiverse: Rows<MultiverseRow<'static>>,
    ordinal: usize,
}

impl Tables {
    /// Opens the tables of a run.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn open(folder: &Path, run: &Run<'_>, findings: &mut Findings) -> Result<Self> {
        Ok(Self {
            names: Names::read(folder, findings)?,
            has_text: run.options.text,
            documents: Rows::open(folder, findings)?,
            texts: Rows::open(folder, findings)?,
            terms: Rows::open(folder, findings)?,
            counts: Rows::open(folder, findings)?,
            sentences: Rows::open(folder, findings)?,
            hits: Rows::open(folder, findings)?,
            mentions: Rows::open(folder, findings)?,
            attributions: Rows::open(folder, findings)?,
            measures: Rows::open(folder, findings)?,
            multiverse: Rows::open(folder, findings)?,
            ordinal: 0,
        })
    }

    /// Everything of the next document.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn next(&mut self, findings: &mut Findings) -> Result<Option<Bundle>> {
        let Some(document) = self.next_document(findings)? else { return Ok(None) };
        let (ordinal, names) = (self.ordinal, &self.names);
        self.ordinal += 1;
        let texts = self.texts.of(ordinal, names, findings)?;
        let terms = self.terms.of(ordinal, names, findings)?;
        let counts = self.counts.of(ordinal, names, findings)?;
        Ok(Some(Bundle {
            text: if self.has_text { one(texts, &document, findings) } else { None },
            terms: one(terms, &document, findings),
            counts: one(counts, &document, findings),
            sentences: self.sentences.of(ordinal, names, findings)?,
            hits: self.hits.of(ordinal, names, findings)?,
            mentions: self.mentions.of(ordinal, names, findings)?,
            attributions: self.attributions.of(ordinal, names, findings)?,
            measures: self.measures.of(ordinal, names, findings)?,
            multiverse: self.multiverse.of(ordinal, names, findings)?,
            document,
        }))
    }

    /// The next document. Names are given in the order of the file, so none is out of it, but of two of one name the first
    /// is passed over.
    fn next_document(&mut self, findings: &mut Findings) -> Result<Option<Numbered<DocumentRow<'static>>>> {
        let mut found = self.documents.of(self.ordinal, &self.names, findings)?;
        if found.is_empty() {
            self.documents.behind(&self.names, findings)?;
        }
        Ok(found.pop())
    }

    /// Reads on behind the documents: the statistics of groups and the corpus go to `each`, all else must be over.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn behind(
        &mut self,
        findings: &mut Findings,
        mut each: impl FnMut(Numbered<MeasureRow<'static>>, &mut Findings),
    ) -> Result<()> {
        let names = &self.names;
        self.texts.behind(names, findings)?;
        self.terms.behind(names, findings)?;
        self.counts.behind(names, findings)?;
        self.sentences.behind(names, findings)?;
        self.hits.behind(names, findings)?;
        self.mentions.behind(names, findings)?;
        self.attributions.behind(names, findings)?;
        while self.multiverse.behind(names, findings)?.is_some() {}
        while let Some(row) = self.measures.behind(names, findings)? {
            each(row, findings);
        }
        Ok(())
    }
}

/// The one row that a table has of a document.
fn one<T: Row>(
    mut rows: Vec<Numbered<T>>,
    document: &Numbered<DocumentRow<'static>>,
    findings: &mut Findings,
) -> Option<Numbered<T>> {
    let place = rows.get(1).map_or(Place::new(T::FILE, 0), Numbered::place);
    findings.at(Check::Ids, place).holds("doc_id", rows.len() == 1, || {
        format!("has {} lines for document {:?}, should have 1", rows.len(), document.row.doc_id)
    });
    rows.truncate(1);
    rows.pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_end_in_a_plain_number() {
        assert_eq!((place_in("a#b#s12"), place_in("a#h0")), (Some(12), Some(0)));
        assert_eq!(
            (place_in("a"), place_in("a#s012"), place_in("a#s"), place_in("a#s+1")),
            (None, None, None, None)
        );
    }
}
