//! What is looked for.

use super::page::{Page, Place, surface};
use crate::annotate::{Matcher, TypeCache, Verdict};
use crate::codebook::{
    Codebook, CodebookError, Dimension, Entry, FamilyIx, Matching, Pattern, PatternError, Piece, Role,
};
use crate::document::{BlockKind, Document};
use crate::report::wire::{ConcordanceRow, HitRow};
use crate::segment::segment;
use crate::text::CharOffsets;
use std::collections::BTreeSet;

/// What a pattern is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryKind {
    /// An entry of the codebook: every match of it, counted or not.
    Entry,
    /// A family: its hits that count.
    Family,
    /// A frame: its hits that count.
    Frame,
    /// An entity such as `state:CHN`: its mentions.
    Entity,
    /// Words, in the pattern language of codebooks.
    Phrase,
}

impl QueryKind {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Family => "family",
            Self::Frame => "frame",
            Self::Entity => "entity",
            Self::Phrase => "phrase",
        }
    }
}

/// The names that a pattern may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Ids of frames.
    pub frames: BTreeSet<String>,
    /// Ids of families.
    pub families: BTreeSet<String>,
    /// Ids of entries, cues left out.
    pub entries: BTreeSet<String>,
}

impl Names {
    /// The names of a codebook.
    #[must_use]
    pub fn of(codebook: &Codebook) -> Self {
        let is_cue = |entry: &Entry| matches!(entry.role, Role::Cue { .. });
        Self {
            frames: codebook.frames.iter().map(|it| it.id.clone()).collect(),
            families: codebook.families.iter().map(|it| it.id.clone()).collect(),
            entries: codebook.entries.iter().filter(|it| !is_cue(it)).map(|it| it.id.clone()).collect(),
        }
    }

    /// What a pattern is taken for: a frame, a family, an entry, an entity (`label:name`), else a phrase.
    #[must_use]
    pub fn kind_of(&self, pattern: &str) -> QueryKind {
        let is_entity = pattern.split_once(':').is_some_and(|(label, name)| {
            let is_label = |mark: char| mark.is_ascii_lowercase() || mark == '_';
            !label.is_empty()
                && label.chars().all(is_label)
                && !name.is_empty()
                && !name.contains(char::is_whitespace)
        });
        match () {
            () if self.frames.contains(pattern) => QueryKind::Frame,
            () if self.families.contains(pattern) => QueryKind::Family,
            () if self.entries.contains(pattern) => QueryKind::Entry,
            () if is_entity => QueryKind::Entity,
            () => QueryKind::Phrase,
        }
    }
}

/// Why a pattern cannot be looked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// It is no name of its kind.
    #[error("there is no {} {pattern:?} in the codebook; `normscope codebook show` lists them", kind.name())]
    Unknown {
        /// What it was taken for.
        kind: QueryKind,
        /// The pattern.
        pattern: String,
    },
    /// It breaks the rules of the pattern language.
    #[error("{pattern:?}: {problem}; docs/codebook.md describes patterns")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong, and where.
        problem: PatternError,
    },
    /// It names a list that the codebook does not have.
    #[error("{pattern:?}: the codebook has no list {{{list}}}")]
    NoList {
        /// The pattern.
        pattern: String,
        /// The list.
        list: String,
    },
    /// It means too many things, or has an open end.
    #[error("{pattern:?} cannot be looked for: {problem}")]
    Compile {
        /// The pattern.
        pattern: String,
        /// Why.
        problem: CodebookError,
    },
}

/// What is looked for, ready to be found.
pub struct Query {
    pattern: String,
    kind: QueryKind,
    phrase: Option<(Matcher, TypeCache)>,
}

impl Query {
    /// Checks a pattern and makes it ready. Phrases may use the word lists of the codebook.
    ///
    /// # Errors
    /// If there is no such name, or the pattern cannot be read.
    pub fn new(
        pattern: &str,
        kind: QueryKind,
        names: &Names,
        codebook: &Codebook,
    ) -> Result<Self, QueryError> {
        let is_known = match kind {
            QueryKind::Entry => names.entries.contains(pattern),
            QueryKind::Family => names.families.contains(pattern),
            QueryKind::Frame => names.frames.contains(pattern),
            QueryKind::Entity | QueryKind::Phrase => true,
        };
        let pattern = pattern.to_owned();
        if !is_known {
            return Err(QueryError::Unknown { kind, pattern });
        }
        let phrase = match kind {
            QueryKind::Phrase => Some((phrase(&pattern, codebook)?, TypeCache::new())),
            _ => None,
        };
        Ok(Self { pattern, kind, phrase })
    }

    /// What the pattern is taken for.
    #[must_use]
    pub const fn kind(&self) -> QueryKind {
        self.kind
    }

    /// The lines of a document, in the order of the text, with up to `window` words on either side.
    pub fn lines(&mut self, page: &Page<'_>, window: usize) -> Vec<ConcordanceRow> {
        let mut places = self.places(page);
        places.sort_by_key(|it| (it.start, it.end));
        places.dedup_by_key(|it| (it.start, it.end));
        page.lines(places, window)
    }

