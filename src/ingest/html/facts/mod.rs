//! What an HTML page states about itself.
//!
//! Order of sources, best first, for every fact; `docs/html.md` repeats it for users:
//!
//! | fact | sources |
//! |---|---|
//! | title | the headline (`h1`, `itemprop=headline`) that says what is stated for machines; JSON-LD; `meta`; `title`; the first headline. The name of the site is cut off |
//! | authors | JSON-LD; `meta`; microdata; `rel=author`; the byline |
//! | date | JSON-LD; `meta`; microdata; the first `time`; the first element named for a date; the address. Never a change, never a file time |
//! | publisher | `og:site_name`; JSON-LD; other `meta` |
//! | language | `lang`; `meta`; JSON-LD |
//! | url | the canonical link; `og:url`; JSON-LD |

mod date;
mod json_ld;
mod people;
mod stated;
mod title;

use super::depth;
use crate::ingest::Limits;
use scraper::Html;
use serde_json::{Map, Value};
use stated::{Stated, one_line};

/// The facts of a page, under our names.
pub(super) fn read(html: &Html) -> Map<String, Value> {
    let stated = Stated::of(html);
    let publisher = publisher(&stated);
    let url = url(&stated);
    let authors = people::read(&stated, publisher.as_deref());
    let date = date::read(&stated, url.as_deref()).map(|date| date.to_string());
    let facts = [
        ("title", title::read(&stated, &sites(publisher.as_deref(), url.as_deref()))),
        ("date", date),
        ("publisher", publisher),
        ("url", url),
        ("language", language(&stated)),
    ];
    let mut fields = Map::new();
    fields.extend(facts.into_iter().filter_map(|(name, fact)| Some((name.to_owned(), fact?.into()))));
    if !authors.is_empty() {
        fields.insert("authors".to_owned(), authors.into());
    }
    fields
}

/// What the page states as its text for machines: `articleBody` or `text` in JSON-LD, without markup.
pub(super) fn stated_text(html: &Html) -> Option<String> {
    let stated = Stated::of(html);
    let body = stated.works("articleBody").chain(stated.works("text")).max_by_key(String::len)?;
    if !body.contains("</") {
        return Some(body);
    }
    let is_shallow = depth::check(body.as_bytes(), Limits::default().depth).is_ok();
    is_shallow.then(|| Html::parse_fragment(&body).root_element().text().collect())
}

fn publisher(stated: &Stated<'_>) -> Option<String> {
    const METAS: &[&str] = &[
        "citation_publisher",
        "dc.publisher",
        "dcterms.publisher",
        "publisher",
        "application-name",
        "og:publisher",
    ];
    let names = stated.metas(&["og:site_name"]).map(str::to_owned).chain(stated.works("publisher"));
    { names.chain(stated.metas(METAS).map(str::to_owned)) }
        .find_map(|name| one_line(&name).filter(|name| !name.contains("://")))
}

/// The names that the site of a page goes by: its publisher, its host and the name in the host (`example` of
/// `www.example.org`).
fn sites(publisher: Option<&str>, url: Option<&str>) -> Vec<String> {
    let host = url.and_then(|url| url.split_once("://")?.1.split(['/', '?', '#', ':']).next());
    let host = host.map(|host| host.strip_prefix("www.").unwrap_or(host));
    let name = host.and_then(|host| host.split('.').max_by_key(|label| label.len()));
    publisher.into_iter().chain(host).chain(name).map(str::to_owned).collect()
}

fn url(stated: &Stated<'_>) -> Option<String> {
    let canonical = stated.canonical.map(str::to_owned);
    let stated = stated
        .metas(&["og:url"])
        .map(str::to_owned)
        .chain(stated.works("url"))
        .chain(stated.works("mainEntityOfPage"));
    canonical.into_iter().chain(stated).map(|url| url.trim().to_owned()).find(|url| url.starts_with("http"))
}

fn language(stated: &Stated<'_>) -> Option<String> {
    const METAS: &[&str] = &["content-language", "dc.language", "dcterms.language", "language", "og:locale"];
    let named = stated.language.into_iter().chain(stated.metas(METAS)).map(str::to_owned);
    named.chain(stated.works("inLanguage")).map(|name| name.trim().replace('_', "-")).find(|name| {
        (2..=12).contains(&name.len())
            && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn facts(page: &str) -> Value {
        Value::Object(read(&Html::parse_document(page)))
    }

    #[test]
    fn a_page_states_its_facts() {
        let page = "<html lang=en><head><title>Other</title><meta property=og:site_name content='The Monitor'>\
                    <meta property=og:title content='An open web - The Monitor'><meta name=author content='Ada Roe'>\
                    <meta property=article:author content='https://example.org/roe'>\
                    <meta property=article:published_time content='2026-01-08T10:00:00Z'>\
                    <link rel=canonical href=https://example.org/web></head>";
        let expected = json!({
            "title": "An open web",
            "date": "2026-01-08",
            "publisher": "The Monitor",
            "url": "https://example.org/web",
            "language": "en",
            "authors": ["Ada Roe"]
        });
        assert_eq!(facts(page), expected);
    }

    #[test]
    fn json_ld_wins_over_meta_and_a_change_is_no_publication() {
        let page = r#"<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-01-08",
            "author": {"name": "Ada Roe"}}</script><meta name=date content="2026-02-01">
            <meta property="article:modified_time" content="2026-03-01"><meta name=author content="Web Team">"#;
        let read = facts(page);
        assert_eq!((&read["date"], &read["authors"]), (&json!("2026-01-08"), &json!(["Ada Roe"])));
        assert_eq!(facts("<meta property=article:modified_time content=2026-03-01>").get("date"), None);
    }

    #[test]
    fn what_a_page_shows_serves_where_nothing_is_stated() {
        let page = "<body><h1>Joint statement</h1><p class=byline>By Ada Roe and Ben Li | 8 January 2026</p>\
                    <aside><time datetime=2020-01-01>old</time></aside>";
        let read = facts(page);
        assert_eq!(read["title"], json!("Joint statement"));
        assert_eq!(read["authors"], json!(["Ada Roe", "Ben Li"]));
        assert_eq!(read["date"], json!("2026-01-08"));
    }

    #[test]
    fn the_headline_of_the_article_wins_over_a_title_for_search_engines() {
        let page = "<title>Web: why it matters | example.org</title><link rel=canonical href=https://www.example.org/a>\
                    <h1>The Example</h1><article><h1>Why an open web matters to all</h1></article>";
        assert_eq!(facts(page)["title"], json!("Why an open web matters to all"));
        let bare = "<title>Web: why it matters | example.org</title><link rel=canonical href=https://www.example.org/a>";
        assert_eq!(facts(bare)["title"], json!("Web: why it matters"));
    }

    #[test]
    fn the_day_is_that_of_the_place_and_not_of_greenwich() {
        let page = "<meta property=article:published_time content=2026-01-09T03:00:00Z><p class=date>Jan. 8, 2026 10:00 PM";
        assert_eq!(facts(page)["date"], json!("2026-01-08"));
        let page = "<meta property=article:published_time content=2026-01-09T03:00:00Z>\
                    <link rel=canonical href=https://example.org/2026/01/08/web>";
        assert_eq!(facts(page)["date"], json!("2026-01-08"));
    }
}
