//! One convention for rows that were labelled by several: what is a name, and of which kind.

use crate::Result;
use crate::named::{Named, Sentence};
use normscope::annotate::NameKind;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Adjectives and nouns for people; gazetteers and rules find them, so to us they are no names.
const DEMONYMS: &str = include_str!("demonyms.txt");

/// Sources that label a state as an organisation when it acts.
const ACTING_STATES: &str = "re3d";
/// Spans of this source hold words that no name ends with (`the Assad regime`).
const PLAIN_ENDS: &[&str] = &[
    "forces",
    "regime",
    "government",
    "team",
    "people",
    "fighters",
    "opposition",
    "terrorists",
    "members",
    "partners",
    "officers",
    "targets",
    "operations",
    "troops",
    "aircraft",
    "family",
    "leaders",
    "families",
];

/// What is changed.
pub struct Conventions {
    demonyms: BTreeSet<&'static str>,
    /// Names that the other sources mostly label as places.
    places: BTreeSet<String>,
}

impl Conventions {
    /// Learns from all rows which names are places.
    pub fn learn(rows: &[Sentence]) -> Self {
        let mut kinds: BTreeMap<String, [u32; 2]> = BTreeMap::new();
        for row in rows.iter().filter(|row| !row.source.starts_with(ACTING_STATES)) {
            for (range, kind) in &row.names {
                let counts = kinds.entry(bare(&row.text[range.clone()])).or_default();
                counts[usize::from(*kind == NameKind::Place)] += 1;
            }
        }
        let mostly = |counts: &[u32; 2]| counts[1] >= 2 && counts[1] > 2 * counts[0];
        let places = kinds.into_iter().filter(|(_, counts)| mostly(counts)).map(|(name, _)| name).collect();
        Self { demonyms: DEMONYMS.split_whitespace().collect(), places }
    }

    /// Brings a row into line.
    pub fn apply(&self, row: &mut Sentence) {
        let text = std::mem::take(&mut row.text);
        let acting = row.source.starts_with(ACTING_STATES);
        row.names.retain_mut(|(range, kind)| {
            *range = self.core(&text, range.clone(), *kind);
            let name = bare(&text[range.clone()]);
            if *kind == NameKind::Organisation && acting && self.places.contains(&name) {
                *kind = NameKind::Place;
            }
            let plain_end = name.split(' ').next_back().is_some_and(|last| PLAIN_ENDS.contains(&last));
            let is_demonym = self.demonyms.contains(name.to_lowercase().as_str());
            !(is_demonym || acting && plain_end)
        });
        row.text = text;
    }
}

impl Conventions {
    /// The place inside what says where in it or what of it: `northern Iraq`, `Mosul district`, `people of Iraq`.
    fn core(&self, text: &str, range: Range<usize>, kind: NameKind) -> Range<usize> {
        let is_small = |word: &str| word.chars().all(|letter| letter.is_lowercase() || letter == '-');
        let (mut start, mut end) = (range.start, range.end);
        while let Some((first, rest)) = text[start..end].split_once(' ').filter(|(first, _)| is_small(first))
        {
            start = end - rest.len();
            let _ = first;
        }
        while let Some((rest, _)) = text[start..end].rsplit_once(' ').filter(|(_, last)| is_small(last)) {
            end = start + rest.len();
        }
        let is_place = kind == NameKind::Place || self.places.contains(&bare(&text[start..end]));
        if is_place { start..end } else { range }
    }
}

/// A name without article and possessive.
fn bare(name: &str) -> String {
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let ends = ["'s", "’s"];
    ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name).to_owned()
}

#[derive(Deserialize)]
struct Entities {
    id: String,
    text: String,
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    start: usize,
    end: usize,
    label: String,
}

/// Our own labelled sentences, their labels folded into the three kinds.
pub fn read_entities(lines: &str) -> Result<Vec<Sentence>> {
    let mut rows = Vec::new();
    for line in lines.lines() {
        let row: Entities = serde_json::from_str(line)?;
        let places: Vec<usize> = row.text.char_indices().map(|(at, _)| at).chain([row.text.len()]).collect();
        let named = |mention: &Mention| -> Option<Named> {
            Some((places[mention.start]..places[mention.end], kind(&mention.label)?))
        };
        let mut names: Vec<Named> = row.mentions.iter().filter_map(named).collect();
        names.sort_by_key(|(range, _)| range.start);
        rows.push(Sentence { text: row.text, names, source: "own".to_owned(), document: row.id });
    }
    Ok(rows)
}

fn kind(label: &str) -> Option<NameKind> {
    match label {
        "PERSON" => Some(NameKind::Person),
        "IGO" | "GOV_BODY" | "CIVIL_SOCIETY" | "COMPANY" | "MEDIA" | "PARTY" => Some(NameKind::Organisation),
        "STATE" | "LOCATION" => Some(NameKind::Place),
        _ => None,
    }
}
