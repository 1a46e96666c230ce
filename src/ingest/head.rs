//! What the first lines of an article say of it: title, byline, date.
//!
//! Only what is plainly set off is read: a byline names its author with `By` or next to a date, a title is a
//! line without a full stop above a byline, or one set in capitals of its own above an empty line. A speech
//! that begins with its first paragraph has neither. The patterns are those of English-language pages.

use super::reader::Reading;
use super::written_date;
use crate::document::{BlockHint, BlockKind};
use crate::text::{Span, folded};
use serde_json::{Map, Value};

/// Lines that are looked at, empty ones not counted.
const LINES: usize = 5;

/// What the head of a text says.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Title, authors and date, as far as they stand there.
    pub(super) fields: Map<String, Value>,
    /// The lines they stand in.
    pub(super) hints: Vec<BlockHint>,
}

/// Reads the head of a normalised text.
pub(super) fn read(text: &str) -> Head {
    let lines: Vec<Line<'_>> = lines(text).take(LINES).collect();
    let mut head = Head::default();
    let Some(first) = lines.first() else { return head };
    let byline = lines.iter().enumerate().find_map(|(at, line)| Some((at, byline(line.words)?)));
    let titled = match byline {
        Some((0, _)) => false,
        Some(_) => can_be_title(first.words),
        None => first.above_empty_line && is_headline(first.words),
    };
    if titled {
        head.fields.insert("title".to_owned(), first.words.into());
        head.hints.push(BlockHint { span: first.span, kind: BlockKind::Title });
    }
    // A byline below a paragraph is the caption of a picture, or a quotation.
    if let Some((at, byline)) = byline.filter(|(at, _)| *at == 0 || titled) {
        head.fields.extend(byline);
        head.hints.push(BlockHint { span: lines[at].span, kind: BlockKind::Byline });
    }
    head
}

/// The line at the head of a text that is its title, if it is stated elsewhere and stands there again.
pub(super) fn title_line(text: &str, title: &str) -> Option<BlockHint> {
    let words = |text: &str| folded(text).split_whitespace().map(unquoted).collect::<Vec<_>>();
    let line = lines(text).take(2).find(|line| words(line.words) == words(title))?;
    Some(BlockHint { span: line.span, kind: BlockKind::Title })
}

/// A word with plain quotes.
fn unquoted(word: &str) -> String {
    word.replace(['“', '”', '„', '«', '»'], "\"")
}

/// A line with words.
struct Line<'t> {
    words: &'t str,
    span: Span,
    above_empty_line: bool,
}

/// The lines with words, in order.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut end = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = end;
        end += line.len();
        let whole = line.strip_suffix('\n').unwrap_or(line);
        let rest = &text[end..];
        let next = rest.split('\n').next().unwrap_or_default();
        let line = Line {
            words: whole.trim(),
            span: Span::of(start..start + whole.len()),
            above_empty_line: next.trim().is_empty() && !rest.trim().is_empty(),
        };
        (!line.words.is_empty()).then_some(line)
    })
}

/// Whether a line above a byline can be its title.
fn can_be_title(line: &str) -> bool {
    let letters = line.chars().filter(|letter| letter.is_alphabetic()).count();
    let closed = line.ends_with(['.', ',', ';', ':']) && !line.ends_with("...");
    line.chars().count() <= 200 && letters >= 3 && !closed
}

/// Whether a line is set like a headline: at least three words, most of the long ones with a capital.
fn is_headline(line: &str) -> bool {
    let long: Vec<&str> = line.split_whitespace().filter(|word| word.chars().count() >= 4).collect();
    let capitals = long
        .iter()
        .filter(|word| word.trim_start_matches(['“', '"', '‘', '\'', '(']).starts_with(char::is_uppercase));
    let n_words = line.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    let letterhead = n_words <= 4 && !line.contains(char::is_lowercase);
    can_be_title(line)
        && !letterhead
        && (3..=25).contains(&n_words)
        && capitals.count() * 4 >= long.len() * 3
        && !is_salutation(line)
}

/// Whether a line speaks to those present, as speeches begin.
fn is_salutation(line: &str) -> bool {
    const WORDS: [&str; 8] =
        ["Mr. ", "Mr ", "Madam ", "Madame ", "Distinguished ", "Your ", "Excellenc", "Ladies "];
    WORDS.iter().any(|word| line.starts_with(word))
}

/// The facts in a byline: `By Jane Doe`, `Jane Doe / Jan 8, 2026`, or a date alone.
fn byline(line: &str) -> Option<Map<String, Value>> {
    if line.chars().count() > 150 {
        return None;
    }
    let mut fields = Map::new();
    let (by, rest) = match line.get(..3) {
        Some(by) if by.eq_ignore_ascii_case("by ") => (true, line[3..].trim()),
        _ => (false, without_label(line)),
    };
    let (names, date) = split_date(rest, by);
    if let Some(date) = date {
        fields.insert("date".to_owned(), date.into());
    }
    let authors = names.map(|names| people(names, by));
    match authors {
        Some(Some(authors)) if by || fields.contains_key("date") => {
            fields.insert("authors".to_owned(), authors.into());
            Some(fields)
        }
        Some(_) => None,
        None => (!fields.is_empty()).then_some(fields),
    }
}

