//! The page that a person opens after a run: one file, for any browser, without a network.
//!
//! It is made of the finished tables and of nothing else, so that `analyze` and `report` write the same bytes. Overview,
//! tables and methods are plain HTML with charts as SVG; documents lie in it compressed, and a script of our own opens them.
//! All that comes from a text or a table passes [`maud`], which escapes it, or is JSON that the script puts on the page as text.

mod actors;
mod chart;
mod document;
mod embed;
mod figures;
mod index;
mod kwic;
mod methods;
mod overview;
mod rows;
mod skeleton;
mod terms;
mod utf16;

use super::render::Table;
use super::wire::{CorpusSummary, Run};
use super::{Error, Finished, Result};
use index::Index;
use maud::{Markup, html};
use rows::Rows;
use std::fs;
use std::path::Path;

/// The name of the page in the folder of a run.
pub const PAGE: &str = "report.html";

/// Most documents of a run whose full text is in its page; of a longer run a sample is, with the sentences that show a frame.
const WHOLE: usize = 1_500;
/// Most bytes of compressed documents in a page, as they stand in it.
const ROOM: usize = 13_000_000;

/// What a page is made of.
struct Source<'a> {
    folder: &'a Path,
    run: &'a Run<'a>,
}

impl Source<'_> {
    fn rows(&self, table: Table) -> Result<Rows> {
        Rows::open(self.folder, table)
    }

    fn has_text(&self) -> bool {
        self.run.text_reason.is_none()
    }
}

/// The page of a whole run, whose tables lie in `folder`.
///
/// # Errors
/// If a table cannot be read, or is not as this version writes it.
pub fn of_run(folder: &Path, run: &Run<'_>) -> Result<String> {
    let source = Source { folder, run };
    let path = folder.join("corpus.json");
    let text = fs::read_to_string(&path).map_err(Error::at(&path))?;
    let corpus: CorpusSummary<'_> =
        serde_json::from_str(&text).map_err(|problem| Error::row(&path, problem.line(), &problem))?;
    let index = Index::read(&source, None)?;
    let embedded = embed::documents(&source, &index)?;
    let views = [
        ("overview", "Overview", overview::view(&source, &corpus, &index)?),
        ("documents", "Documents", document::list(&source, &index, &embedded)),
        ("actors", "Actors", actors::view(&source, &corpus)?),
        ("terms", "Contested terms", terms::view(&source, &corpus, &embedded)),
        ("methods", "Methods", methods::view(&source, &corpus, &embedded)),
    ];
    let title = format!("{} documents, {}", run.counts.n_documents, run.codebook.title);
    Ok(skeleton::page(&title, &views, &index.to_json(run, None), &embedded))
}

/// The page of one document of a finished run, with its full text.
///
/// # Errors
/// If the run has no document of that name, or a table cannot be read.
pub fn of_document(run: &Finished, doc_id: &str) -> Result<String> {
    let source = Source { folder: run.path(), run: &run.note };
    let index = Index::read(&source, Some(doc_id))?;
    let [document] = index.documents.as_slice() else {
        return Err(Error::NoDocument { path: run.path().to_owned(), doc_id: doc_id.to_owned() });
    };
    let title = document.title.clone().unwrap_or_else(|| doc_id.to_owned());
    let embedded = embed::documents(&source, &index)?;
    let views = [
        ("documents", "Document", document::list(&source, &index, &embedded)),
        ("methods", "Methods", methods::of_document(&source, &embedded)),
    ];
    Ok(skeleton::page(&title, &views, &index.to_json(&run.note, Some(doc_id)), &embedded))
}

/// A note beside numbers that must not be read without it.
fn caution(text: &str) -> Markup {
    html! { p class="caution" { (text) } }
}