    fn places(&mut self, page: &Page<'_>) -> Vec<Place> {
        let is_meant = |hit: &&HitRow<'_>| match self.kind {
            QueryKind::Entry => hit.entry == self.pattern,
            QueryKind::Family => hit.counted && hit.family.as_deref() == Some(&self.pattern),
            _ => hit.counted && hit.frame.as_deref() == Some(&self.pattern),
        };
        match (&mut self.phrase, self.kind) {
            (Some((matcher, cache)), _) => matches(matcher, cache, page.text),
            (None, QueryKind::Entity) => {
                let is_entity = |id: Option<&str>| id == Some(self.pattern.as_str());
                let meant = page.mentions.iter().filter(|it| is_entity(it.entity_id.as_deref()));
                meant.map(|it| Place { start: it.start, end: it.end, voice: None }).collect()
            }
            (None, _) => page.hits.iter().filter(is_meant).map(of_hit).collect(),
        }
    }
}

fn of_hit(hit: &HitRow<'_>) -> Place {
    let voice = Some((hit.voice.to_string(), surface(hit.holder.as_ref())));
    Place { start: hit.start, end: hit.end, voice }
}

/// What finds a phrase: a codebook with this one entry.
fn phrase(pattern: &str, codebook: &Codebook) -> Result<Matcher, QueryError> {
    let named = || pattern.to_owned();
    let parsed =
        Pattern::parse(pattern).map_err(|problem| QueryError::Pattern { pattern: named(), problem })?;
    if let Some(list) = unknown_list(&parsed, codebook) {
        return Err(QueryError::NoList { pattern: named(), list });
    }
    let role = Role::Evidence {
        family: FamilyIx::new(0),
        dimension: Dimension::Affirmation,
        weight: 1.0,
        turned: None,
    };
    let place = crate::codebook::Place { file: String::new(), line: 1 };
    let entry = Entry {
        patterns: vec![named()],
        matching: Matching::Inflected,
        ..Entry::named("phrase", role, place)
    };
    let alone = Codebook { entries: vec![entry], ..codebook.clone() };
    Matcher::new(&alone).map_err(|problem| QueryError::Compile { pattern: named(), problem })
}

/// The first list of a pattern that the codebook does not have.
fn unknown_list(pattern: &Pattern, codebook: &Codebook) -> Option<String> {
    pattern.pieces.iter().find_map(|piece| unknown_in(piece, codebook))
}

fn unknown_in(piece: &Piece, codebook: &Codebook) -> Option<String> {
    match piece {
        Piece::List(name) => (!codebook.lists.contains_key(name)).then(|| name.clone()),
        Piece::Compound(pieces) => pieces.iter().find_map(|it| unknown_in(it, codebook)),
        Piece::Group { alternatives, .. } => alternatives.iter().find_map(|it| unknown_list(it, codebook)),
        Piece::Word(_) | Piece::Gap(_) | Piece::AnyWord | Piece::Comma => None,
    }
}

/// Every match of a phrase in a text, wherever on the page; of overlapping ones the longest.
fn matches(matcher: &Matcher, cache: &mut TypeCache, text: &str) -> Vec<Place> {
    let document = Document::of_text("page", text);
    let segmentation = segment(&document);
    let everywhere: BTreeSet<BlockKind> = BlockKind::ALL.into_iter().collect();
    let found = matcher.annotate(&document, &segmentation, &everywhere, cache);
    let offsets = CharOffsets::new(text);
    let stands = found.hits.iter().filter(|it| matches!(it.verdict, Verdict::Counted | Verdict::Repeated));
    stands
        .map(|hit| {
            let span = offsets.span(hit.span);
            Place { start: span.start, end: span.end, voice: None }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(pattern: &str) -> Result<Query, String> {
        let codebook = Codebook::built_in();
        let names = Names::of(&codebook);
        Query::new(pattern, names.kind_of(pattern), &names, &codebook).map_err(|error| error.to_string())
    }

    fn keywords(pattern: &str, text: &str) -> Vec<String> {
        let page = Page { doc_id: "a", text, sentences: &[], hits: &[], mentions: &[] };
        let mut query = query(pattern).expect("the pattern can be looked for");
        query.lines(&page, 3).into_iter().map(|line| line.keyword).collect()
    }

    #[test]
    fn a_pattern_is_what_the_codebook_calls_so() {
        let names = Names::of(&Codebook::built_in());
        assert_eq!(names.kind_of("R2"), QueryKind::Family);
        assert_eq!(names.kind_of("state"), QueryKind::Frame);
        assert_eq!(names.kind_of("state:CHN"), QueryKind::Entity);
        assert_eq!(names.kind_of("state: the"), QueryKind::Phrase);
        assert_eq!(names.kind_of("digital order"), QueryKind::Phrase);
    }

    #[test]
    fn phrases_are_found_anywhere_with_all_their_forms() {
        let text = "Digital borders\n\nA digital border, they say, and digital\nborders again.";
        assert_eq!(
            keywords("digital border", text),
            ["Digital borders", "digital border", "digital borders"]
        );
        assert_eq!(keywords("(they|we) say", text), ["they say"]);
    }

    #[test]
    fn what_cannot_be_looked_for_is_said() {
        let problem = |pattern: &str| query(pattern).err().expect("it cannot be looked for");
        assert!(problem("(open").contains("column"), "{}", problem("(open"));
        assert!(problem("rights of {nobody}").contains("no list {nobody}"));
        let names = Names::of(&Codebook::built_in());
        let unknown = Query::new("R99", QueryKind::Family, &names, &Codebook::built_in()).err();
        assert!(unknown.expect("no such family").to_string().contains("no family \"R99\""));
    }
}
