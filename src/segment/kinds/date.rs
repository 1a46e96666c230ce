//! Dates as they stand at the head of a text.

use crate::document::month_named;

const COMPANIONS: [&str; 22] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "am",
    "pm",
    "edt",
    "est",
    "gmt",
    "utc",
    "cet",
    "at",
];

/// Where the date or time of day begins that `text` ends with; `None` if it ends with none.
pub(super) fn suffix(text: &str) -> Option<usize> {
    let mut begin = text.len();
    let (mut months, mut numbers, mut clock) = (0, 0, false);
    loop {
        let rest = text[..begin].trim_end_matches([' ', ',', '\n', '\t']);
        let start = rest.rfind([' ', ',', '\n', '\t']).map_or(0, |space| space + 1);
        match part(&rest[start..]) {
            Part::Month => months += 1,
            Part::Number => numbers += 1,
            Part::Whole => (months, numbers) = (1, 2),
            Part::Clock => clock = true,
            Part::Companion => {}
            Part::Other => break,
        }
        begin = start;
    }
    let whole = months > 0 && numbers > 0 || clock;
    whole.then_some(begin)
}

enum Part {
    Month,
    Number,
    /// `2026-01-08`, `08/01/2026`
    Whole,
    Clock,
    Companion,
    Other,
}

fn part(word: &str) -> Part {
    let bare = word.trim_matches(['.', '(', ')']).replace('.', "").to_lowercase();
    let digits = bare.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let ordinal = matches!(&bare[digits.len()..], "" | "st" | "nd" | "rd" | "th");
    if month_named(&bare).is_some() {
        Part::Month
    } else if all_digits && ordinal && (digits.len() <= 2 || is_year(digits)) {
        Part::Number
    } else if is_whole(&bare) {
        Part::Whole
    } else if is_clock(&bare) {
        Part::Clock
    } else if COMPANIONS.contains(&bare.as_str()) {
        Part::Companion
    } else {
        Part::Other
    }
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.starts_with(['1', '2'])
}

fn is_whole(word: &str) -> bool {
    let signs = word.bytes().filter(|byte| matches!(byte, b'-' | b'/')).count();
    signs == 2
        && word.len() >= 6
        && word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/'))
}

fn is_clock(word: &str) -> bool {
    let time = word.trim_end_matches(['a', 'p', 'm']);
    time.len() >= 4
        && time.len() <= 5
        && time.contains(':')
        && time.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Option<&str> {
        suffix(text).map(|at| &text[..at])
    }

    #[test]
    fn a_date_at_the_end_is_found_with_its_start() {
        assert_eq!(head("Maria Lind / Mar 3, 2026"), Some("Maria Lind / "));
        assert_eq!(head("Tallinn, 28 April 2014"), Some("Tallinn, "));
        assert_eq!(head("12:23 P.M. EDT"), Some(""));
        assert_eq!(head("Updated 2026-01-08"), Some("Updated "));
    }

    #[test]
    fn a_number_or_a_month_alone_is_no_date() {
        for text in ["Agenda 21", "The march", "Resolution 242 (1967)", "a statement"] {
            assert_eq!(head(text), None, "{text}");
        }
    }
}
