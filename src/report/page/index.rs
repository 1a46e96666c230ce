//! The documents of a run as the page lists them.

use super::super::Result;
use super::super::render::Table;
use super::super::wire::{DatedMetadata, DocumentRow, Estimate, Framing, Run, WarningNote};
use super::Source;
use super::figures::Figure;
use super::rows::{Key, words};
use crate::stats::seed_for;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Most documents that a page lists; of more, as many are drawn with the seed of the run.
const LISTED: usize = 12_000;
/// Most characters of a title or name in a list.
const LONGEST: usize = 200;

/// The documents of a run.
pub(super) struct Index {
    /// The ids of all, in the order of the tables.
    pub(super) ids: Vec<Box<str>>,
    /// Those that are listed, in order.
    pub(super) documents: Vec<Document>,
    /// How many were odd in which way, with an example.
    pub(super) warnings: BTreeMap<String, (u64, String)>,
}

/// One of them.
pub(super) struct Document {
    /// Its place in [`Index::ids`].
    pub(super) number: usize,
    pub(super) id: Box<str>,
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) genre: Option<String>,
    /// Values of the fields that the run groups by.
    pub(super) groups: Vec<Option<String>>,
    pub(super) n_words: u64,
    pub(super) position: Figure,
    pub(super) emphasis: Option<f64>,
    /// Of each frame, a 1,000 words.
    pub(super) rates: Vec<Option<f64>>,
    pub(super) quality: Vec<String>,
    pub(super) n_warnings: usize,
    /// Every number of its own, for the view of it.
    pub(super) numbers: Value,
}

impl Document {
    /// Its title, else its id.
    pub(super) fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.id)
    }
}

impl Index {
    /// Reads the documents; only the one of this id where one is named.
    pub(super) fn read(source: &Source<'_>, only: Option<&str>) -> Result<Self> {
        let mut rows = source.rows(Table::Documents)?;
        let (mut ids, mut warnings) = (Vec::new(), BTreeMap::new());
        let mut drawn = BTreeMap::new();
        while let Some(row) = rows.next::<DocumentRow<'_>>()? {
            let number = ids.len();
            ids.push(row.doc_id.as_ref().into());
            for WarningNote { code, message, .. } in &row.warnings {
                let (n, _) = warnings.entry(code.to_string()).or_insert_with(|| (0, message.to_string()));
                *n += 1;
            }
            if only.is_none_or(|only| only == row.doc_id) {
                let lot = seed_for(source.run.seed, row.doc_id.as_bytes());
                drawn.insert((lot, number), Document::of(number, row, source.run));
            }
            if drawn.len() > LISTED {
                drawn.pop_last();
            }
        }
        let mut documents: Vec<Document> = drawn.into_values().collect();
        documents.sort_unstable_by_key(|it| it.number);
        Ok(Self { ids, documents, warnings })
    }

    /// Whether some are not listed.
    pub(super) fn is_sample(&self) -> bool {
        self.documents.len() < self.ids.len()
    }

    /// How rows of other tables are told to belong to a document.
    pub(super) fn key(&self, number: usize) -> Key {
        Key::of(&self.ids[number])
    }

    /// What the script needs to know.
    pub(super) fn to_json(&self, run: &Run<'_>, only: Option<&str>) -> Value {
        let frame = |it: &super::super::wire::FrameNote<'_>| json!([it.id, it.name]);
        let family = |it: &super::super::wire::FamilyNote<'_>| json!([it.id, it.frame, it.name]);
        json!({
            "only": only,
            "frames": run.codebook.frames.iter().map(frame).collect::<Vec<_>>(),
            "families": run.codebook.families.iter().map(family).collect::<Vec<_>>(),
            "contrast": run.codebook.contrast.as_ref().map(|it| [&*it.positive, &*it.negative]),
            "by": run.options.by,
            "voice": run.options.voice,
            "documents": self.documents.iter().map(Document::to_json).collect::<Vec<_>>(),
        })
    }
}

impl Document {
    fn of(number: usize, row: DocumentRow<'_>, run: &Run<'_>) -> Self {
        let framing = if run.options.voice == "all" { &row.framing.all } else { &row.framing.author };
        let short = |text: &str| text.chars().take(LONGEST).collect::<String>();
        let metadata = &row.metadata;
        Self {
            number,
            id: row.doc_id.as_ref().into(),
            title: metadata.title.as_deref().map(short),
            date: metadata.date.clone(),
            issuer: metadata.issuer.as_deref().map(short),
            genre: metadata.genre.as_deref().map(short),
            groups: run
                .options
                .by
                .iter()
                .map(|field| field_of(metadata, field).as_deref().map(short))
                .collect(),
            n_words: row.n_words_counted,
            position: Figure::of_position(&framing.position),
            emphasis: framing.emphasis.value,
            rates: framing.frames.iter().map(|it| it.rate_per_1000_words).collect(),
            quality: row.quality.iter().map(ToString::to_string).collect(),
            n_warnings: row.warnings.len(),
            numbers: numbers(&row),
        }
    }

