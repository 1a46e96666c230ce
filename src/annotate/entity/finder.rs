//! Everything that finds names, made ready, and the way through one document.

use super::choose::{Candidate, Source, choose, may_be};
use super::date::{Dated, dates};
use super::heads::HeadRules;
use super::known::Known;
use super::link::{Linker, Named};
use super::page::Page;
use super::reach::Reach;
use super::recogniser::{Name, NameKind, Recogniser};
use super::rules::Rules;
use super::short::ShortForms;
use super::tree::{NameTree, SurfaceIx};
use super::word_lists::WordLists;
use super::words::{NameWords, Role, Roles};
use crate::annotate::{Evidence, Mention, Referent, StandsFor, TypeCache};
use crate::document::Document;
use crate::gazetteer::{Entity, Gazetteer, Label, SurfaceKind};
use crate::segment::{Segmentation, Sentence, SentenceIx};
use std::ops::Range;

/// Least margin of a name of the recogniser: of bodies and places the gazetteer knows most, and what it does not know
/// is often a common noun with a capital. Chosen on `entities/dev.jsonl`.
const fn least_margin(kind: NameKind) -> f32 {
    match kind {
        NameKind::Person => 0.0,
        NameKind::Organisation | NameKind::Place => 1.0,
    }
}

/// The table of head words.
const HEADS: &str = include_str!("../../../models/names/heads.tsv");

/// A gazetteer made ready, with the rules and the recogniser. Built once, shared by all threads.
pub struct Finder {
    pub(super) gazetteer: Gazetteer,
    pub(super) heads: HeadRules,
    lists: WordLists,
    words: NameWords,
    tree: NameTree,
    roles: Roles,
    recogniser: Recogniser,
}

/// The names with the dates that stand in none of them: *September 11 attacks* is an event.
fn with_dates(mut mentions: Vec<Mention>, dates: Vec<Dated>) -> Vec<Mention> {
    let names = mentions.len();
    for date in dates {
        let behind = mentions[..names].partition_point(|name| name.tokens.end <= date.tokens.start);
        let is_free = mentions[..names].get(behind).is_none_or(|name| date.tokens.end <= name.tokens.start);
        if is_free {
            mentions.push(Mention {
                span: date.span,
                tokens: date.tokens,
                sentence: date.sentence,
                label: Label::Date,
                stands_for: StandsFor::Time(date.iso),
                evidence: Evidence::Rule,
            });
        }
    }
    mentions.sort_by_key(|mention| mention.tokens.start);
    mentions
}

impl Finder {
    /// Makes a gazetteer ready.
    #[must_use]
    pub fn new(gazetteer: Gazetteer, recogniser: Recogniser) -> Self {
        let mut words = NameWords::default();
        let heads = HeadRules::new(HEADS, &mut words);
        let lists = WordLists::built_in(&mut words);
        let tree = NameTree::new(&gazetteer, &mut words);
        let small = |text: &str| text.starts_with(char::is_lowercase) && !text.starts_with("the ");
        let small_names = gazetteer.surfaces.iter().filter(|surface| small(&surface.text));
        let first_word = |text: &str| text.split([' ', '-']).next().map(|word| words.number(word));
        let mut roles = Roles::default();
        roles.give(Role::NAME, tree.first_words());
        roles.give(Role::SMALL_NAME, small_names.filter_map(|surface| first_word(&surface.text)));
        roles.give(Role::HEAD, heads.first_words());
        roles.give(Role::TITLE, lists.naming_titles.first_words());
        roles.give(Role::CUE, lists.cues);
        Self { gazetteer, heads, lists, words, tree, roles, recogniser }
    }

    /// The gazetteer.
    #[must_use]
    pub const fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The recogniser.
    #[must_use]
    pub const fn recogniser(&self) -> &Recogniser {
        &self.recogniser
    }

