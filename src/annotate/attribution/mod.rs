//! **Who says what?** Quotations, reported speech, and positions that a text ascribes to someone.
//!
//! In come a document with its names, out go [`Attribution`]s: source, cue and content, as in `PARC` (Pareti 2016) and
//! `PolNeAR` (Newell, Margolin and Ruths 2018). Total and pure. There is no parser: verbs and nouns of saying
//! (`models/attribution/cues.toml`) are read with the words on both sides, which tell verb from noun, subject from
//! object and one clause from the next.

mod content;
mod find;
mod holder;
mod line;
mod noun;
mod object;
mod phrase;
mod quotes;
#[cfg(test)]
mod tests;
mod turns;
mod words;

pub(in crate::annotate) use words::FactsByType;

use super::{Attitude, Attribution, AttributionKind, Mention, Referent, TypeCache};
use crate::document::{BlockKind, Document};
use crate::gazetteer::Gazetteer;
use crate::segment::{Segmentation, SentenceIx};
use crate::text::Span;
use find::Found;
use holder::{Author, Holder, Holders, Issuers};
use line::{Line, NO_QUOTE, Reader};
use words::{CueWords, Facts};

/// Tokens of a quotation that is too short to be what someone said, marks included.
const SCARE_TOKENS: usize = 9;

/// Finds who says what. Built once, shared by all threads.
#[derive(Debug)]
pub struct Attributor {
    words: CueWords,
    issuers: Issuers,
}

impl Attributor {
    /// The built-in word lists; the gazetteer says who issuers are.
    #[must_use]
    pub fn new(gazetteer: &Gazetteer) -> Self {
        Self { words: CueWords::built_in(), issuers: Issuers::of(gazetteer) }
    }

    /// The attributions of a document, sorted by where their content begins. `cache` has met this document last.
    pub(in crate::annotate) fn attributions(
        &self,
        (document, segmentation): (&Document, &Segmentation),
        (mentions, referents): (&[Mention], &[Referent]),
        gazetteer: &Gazetteer,
        cache: &mut TypeCache,
    ) -> Vec<Attribution> {
        let TypeCache { types, speech, .. } = cache;
        speech.catch_up(types, &self.words);
        let facts = types.document().iter().map(|&number| speech.of(number)).collect();
        let quotes = quotes::quotes(document, segmentation);
        let quote_of = quoted_tokens(&quotes, segmentation);
        let text = &document.text;
        let reader = Reader { text, segmentation, mentions, words: &self.words, facts, quotes, quote_of };
        let author = Author::of(&document.metadata, &self.issuers, gazetteer);
        let mut found =
            Gatherer { reader: &reader, holders: Holders { author: &author, referents }, all: Vec::new() };
        found.read();
        let mut all = found.all;
        all.extend(turns::turns(&reader));
        all.sort_by_key(|it| {
            it.content.first().map_or((0, 0), |first| (first.start(), u32::MAX - first.end()))
        });
        all
    }
}

/// For each token the quotation it stands in; empty without quotations.
fn quoted_tokens(quotes: &[quotes::Quote], segmentation: &Segmentation) -> Vec<u32> {
    if quotes.is_empty() {
        return Vec::new();
    }
    let tokens = &segmentation.tokens;
    let mut quote_of = vec![NO_QUOTE; tokens.len()];
    for (number, quote) in (0..).zip(quotes) {
        let first = tokens.partition_point(|token| token.span.start() < quote.span.start());
        for (at, token) in tokens.iter().enumerate().skip(first) {
            if token.span.start() >= quote.span.end() {
                break;
            }
            quote_of[at] = number;
        }
    }
    quote_of
}

/// Tokens that the title of a work in quotation marks has at most, marks included.
const TITLE_TOKENS: usize = 20;

/// Goes through a document sentence by sentence.
struct Gatherer<'r, 'd> {
    reader: &'r Reader<'d>,
    holders: Holders<'r>,
    all: Vec<Attribution>,
}

impl Gatherer<'_, '_> {
    fn read(&mut self) {
        let mut covered = vec![false; self.reader.quotes.len()];
        let mut last_quoted = None;
        for (at, sentence) in self.reader.segmentation.sentences.iter().enumerate() {
            if self.reader.segmentation.kind_of(sentence) == BlockKind::SpeakerTag {
                continue;
            }
            let line = Line::new(self.reader, SentenceIx::new(at), sentence);
            for found in line.attributions() {
                self.add(&line, found, &mut covered, &mut last_quoted);
            }
            self.add_loose_quotes(&line, &mut covered, &mut last_quoted);
        }
    }

