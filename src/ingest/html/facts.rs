//! What an HTML page states about itself.

use scraper::node::Element;
use scraper::{ElementRef, Html};
use serde_json::{Map, Value};

/// The names `meta` elements go by for one fact, best first.
const META: [(&str, &[&str]); 4] = [
    ("title", &["og:title", "citation_title", "dc.title", "dcterms.title"]),
    (
        "date",
        &[
            "article:published_time",
            "citation_publication_date",
            "datepublished",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "dcterms.date",
            "pubdate",
            "date",
        ],
    ),
    ("publisher", &["og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher"]),
    ("url", &["og:url"]),
];

/// As [`META`], for the one fact that may be stated several times.
const AUTHORS: [&str; 5] = ["author", "citation_author", "dc.creator", "dcterms.creator", "article:author"];

/// The facts of a page, under our names.
pub(super) fn read(html: &Html) -> Map<String, Value> {
    let elements: Vec<ElementRef<'_>> = html.root_element().descendent_elements().collect();
    let mut fields = Map::new();
    for (field, names) in META {
        let stated = names.iter().find_map(|name| metas(&elements, name).next());
        fields.extend(stated.map(|value| (field.to_owned(), value.into())));
    }
    without_site_name(&mut fields);
    let headline = text_of(&elements, |element| element.name() == "h1");
    // The headline often says in full what `og:title` says in short.
    if let Some(headline) =
        headline.filter(|whole| text(&fields, "title").is_none_or(|short| whole.contains(short)))
    {
        fields.insert("title".to_owned(), headline.into());
    }
    let mut fill = |field: &str, value: Option<String>| {
        if let Some(value) = value.filter(|_| !fields.contains_key(field)) {
            fields.insert(field.to_owned(), value.into());
        }
    };
    fill("title", text_of(&elements, |element| element.name() == "title"));
    fill("date", attribute(&elements, "datetime", |element| element.name() == "time"));
    fill("language", html.root_element().attr("lang").map(str::to_owned));
    // The canonical link is stated for machines, so it wins over `og:url`.
    if let Some(url) = attribute(&elements, "href", |element| element.attr("rel") == Some("canonical")) {
        fields.insert("url".to_owned(), url.into());
    }
    let authors = authors(&elements);
    if !authors.is_empty() {
        fields.insert("authors".to_owned(), authors.into());
    }
    without_site_name(&mut fields);
    fields
}

/// The contents of all `meta` elements of this name that are not empty.
fn metas<'h>(elements: &[ElementRef<'h>], name: &str) -> impl Iterator<Item = &'h str> {
    elements.iter().filter(|element| element.value().name() == "meta").filter_map(move |element| {
        let given =
            element.attr("property").or_else(|| element.attr("name")).or_else(|| element.attr("itemprop"))?;
        let content = element.attr("content")?.trim();
        (given.eq_ignore_ascii_case(name) && !content.is_empty()).then_some(content)
    })
}

fn authors(elements: &[ElementRef<'_>]) -> Vec<String> {
    // `article:author` is often the address of a profile, which is nobody's name.
    let is_name = |name: &&str| !name.contains("://");
    let stated =
        AUTHORS.iter().map(|name| metas(elements, name).filter(is_name).map(str::to_owned).collect());
    let stated: Option<Vec<String>> = { stated }.find(|names: &Vec<String>| !names.is_empty());
    let linked = || text_of(elements, |element| element.attr("rel") == Some("author"));
    let mut names = stated.unwrap_or_else(|| linked().into_iter().collect());
    names.dedup();
    names
}

/// The words of the first element of this kind that has any.
fn text_of(elements: &[ElementRef<'_>], wanted: impl Fn(&Element) -> bool) -> Option<String> {
    let found = elements.iter().filter(|element| wanted(element.value()));
    let words = |element: &ElementRef<'_>| {
        let text: String = element.text().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    found.map(words).find(|words| !words.is_empty())
}

fn attribute(elements: &[ElementRef<'_>], name: &str, wanted: impl Fn(&Element) -> bool) -> Option<String> {
    elements
        .iter()
        .filter(|element| wanted(element.value()))
        .find_map(|element| element.attr(name))
        .map(str::to_owned)
}

/// Takes the name of the site off the end of the title: `Cuba - Department of State`.
fn without_site_name(fields: &mut Map<String, Value>) {
    let (Some(title), Some(site)) = (text(fields, "title"), text(fields, "publisher")) else { return };
    let bare = title.strip_suffix(site).map(|rest| rest.trim_end_matches([' ', '-', '–', '—', '|', '·']));
    if let Some(bare) = bare.filter(|bare| !bare.is_empty() && title.len() > bare.len() + site.len()) {
        let bare = bare.to_owned();
        fields.insert("title".to_owned(), bare.into());
    }
}

fn text<'f>(fields: &'f Map<String, Value>, name: &str) -> Option<&'f str> {
    fields.get(name).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_states_its_facts() {
        let page = "<html lang=en><head><title>Other</title><meta property=og:site_name content='The Monitor'>\
                    <meta property=og:title content='An open web - The Monitor'><meta name=author content='Ada Roe'>\
                    <meta property=article:author content='https://example.org/roe'>\
                    <meta property=article:published_time content='2026-01-08T10:00:00Z'>\
                    <link rel=canonical href=https://example.org/web></head>";
        let expected = serde_json::json!({
            "title": "An open web",
            "date": "2026-01-08T10:00:00Z",
            "publisher": "The Monitor",
            "url": "https://example.org/web",
            "language": "en",
            "authors": ["Ada Roe"]
        });
        assert_eq!(Value::Object(read(&Html::parse_document(page))), expected);
    }
}
