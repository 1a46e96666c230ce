//! Text reuse under the names of the public format.

use super::TextPolicy;
use crate::compare::Study;
use crate::compare::reuse::{GRAM, Passage, Texts};
use crate::report::reuse::{Dedup, Found, Reused};
use crate::report::wire::{
    Boilerplate, DocumentReuse, Duplicate, Duplicates, Excerpt, SharedPassage, SideReuse, TextReuse,
};
use crate::text::CharSpan;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// Passages listed.
const MOST_PASSAGES: usize = 1000;
/// Words of all passages listed, so that two runs over the same texts do not list every word; the longest passage always is.
const MOST_WORDS: usize = 100_000;
/// Documents listed of each side.
const MOST_DOCUMENTS: usize = 500;
/// Boilerplate passages listed of each side.
const MOST_BOILERPLATE: usize = 200;
/// Near-duplicates listed of each side.
pub const MOST_DUPLICATES: usize = 1000;

/// Words of a text: its place in the study, and which of its words.
type Words = (usize, Range<usize>);

/// Where words stand, once they are found, and what stands there, if that may be told.
type Cut = Option<(CharSpan, Option<String>)>;

/// What is listed, cut out of the texts.
#[derive(Clone, Debug)]
pub struct Cuts {
    cuts: BTreeMap<(usize, usize, usize), Cut>,
    policy: TextPolicy,
}

impl Cuts {
    /// What has to be cut.
    #[must_use]
    pub fn new(listed: &Listed<'_, '_>, policy: TextPolicy) -> Self {
        let of_passages =
            listed.passages().iter().flat_map(|it| [0, 1].map(|side| (it.texts[side], it.words(side))));
        let boilerplate = listed.found.boilerplate.iter().flat_map(|side| side.iter().take(MOST_BOILERPLATE));
        let of_boilerplate = boilerplate.map(|it| (it.text, it.first..it.first + it.n_words));
        let key = |(text, words): Words| ((text, words.start, words.end), None);
        Self { cuts: of_passages.chain(of_boilerplate).map(key).collect(), policy }
    }

    /// The words that are wanted of a text.
    #[must_use]
    pub fn wanted(&self, text: usize) -> Vec<Range<usize>> {
        self.cuts.range((text, 0, 0)..(text + 1, 0, 0)).map(|(&(_, start, end), _)| start..end).collect()
    }

    /// Puts in where words stand, and what stands there.
    pub fn put(&mut self, (text, words): Words, span: CharSpan, surface: &str) {
        let surface = (self.policy == TextPolicy::Written).then(|| surface.to_owned());
        self.cuts.insert((text, words.start, words.end), Some((span, surface)));
    }

    fn excerpt<'a>(&self, study: &'a Study, (text, words): Words) -> Excerpt<'a> {
        let (span, surface) =
            self.cuts[&(text, words.start, words.end)].clone().expect("what is listed was cut out");
        Excerpt {
            doc_id: Cow::Borrowed(&study.documents[text].id),
            start: span.start,
            end: span.end,
            text: surface.map(Cow::Owned),
        }
    }
}

/// What was found, and in which documents.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'f, 's> {
    /// The words.
    pub texts: &'f Texts,
    /// The documents.
    pub study: &'s Study,
    /// What was found.
    pub found: &'f Found,
    /// The places of each side's documents in the study.
    pub all: &'f [Vec<usize>; 2],
    /// Those that are compared.
    pub kept: &'f [Vec<usize>; 2],
    /// Whether near-duplicates are among those.
    pub dedup: Dedup,
}

impl<'s> Reused<'s> {
    /// Nothing, since texts are not there.
    #[must_use]
    pub fn without_texts() -> Self {
        let summary = TextReuse {
            dedup: false,
            min_words: GRAM as u64,
            n_passages: None,
            n_passages_left_out: None,
            target: None,
            reference: None,
            reason: Some("no-text".into()),
        };
        Self { passages: None, summary }
    }
}

