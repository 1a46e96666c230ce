//! Dates as English texts write them: `Jan 8, 2026`, `8 January 2026`, `January 2026`.

use crate::document::{PartialDate, month_named};

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The date that `text` is, whole: ISO, or with the month as a word, perhaps after a day of the week. A date
/// in figures alone (`08/01/2026`) is none, since nobody can tell its month from its day.
pub(super) fn parse(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let words: Vec<&str> = text
        .split([' ', ',', '\u{A0}'])
        .filter(|word| !word.is_empty() && *word != "of" && *word != "the")
        .collect();
    let words = match words.as_slice() {
        [first, rest @ ..] if is_weekday(first) => rest,
        all => all,
    };
    match words {
        [a, b, year] if month(a).is_some() => PartialDate::day(self::year(year)?, month(a)?, day(b)?),
        [a, b, year] => PartialDate::day(self::year(year)?, month(b)?, day(a)?),
        [a, year] => format!("{:04}-{:02}", self::year(year)?, month(a)?).parse().ok(),
        _ => None,
    }
}

/// Whether a word is a day of the week: its name or the first three letters, perhaps with a stop.
fn is_weekday(word: &str) -> bool {
    let word = bare(word);
    DAYS.iter().any(|name| *name == word || word.len() == 3 && name.starts_with(&word))
}

fn month(word: &str) -> Option<i8> {
    month_named(&bare(word)).map(|name| name.month)
}

fn bare(word: &str) -> String {
    word.trim_end_matches('.').to_lowercase()
}

fn day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let ordinal = ["", "st", "nd", "rd", "th"].contains(&&word[digits.len()..]);
    if ordinal && digits.len() <= 2 { digits.parse().ok() } else { None }
}

fn year(word: &str) -> Option<i16> {
    let plain = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    if plain { word.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Option<String> {
        parse(text).map(|date| date.to_string())
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        for text in [
            "Jan 8, 2026",
            "January 8, 2026",
            "8 January 2026",
            "Thursday, 8th of January 2026",
            "8 Jan. 2026",
        ] {
            assert_eq!(written(text).as_deref(), Some("2026-01-08"), "{text}");
        }
        assert_eq!(written("Sept. 1999").as_deref(), Some("1999-09"));
        assert_eq!(written("2026-01").as_deref(), Some("2026-01"));
    }

    #[test]
    fn what_is_no_date_or_may_be_two_is_refused() {
        for text in
            ["08/01/2026", "31 February 2026", "January", "Mayor 8, 2026", "8 January", "in 2026 then"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