    /// The mentions of a document, sorted and disjoint, and what they stand for. `cache` has met this document last.
    pub(in crate::annotate) fn find(
        &self,
        document: &Document,
        segmentation: &Segmentation,
        cache: &mut TypeCache,
    ) -> (Vec<Mention>, Vec<Referent>) {
        let TypeCache { types, names, recognised, .. } = cache;
        names.catch_up(types, self.gazetteer.fingerprint, (&self.words, &self.roles));
        let recognised = self.recogniser.find(document, segmentation, &[], (recognised, types));
        let page = Page::new(document, segmentation, types, names);
        let mut linker = Linker::new(&page, &self.gazetteer, document.metadata.date);
        let mut short = ShortForms::new(document, &page, &self.lists, &self.heads);
        let mut rest = &recognised[..];
        for (at, sentence) in segmentation.sentences.iter().enumerate() {
            let n = rest.iter().take_while(|name| name.tokens.start < sentence.tokens.end).count();
            let (here, behind) = rest.split_at(n);
            rest = behind;
            for chosen in self.names_in(&page, sentence, here, &short) {
                let named = self.named(&page, sentence, chosen);
                short.remember(&page, &named);
                linker.add(named, SentenceIx::new(at));
            }
        }
        let (names, referents) = linker.finish();
        (with_dates(names, dates(document, segmentation)), referents)
    }