impl<'s> Listed<'_, 's> {
    fn passages(&self) -> &[Passage] {
        let (all, mut n_words) = (&self.found.reuse.passages, 0);
        let fits = |it: &&Passage| {
            n_words += it.n_words;
            n_words <= MOST_WORDS
        };
        let n = all.iter().take(MOST_PASSAGES).take_while(fits).count();
        &all[..n.max(all.len().min(1))]
    }

    /// All of it.
    #[must_use]
    pub fn reused(&self, cuts: &Cuts) -> Reused<'s> {
        let passage = |it: &Passage| SharedPassage {
            n_words: it.n_words as u64,
            target: cuts.excerpt(self.study, (it.texts[0], it.words(0))),
            reference: cuts.excerpt(self.study, (it.texts[1], it.words(1))),
        };
        let n = self.found.reuse.passages.len();
        let summary = TextReuse {
            dedup: self.dedup == Dedup::LeaveOut,
            min_words: GRAM as u64,
            n_passages: Some(n as u64),
            n_passages_left_out: Some((n - self.passages().len()) as u64),
            target: Some(self.side(0, cuts)),
            reference: Some(self.side(1, cuts)),
            reason: None,
        };
        Reused { passages: Some(self.passages().iter().map(passage).collect()), summary }
    }

    fn n_words(&self, text: usize) -> u64 {
        self.texts.range(text).len() as u64
    }

    fn side(&self, side: usize, cuts: &Cuts) -> SideReuse<'s> {
        let n_shared = &self.found.reuse.n_shared[side];
        let n_words: u64 = self.kept[side].iter().map(|&text| self.n_words(text)).sum();
        let n_words_shared: u64 = n_shared.iter().map(|&n| n as u64).sum();
        let boilerplate = &self.found.boilerplate[side];
        SideReuse {
            n_words,
            n_words_shared,
            share: (n_words > 0).then(|| n_words_shared as f64 / n_words as f64),
            n_documents_sharing: n_shared.iter().filter(|&&n| n > 0).count() as u64,
            documents: self.documents(side),
            boilerplate: boilerplate
                .iter()
                .take(MOST_BOILERPLATE)
                .map(|it| Boilerplate {
                    n_documents: it.n_documents as u64,
                    n_words: it.n_words as u64,
                    example: cuts.excerpt(self.study, (it.text, it.first..it.first + it.n_words)),
                })
                .collect(),
            n_boilerplate_left_out: boilerplate.len().saturating_sub(MOST_BOILERPLATE) as u64,
            duplicates: self.duplicates(side),
        }
    }

    /// The documents that share most of their words.
    fn documents(&self, side: usize) -> Vec<DocumentReuse<'s>> {
        let n_shared = &self.found.reuse.n_shared[side];
        let sharing = self.kept[side].iter().zip(n_shared).filter(|(_, n)| **n > 0);
        let mut rows: Vec<DocumentReuse<'s>> = sharing
            .map(|(&text, &n)| DocumentReuse {
                doc_id: Cow::Borrowed(&self.study.documents[text].id),
                n_words: self.n_words(text),
                n_words_shared: n as u64,
                share: n as f64 / self.n_words(text) as f64,
            })
            .collect();
        rows.sort_by(|one, other| {
            other.share.total_cmp(&one.share).then_with(|| {
                let key = |it: &DocumentReuse<'_>| Reverse(it.n_words_shared);
                key(one).cmp(&key(other))
            })
        });
        rows.truncate(MOST_DOCUMENTS);
        rows
    }

    fn duplicates(&self, side: usize) -> Duplicates<'s> {
        let found = &self.found.duplicates[side];
        let n_words =
            |texts: &mut dyn Iterator<Item = usize>| texts.map(|text| self.n_words(text)).sum::<u64>();
        let all = n_words(&mut self.all[side].iter().copied());
        let name = |text: usize| Cow::Borrowed(&*self.study.documents[text].id);
        Duplicates {
            n_duplicates: found.len() as u64,
            n_documents_effective: (self.all[side].len() - found.len()) as u64,
            n_words_effective: all - n_words(&mut found.iter().map(|it| it.text)),
            method: "exact".into(),
            duplicates: found
                .iter()
                .take(MOST_DUPLICATES)
                .map(|it| Duplicate {
                    doc_id: name(it.text),
                    original: name(it.original),
                    resemblance: it.resemblance,
                })
                .collect(),
        }
    }
}
