//! Two runs over the same documents: which sentences are read otherwise?

use super::render::Table;
use super::wire::{ChangedSentence, DocumentRow, SentenceReading, SentenceRow};
use super::{Finished, Result};

/// Most sentences listed.
const MOST: usize = 2000;

/// The sentences that two runs read otherwise, the first of them, and how many there are among how many.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// In corpus order, at most 2,000.
    pub sentences: Vec<ChangedSentence<'static>>,
    /// How many changed.
    pub n_changed: u64,
    /// Sentences that both runs have.
    pub n_sentences: u64,
}

/// What changed from `reference` to `target`; `None` unless both hold the same documents in the same order, text by text.
/// A sentence has changed if other frames are shown in it. Sentences are matched by place; those that only one run has,
/// because another version parted the text otherwise, are left out.
///
/// # Errors
/// If a table is not there or not as this version writes it.
pub fn changes(target: &Finished, reference: &Finished) -> Result<Option<Changes>> {
    if !are_of_same_texts(target, reference)? {
        return Ok(None);
    }
    let mut others = reference.rows::<SentenceRow<'static>>(Table::Sentences)?.peekable();
    let mut found = Changes { sentences: Vec::new(), n_changed: 0, n_sentences: 0 };
    let mut last_doc: Option<String> = None;
    for row in target.rows::<SentenceRow<'static>>(Table::Sentences)? {
        let row = row?;
        let is_new = last_doc.as_deref() != Some(&row.doc_id);
        if is_new {
            last_doc = Some(row.doc_id.to_string());
            // What the other run has left of the document before.
            while let Some(Ok(other)) = others.peek()
                && other.doc_id != row.doc_id
            {
                others.next();
            }
        }
        while let Some(Ok(other)) = others.peek()
            && other.doc_id == row.doc_id
            && other.start < row.start
        {
            others.next();
        }
        match others.peek() {
            Some(Ok(other))
                if (&other.doc_id, other.start, other.end) == (&row.doc_id, row.start, row.end) => {}
            Some(Err(_)) => {}
            _ => continue,
        }
        let Some(other) = others.next() else { continue };
        found.add(row, other?);
    }
    Ok(Some(found))
}

impl Changes {
    fn add(&mut self, row: SentenceRow<'static>, other: SentenceRow<'static>) {
        self.n_sentences += 1;
        if row.frames == other.frames {
            return;
        }
        self.n_changed += 1;
        if self.sentences.len() < MOST {
            self.sentences.push(ChangedSentence {
                doc_id: row.doc_id,
                sentence_id: row.sentence_id,
                start: row.start,
                end: row.end,
                text: row.text,
                target: SentenceReading { frames: row.frames, weight: row.weight, prob: row.prob },
                reference: SentenceReading { frames: other.frames, weight: other.weight, prob: other.prob },
            });
        }
    }
}

fn are_of_same_texts(target: &Finished, reference: &Finished) -> Result<bool> {
    if target.note.counts.n_documents != reference.note.counts.n_documents {
        return Ok(false);
    }
    let mut others = reference.rows::<DocumentRow<'static>>(Table::Documents)?;
    for row in target.rows::<DocumentRow<'static>>(Table::Documents)? {
        let (row, other) = (row?, others.next().transpose()?);
        let is_same =
            other.is_some_and(|other| (other.doc_id, other.text_sha256) == (row.doc_id, row.text_sha256));
        if !is_same {
            return Ok(false);
        }
    }
    Ok(true)
}
