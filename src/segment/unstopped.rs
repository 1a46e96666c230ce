//! Places where a sentence ends without a stop: greetings, signatures, header fields, datelines, dividers,
//! addresses.
//!
//! Correspondence and web text lose their line breaks on the way to us; these traces are what remains.
//! Every look around is bounded, so that no text, however odd, takes more than linear time.

use super::boundary::{capital_follows, first_word, starter_follows};
use super::word_list::SENTENCE_WORDS;

/// Where the sentence ends, if it does, and where to read on.
pub(super) type Found = (Option<usize>, usize);

/// Looks around the trace at `at` in the sentence that starts at `start`.
pub(super) fn end_near(part: &str, start: usize, at: usize) -> Found {
    let found = match part.as_bytes()[at] {
        b',' => end_of_salutation(part, start, at).or_else(|| dateline(part, start, at)),
        b':' => end_at_colon(part, start, at),
        b'@' => end_of_sender(part, start, at),
        _ => divider(part, start, at),
    };
    found.unwrap_or((None, at + 1))
}

/// `Figure 1.3 The map shows`: the label of a caption is a sentence of its own. Returns its end.
pub(super) fn end_of_label(part: &str, start: usize) -> Option<usize> {
    let rest = part[start..].trim_start();
    let word = first_word(rest);
    if word.len() > 8 || !starts_upper(word) || !SENTENCE_WORDS.figures.contains(&word.to_lowercase()) {
        return None;
    }
    let number = rest.get(word.len()..)?.strip_prefix(' ')?;
    let digits = number.bytes().take_while(|byte| byte.is_ascii_digit() || b".-".contains(byte)).count();
    let end = part.len() - number.len() + digits;
    let named = number.starts_with(|first: char| first.is_ascii_digit()) && !part[..end].ends_with('.');
    (named && (capital_follows(part, end) || part[end..].starts_with(" ("))).then_some(end)
}

/// `Dear colleagues,` and `Kind regards,` are lines of their own when a capital follows.
fn end_of_salutation(part: &str, start: usize, at: usize) -> Option<Found> {
    if at - start > 40 || !capital_follows(part, at + 1) || part[at + 1..].trim_start().starts_with("I ") {
        return None;
    }
    let words = &*SENTENCE_WORDS;
    let lead = part[start..at].trim_start().to_lowercase();
    let n_words = lead.split(' ').count();
    let greets = lead.split(' ').next().is_some_and(|word| words.greetings.contains(word)) && n_words <= 4;
    let closes = n_words <= 2 && lead.split(' ').any(|word| words.closings.contains(word));
    (!lead.contains(',') && (greets || closes)).then_some((Some(at + 1), at + 1))
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// `Coalition meets in Tallinn Saturday, March 3, 2012 Ministers …`: a date between a title and its text.
fn dateline(part: &str, start: usize, at: usize) -> Option<Found> {
    let day = WEEKDAYS.into_iter().find(|day| part[start..at].ends_with(day))?;
    let day = at - day.len();
    let date = part[at + 1..].strip_prefix(' ')?;
    let month = first_word(date);
    let numbers = date.get(month.len()..)?.strip_prefix(' ')?;
    let digits = numbers.bytes().take_while(|byte| byte.is_ascii_digit() || b", ".contains(byte)).count();
    let date_end = part.len() - numbers.len() + numbers[..digits].trim_end().len();
    let ends_line = part[date_end..].trim().is_empty() || capital_follows(part, date_end);
    if !starts_upper(month) || !(7..=9).contains(&digits) || !ends_line {
        return None;
    }
    let lead = part[start..day].trim();
    if lead.is_empty() {
        return Some((Some(date_end), date_end));
    }
    let title = starts_upper(last_spaced(lead)) && lead.ends_with(char::is_alphanumeric);
    title.then_some((Some(day), at))
}

fn end_at_colon(part: &str, start: usize, at: usize) -> Option<Found> {
    let rest = &part[at..];
    if rest.starts_with("://") {
        return Some(end_of_address(part, at));
    }
    const FACES: [&str; 8] = [":-)", ":)", ":-(", ":(", ":-D", ":D", ":-P", ":P"];
    if let Some(face) = FACES.into_iter().find(|face| rest.starts_with(face)) {
        let end = at + face.len();
        return Some((spaced_word_follows(part, end).then_some(end), end));
    }
    if part.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit) {
        return around_time(part, start, at);
    }
    start_of_field(part, start, at)
}

