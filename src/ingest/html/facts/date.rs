//! When a page was published, as far as it says so.

use super::super::super::written_date;
use super::super::words::any_word;
use super::stated::{Stated, is_aside, words};
use crate::document::{DatePrecision, PartialDate};
use scraper::ElementRef;

/// The `meta` elements that state it, best first; what states a change is not among them.
const METAS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published-date",
    "publish-date",
    "publishdate",
    "publish_date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "originalpublicationdate",
    "dateissued",
    "displaydate",
    "date_published",
    "rbpubdate",
    "ptime",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "iso-8601-publish-date",
    "weibo:article:create_at",
    "date",
];

/// Words in the names of elements that hold a date.
const NAMES: &[&str] = &[
    "date",
    "dates",
    "pubdate",
    "published",
    "publish",
    "posted",
    "timestamp",
    "time",
    "datetime",
    "dateline",
    "byline",
    "created",
];

/// Words in the names of elements that hold a date among other things.
const WIDER: &[&str] = &["author", "meta", "info", "details"];

/// The date, as precise as it is stated. Sources in their order: JSON-LD, `meta`, microdata, the first `time`, the
/// first element that is named for a date, the address.
///
/// Machines often state the time in Greenwich, where it may be another day than where the page was made; where the
/// day in the address, or the day that the page shows, is a neighbour of such a one, it is that of the place.
pub(super) fn read(stated: &Stated<'_>, url: Option<&str>) -> Option<PartialDate> {
    let addressed = url.and_then(of_url);
    let Some(Found { date, is_local }) = found(stated) else {
        return addressed.or_else(|| named(stated, WIDER, of_element));
    };
    let is_neighbour = |other: &PartialDate| is_next_day(date, *other) || is_next_day(*other, date);
    let seen = || shown(stated, of_words).filter(|_| !is_local).filter(is_neighbour);
    let local = addressed.filter(is_neighbour).or_else(seen);
    Some(local.unwrap_or(date))
}

/// A date and whether it is stated in the time of its place: with a distance from Greenwich, or shown in words.
struct Found {
    date: PartialDate,
    is_local: bool,
}

impl Found {
    fn stated(text: &str) -> Option<Self> {
        // `2026-01-08T10:00:00+02:00`: what follows the minutes.
        let zone = text.get(16..).and_then(|tail| Some(&tail[tail.find(['+', '-'])?..]));
        let is_local =
            zone.is_some_and(|zone| zone.contains(|digit: char| digit.is_ascii_digit() && digit != '0'));
        Some(Self { date: of_text(text)?, is_local })
    }

    fn shown(date: PartialDate) -> Self {
        Self { date, is_local: false }
    }
}

/// Whether one date is the day before the other.
fn is_next_day(date: PartialDate, other: PartialDate) -> bool {
    let day = |date: PartialDate| {
        date.start().parse::<jiff::civil::Date>().ok().filter(|_| date.precision() == DatePrecision::Day)
    };
    let tomorrow = day(date).and_then(|date| date.tomorrow().ok());
    tomorrow.is_some() && tomorrow == day(other)
}

/// The date that the page states or shows.
fn found(stated: &Stated<'_>) -> Option<Found> {
    let mut works =
        stated.works("datePublished").chain(stated.works("dateCreated")).chain(stated.works("uploadDate"));
    let marked = || stated.marked("datePublished").chain(stated.marked("dateCreated")).find_map(of_element);
    works
        .find_map(|text| Found::stated(&text))
        .or_else(|| stated.metas(METAS).find_map(Found::stated))
        .or_else(|| marked().or_else(|| shown(stated, of_element)).map(Found::shown))
}

/// How a date is found in an element.
type Read = fn(ElementRef<'_>) -> Option<PartialDate>;

/// The first date that the page shows: in a `time`, or in an element named for a date.
fn shown(stated: &Stated<'_>, read: Read) -> Option<PartialDate> {
    let times = stated.elements.iter().filter(|element| element.value().name() == "time");
    { times.filter(at_hand) }.find_map(|time| read(*time)).or_else(|| named(stated, NAMES, read))
}

/// The first date in an element that has one of these words in its name.
fn named(stated: &Stated<'_>, names: &[&str], read: Read) -> Option<PartialDate> {
    let is_named = |element: &&ElementRef<'_>| any_word(element.value(), |word| names.contains(&word));
    stated.elements.iter().filter(is_named).filter(at_hand).find_map(|element| read(*element))
}

/// Whether an element speaks of this page and of its publication.
fn at_hand(element: &&ElementRef<'_>) -> bool {
    !is_change(element) && !is_aside(element)
}

fn is_change(element: &ElementRef<'_>) -> bool {
    let says = |words: &[&str]| any_word(element.value(), |word| words.contains(&word));
    says(&["updated", "modified", "update", "changed", "revised"]) && !says(&["published"])
        || element.attr("itemprop") == Some("dateModified")
}

fn of_element(element: ElementRef<'_>) -> Option<PartialDate> {
    let attributes = ["datetime", "content", "title", "data-datetime", "data-time"];
    let stated = attributes.into_iter().filter_map(|name| element.attr(name)).find_map(of_text);
    stated.or_else(|| of_words(element))
}

fn of_words(element: ElementRef<'_>) -> Option<PartialDate> {
    words(element).filter(|words| words.len() < 200).and_then(|words| within(&words))
}

/// The date that a stated value is: ISO with or without time, a date in words, or figures that can only be read
/// one way.
fn of_text(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let is_compact = text.len() == 14 || matches!(text.as_bytes().get(8), None | Some(b'T' | b' '));
    if let Some(digits) =
        text.get(..8).filter(|digits| is_compact && digits.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return sensible(format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]).parse().ok()?);
    }
    let iso = text.get(..10).map(|day| day.replace('/', "-")).and_then(|day| day.parse::<PartialDate>().ok());
    iso.or_else(|| text.parse().ok()).and_then(sensible).or_else(|| within(text))
}

