//! The words beside contested terms, and uses of them to read, from finished runs.
//!
//! `hits.jsonl` and `sentences.jsonl` are read once, side by side, a document at a time. What is kept are the sentences of that
//! document in which a contested term occurs, counts of the words beside them, and a few uses a side.

use super::render::{Table, TextPolicy};
use super::reuse::places_in;
use super::wire::ContestedExample;
use super::{Error, Finished, Result};
use crate::codebook::EntryIx;
use crate::compare::company::{Background, Examples, Line, Tally, Use};
use crate::compare::{Side, Study};
use crate::measure::Voices;
use crate::stats::seed_for;
use crate::text::{Span, context, folded};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::iter::Peekable;

/// Words on either side of an example, of the same sentence.
const EXAMPLE_WORDS: usize = 12;

/// What is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Whose uses.
    pub voices: Voices,
    /// Examples a side and term.
    pub n_examples: usize,
    /// Which examples are drawn.
    pub seed: u64,
    /// Whether their words are written.
    pub text: TextPolicy,
}

/// The company of the contested terms of both sides, the target's first.
#[derive(Clone, Debug)]
pub struct Company {
    /// By term.
    pub terms: BTreeMap<EntryIx, [Kept; 2]>,
    /// All words of either side.
    pub backgrounds: [Background; 2],
}

/// What is kept of a term on one side.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Counts.
    pub tally: Tally,
    /// Uses to read.
    pub examples: Examples<ContestedExample<'static>>,
}

impl Kept {
    /// What is kept where the term never occurs.
    #[must_use]
    pub fn of_nothing() -> Self {
        Self::new(0)
    }

    fn new(n_examples: usize) -> Self {
        Self { tally: Tally::default(), examples: Examples::new(n_examples) }
    }
}

/// Reads the company of the contested terms on two sides of a study of runs; `None` if a run was written without texts.
///
/// # Errors
/// If a table is not there, is not as this version writes it, or does not belong to the others.
pub fn company(
    (runs, study): (&[&Finished], &Study),
    sides: &[Side<'_>; 2],
    reading: Reading,
) -> Result<Option<Company>> {
    if runs.iter().any(|run| run.note.text_reason.is_some()) {
        return Ok(None);
    }
    let mut side_of = vec![None; study.documents.len()];
    for (number, side) in sides.iter().enumerate() {
        places_in(study, side).into_iter().for_each(|at| side_of[at] = Some(number));
    }
    let entries = study.codebook.entries.iter().enumerate();
    let mut reader = Reader {
        study,
        reading,
        entries: entries.map(|(at, entry)| (&*entry.id, EntryIx::new(at))).collect(),
        company: Company {
            terms: BTreeMap::new(),
            backgrounds: [0, 1].map(|at| Background::of(study, &sides[at])),
        },
    };
    let mut first = 0;
    for run in runs {
        let last = first + usize::try_from(run.note.counts.n_documents).expect("its documents were read");
        reader.read(run, first..last, &side_of)?;
        first = last;
    }
    Ok(Some(reader.company))
}

/// What is needed of a row of `hits.jsonl`. Most rows are of no contested term, so little of them is read.
#[derive(Deserialize)]
struct Hit {
    hit_id: String,
    sentence_id: String,
    doc_id: String,
    start: u32,
    end: u32,
    entry: String,
    role: String,
    frame: Option<String>,
    resolved_by: Option<String>,
    voice: String,
    polarity: Option<String>,
    why_not: Option<String>,
}

/// What is needed of a row of `sentences.jsonl`.
#[derive(Deserialize)]
struct Sentence {
    sentence_id: String,
    doc_id: String,
    start: u32,
    text: Option<String>,
}

impl Hit {
    /// Whether it is an occurrence of a contested term, as [`is_occurrence`](crate::measure::is_occurrence) says.
    fn is_occurrence(&self) -> bool {
        let stands = |why_not| matches!(why_not, "unresolved" | "repeated-in-clause" | "mentioned");
        self.role == "contested" && self.why_not.as_deref().is_none_or(stands)
    }

    /// Whether these voices utter it, as [`Voices::hear`] says. Of what others say and the author shares, the stance is not
    /// written where it does not count; it is heard.
    fn is_heard(&self, voices: Voices) -> bool {
        let shared = || self.voice == "mixed" && self.polarity.as_deref().is_none_or(|it| it == "endorse");
        voices == Voices::All || self.voice == "author" || shared()
    }
}

/// A sentence with a contested term.
struct Read {
    start: u32,
    line: Line,
    text: String,
    /// The byte at which each code point begins, and the end.
    bytes: Vec<usize>,
}

impl Read {
    fn new(start: u32, text: String) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { start, line: Line::new(&text), text, bytes }
    }

    /// Where a hit stands in it, in bytes.
    fn place(&self, hit: &Hit) -> Option<Span> {
        let byte = |point: u32| self.bytes.get(point.checked_sub(self.start)? as usize).copied();
        let (start, end) = (byte(hit.start)?, byte(hit.end)?);
        (start < end).then(|| Span::of(start..end))
    }
}

struct Reader<'s> {
    study: &'s Study,
    reading: Reading,
    entries: HashMap<&'s str, EntryIx>,
    company: Company,
}

