//! What must hold whatever comes in, each a function of arbitrary bytes that panics where it does not. Stated here once:
//! `make test` holds it against inputs drawn at random, `make fuzz` against those that libFuzzer breeds.

mod annotation;
mod codebook;
mod journal;
mod reading;
mod segmentation;
mod tables;
mod versions;

pub use annotation::annotate;
pub use codebook::codebook;
pub use journal::journal;
pub use reading::{html, packed, records, text};
pub use segmentation::{offsets, segment};
pub use tables::tables;
pub use versions::versions;

use normscope::document::Document;
use std::path::PathBuf;

/// A property by its name, which is that of its fuzz target.
pub type Property = (&'static str, fn(&[u8]));

/// Every property.
pub const ALL: [Property; 11] = [
    ("text", text),
    ("html", html),
    ("records", records),
    ("packed", packed),
    ("tables", tables),
    ("codebook", codebook),
    ("segment", segment),
    ("offsets", offsets),
    ("annotate", annotate),
    ("versions", versions),
    ("journal", journal),
];

/// The first byte, which chooses, and the rest.
fn chosen(bytes: &[u8]) -> (usize, &[u8]) {
    bytes.split_first().map_or((0, bytes), |(&first, rest)| (usize::from(first), rest))
}

/// A document as `ingest` makes them, of whatever these bytes say.
fn document(bytes: &[u8]) -> Option<Document> {
    reading::documents("a.txt", bytes.to_vec(), &Default::default()).pop()
}

/// A file with these bytes, to be read by its path. Each thread has a folder of its own, in which the next call writes
/// over it.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    thread_local! {
        static HOME: tempfile::TempDir = tempfile::tempdir().expect("there is room for a folder");
    }
    let path = HOME.with(|home| home.path().join(name));
    std::fs::create_dir_all(path.parent().expect("it is in the folder")).expect("there is room for a folder");
    std::fs::write(&path, bytes).expect("there is room for a file");
    path
}
