//! Documents inside of the page: texts with their sentences, hits and mentions, each packed until somebody opens it.

use super::super::Result;
use super::super::render::Table;
use super::index::{Document, Index};
use super::kwic::Concordance;
use super::rows::{self, Held, Hit, Mention, Rows, Sentence, Text, number_of};
use super::utf16::Utf16;
use super::{ROOM, Source, WHOLE};
use crate::stats::seed_for;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::Write;

/// What lies in a page.
#[derive(Default)]
pub(super) struct Embedded {
    /// Documents by number, packed.
    pub(super) blocks: Vec<(usize, String)>,
    /// The contested terms in their sentences, packed.
    pub(super) concordance: String,
    /// Only sentences that show a frame are there, of some documents.
    pub(super) is_sample: bool,
    /// Documents for which there was no room.
    pub(super) n_without_room: usize,
    /// The run was written without texts.
    pub(super) no_text: bool,
}

/// Packs the documents of a run that are to be read in its page.
pub(super) fn documents(source: &Source<'_>, index: &Index) -> Result<Embedded> {
    if !source.has_text() {
        return Ok(Embedded { no_text: true, ..Embedded::default() });
    }
    let is_sample = index.documents.len() > WHOLE;
    let chosen = chosen(source, index);
    let mut tables = Tables::open(source)?;
    let mut concordance = Concordance::new(source.run.seed);
    let mut embedded = Embedded { is_sample, ..Embedded::default() };
    let mut listed = index.documents.iter().peekable();
    let mut n_bytes = 0;
    for number in 0..index.ids.len() {
        let key = index.key(number);
        let document = listed.next_if(|it| it.number == number);
        let Some(document) = document.filter(|_| chosen.contains(&number)) else {
            tables.pass_over(&key)?;
            continue;
        };
        if n_bytes > ROOM {
            embedded.n_without_room += 1;
            continue;
        }
        let Some(parts) = tables.take(&key, &mut concordance, number)? else { continue };
        let block = packed(&parts.block(document, is_sample));
        n_bytes += block.len();
        embedded.blocks.push((number, block));
    }
    embedded.concordance = packed(&concordance.into_rows());
    Ok(embedded)
}

/// The numbers of the documents that are packed: all, or as many as are read whole, drawn with the seed of the run.
fn chosen(source: &Source<'_>, index: &Index) -> BTreeSet<usize> {
    let lot = |it: &&Document| seed_for(source.run.seed, it.id.as_bytes());
    let mut drawn: Vec<&Document> = index.documents.iter().collect();
    drawn.sort_by_key(lot);
    drawn.iter().take(WHOLE).map(|it| it.number).collect()
}

/// JSON, deflated, as letters.
fn packed(content: &impl Serialize) -> String {
    let mut deflated = ZlibEncoder::new(Vec::new(), Compression::new(6));
    let json = serde_json::to_vec(content).expect("it is plain data");
    deflated.write_all(&json).expect("memory takes it");
    BASE64_STANDARD.encode(deflated.finish().expect("memory takes it"))
}

/// The tables that tell of documents, read side by side.
struct Tables {
    texts: Rows,
    sentences: Rows,
    hits: Rows,
    mentions: Rows,
}

impl Tables {
    fn open(source: &Source<'_>) -> Result<Self> {
        Ok(Self {
            texts: source.rows(Table::Texts)?,
            sentences: source.rows(Table::Sentences)?,
            hits: source.rows(Table::Hits)?,
            mentions: source.rows(Table::Mentions)?,
        })
    }

    fn pass_over(&mut self, key: &rows::Key) -> Result<()> {
        let tables = [&mut self.texts, &mut self.sentences, &mut self.hits, &mut self.mentions];
        tables.into_iter().try_for_each(|rows| rows.pass_over(key))
    }

    /// All that is told of a document; its contested terms go to the concordance.
    fn take(
        &mut self,
        key: &rows::Key,
        concordance: &mut Concordance,
        number: usize,
    ) -> Result<Option<Parts>> {
        let mut text = None;
        self.texts.of(key, |row: Text| text = Some(row.text))?;
        let (mut sentences, mut hits, mut mentions) = (Vec::new(), Vec::new(), Vec::new());
        self.sentences.of(key, |row: Sentence| sentences.push(row))?;
        self.hits.of(key, |row: Hit| hits.push(row))?;
        self.mentions.of(key, |row: Mention| mentions.push(row))?;
        let Some(text) = text else { return Ok(None) };
        let units = Utf16::of(&text);
        for hit in hits.iter().filter(|it| it.role == "contested") {
            concordance.add(hit, number, (&text, &units));
        }
        hits.retain(|it| it.role == "contested" || it.role == "evidence");
        Ok(Some(Parts { text, units, sentences, hits, mentions }))
    }
}

/// A document, as the tables tell of it.
struct Parts {
    text: String,
    units: Utf16,
    sentences: Vec<Sentence>,
    hits: Vec<Hit>,
    mentions: Vec<Mention>,
}