impl Reader<'_> {
    /// Reads the documents of a run, which are `documents` of the study.
    fn read(
        &mut self,
        run: &Finished,
        documents: std::ops::Range<usize>,
        side_of: &[Option<usize>],
    ) -> Result<()> {
        let mut hits = run.rows::<Hit>(Table::Hits)?.peekable();
        let mut sentences = run.rows::<Sentence>(Table::Sentences)?.peekable();
        for at in documents {
            let document = &self.study.documents[at];
            let side = side_of[at].filter(|_| !document.is_excluded());
            let is_here = |hit: &Hit| hit.doc_id == document.id;
            let hits = next_of(&mut hits, is_here, |hit| side.is_some() && hit.is_occurrence())?;
            let wanted: HashSet<&str> = hits.iter().map(|hit| &*hit.sentence_id).collect();
            let has_one = |it: &Sentence| wanted.contains(&*it.sentence_id);
            let here = next_of(&mut sentences, |it: &Sentence| it.doc_id == document.id, has_one)?;
            if let Some(side) = side {
                self.document((at, side), &hits, here);
            }
        }
        let left_over = match (hits.next(), sentences.next()) {
            (Some(hit), _) => Some(hit?.doc_id),
            (_, Some(sentence)) => Some(sentence?.doc_id),
            _ => None,
        };
        left_over.map_or(Ok(()), |doc_id| Err(Error::Apart { path: run.path().to_owned(), doc_id }))
    }

    fn document(&mut self, (at, side): (usize, usize), hits: &[Hit], sentences: Vec<Sentence>) {
        let sentences: HashMap<String, Read> = sentences
            .into_iter()
            .filter_map(|it| Some((it.sentence_id, Read::new(it.start, it.text?))))
            .collect();
        let mut by_entry: BTreeMap<EntryIx, Vec<&Hit>> = BTreeMap::new();
        for hit in hits {
            let Some(&entry) = self.entries.get(&*hit.entry) else { continue };
            by_entry.entry(entry).or_default().push(hit);
        }
        let Reading { voices, n_examples, .. } = self.reading;
        let empty = || Kept::new(n_examples);
        for (entry, hits) in by_entry {
            let kept = &mut self.company.terms.entry(entry).or_insert_with(|| [empty(), empty()])[side];
            let mut found = Vec::new();
            for hits in hits.chunk_by(|one, next| one.sentence_id == next.sentence_id) {
                let Some(read) = sentences.get(&hits[0].sentence_id) else { continue };
                let places = hits.iter().filter_map(|hit| Some((*hit, read.place(hit)?)));
                let places: Vec<(&Hit, Span)> = places.collect();
                let uses: Vec<Use> =
                    places.iter().map(|(hit, span)| used(hit, *span, read, voices)).collect();
                kept.tally.add(at, &read.line, &uses, &self.study.words);
                let heard = places.into_iter().filter(|(hit, _)| hit.is_heard(voices));
                found.extend(heard.map(|(hit, span)| Found::new(hit, span, read)));
            }
            offer(&mut kept.examples, &found, self.reading);
        }
    }
}

fn used(hit: &Hit, span: Span, read: &Read, voices: Voices) -> Use {
    Use { words: read.line.words_in(&span.range()), is_heard: hit.is_heard(voices) }
}

/// The next rows as long as they are of one document, and of them those that are wanted: all tables have the documents in one
/// order.
fn next_of<T: DeserializeOwned>(
    rows: &mut Peekable<impl Iterator<Item = Result<T>>>,
    is_here: impl Fn(&T) -> bool,
    is_wanted: impl Fn(&T) -> bool,
) -> Result<Vec<T>> {
    let mut wanted = Vec::new();
    while let Some(row) = rows.next_if(|row| row.as_ref().map_or(true, &is_here)) {
        let row = row?;
        if is_wanted(&row) {
            wanted.push(row);
        }
    }
    Ok(wanted)
}

/// A use with the words around it.
struct Found<'h> {
    hit: &'h Hit,
    left: String,
    keyword: String,
    right: String,
}

impl<'h> Found<'h> {
    fn new(hit: &'h Hit, span: Span, read: &Read) -> Self {
        let place = span.range();
        Self {
            hit,
            left: context::left(&read.text, place.start, EXAMPLE_WORDS),
            keyword: context::plain(&read.text[place.clone()]),
            right: context::right(&read.text, place.end, EXAMPLE_WORDS),
        }
    }

    /// Uses with the same words are read once.
    fn words(&self) -> u64 {
        seed_for(0, folded(&format!("{}\n{}\n{}", self.left, self.keyword, self.right)).as_bytes())
    }

    fn example(&self, text: TextPolicy) -> ContestedExample<'static> {
        let hit = self.hit;
        let written = |words: &str| (text == TextPolicy::Written).then(|| words.to_owned().into());
        ContestedExample {
            doc_id: hit.doc_id.clone().into(),
            sentence_id: hit.sentence_id.clone().into(),
            hit_id: hit.hit_id.clone().into(),
            start: hit.start,
            end: hit.end,
            left: written(&self.left),
            keyword: written(&self.keyword),
            right: written(&self.right),
            frame: hit.frame.clone().map(Into::into),
            resolved_by: hit.resolved_by.clone().map(Into::into),
            why_not: hit.why_not.clone().map(Into::into),
            voice: hit.voice.clone().into(),
        }
    }
}

/// Offers the uses of a document, each with a lot that hangs on its name and the seed alone.
fn offer(examples: &mut Examples<ContestedExample<'static>>, found: &[Found<'_>], reading: Reading) {
    let lot = |it: &Found<'_>| seed_for(reading.seed, it.hit.hit_id.as_bytes());
    let by_lot: HashMap<u64, &Found<'_>> = found.iter().map(|it| (lot(it), it)).collect();
    let lots = found.iter().map(|it| (lot(it), it.words())).collect();
    examples.offer(lots, |lot| by_lot[&lot].example(reading.text));
}
