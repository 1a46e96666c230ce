//! The title of a page, without the name of the site.

use super::stated::{Stated, one_line, words};

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

/// The title as the page shows it: the headline that says what is stated for machines, else what is stated.
pub(super) fn read(stated: &Stated<'_>, site: Option<&str>) -> Option<String> {
    let headlines: Vec<String> = headlines(stated).collect();
    let named: Vec<String> =
        stated_titles(stated).map(|title| without_site(&title, site, &headlines)).collect();
    let shown = headlines.iter().find(|headline| named.iter().any(|title| says_same(headline, title)));
    let best = shown.or_else(|| named.first()).or_else(|| headlines.first())?;
    Some(without_site(best, site, &[])).filter(|title| title.chars().any(char::is_alphanumeric))
}

/// The first headlines of the page.
fn headlines<'s>(stated: &'s Stated<'_>) -> impl Iterator<Item = String> + 's {
    let first_rank = stated.elements.iter().filter(|element| element.value().name() == "h1").copied();
    first_rank.chain(stated.marked("headline")).filter_map(words).filter(|line| line.len() < 500).take(16)
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

/// Whether most words of the shorter are in the longer, or the headline says in full what the title says in short.
fn says_same(headline: &str, title: &str) -> bool {
    if !title.is_empty() && headline.ends_with(title) {
        return true;
    }
    let (a, b) = (parts(headline), parts(title));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    !short.is_empty() && shared * 3 >= short.len() * 2 && short.len() * 4 >= long.len()
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
fn without_site(title: &str, site: Option<&str>, headlines: &[String]) -> String {
    let bare = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let site = site.map(bare).filter(|site| !site.is_empty());
    for separator in SEPARATORS {
        for (at, _) in title.match_indices(separator) {
            let (before, after) = (title[..at].trim(), title[at + separator.len()..].trim());
            for (kept, cut) in [(before, after), (after, before)] {
                let is_site = site.as_ref().is_some_and(|site| *site == bare(cut));
                let is_headline =
                    *separator != ": " && headlines.iter().any(|headline| bare(headline) == bare(kept));
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
        let cut = |title: &str| without_site(title, Some("The Monitor"), &[]);
        assert_eq!(cut("An open web - The Monitor"), "An open web");
        assert_eq!(cut("The Monitor | An open web"), "An open web");
        assert_eq!(cut("An open web - and a closed one"), "An open web - and a closed one");
        let headline = ["An open web".to_owned()];
        assert_eq!(without_site("An open web | Policy | theMonitor.example", None, &headline), "An open web");
    }

    #[test]
    fn a_headline_says_what_the_title_says_if_most_words_agree() {
        assert!(says_same("An open web for all of us", "An open web for all"));
        assert!(says_same("Reports on the state of the open web in 2026: Freedonia", "Freedonia"));
        assert!(!says_same("The Monitor", "An open web for all"));
    }
}
