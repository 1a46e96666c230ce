//! Codebooks: whatever the text, a codebook that compiles and finds, or every breach of the rules with its line.

use normscope::annotate::{find_overlaps, run_examples};
use normscope::codebook::{Codebook, CodebookError, Dialect, check, export, import};

const DIALECTS: [Dialect; 2] = [Dialect::Quanteda, Dialect::Liwc];

/// Loads, checks, compiles and tries out whatever codebook the bytes hold.
pub fn codebook(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for dialect in DIALECTS {
        if let Ok(translation) = import("theirs", &text, dialect) {
            // What another program writes may lack what a codebook needs.
            let _ =
                Codebook::from_toml("theirs.toml", &translation.text).map_err(|error| check_error(&error));
        }
    }
    let codebook = match Codebook::from_toml("any.toml", &text) {
        Ok(codebook) => codebook,
        Err(error) => return check_error(&error),
    };
    assert!(codebook.families.iter().all(|family| family.frame.get() < codebook.frames.len()));
    assert!(codebook.entries.iter().all(|entry| !entry.id.is_empty()));
    let _ = check(&codebook);
    for dialect in DIALECTS {
        let _ = export(&codebook, dialect);
    }
    let _ = find_overlaps(&codebook).map_err(|error| check_error(&error));
    let _ = run_examples(&codebook).map_err(|error| check_error(&error));
}

fn check_error(error: &CodebookError) {
    assert!(!error.to_string().is_empty());
}
