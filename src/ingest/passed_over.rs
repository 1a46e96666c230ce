//! Which files of a folder are no documents, and why.

use super::SkipReason;
use super::format::{Format, ending};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The files that hold facts about the others in their folder.
pub(super) const MANIFESTS: [&str; 2] = ["manifest.csv", "manifest.tsv"];

/// The file whose patterns name what to leave out, written as in a `.gitignore`.
pub(super) const IGNORE_FILE: &str = ".normscopeignore";

/// Why a file or folder is passed over for its name alone, with the reason in words.
pub(super) fn by_name(name: &str) -> Option<(SkipReason, &'static str)> {
    if is_junk(name) {
        Some((SkipReason::Junk, "left behind by an editor or an operating system"))
    } else if name.starts_with('.') {
        Some((SkipReason::Hidden, "the name begins with a dot"))
    } else {
        None
    }
}

fn is_junk(name: &str) -> bool {
    const NAMES: [&str; 13] = [
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "ehthumbs.db",
        "$RECYCLE.BIN",
        "System Volume Information",
        ".Rhistory",
        ".RData",
        "__MACOSX",
        "Icon\r",
        "Icon%0D",
        ".ipynb_checkpoints",
        "__pycache__",
    ];
    let ends = [".swp", ".swo", ".bak", ".tmp", ".part", ".crdownload", "~"];
    let ends_with = |end: &str| name.to_ascii_lowercase().ends_with(end);
    NAMES.iter().any(|junk| name.eq_ignore_ascii_case(junk))
        || name.starts_with("~$")
        || name.starts_with("._")
        || name.starts_with(".~")
        || ends.into_iter().any(ends_with)
}

/// Why a file is passed over for the ending of its name.
pub(super) fn by_ending(name: &str) -> Option<(SkipReason, String)> {
    let ending = ending(name)?;
    #[cfg(feature = "archives")]
    if super::archive::ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)) {
        return None;
    }
    if Format::of_name(name).is_some() {
        return None;
    }
    let cure = match ending.to_ascii_lowercase().as_str() {
        "xlsx" | "xls" | "ods" | "parquet" => "; save the table as CSV",
        "pdf" | "doc" | "docx" | "odt" | "rtf" | "epub" => "; save it as text, HTML or Markdown",
        "zip" | "gz" | "zst" | "tar" | "7z" => "; unpack it",
        _ => "",
    };
    Some((SkipReason::UnknownType, format!("no reader takes files that end in .{ending}{cure}")))
}

/// Whether a file tells about its folder: its readme, its licence.
pub(super) fn is_about_folder(name: &str) -> bool {
    const STEMS: [&str; 6] = ["readme", "license", "licence", "copying", "notice", "citation"];
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    STEMS.contains(&stem.as_str())
}

/// Whether a folder holds a run or a comparison of ours: a `run.json`, `comparison.json` or `matrix.json` that names this program.
pub(super) fn is_own_run(folder: &Path) -> bool {
    ["run.json", "comparison.json", "matrix.json"].into_iter().any(|mark| {
        let Ok(source) = fs::read(folder.join(mark)) else { return false };
        let Ok(run) = serde_json::from_slice::<Value>(&source) else { return false };
        let program = &run["program"];
        program.as_str().or_else(|| program["name"].as_str()) == Some(env!("CARGO_PKG_NAME"))
    })
}
