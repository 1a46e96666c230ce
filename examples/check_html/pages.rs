//! The pages of the benchmark, with the text that a person marked in each.

use flate2::read::GzDecoder;
use normscope::document::{BlockKind, Document};
use normscope::ingest::{Corpus, IngestOptions, Input};
use serde_json::{Map, Value};
use std::error::Error;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A page as it was saved.
pub struct Page {
    /// Its name in the benchmark, a hash.
    pub id: String,
    /// Its bytes.
    pub html: Vec<u8>,
    /// The text that a person marked.
    pub wanted: String,
}

/// The folder of the benchmark, if it is here.
pub fn folder() -> Option<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora/html_bench/scrapinghub");
    Some(PathBuf::from(folder)).filter(|folder| folder.is_dir())
}

/// All pages, sorted by id.
pub fn read(folder: &Path) -> Result<Vec<Page>, Box<dyn Error>> {
    let wanted: Map<String, Value> = serde_json::from_slice(&fs::read(folder.join("ground-truth.json"))?)?;
    let page = |(id, row): (String, Value)| {
        let mut html = Vec::new();
        GzDecoder::new(File::open(folder.join(format!("html/{id}.html.gz")))?).read_to_end(&mut html)?;
        let wanted = row["articleBody"].as_str().unwrap_or_default().to_owned();
        Ok(Page { id, html, wanted })
    };
    let mut pages = wanted.into_iter().map(page).collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    pages.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(pages)
}

/// What our reader makes of a page; `None` if it becomes no document.
pub fn document(page: &Page) -> Option<Document> {
    let input = Input::Memory { name: format!("{}.html", page.id), bytes: page.html.clone() };
    let corpus = Corpus::open(&[input], &IngestOptions::default()).ok()?;
    corpus.records().next()?.ok()?.read().ok()
}

/// The main text of a document: what counts as its body, and the headings between.
pub fn main_text(document: &Document) -> String {
    let is_main = |kind: BlockKind| kind.is_body() || kind == BlockKind::Heading;
    let blocks = document.hints.iter().filter(|hint| is_main(hint.kind));
    blocks.map(|hint| document.slice(hint.span)).collect::<Vec<_>>().join("\n\n")
}