/// The number of a name in the names of a block.
type Ix = Option<u32>;

/// A document, as the script reads it. Positions are units of UTF-16 in the whole text.
#[derive(Serialize)]
struct Block<'t> {
    /// Passages of the text, each with its start.
    p: Vec<(u32, &'t str)>,
    s: Vec<Told>,
    h: Vec<Match>,
    m: Vec<Name>,
    /// Every number of it.
    n: &'t serde_json::Value,
    /// Names, each once.
    d: Vec<String>,
}

/// A sentence: start, end, number, kind of block, frames, voice, stance, holder, probabilities.
#[derive(Serialize)]
struct Told(u32, u32, u32, Ix, Vec<Ix>, Ix, Ix, Ix, Vec<f64>);

/// A hit: start, end, sentence, entry, frame, family, dimension, weight, polarity, voice, holder, resolved by, counted, why not,
/// role.
#[derive(Serialize)]
struct Match(u32, u32, u32, Ix, Ix, Ix, Ix, f64, Ix, Ix, Ix, Ix, bool, Ix, Ix);

/// A mention: start, end, label, id, name, evidence.
#[derive(Serialize)]
struct Name(u32, u32, Ix, Ix, Ix, Ix);

impl Parts {
    fn block<'t>(&'t self, document: &'t Document, is_sample: bool) -> Block<'t> {
        let mut names = Names::default();
        let at = |code_point| self.units.at(code_point);
        let is_shown = |it: &&Sentence| !is_sample || !it.frames.is_empty();
        let shown: Vec<&Sentence> = self.sentences.iter().filter(is_shown).collect();
        let passages: Vec<(u32, u32)> = match is_sample {
            true => shown.iter().map(|it| (it.start, it.end)).collect(),
            false => vec![(0, u32::MAX)],
        };
        let is_within = |start: u32, end: u32| {
            let before = passages.partition_point(|(from, _)| *from <= start);
            before > 0 && end <= passages[before - 1].1
        };
        let s = shown.iter().map(|it| {
            let probabilities = it.prob.iter().flat_map(|prob| prob.values());
            let probabilities =
                probabilities.filter_map(serde_json::Value::as_f64).map(|it| (it * 100.0).round() / 100.0);
            let frames = it.frames.iter().map(|frame| names.of(frame)).collect();
            let holder = it.holder.as_ref().and_then(Held::name);
            let (kind, voice) = (names.of(&it.block), names.of(&it.voice));
            let (stance, holder) = (names.maybe(it.stance.as_deref()), names.maybe(holder));
            let number = number_of(&it.sentence_id);
            Told(
                at(it.start),
                at(it.end),
                number,
                kind,
                frames,
                voice,
                stance,
                holder,
                probabilities.collect(),
            )
        });
        let s = s.collect();
        let h = self.hits.iter().filter(|it| is_within(it.start, it.end));
        let h = h.map(|it| names.hit(it, (at(it.start), at(it.end)))).collect();
        let m = self.mentions.iter().filter(|it| is_within(it.start, it.end));
        let m = m.map(|it| {
            let (label, id) = (names.of(&it.label), names.maybe(it.entity_id.as_deref()));
            Name(at(it.start), at(it.end), label, id, names.of(&it.norm), names.of(&it.evidence))
        });
        let m = m.collect();
        let slice = |&(start, end): &(u32, u32)| (at(start), self.units.slice(&self.text, start, end));
        Block { p: passages.iter().map(slice).collect(), s, h, m, n: &document.numbers, d: names.names }
    }
}

/// Names of one document, each once.
#[derive(Default)]
struct Names {
    names: Vec<String>,
    known: FxHashMap<String, u32>,
}

impl Names {
    fn of(&mut self, name: &str) -> Ix {
        if let Some(known) = self.known.get(name) {
            return Some(*known);
        }
        let next = u32::try_from(self.names.len()).ok()?;
        self.names.push(name.to_owned());
        self.known.insert(name.to_owned(), next);
        Some(next)
    }

    fn maybe(&mut self, name: Option<&str>) -> Ix {
        name.and_then(|name| self.of(name))
    }

    fn hit(&mut self, it: &Hit, (start, end): (u32, u32)) -> Match {
        let holder = it.holder.as_ref().and_then(Held::name);
        Match(
            start,
            end,
            number_of(&it.sentence_id),
            self.of(&it.entry),
            self.maybe(it.frame.as_deref()),
            self.maybe(it.family.as_deref()),
            self.maybe(it.dimension.as_deref()),
            (it.weight * 1e4).round() / 1e4,
            self.maybe(it.polarity.as_deref()),
            self.of(&it.voice),
            self.maybe(holder),
            self.maybe(it.resolved_by.as_deref()),
            it.counted,
            self.maybe(it.why_not.as_deref()),
            self.of(&it.role),
        )
    }
}
