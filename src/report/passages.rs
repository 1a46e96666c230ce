//! The sentences of one document of a finished run, read back to be compared clause by clause.

use super::render::Table;
use super::wire::SentenceRow;
use super::{Error, Finished, Result};
use crate::codebook::{Codebook, FrameIx};
use crate::compare::version::Passage;

/// The counted sentences of a document; `None` if the run was written without texts. Reads only `sentences.jsonl`, and keeps
/// only what is of the document.
///
/// # Errors
/// If the table is not there, is not as this version writes it, or names a frame that the codebook has not.
pub fn passages(run: &Finished, codebook: &Codebook, doc_id: &str) -> Result<Option<Vec<Passage>>> {
    if run.note.text_reason.is_some() {
        return Ok(None);
    }
    let mut passages = Vec::new();
    for row in run.rows::<SentenceRow<'static>>(Table::Sentences)? {
        let row = row?;
        if row.doc_id == doc_id {
            passages.push(
                passage(codebook, row)
                    .map_err(|name| Error::Unknown { path: run.path().to_owned(), name })?,
            );
        }
    }
    Ok(Some(passages))
}

fn passage(codebook: &Codebook, row: SentenceRow<'_>) -> std::result::Result<Passage, String> {
    let frame = |id: &str| {
        let place = codebook.frames.iter().position(|frame| frame.id == id);
        place.map(FrameIx::new).ok_or_else(|| id.to_owned())
    };
    Ok(Passage {
        frames: row.frames.iter().map(|id| frame(id)).collect::<std::result::Result<_, _>>()?,
        weights: codebook.frames.iter().map(|it| row.weight.get(&it.id).copied().unwrap_or(0.0)).collect(),
        sentence_id: row.sentence_id.into_owned(),
        start: row.start,
        text: row.text.unwrap_or_default().into_owned(),
        block: row.block.into_owned(),
    })
}
