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
    Titled,
    /// `CASTRO:`, a speaker only if the tag returns.
    Capitals,
    /// `Maria Lind:`, a speaker only if the tag returns.
    Named,
}

pub(super) fn mark(page: &mut [Paragraph<'_>]) {
    let tags: Vec<_> =
        page.iter().map(|paragraph| paragraph.is_free().then(|| tag(paragraph.text)).flatten()).collect();
    let cast = Cast::of(page, &tags);
    if cast.is_empty() {
        return;
    }
    let mut speaking = None;
    let mut asked = false;
    for (paragraph, tag) in page.iter_mut().zip(tags).filter(|(paragraph, _)| paragraph.is_free()) {
        if let Some((end, speaker)) = tag.filter(|(end, speaker)| cast.has(&paragraph.text[..*end], *speaker))
        {
            let asks =
                speaker == Speaker::Asker || (speaker == Speaker::Named && paragraph.text.ends_with('?'));
            asked |= asks;
            speaking = if asks { Some(Question) } else { (cast.asks && asked).then_some(Answer) };
            if end == paragraph.text.len() {
                paragraph.kind = Some(SpeakerTag);
                continue;
            }
            paragraph.lead = Some((end, SpeakerTag));
        }
        paragraph.kind = speaking.filter(|_| !is_last_line(paragraph));
    }
}

/// Who speaks in a text.
struct Cast<'t> {
    /// Whether some speakers only ask.
    asks: bool,
    titled: bool,
    /// Tags without a title that return often enough.
    returning: Vec<&'t str>,
}

impl<'t> Cast<'t> {
    fn of(page: &[Paragraph<'t>], tags: &[Option<(usize, Speaker)>]) -> Self {
        let count = |wanted| tags.iter().flatten().filter(|(_, speaker)| *speaker == wanted).count();
        let (askers, titled) = (count(Speaker::Asker), count(Speaker::Titled));
        let mut returning = returning(page, tags, Speaker::Named, 3);
        let named = returning.len() >= 2;
        if !named {
            returning.clear();
        }
        returning.extend(self::returning(page, tags, Speaker::Capitals, 2));
        Self { asks: askers >= 2 || named, titled: titled + askers >= 2, returning }
    }

    fn is_empty(&self) -> bool {
        !self.asks && !self.titled && self.returning.is_empty()
    }

    fn has(&self, tag: &str, speaker: Speaker) -> bool {
        match speaker {
            Speaker::Asker => self.asks,
            Speaker::Titled => self.titled,
            Speaker::Capitals | Speaker::Named => self.returning.contains(&tag),
        }
    }
}

/// Times and the like at the foot of a record are nobody's words.
fn is_last_line(paragraph: &Paragraph<'_>) -> bool {
    paragraph.kind == Some(Boilerplate)
        || (paragraph.has_words(4) && super::date::suffix(paragraph.text) == Some(0))
}

/// The tags of one sort that occur at least `often` times, in the order in which they reach that number.
fn returning<'t>(
    page: &[Paragraph<'t>],
    tags: &[Option<(usize, Speaker)>],
    sort: Speaker,
    often: usize,
) -> Vec<&'t str> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    let mut returning = Vec::new();
    for (paragraph, tag) in page.iter().zip(tags) {
        if let Some((end, _)) = tag.filter(|(_, speaker)| *speaker == sort) {
            let name = &paragraph.text[..end];
            let count = counts.entry(name).or_default();
            *count += 1;
            if *count == often {
                returning.push(name);
            }
        }
    }
    returning
}

/// The tag that a paragraph begins with: its end and who it names.
fn tag(text: &str) -> Option<(usize, Speaker)> {
    let asks = text.strip_prefix('Q').is_some_and(|rest| {
        rest.starts_with([' ', '\t']) && rest.trim_start().starts_with(|first: char| !first.is_lowercase())
    });
    if asks {
        return Some((1, Speaker::Asker));
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
    const TITLES: [&str; 13] =
        ["Mr.", "Mrs.", "Ms.", "Dr.", "Sir", "The", "Miss", "MR.", "MRS.", "MS.", "DR.", "THE", "Mr"];
    const PARTICLES: [&str; 8] = ["de", "van", "von", "der", "el", "al", "bin", "of"];
    let capitals = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
    let (title, rest) = name.split_once(' ').unwrap_or(("", name));
    let titled = TITLES.contains(&title);
    let rest = if titled { rest } else { name };
    let shouted = rest.split(' ').all(|word| capitals(word) || PARTICLES.contains(&word));
    let all_small = rest.split(' ').all(|word| word.len() <= 1 || PARTICLES.contains(&word));
    if shouted && !all_small {
        return Some(if titled { Speaker::Titled } else { Speaker::Capitals });
    }
    let named =
        name.split(' ').count() <= 4 && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    named.then_some(Speaker::Named)
}
