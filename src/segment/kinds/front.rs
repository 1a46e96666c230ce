//! The head of a text: title, byline, dateline.

use super::date;
use crate::document::BlockKind::{self, Boilerplate, Byline, Caption, Dateline, Title};
use crate::layout::item;
use crate::segment::block::Paragraph;
use crate::segment::word_list::BLOCK_WORDS;

/// How many paragraphs behind the title may still belong to the head.
const HEAD: usize = 6;

pub(super) fn mark(page: &mut [Paragraph<'_>]) {
    let first = page.iter().position(|paragraph| paragraph.kind != Some(Boilerplate)).unwrap_or(page.len());
    let head = &mut page[first..];
    if head.len() < 2 {
        return;
    }
    mark_title(head);
    for paragraph in head.iter_mut().take(HEAD) {
        match paragraph.kind {
            Some(Title | Caption | Byline | Dateline) => {}
            Some(_) => break,
            None => mark_head_line(paragraph),
        }
    }
}

/// The first paragraph, if it is short, has no stop and something follows it that has.
fn mark_title(head: &mut [Paragraph<'_>]) {
    let titled = head.iter().any(|paragraph| paragraph.kind == Some(Title));
    let body =
        head.iter().skip(1).any(|paragraph| paragraph.text.ends_with(['.', '!', '?', '”', '"', ';', ')']));
    let goes_on = head[1].text.starts_with(char::is_lowercase) && !head[1].text.starts_with("of ");
    let first = &mut head[0];
    let section = BLOCK_WORDS.sections.contains(&first.text.to_lowercase());
    let tagged =
        first.text.split_once(':').is_some_and(|(tag, _)| tag.len() > 2 && tag == tag.to_uppercase());
    let item = item::marker(first.text).is_some();
    if titled || !body || goes_on || section || tagged || item || first.running || !first.is_free() {
        return;
    }
    if first.is_titular() && first.has_words(30) && date::suffix(first.text) != Some(0) {
        split_date(first);
    }
}

/// `Coalition meets in Tallinn Saturday, March 3, 2012`: the title, then its date.
fn split_date(title: &mut Paragraph<'_>) {
    let date = date::suffix(title.text).filter(|&date| {
        let before = title.text[..date].trim_end();
        let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
        before.ends_with(char::is_alphanumeric) && !last.starts_with(char::is_lowercase)
    });
    match date {
        Some(date) => (title.lead, title.kind) = (Some((date, Title)), Some(Dateline)),
        None => title.kind = Some(Title),
    }
}

fn mark_head_line(paragraph: &mut Paragraph<'_>) {
    if paragraph.has_words(16) {
        paragraph.kind = head_line(paragraph.text);
    } else if let Some(end) = dispatch_head(paragraph.text) {
        paragraph.lead = Some((end, Dateline));
    }
}

/// What a short line at the head is, if it holds a name or date.
fn head_line(text: &str) -> Option<BlockKind> {
    let date = date::suffix(text);
    let head = text[..date.unwrap_or(text.len())].trim_end();
    if let Some(name) = head.strip_prefix("By ").or_else(|| head.strip_prefix("BY ")) {
        return is_name(name).then_some(Byline);
    }
    date?;
    if text.starts_with("Adopted ") {
        return Some(Dateline);
    }
    let bare = head.trim_end_matches([',', '/', '|', '·', '–', '—', '-', ' ']);
    let set_off = head.ends_with(['/', '|', '·']);
    let of = matches!(bare, "of" | "Adopted on" | "Issued on" | "");
    let published =
        ["Published", "Updated", "Posted", "Last updated"].iter().any(|word| bare.starts_with(word));
    if set_off && is_name(bare) || published {
        Some(Byline)
    } else if of || is_name(bare) && (head.ends_with(',') || bare.len() < head.len()) {
        Some(Dateline)
    } else {
        None
    }
}

/// Whether every word could be part of a name.
fn is_name(text: &str) -> bool {
    const PARTICLES: [&str; 16] = [
        "and", "von", "van", "de", "der", "den", "da", "di", "al", "bin", "ibn", "of", "the", "la", "le", "&",
    ];
    let mut words = text.split([' ', ',', ';']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some()
        && words.all(|word| word.starts_with(char::is_uppercase) || PARTICLES.contains(&word))
}

/// The end of `GENEVA, 12 May 2025 —` at the head of a paragraph.
fn dispatch_head(text: &str) -> Option<usize> {
    let near = &text[..text.floor_char_boundary(text.len().min(80))];
    let (at, dash) = [" — ", " – ", " -- ", " - ", "—", "–"]
        .into_iter()
        .filter_map(|dash| near.find(dash).map(|at| (at, dash)))
        .min()?;
    let end = at + dash.len();
    let body = text[end..].starts_with(|first: char| first.is_uppercase() || "“\"".contains(first));
    let head = &near[..at];
    let date = date::suffix(head);
    let place = head[..date.unwrap_or(head.len())].trim_end_matches([',', ' ']);
    let agency = place.ends_with(')');
    let place = place.split('(').next().unwrap_or("").trim_end();
    let capitals =
        place.split([',', ' ']).next().is_some_and(|word| word.len() > 3 && word == word.to_uppercase());
    (body && is_name(place) && (date.is_some() || agency || capitals)).then_some(end)
}
