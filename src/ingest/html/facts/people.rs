//! Who wrote a page.

use super::super::words::any_word;
use super::stated::{Stated, is_aside, one_line, words};
use crate::document::month_named;
use scraper::ElementRef;

/// The `meta` elements that name them, best first.
const METAS: &[&str] = &[
    "author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
];

/// Accounts that are no person.
const ACCOUNTS: [&str; 5] = ["admin", "administrator", "editor", "webmaster", "user"];

/// The most authors that are named; longer lists are something else.
const MOST: usize = 24;

/// The authors, in the order of the page. Sources in their order: JSON-LD, `meta`, microdata, `rel=author`, the
/// byline. The site is nobody's author.
pub(super) fn read(stated: &Stated<'_>, site: Option<&str>) -> Vec<String> {
    let of_works = || stated.best_work("author");
    let made_by = || stated.best_work("creator");
    let of_metas = || {
        let first = METAS.iter().map(|name| stated.metas(&[name]).map(str::to_owned).collect::<Vec<_>>());
        { first }.find(|names| names.iter().any(|name| !is_address(name))).unwrap_or_default()
    };
    let of_marks = || stated.marked("author").filter_map(marked_name).collect();
    let linked = || {
        stated
            .elements
            .iter()
            .filter(|element| element.attr("rel") == Some("author"))
            .filter_map(|element| words(*element))
            .take(1)
            .collect()
    };
    let sources: [&dyn Fn() -> Vec<String>; 6] =
        [&of_works, &made_by, &of_metas, &of_marks, &linked, &|| byline(stated)];
    sources
        .into_iter()
        .map(|source| people(source(), site))
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// The names in what is stated.
fn people(stated: Vec<String>, site: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in stated.iter().filter(|line| !is_address(line)).filter_map(|line| one_line(line)) {
        for name in split(without_by(&line)) {
            let is_site = site.is_some_and(|site| site.eq_ignore_ascii_case(&name));
            let fits = (2..=80).contains(&name.chars().count())
                && name.chars().any(char::is_alphabetic)
                && !ACCOUNTS.iter().any(|account| account.eq_ignore_ascii_case(&name));
            if names.len() < MOST
                && fits
                && !is_site
                && !names.iter().any(|known| known.eq_ignore_ascii_case(&name))
            {
                names.push(name);
            }
        }
    }
    names
}

/// `article:author` is often the address of a profile, which is nobody's name.
fn is_address(name: &str) -> bool {
    name.contains("://") || name.starts_with('@') || name.starts_with("www.")
}

/// A line without the `By` before the names.
fn without_by(line: &str) -> &str {
    let by = line.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by "));
    let line = if by { &line[3..] } else { line };
    line.split(" | ").next().unwrap_or(line).trim()
}

/// The names of a line: `Ada Roe, Ben Li and Cem Oz`. A comma after one word stands within a name (`Roe, Ada`).
fn split(line: &str) -> Vec<String> {
    let line = line.replace(" and ", " & ").replace("; ", " & ").replace(", & ", " & ");
    let mut names = Vec::new();
    for part in line.split(" & ") {
        let pieces: Vec<&str> = part.split(", ").map(str::trim).filter(|piece| !piece.is_empty()).collect();
        let are_names = pieces.len() > 1
            && pieces.iter().all(|piece| {
                (2..=4).contains(&piece.split_whitespace().count())
                    && piece.split_whitespace().all(|word| {
                        word.starts_with(|letter: char| {
                            letter.is_uppercase() || letter.is_lowercase() && word.len() <= 3
                        })
                    })
            });
        if are_names {
            names.extend(pieces.into_iter().map(str::to_owned));
        } else if !part.trim().is_empty() {
            names.push(part.trim().to_owned());
        }
    }
    names
}

/// The name in an element that is marked up as an author.
fn marked_name(element: ElementRef<'_>) -> Option<String> {
    let named = element.descendent_elements().find(|inner| {
        inner.attr("itemprop").is_some_and(|names| names.split_whitespace().any(|name| name == "name"))
    });
    let content = element.attr("content").and_then(one_line);
    content
        .or_else(|| named.and_then(|inner| inner.attr("content").and_then(one_line).or_else(|| words(inner))))
        .or_else(|| words(element))
        .filter(|name| name.len() < 80)
}

/// The names in the first element that is a byline.
fn byline(stated: &Stated<'_>) -> Vec<String> {
    let is_byline = |element: &&ElementRef<'_>| {
        any_word(element.value(), |word| matches!(word, "byline" | "author" | "authors"))
            && !is_aside(element)
    };
    let lines = stated.elements.iter().filter(is_byline).filter_map(|element| words(*element));
    // What a byline says besides names ends at a date or a sign.
    let names = lines.filter(|line| line.len() < 120).map(|line| {
        let end = line
            .find(|letter: char| {
                letter.is_ascii_digit() || matches!(letter, '|' | '•' | '·' | '/' | '@' | ':')
            })
            .unwrap_or(line.len());
        let words = line[..end].split_whitespace();
        words.take_while(|word| !is_of_date(word)).collect::<Vec<_>>().join(" ")
    });
    let is_names = |line: &String| {
        let words: Vec<&str> = without_by(line).split_whitespace().collect();
        let capital = |word: &&&str| word.starts_with(char::is_uppercase);
        (2..=10).contains(&words.len()) && words.iter().filter(capital).count() * 3 >= words.len() * 2
    };
    names.filter(is_names).take(1).collect()
}

/// Whether a word begins what a byline says of the time.
fn is_of_date(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    matches!(word.as_str(), "published" | "updated" | "posted" | "on")
        || month_named(&word).is_some_and(|_| word != "may" && word != "june" && word != "april")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_one_by_one() {
        let names = |line: &str| people(vec![line.to_owned()], Some("The Monitor"));
        assert_eq!(names("By Ada Roe, Ben Li and Cem Oz"), ["Ada Roe", "Ben Li", "Cem Oz"]);
        assert_eq!(names("Roe, Ada"), ["Roe, Ada"]);
        assert_eq!(names("The Monitor"), Vec::<String>::new());
        assert_eq!(names("https://example.org/roe"), Vec::<String>::new());
        assert_eq!(names("Ministry of Foreign Affairs"), ["Ministry of Foreign Affairs"]);
    }
}