    /// The names of one sentence.
    fn names_in<'d>(
        &self,
        page: &Page<'d>,
        sentence: &Sentence,
        recognised: &[Name],
        short: &ShortForms<'d>,
    ) -> Vec<Candidate> {
        let mut candidates = self.known_names(page, sentence);
        let reach =
            Reach { page, lists: &self.lists, start: sentence.tokens.start, limit: sentence.tokens.end };
        let ruled = Rules { finder: self, reach }.gather(Known::new(&candidates));
        candidates.extend(ruled);
        short.gather(page, sentence, &self.lists, &mut candidates);
        candidates.extend(recognised.iter().filter_map(|it| self.trusted(page, sentence, it)));
        if candidates.is_empty() { candidates } else { choose(candidates, page, &self.gazetteer) }
    }

    /// A name of the recogniser without the words before it that are no part of it; `None` for what it finds without
    /// being right.
    fn trusted(&self, page: &Page<'_>, sentence: &Sentence, name: &Name) -> Option<Candidate> {
        let mut tokens = name.tokens.clone();
        let first = |at: usize| page.word(at).whole;
        let begins_sentence =
            |at: usize| at == sentence.tokens.start && self.lists.function_words.contains(&first(at));
        while !tokens.is_empty()
            && (begins_sentence(tokens.start)
                || tokens.len() > 1 && self.lists.epithets.contains(&first(tokens.start)))
        {
            tokens.start += 1;
        }
        if tokens.is_empty() {
            return None;
        }
        let after_the =
            tokens.start > sentence.tokens.start && page.word(tokens.start - 1).whole == self.lists.the;
        let is_office = name.kind == NameKind::Person && tokens.len() == 1 && after_the;
        (!is_office && name.margin >= least_margin(name.kind))
            .then(|| Candidate::new(tokens, Source::Model(name.kind)))
    }

    /// The names of the gazetteer: the longest from each token.
    fn known_names(&self, page: &Page<'_>, sentence: &Sentence) -> Vec<Candidate> {
        let limit = sentence.tokens.end;
        let starts = |at: &usize| {
            let role = page.word(*at).role;
            role.has(Role::NAME)
                && (page.is_capital(*at) || page.is_number(*at) || role.has(Role::SMALL_NAME))
        };
        let mut ways = Vec::new();
        let found = sentence.tokens.clone().filter(starts).filter_map(|at| {
            let found = self.tree.longest(page, &self.gazetteer.surfaces, ((at, limit), &mut ways))?;
            let is_sure = |at: &SurfaceIx| !self.gazetteer.surfaces[*at as usize].is_ambiguous;
            let is_ambiguous = !found.surfaces.iter().any(is_sure);
            let mut surfaces = found.surfaces;
            surfaces.sort_by_key(|at| !is_sure(at));
            let stands_alone = self.stands_alone(page, sentence, &found.tokens);
            let known = Candidate::new(found.tokens, Source::Gazetteer(surfaces));
            Some(Candidate { is_ambiguous, stands_alone, ..known })
        });
        found.collect()
    }

    /// Whether only the capital tells that the words are a name: they begin no sentence and no longer name.
    fn stands_alone(&self, page: &Page<'_>, sentence: &Sentence, tokens: &Range<usize>) -> bool {
        let behind = tokens.end;
        let of = tokens.start.wrapping_sub(1);
        // *Minister of Foreign Affairs*: part of something longer, if of no name.
        let is_complement = of > sentence.tokens.start
            && sentence.tokens.contains(&of)
            && page.word(of).whole == self.lists.of
            && page.is_capital(of - 1);
        !is_complement
            && tokens.start > sentence.tokens.start
            && page.name(tokens).len() > 3
            && !(behind < sentence.tokens.end && page.is_capital(behind))
            && !page.is_capital(tokens.start - 1)
            && page.written(tokens.start).contains(char::is_lowercase)
    }

    /// What a chosen name is.
    fn named(&self, page: &Page<'_>, sentence: &Sentence, chosen: Candidate) -> Named {
        let tokens = chosen.tokens;
        match chosen.source {
            Source::Gazetteer(surfaces) => self.known(page, sentence, (tokens, surfaces)),
            Source::Rule(label) => {
                let label = label.expect("what is no name is not chosen");
                Named { entity: chosen.entity, ..Named::new(tokens, label, Evidence::Rule) }
            }
            Source::Short(long) => {
                // The label is that of the long form, which may stand further on.
                Named { short_for: Some(long), ..Named::new(tokens, Label::CivilSociety, Evidence::Acronym) }
            }
            Source::Defined => {
                let label = self.label_of_model(page, &tokens, NameKind::Organisation);
                Named::new(tokens, label, Evidence::Rule)
            }
            Source::Model(kind) => {
                let label = self.label_of_model(page, &tokens, kind);
                Named::new(tokens, label, Evidence::Model)
            }
        }
    }

    /// A name of the gazetteer: a seat of government is its state where it acts, or where it is nothing else.
    fn known(
        &self,
        page: &Page<'_>,
        sentence: &Sentence,
        (tokens, surfaces): (Range<usize>, Vec<SurfaceIx>),
    ) -> Named {
        let is_seat = |at: &SurfaceIx| self.gazetteer.surfaces[*at as usize].kind == SurfaceKind::Seat;
        let (seats, others): (Vec<_>, Vec<_>) = surfaces.into_iter().partition(is_seat);
        let (surfaces, label) = match others.first() {
            Some(&first) if seats.is_empty() || !self.acts(page, sentence, &tokens) => {
                (others, self.label_of(first))
            }
            _ => (seats, Label::State),
        };
        Named { surfaces, ..Named::new(tokens, label, Evidence::Gazetteer) }
    }

    fn label_of(&self, at: SurfaceIx) -> Label {
        let surface = &self.gazetteer.surfaces[at as usize];
        let entity: &Entity = self.gazetteer.entity(surface.entity);
        if surface.kind == SurfaceKind::Demonym { Label::Group } else { entity.label }
    }

    fn label_of_model(&self, page: &Page<'_>, tokens: &Range<usize>, kind: NameKind) -> Label {
        let by_head = self.heads.label_of(page, tokens).flatten().filter(|label| may_be(*label, kind));
        by_head.unwrap_or(match kind {
            NameKind::Person => Label::Person,
            NameKind::Organisation => Label::CivilSociety,
            NameKind::Place => Label::Location,
        })
    }

    /// Whether a seat of government acts: a verb of acting stands behind it, what a state has belongs to it, or a
    /// word before it gives it a part.
    fn acts(&self, page: &Page<'_>, sentence: &Sentence, tokens: &Range<usize>) -> bool {
        let within = |at: usize| sentence.tokens.contains(&at);
        let lists = &self.lists;
        let (before, behind) = (tokens.start.wrapping_sub(1), tokens.end);
        if page.is_genitive(tokens.end - 1) {
            return within(behind) && lists.acting_nouns.contains(&page.word(behind).whole);
        }
        let the = usize::from(within(before) && page.word(before).whole == lists.the);
        let before = before.wrapping_sub(the);
        let verb = within(behind) && lists.acting_verbs.contains(&page.word(behind).whole);
        let in_place = within(before) && matches!(page.form(before), "in" | "at" | "near" | "to" | "of");
        let part = within(before) && lists.acting_prepositions.contains(&page.word(before).whole);
        verb && !in_place || part
    }
}