/// A line without the word that says it holds the date of publication.
fn without_label(line: &str) -> &str {
    const LABELS: [&str; 4] = ["Published", "Posted", "Issued", "Date"];
    let label = LABELS.iter().find_map(|label| line.strip_prefix(label));
    label.map_or(line, |rest| {
        rest.trim_start_matches(':').trim_start().trim_start_matches("on ").trim_start_matches(':').trim()
    })
}

/// The part before the date and the date; a line may be either alone.
fn split_date(line: &str, by: bool) -> (Option<&str>, Option<String>) {
    if let Some(date) = written_date::parse(line) {
        return (None, Some(date.to_string()));
    }
    // After "By" the separator may also be what elsewhere stands between a place and a date.
    let separators: &[&str] = if by {
        &[" / ", " | ", " · ", " • ", " — ", " – ", " - ", ", "]
    } else {
        &[" / ", " | ", " · ", " • "]
    };
    for separator in separators {
        for (at, _) in line.match_indices(separator) {
            if let Some(date) = written_date::parse(&line[at + separator.len()..]) {
                return (Some(line[..at].trim()), Some(date.to_string()));
            }
        }
    }
    (Some(line), None)
}

/// The people a line names, if it is nothing but names.
fn people(line: &str, by: bool) -> Option<Vec<String>> {
    let line = line.replace(" and ", ", ").replace(" & ", ", ").replace(", ,", ",").replace(",,", ",");
    let names: Vec<String> =
        line.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let fits = |name: &String| is_name(name, if by { 1 } else { 2 });
    (!names.is_empty() && names.iter().all(fits)).then_some(names)
}

/// Whether words look like the name of a person: capitals, initials and the small words of names.
fn is_name(name: &str, least: usize) -> bool {
    const SMALL: [&str; 16] = [
        "de", "da", "do", "dos", "di", "du", "del", "della", "la", "le", "van", "von", "der", "den", "bin",
        "al",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let fits = |word: &&str| {
        let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
        letters && (word.starts_with(char::is_uppercase) || SMALL.contains(word) || word.starts_with("al-"))
    };
    (least..=5).contains(&words.len()) && words[0].starts_with(char::is_uppercase) && words.iter().all(fits)
}

/// Reads title, byline and date off the first blocks of a text whose markup does not say what these are.
pub(super) fn mark(reading: &mut Reading) {
    let head = read(&reading.text);
    for named in head.hints {
        if let Some(same) = reading.hints.iter_mut().find(|hint| hint.span == named.span) {
            same.kind = named.kind;
        }
    }
    reading.inferred = head.fields;
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn facts(text: &str) -> Value {
        Value::Object(read(text).fields)
    }

    #[test]
    fn an_article_names_its_title_author_and_date() {
        let text = "Who Rules the “Digital” Order\nAda M. Roe / Jan 8, 2026\nA cable ship at work. (Photo)\nThe text.";
        let expected = json!({"title": "Who Rules the “Digital” Order", "date": "2026-01-08", "authors": ["Ada M. Roe"]});
        assert_eq!(facts(text), expected);
        let head = read(text);
        assert_eq!(head.hints[1].span.slice(text), "Ada M. Roe / Jan 8, 2026");
    }

    #[test]
    fn bylines_come_in_many_forms() {
        let authors =
            |line: &str| facts(&format!("An open web\n\n{line}\n\nStates meet."))["authors"].clone();
        assert_eq!(authors("By Ada Roe and Ben de la Cruz"), json!(["Ada Roe", "Ben de la Cruz"]));
        assert_eq!(
            authors("By Ada Roe, Ben Li, and Cem Oz — 8 January 2026"),
            json!(["Ada Roe", "Ben Li", "Cem Oz"])
        );
        assert_eq!(authors("Ada Roe | 8 January 2026"), json!(["Ada Roe"]));
        assert_eq!(authors("By the authority of the Council"), Value::Null);
        assert_eq!(authors("Geneva | 8 January 2026"), Value::Null);
    }

    #[test]
    fn a_date_alone_is_a_date() {
        let expected = json!({"title": "Joint Statement", "date": "2026-01-08"});
        assert_eq!(facts("Joint Statement\n8 January 2026\n\nWe, the members, meet."), expected);
    }

    #[test]
    fn a_speech_that_begins_with_a_paragraph_has_no_title() {
        for text in [
            "It is an honour to speak here.\nAnd so on.",
            "Allow me to join my\ncolleagues in congratulating you, Sir",
            "Mr. President,\n\nThe world is at a turning point.",
            "Distinguished Delegates of Member States\n\nThe world is.",
            "REPUBLIC OF FREEDONIA\n\nMr. President,\n\nWe meet.",
            "\n\nWe the peoples\nof the world\n\nmeet.",
            "The theme chosen for this session is the digital order\n\nof the world.",
        ] {
            assert_eq!(facts(text), json!({}), "{text}");
        }
    }

    #[test]
    fn a_title_stated_elsewhere_is_found_where_it_stands_again() {
        let text = "The “digital” order\n\nStates meet.";
        let hint = title_line(text, "The \"Digital\" Order").expect("the same words");
        assert_eq!(hint.span.slice(text), "The “digital” order");
        assert_eq!(title_line(text, "Another title"), None);
    }

    #[test]
    fn a_headline_above_an_empty_line_is_a_title() {
        let text = "Joint Statement on the Open Internet\n\nWe, the members, meet.";
        assert_eq!(facts(text), json!({"title": "Joint Statement on the Open Internet"}));
    }
}