/// A web address ends its line when another one or a capital follows.
fn end_of_address(part: &str, at: usize) -> Found {
    let Some(length) = part[at..].find(char::is_whitespace) else { return (None, part.len()) };
    let end = at + length;
    if part[..end].ends_with(['.', ',', ';', '?', '!', ')', '>', '\'', '"', '”']) {
        return (None, end - 1);
    }
    let ends = part[end..].trim_start().starts_with("http") || capital_follows(part, end);
    (ends.then_some(end), end)
}

/// `03/27/2001 09:11 AM` at the head of a message is a line of its own.
fn around_time(part: &str, start: usize, at: usize) -> Option<Found> {
    let bytes = part.as_bytes();
    let back = bytes[start..at]
        .iter()
        .rev()
        .take(20)
        .take_while(|byte| byte.is_ascii_digit() || b"/ ".contains(byte));
    let stamp = part[at - back.count()..at].trim_start();
    if stamp.matches('/').count() != 2 || !stamp.contains(' ') {
        return None;
    }
    let date = at - stamp.len();
    let lead = part[start..date].trim();
    if !lead.is_empty() && (starts_upper(last_spaced(lead)) || lead.ends_with('>')) {
        return Some((Some(date), at));
    }
    let clock = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b':').count();
    let half = part[at + clock..].starts_with(" AM") || part[at + clock..].starts_with(" PM");
    let end = at + clock + if half { 3 } else { 0 };
    let ends = if lead.is_empty() { spaced_word_follows(part, end) } else { starter_follows(&part[end..]) };
    Some((ends.then_some(end), end))
}

/// `Subject:` behind another field, or `Photo:` behind a caption, begins a new line; the sentence ends before
/// the word.
fn start_of_field(part: &str, start: usize, at: usize) -> Option<Found> {
    let name = last_spaced(&part[start..at]);
    let field = at - name.len();
    if field == start || !starts_upper(name) || name.len() > 12 {
        return None;
    }
    let words = &*SENTENCE_WORDS;
    let name = name.to_lowercase();
    let in_header = || first_field(part, start).is_some_and(|first| words.header_fields.contains(&first));
    let begins = words.credit_labels.contains(&name) || (words.header_fields.contains(&name) && in_header());
    let open = part[start..field].trim().ends_with(|last: char| !matches!(last, '(' | '[' | ',' | '-' | '–'));
    (begins && open).then_some((Some(field), at + 1))
}

/// `Email: "Name" <name@example.org>` ends with the address.
fn end_of_sender(part: &str, start: usize, at: usize) -> Option<Found> {
    if !SENTENCE_WORDS.header_fields.contains(&first_field(part, start)?) {
        return None;
    }
    let end = part[at..].find(char::is_whitespace).map_or(part.len(), |length| at + length);
    Some(((!part[..end].ends_with([',', ';'])).then_some(end), end))
}

/// The name of the field that the sentence begins with, lower-case.
fn first_field(part: &str, start: usize) -> Option<String> {
    let head = part[start..].trim_start();
    let head = &head[..head.floor_char_boundary(head.len().min(16))];
    head.split_once(':').map(|(name, _)| name.to_lowercase())
}

/// Equal signs in a row (`____`, `====`, `***`) part what stands on either side.
fn divider(part: &str, start: usize, at: usize) -> Option<Found> {
    let sign = part.as_bytes()[at];
    let length = part.as_bytes()[at..].iter().take_while(|&&byte| byte == sign).count();
    if length < if sign == b'*' { 3 } else { 4 } {
        return None;
    }
    let end = at + length;
    if part[..at].ends_with(char::is_whitespace) && !part[start..at].trim().is_empty() {
        return Some((Some(at), at));
    }
    Some((part[end..].starts_with(char::is_whitespace).then_some(end), end))
}

/// What stands behind the last space of the last bytes.
fn last_spaced(lead: &str) -> &str {
    let near = &lead[lead.floor_char_boundary(lead.len().saturating_sub(40))..];
    near.rsplit(char::is_whitespace).next().unwrap_or("")
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn spaced_word_follows(part: &str, at: usize) -> bool {
    let rest = part[at..].trim_start();
    rest.len() < part.len() - at && rest.starts_with(char::is_alphanumeric)
}
