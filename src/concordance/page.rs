//! One document, as rows.

use crate::report::wire::{ConcordanceRow, HitRow, Holder, MentionRow, SentenceRow};
use crate::text::context;
use std::ops::Range;

/// One document, as the rows that a run writes of it.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Its name.
    pub doc_id: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Its counted sentences, in the order of the text.
    pub sentences: &'a [SentenceRow<'a>],
    /// Its hits.
    pub hits: &'a [HitRow<'a>],
    /// Its mentions.
    pub mentions: &'a [MentionRow<'a>],
}

/// A place that was found, in code points.
#[derive(Clone, Debug)]
pub struct Place {
    pub start: u32,
    pub end: u32,
    /// Whose words it is among, where that is known more closely than for the sentence.
    pub voice: Option<(String, Option<String>)>,
}

impl Page<'_> {
    /// The counted sentence at a place.
    fn sentence_at(&self, start: u32) -> Option<&SentenceRow<'_>> {
        let behind = self.sentences.partition_point(|it| it.start <= start);
        self.sentences[..behind].last().filter(|it| start < it.end)
    }

    /// The lines of these places.
    pub(super) fn lines(&self, places: Vec<Place>, window: usize) -> Vec<ConcordanceRow> {
        if places.is_empty() {
            return Vec::new();
        }
        let starts: Vec<usize> =
            self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]).collect();
        let bytes =
            |place: &Place| Some(*starts.get(place.start as usize)?..*starts.get(place.end as usize)?);
        places.into_iter().filter_map(|place| Some(self.line(bytes(&place)?, place, window))).collect()
    }

    fn line(&self, bytes: Range<usize>, place: Place, window: usize) -> ConcordanceRow {
        let sentence = self.sentence_at(place.start);
        let of_sentence = || sentence.map(|it| (it.voice.to_string(), surface(it.holder.as_ref())));
        let voice = place.voice.or_else(of_sentence);
        ConcordanceRow {
            doc_id: self.doc_id.to_owned(),
            sentence_id: sentence.map(|it| it.sentence_id.to_string()),
            start: place.start,
            end: place.end,
            left: context::left(self.text, bytes.start, window),
            keyword: context::plain(&self.text[bytes.clone()]),
            right: context::right(self.text, bytes.end, window),
            voice: voice.as_ref().map(|(voice, _)| voice.clone()),
            holder: voice.and_then(|(_, holder)| holder),
        }
    }
}

/// A holder as written.
pub fn surface(holder: Option<&Holder<'_>>) -> Option<String> {
    holder.and_then(|it| it.surface.as_deref()).map(str::to_owned)
}
