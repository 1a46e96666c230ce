//! What the texts of some files read as: documents by language, and every block that is set apart.
//!
//! `cargo run --release --example check_languages -- PATH...` prints, for each path, how many documents read as which
//! language, how many blocks are in another language than their document, and those blocks to look at.

use anyhow::Result;
use normscope::document::Language;
use normscope::ingest::{Corpus, IngestOptions, Input};
use normscope::segment::{BlockIx, segment_for};
use std::collections::BTreeMap;
use std::io::Write;

/// Characters of a block that are shown.
const WIDTH: usize = 160;

fn main() -> Result<()> {
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let corpus = Corpus::open(&[Input::Path(path.clone().into())], &IngestOptions::default())?;
        let (mut documents, mut n_blocks, mut apart) = (BTreeMap::new(), 0, Vec::new());
        for document in corpus.records().filter_map(|record| record.and_then(|it| it.read()).ok()) {
            let segmentation = segment_for(&document, Some(Language::ENGLISH));
            let languages = &segmentation.languages;
            let main = languages.main().map_or_else(|| "too short to tell".to_owned(), |it| it.to_string());
            *documents.entry(main).or_insert(0) += 1;
            n_blocks += segmentation.blocks.len();
            for (at, block) in segmentation.blocks.iter().enumerate() {
                let language = languages.of_block(BlockIx::new(at));
                if language != languages.main() {
                    let start: String = document.slice(block.span).chars().take(WIDTH).collect();
                    let tag = language.map(|it| it.to_string()).unwrap_or_default();
                    apart.push(format!("  {} {} {tag}: {start:?}", document.id, block.kind.name()));
                }
            }
        }
        writeln!(out, "{path}: documents {documents:?}, {} of {n_blocks} blocks set apart", apart.len())?;
        for line in apart {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