    fn to_json(&self) -> Value {
        let digits = |value: Option<f64>| value.map(|it| (it * 1e4).round() / 1e4);
        let (lo, hi) = self.position.interval.unzip();
        let rates: Vec<_> = self.rates.iter().map(|it| digits(*it)).collect();
        let position = (digits(self.position.value), digits(lo), digits(hi), &self.position.reason);
        json!([
            self.number,
            self.id,
            self.title,
            self.issuer,
            self.date,
            self.genre,
            self.n_words,
            position,
            digits(self.emphasis),
            rates,
            self.groups,
            self.quality,
            self.n_warnings,
        ])
    }
}

/// A field of the facts by its name in our output, as text.
fn field_of(metadata: &DatedMetadata<'_>, field: &str) -> Option<String> {
    let facts = serde_json::to_value(metadata).unwrap_or_default();
    let value = match field {
        "date_start" | "date_end" | "date_precision" | "extra" => facts.get("extra")?.get(field)?,
        named => facts.get(named).or_else(|| facts.get("extra")?.get(named))?,
    };
    words(value).map(|it| it.into_owned()).filter(|it| !it.is_empty())
}

/// Every number that a document has: what, whose voice, of which frame, value, interval, count, denominator, reason.
fn numbers(row: &DocumentRow<'_>) -> Value {
    let mut all = Vec::new();
    for (voice, framing) in [("author", &row.framing.author), ("all", &row.framing.all)] {
        add_framing(voice, framing, &mut all);
    }
    add("gap between all voices and the author", "both", None, &row.framing.gap, &mut all);
    json!({
        "path": row.source.path,
        "facts": facts(&row.metadata),
        "n_sentences": row.n_sentences,
        "n_sentences_counted": row.n_sentences_counted,
        "warnings": row.warnings.iter().map(|it| [&*it.code, &*it.message]).collect::<Vec<_>>(),
        "rows": all,
        "actors": row.actors.iter().map(|it| {
            let frames: Vec<_> = it.frames.0.iter().map(|(frame, weight)| json!([frame, weight])).collect();
            json!([it.name, it.entity_id, it.label, it.n_sentences, it.n_hits, frames])
        }).collect::<Vec<_>>(),
    })
}

fn add_framing(voice: &str, framing: &Framing<'_>, all: &mut Vec<Value>) {
    let position = &framing.position;
    let estimate = Estimate {
        value: position.value,
        interval: position.interval.clone(),
        count: position.count,
        denominator: position.denominator,
        reason: position.reason.clone(),
    };
    add("position", voice, None, &estimate, all);
    for it in &framing.frames {
        let rate = Estimate {
            value: it.rate_per_1000_words,
            interval: it.interval.clone(),
            count: it.n_hits,
            denominator: framing.n_words,
            reason: it.reason.clone(),
        };
        add("rate_per_1000_words", voice, Some(&it.frame), &rate, all);
        add("emphasis", voice, Some(&it.frame), &it.emphasis, all);
    }
    add("emphasis", voice, None, &framing.emphasis, all);
    add("balance", voice, None, &framing.balance, all);
    let dimensions = &framing.dimensions;
    add("affirmation", voice, None, &dimensions.affirmation, all);
    add("violation", voice, None, &dimensions.violation, all);
    add("justification", voice, None, &dimensions.justification, all);
}

fn add(name: &str, voice: &str, frame: Option<&str>, it: &Estimate<'_>, all: &mut Vec<Value>) {
    let interval = it.interval.as_ref().map(|it| [it.lo, it.hi]);
    all.push(json!([name, voice, frame, it.value, interval, it.count, it.denominator, it.reason]));
}

/// What is stated of a document, name and value.
fn facts(metadata: &DatedMetadata<'_>) -> Vec<[String; 2]> {
    let Ok(Value::Object(facts)) = serde_json::to_value(metadata) else { return Vec::new() };
    let own = facts.get("extra").and_then(Value::as_object).cloned().unwrap_or_default();
    let usual = facts.into_iter().filter(|(name, _)| {
        !matches!(name.as_str(), "extra" | "title" | "date_start" | "date_end" | "date_precision")
    });
    usual
        .chain(own)
        .filter_map(|(name, value)| Some([name, words(&value)?.into_owned()]))
        .filter(|it| !it[1].is_empty())
        .collect()
}
