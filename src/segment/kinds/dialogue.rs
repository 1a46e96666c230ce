//! Speakers and what they say: records of meetings, briefings, interviews.

use crate::document::BlockKind::{Answer, Boilerplate, Question, SpeakerTag};
use crate::segment::block::Paragraph;
use rustc_hash::FxHashMap;

/// Who a tag names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Speaker {
    /// `Q`, `QUESTION:`
    Asker,
    /// `MS. PSAKI:`, `The PRESIDENT:`
    Capitals,
    /// `Maria Lind:`, a speaker only if the tag returns.
    Named,
}

pub(super) fn mark(page: &mut [Paragraph<'_>]) {
    let tags: Vec<_> =
        page.iter().map(|paragraph| paragraph.is_free().then(|| tag(paragraph.text)).flatten()).collect();
    let count = |wanted| tags.iter().flatten().filter(|(_, speaker)| *speaker == wanted).count();
    let askers = count(Speaker::Asker);
    let capitals = count(Speaker::Capitals);
    let returning = returning_names(page, &tags);
    let interview = askers >= 2 || returning.len() >= 2;
    if askers + capitals < 2 && returning.len() < 2 {
        return;
    }
    let mut speaking = None;
    let mut asked = false;
    for (paragraph, tag) in page.iter_mut().zip(tags) {
        if !paragraph.is_free() {
            continue;
        }
        let known = tag.filter(|(end, speaker)| match speaker {
            Speaker::Asker => askers >= 2,
            Speaker::Capitals => true,
            Speaker::Named => returning.len() >= 2 && returning.contains(&&paragraph.text[..*end]),
        });
        if let Some((end, speaker)) = known {
            paragraph.lead = Some((end, SpeakerTag));
            let asks =
                speaker == Speaker::Asker || (speaker == Speaker::Named && paragraph.text.ends_with('?'));
            asked |= asks;
            speaking = if asks { Some(Question) } else { (interview && asked).then_some(Answer) };
            if end == paragraph.text.len() {
                paragraph.kind = Some(SpeakerTag);
                paragraph.lead = None;
                continue;
            }
        }
        paragraph.kind = speaking.filter(|_| !is_last_line(paragraph));
    }
}

/// Times and the like at the foot of a record are nobody's words.
fn is_last_line(paragraph: &Paragraph<'_>) -> bool {
    paragraph.kind == Some(Boilerplate)
        || (paragraph.has_words(4) && super::date::suffix(paragraph.text) == Some(0))
}

/// The tags of named speakers that occur at least three times, in order of first appearance.
fn returning_names<'t>(page: &[Paragraph<'t>], tags: &[Option<(usize, Speaker)>]) -> Vec<&'t str> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    let mut returning = Vec::new();
    for (paragraph, tag) in page.iter().zip(tags) {
        if let Some((end, Speaker::Named)) = tag {
            let name = &paragraph.text[..*end];
            let count = counts.entry(name).or_default();
            *count += 1;
            if *count == 3 {
                returning.push(name);
            }
        }
    }
    returning
}

/// The tag that a paragraph begins with: its end and who it names.
fn tag(text: &str) -> Option<(usize, Speaker)> {
    if let Some(rest) = text.strip_prefix('Q') {
        if rest.starts_with([' ', '\t']) && rest.trim_start().starts_with(|first: char| !first.is_lowercase())
        {
            return Some((1, Speaker::Asker));
        }
    }
    let near = &text[..text.floor_char_boundary(text.len().min(90))];
    let colon = near.find(':')?;
    let after = &text[colon + 1..];
    if !(after.is_empty() || after.starts_with(char::is_whitespace)) {
        return None;
    }
    let name = near[..colon].split('(').next().unwrap_or("").trim_end();
    if matches!(name, "Q" | "QUESTION" | "Question" | "REPORTER") {
        return Some((colon + 1, Speaker::Asker));
    }
    let plain = name.chars().all(|character| character.is_alphabetic() || " .,'’-\u{AD}".contains(character));
    if !plain || name.is_empty() || name.split(' ').count() > 6 {
        return None;
    }
    speaker(name).map(|speaker| (colon + 1, speaker))
}

fn speaker(name: &str) -> Option<Speaker> {
    const TITLES: [&str; 9] = ["Mr.", "Mrs.", "Ms.", "Dr.", "Sir", "The", "Miss", "Prince", "Princess"];
    let words = || name.split(' ').filter(|word| !TITLES.contains(word));
    let capitals = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
    let lower_particles =
        |word: &str| matches!(word, "de" | "van" | "von" | "der" | "el" | "al" | "bin" | "of" | "Mc");
    let letters = words().any(|word| word.len() > 1);
    if letters && words().all(|word| capitals(word) || lower_particles(word)) {
        return Some(Speaker::Capitals);
    }
    let named =
        name.split(' ').count() <= 4 && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    named.then_some(Speaker::Named)
}