    fn add(
        &mut self,
        line: &Line<'_, '_>,
        found: Found,
        covered: &mut [bool],
        last_quoted: &mut Option<(usize, usize)>,
    ) {
        let Holder { referent, mut is_author } = match &found.source {
            Some(source) => self.holders.of(line, source),
            None => Holder::default(),
        };
        is_author |= referent.is_none() && self.goes_on_of_author(line, &found);
        let outer = line.quote(found.cue.start);
        let mut content: Vec<Span> = Vec::with_capacity(found.content.len());
        for range in &found.content {
            let mut span = self.reader.span(range);
            for at in range.clone() {
                let number = line.quote(at);
                if number != NO_QUOTE && number != outer {
                    covered[number as usize] = true;
                    let whole = self.reader.quotes[number as usize].span;
                    // A quotation of several sentences is said as a whole.
                    span = if at == range.start || at + 1 == range.end { span.cover(whole) } else { span };
                    *last_quoted = Some((self.all.len(), number as usize));
                }
            }
            content.push(span);
        }
        self.all.push(Attribution {
            source: found.source.iter().map(|it| self.reader.span(it)).collect(),
            cue: vec![self.reader.span(&found.cue)],
            content,
            kind: found.kind,
            holder: referent,
            is_author,
            attitude: found.attitude,
        });
    }

    /// *My delegation reiterates its view*: a pronoun behind an author in the third person is the author.
    fn goes_on_of_author(&self, line: &Line<'_, '_>, found: &Found) -> bool {
        let Some(source) = found.source.as_ref().filter(|it| it.len() == 1) else { return false };
        let start = self.reader.segmentation.tokens[line.tokens.start].span.start();
        let last = self.all.last().filter(|it| it.cue.first().is_some_and(|cue| cue.start() >= start));
        matches!(self.reader.form(source.start), "it" | "its" | "they" | "their")
            && last.is_some_and(|it| it.is_author)
    }

    /// Quotations that no cue of the sentence claims: they go on with what was quoted before, stand for themselves, or
    /// set single words apart.
    fn add_loose_quotes(
        &mut self,
        line: &Line<'_, '_>,
        covered: &mut [bool],
        last_quoted: &mut Option<(usize, usize)>,
    ) {
        let mut before = NO_QUOTE;
        for at in line.tokens.clone() {
            let number = self.reader.quote(at);
            if number == before || number == NO_QUOTE {
                before = number;
                continue;
            }
            before = number;
            let number = number as usize;
            if std::mem::replace(&mut covered[number], true) {
                continue;
            }
            let quote = self.reader.quotes[number];
            let goes_on = last_quoted.filter(|&(_, last)| {
                let earlier = self.reader.quotes[last];
                at == line.tokens.start
                    && (earlier.block == quote.block
                        || !earlier.is_closed && earlier.block.get() + 1 == quote.block.get())
            });
            if let Some((whose, _)) = goes_on {
                self.all[whose].content.push(quote.span);
                *last_quoted = Some((whose, number));
                continue;
            }
            let tokens =
                (at..line.tokens.end).take_while(|&it| self.reader.quote(it) as usize == number).count();
            let is_short = tokens <= SCARE_TOKENS && quote.is_closed;
            if tokens <= TITLE_TOKENS && self.is_title(at, tokens) {
                continue;
            }
            let kind = if is_short { AttributionKind::Scare } else { AttributionKind::Direct };
            let attitude = if is_short { Attitude::Distances } else { Attitude::Neutral };
            if !is_short {
                *last_quoted = Some((self.all.len(), number));
            }
            // *As we stated in May: “...”*
            let is_author = !is_short
                && (line.tokens.start..at)
                    .any(|it| self.reader.quote(it) == NO_QUOTE && line.facts(it).any(Facts::AUTHOR));
            self.all.push(Attribution {
                source: Vec::new(),
                cue: Vec::new(),
                content: vec![quote.span],
                kind,
                holder: None,
                is_author,
                attitude,
            });
        }
    }

    /// Whether a short quotation is rather the title of a work or a name: capitals throughout.
    fn is_title(&self, start: usize, n_tokens: usize) -> bool {
        let small = Facts::PREPOSITION.or(Facts::DETERMINER).or(Facts::COORDINATOR);
        let words =
            (start..start + n_tokens).filter(|&at| self.reader.kind(at) == crate::segment::TokenKind::Word);
        let mut any = false;
        for at in words {
            let is_capital = self.reader.written(at).starts_with(char::is_uppercase);
            any |= is_capital;
            if !is_capital && !self.reader.facts(at).any(small) {
                return false;
            }
        }
        any
    }
}
