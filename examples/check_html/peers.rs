//! Other extractors, on the same pages in the same run.

use super::pages::Page;
use super::rounds::best_of_three;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// What an extractor gave, page by page.
pub struct Given {
    /// What it is called, with its version.
    pub name: String,
    /// The texts, in the order of the pages.
    pub texts: Vec<String>,
    /// Seconds for all pages on one core, without reading them from disk.
    pub seconds: f64,
}

/// The crate `trafilatura`, with or without its second and third ways.
pub fn rust_crate(pages: &[Page], with_fallback: bool) -> Given {
    let mut options = trafilatura::Options::default().with_fallback(with_fallback);
    options.exclude_comments = true;
    let text = |page: &Page| {
        let html = String::from_utf8_lossy(&page.html);
        trafilatura::extract(&html, &options).map(|found| found.content_text).unwrap_or_default()
    };
    let (texts, seconds) = best_of_three(|| pages.iter().map(text).collect());
    let ways = if with_fallback { "with fallback" } else { "as it comes" };
    Given { name: format!("crate `trafilatura` 0.6, {ways}"), texts, seconds }
}

/// The Python package `trafilatura`, in an environment of its own; `None` if it cannot be had.
pub fn python_package(folder: &Path, pages: &[Page]) -> Option<Given> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/html_peer.py");
    let output = Command::new("python3").arg(script).arg(folder).output().ok()?;
    let given: Value = serde_json::from_slice(&output.stdout).ok()?;
    let texts: BTreeMap<String, String> = serde_json::from_value(given["texts"].clone()).ok()?;
    let texts = pages.iter().map(|page| texts.get(&page.id).cloned().unwrap_or_default()).collect();
    let name = format!("Python `trafilatura` {}", given["version"].as_str()?);
    Some(Given { name, texts, seconds: given["seconds"].as_f64()? })
}
