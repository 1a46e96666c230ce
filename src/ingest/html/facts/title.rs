//! The title of a page, without the name of the site.

use super::stated::{Stated, one_line, words};
use scraper::ElementRef;

/// The `meta` elements that state it, best first.
const METAS: &[&str] = &[
    "og:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "twitter:title",
    "title",
];

/// What stands between a title and the name of a site.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " : ", ": ", " ‹ ", " › ", " / "];

/// The title as the page shows it: the headline that says what is stated for machines (which is often written for
/// search engines), else the one that is marked as such, else what is stated.
pub(super) fn read(stated: &Stated<'_>, sites: &[String]) -> Option<String> {
    let headlines: Vec<Headline> = headlines(stated).collect();
    let named: Vec<String> =
        stated_titles(stated).map(|title| without_site(&title, sites, &headlines)).collect();
    let says = |headline: &&Headline, least: Overlap| {
        named.iter().any(|title| says_same(&headline.text, title, least))
    };
    let shown = headlines.iter().find(|headline| says(headline, Overlap::Most));
    let marked = || {
        let fits = |headline: &&Headline| {
            headline.is_marked || headline.is_in_article && says(headline, Overlap::Some)
        };
        headlines.iter().filter(|headline| headline.text.split_whitespace().count() >= 3).find(fits)
    };
    let headline = shown.or_else(marked).map(|headline| &headline.text);
    let best = headline.or_else(|| named.first()).or_else(|| headlines.first().map(|first| &first.text))?;
    Some(without_site(best, sites, &[])).filter(|title| title.chars().any(char::is_alphanumeric))
}

/// A headline of the page.
struct Headline {
    text: String,
    /// Whether it is marked up as the headline of an article.
    is_marked: bool,
    /// Whether it stands in an `article` or `main`.
    is_in_article: bool,
}

/// The first headlines of the page.
fn headlines<'s>(stated: &'s Stated<'_>) -> impl Iterator<Item = Headline> + 's {
    let first_rank = stated.elements.iter().filter(|element| element.value().name() == "h1").copied();
    let read = |element: ElementRef<'_>| {
        let around = element.ancestors().take(24).filter_map(ElementRef::wrap);
        Some(Headline {
            text: words(element).filter(|line| line.len() < 500)?,
            is_marked: element.attr("itemprop").is_some_and(|names| names.contains("headline")),
            is_in_article: { around }.any(|outer| matches!(outer.value().name(), "article" | "main")),
        })
    };
    first_rank.chain(stated.marked("headline")).filter_map(read).take(16)
}

/// What is stated as the title, best first.
fn stated_titles<'s>(stated: &'s Stated<'_>) -> impl Iterator<Item = String> + 's {
    let metas = stated.metas(METAS).filter_map(one_line);
    stated
        .works("headline")
        .chain(metas)
        .chain(stated.title.clone())
        .chain(stated.works("name"))
        .filter_map(|title| one_line(&title))
}

/// How many words of the shorter of two titles are in the longer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Overlap {
    Most,
    Some,
}

/// Whether so many words agree, or the headline says in full what the title says in short.
fn says_same(headline: &str, title: &str, least: Overlap) -> bool {
    if !title.is_empty() && headline.ends_with(title) {
        return true;
    }
    let (a, b) = (parts(headline), parts(title));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    let enough =
        if least == Overlap::Most { shared * 3 >= short.len() * 2 } else { shared * 3 >= short.len() };
    !short.is_empty() && enough && short.len() * 4 >= long.len()
}

/// The words of a title in small letters.
fn parts(title: &str) -> Vec<String> {
    title
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Takes the name of the site off either end; it is one if it is known as such, or if what is left is a headline.
fn without_site(title: &str, sites: &[String], headlines: &[Headline]) -> String {
    let bare = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let sites: Vec<String> = sites.iter().map(|site| bare(site)).filter(|site| !site.is_empty()).collect();
    for separator in SEPARATORS {
        for (at, _) in title.match_indices(separator) {
            let (before, after) = (title[..at].trim(), title[at + separator.len()..].trim());
            for (kept, cut) in [(before, after), (after, before)] {
                let is_site = sites.contains(&bare(cut));
                let is_headline =
                    *separator != ": " && headlines.iter().any(|headline| bare(&headline.text) == bare(kept));
                if (is_site || is_headline) && !kept.is_empty() {
                    return kept.to_owned();
                }
            }
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_no_part_of_the_title() {
        let cut = |title: &str| without_site(title, &["The Monitor".to_owned()], &[]);
        assert_eq!(cut("An open web - The Monitor"), "An open web");
        assert_eq!(cut("The Monitor | An open web"), "An open web");
        assert_eq!(cut("An open web - and a closed one"), "An open web - and a closed one");
        let headline = [Headline { text: "An open web".to_owned(), is_marked: false, is_in_article: false }];
        assert_eq!(without_site("An open web | Policy | theMonitor.example", &[], &headline), "An open web");
    }

    #[test]
    fn a_headline_says_what_the_title_says_if_most_words_agree() {
        let same = |headline: &str, title: &str| says_same(headline, title, Overlap::Most);
        assert!(same("An open web for all of us", "An open web for all"));
        assert!(same("Reports on the state of the open web in 2026: Freedonia", "Freedonia"));
        assert!(!same("The Monitor", "An open web for all"));
    }
}
