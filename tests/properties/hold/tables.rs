//! Tables that say something of documents or of the world: gazetteers, tables of facts, patterns of file names.

use super::{chosen, file};
use normscope::gazetteer::{Gazetteer, Label, SurfaceKind};
use normscope::ingest::{Corpus, IngestOptions, Input};
use std::path::Path;
use std::sync::LazyLock;

/// Whatever the bytes, they are a gazetteer or a table of facts that can be asked, or an error that says what is wrong.
pub fn tables(bytes: &[u8]) {
    let (choice, bytes) = chosen(bytes);
    match choice % 6 {
        0 => gazetteer(&file("g.tsv", bytes)),
        1 => gazetteer(&file("g.csv", bytes)),
        2 => facts(&file("m.csv", bytes)),
        3 => facts(&file("m.tsv", bytes)),
        4 => facts(&file("m.jsonl", bytes)),
        _ => pattern(&String::from_utf8_lossy(bytes)),
    }
}

/// A gazetteer that knows nothing.
static EMPTY: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut empty = Gazetteer::built_in();
    empty.entities.clear();
    empty.surfaces.clear();
    empty
});

fn gazetteer(path: &Path) {
    match EMPTY.clone().with(path) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(gazetteer) => {
            for surface in &gazetteer.surfaces {
                assert!(!surface.text.is_empty() || surface.is_ambiguous, "{surface:?}");
                assert!(surface.entity.get() < gazetteer.entities.len(), "{surface:?}");
                let label = gazetteer.entity(surface.entity).label;
                let is_name = surface.kind == SurfaceKind::Name && label == Label::State;
                assert!(!is_name || gazetteer.named(&surface.text).is_some(), "{surface:?}");
            }
            for entity in &gazetteer.entities {
                assert!(!entity.id.is_empty() && !entity.name.is_empty(), "{entity:?}");
                assert!(entity.parent.is_none_or(|it| it.get() < gazetteer.entities.len()), "{entity:?}");
                let found = gazetteer.find(&entity.id).map(|at| gazetteer.entity(at));
                assert_eq!(found, Some(entity));
            }
        }
    }
}

fn read(options: &IngestOptions) {
    let input = Input::Memory { name: "un/AFG_34_1979.txt".to_owned(), bytes: b"States must act.".to_vec() };
    match Corpus::open(&[input], options) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(corpus) => {
            let read: Vec<_> = corpus.records().map(|record| record.and_then(|it| it.read())).collect();
            assert!(matches!(read.as_slice(), [Ok(_)]), "{read:?}");
        }
    }
}

fn facts(path: &Path) {
    read(&IngestOptions { metadata: Some(path.to_owned()), ..IngestOptions::default() });
}

fn pattern(pattern: &str) {
    read(&IngestOptions { name_pattern: Some(pattern.to_owned()), ..IngestOptions::default() });
}