/// The first date in a line of words, such as `Published on 8 January 2026 at 10:00`.
fn within(line: &str) -> Option<PartialDate> {
    let plain: Vec<&str> = line
        .split(|letter: char| {
            letter.is_whitespace() || matches!(letter, ',' | '|' | '(' | ')' | '•' | '·' | '—' | '–')
        })
        // German and others put a stop behind the number of the day.
        .map(|word| word.strip_suffix('.').filter(|day| day.parse::<u8>().is_ok()).unwrap_or(word))
        .filter(|word| {
            !word.is_empty() && !matches!(word.to_ascii_lowercase().as_str(), "of" | "the" | "de" | "-")
        })
        .collect();
    for at in 0..plain.len() {
        let three = plain.get(at..at + 3).map(|words| words.join(" "));
        let found = three.and_then(|words| written_date::parse(&words)).or_else(|| of_figures(plain[at]));
        if let Some(date) = found.and_then(sensible) {
            return Some(date);
        }
    }
    None
}

/// A date in figures: `2026-01-08…`, `2026/01/08`, or `19/11/2019` and `11/19/2019`, which can only be read one way.
fn of_figures(word: &str) -> Option<PartialDate> {
    if let Some(date) = word.get(..10).and_then(|day| day.replace('/', "-").parse::<PartialDate>().ok()) {
        return Some(date).filter(|date| date.precision() == DatePrecision::Day);
    }
    let parts: Vec<&str> = word.trim_end_matches([',', ';', '.', ':']).split(['/', '.', '-']).collect();
    let [a, b, year] = parts.as_slice() else { return None };
    if year.len() != 4 || a.len() > 2 || b.len() > 2 {
        return None;
    }
    let (a, b, year) = (a.parse::<i8>().ok()?, b.parse::<i8>().ok()?, year.parse().ok()?);
    match (a, b) {
        (13.., ..=12) => PartialDate::day(year, b, a),
        (..=12, 13..) => PartialDate::day(year, a, b),
        (same, other) if same == other => PartialDate::day(year, a, b),
        _ => None,
    }
}

/// The date in an address such as `/2026/01/08/` or `/2026/jan/08/`, or its month.
fn of_url(url: &str) -> Option<PartialDate> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let parts: Vec<&str> = path.split(['/', '?', '#']).skip(1).collect();
    for at in 0..parts.len() {
        let part = parts[at];
        if let Some(date) = part
            .get(..10)
            .and_then(|day| day.parse::<PartialDate>().ok())
            .filter(|date| date.precision() == DatePrecision::Day)
        {
            return sensible(date);
        }
        let is_year = part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        let next = |by: usize| parts.get(at + by).copied().filter(|part| part.len() <= 3);
        if let Some(month) = next(1).filter(|_| is_year) {
            let day = next(2).and_then(|day| {
                written_date::parse(&format!("{} {} {part}", day, month))
                    .or_else(|| format!("{part}-{month:0>2}-{day:0>2}").parse().ok())
            });
            let whole = day.or_else(|| format!("{part}-{month:0>2}").parse().ok());
            if let Some(date) = whole.and_then(sensible) {
                return Some(date);
            }
        }
    }
    None
}

/// A date that a page can have: the web's pages also hold older documents, but none from before print.
fn sensible(date: PartialDate) -> Option<PartialDate> {
    Some(date).filter(|date| (1800..2100).contains(&date.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        of_text(text).map(|date| date.to_string())
    }

    #[test]
    fn stated_dates_are_read_in_every_form() {
        for text in [
            "2026-01-08",
            "2026-01-08T10:00:00+02:00",
            "2026/01/08 10:00",
            "20260108",
            "20260108T100000",
            "Thu, 08 Jan 2026 10:00:00 GMT",
            "Published on January 8th, 2026 at 10:00",
            "8. January 2026",
        ] {
            assert_eq!(read(text).as_deref(), Some("2026-01-08"), "{text}");
        }
        assert_eq!(read("2026-01").as_deref(), Some("2026-01"));
        assert_eq!(read("19/11/2019").as_deref(), Some("2019-11-19"));
        assert_eq!(read("11/19/2019").as_deref(), Some("2019-11-19"));
    }

    #[test]
    fn what_may_be_two_dates_or_none_is_none() {
        for text in ["08/01/2026", "yesterday", "1574168580", "in 2026, perhaps", "9999-01-01"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_hold_days_and_months() {
        let url = |url: &str| of_url(url).map(|date| date.to_string());
        assert_eq!(url("https://example.org/2026/01/08/web").as_deref(), Some("2026-01-08"));
        assert_eq!(url("https://example.org/news/2026/jan/08/web").as_deref(), Some("2026-01-08"));
        assert_eq!(url("https://example.org/2026/01/web").as_deref(), Some("2026-01"));
        assert_eq!(url("https://example.org/2026/web"), None);
    }
}
