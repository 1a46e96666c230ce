//! Titles and dates of fifty pages, as judged by reading the pages.

use super::pages::{self, Page};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Page, date (`-` where the page states none) and the start of the hash of the title; titles belong to their authors.
const JUDGED: &str = include_str!("judged.tsv");

/// The section on facts.
pub fn section(pages: &[Page]) -> Result<String, std::fmt::Error> {
    let (mut dates, mut dates_right, mut titles, mut titles_right) = (0, 0, 0, 0);
    let mut wrong = Vec::new();
    for line in JUDGED.lines().skip(1) {
        let [id, date, title] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let Some(document) = pages.iter().find(|page| page.id == id).and_then(pages::document) else {
            continue;
        };
        let found = document.metadata.date.map(|date| date.to_string());
        let is_date = found.as_deref().unwrap_or("-") == date;
        let is_title = document.metadata.title.is_some_and(|found| fingerprint(&found) == title);
        dates += usize::from(date != "-");
        dates_right += usize::from(date != "-" && is_date);
        titles += 1;
        titles_right += usize::from(is_title);
        if !(is_date && is_title) {
            wrong.push(format!("`{}`", &id[..8]));
        }
    }
    let mut out = String::from(
        "\n## Title and date\n\nJudged by reading 50 pages of the odd half (`examples/check_html/judged.tsv`).\n\n",
    );
    writeln!(
        out,
        "| fact | pages that state it | right |\n|---|--:|--:|\n| title | {titles} | {titles_right} |\n| date | {dates} | {dates_right} |"
    )?;
    if !wrong.is_empty() {
        writeln!(out, "\nWrong in one of the two: {}.", wrong.join(", "))?;
    }
    Ok(out)
}

/// The first 16 digits of the SHA-256 of the letters and digits of a title, in small letters.
fn fingerprint(title: &str) -> String {
    let bare: String =
        title.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Sha256::digest(bare).iter().take(8).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
