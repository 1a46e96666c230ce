//! Where a page states facts about itself, gathered once.

use super::super::words::any_word;
use super::json_ld;
use scraper::node::Element;
use scraper::{ElementRef, Html};
use serde_json::{Map, Value};

/// What a page says of itself, by where it says it.
pub(super) struct Stated<'h> {
    /// `meta` elements: name in small letters, content.
    metas: Vec<(String, &'h str)>,
    /// Objects of JSON-LD, best first.
    pub objects: Vec<Map<String, Value>>,
    /// Elements that may hold a fact, in the order of the page: headlines, times, and all that is named.
    pub elements: Vec<ElementRef<'h>>,
    /// The language of the root.
    pub language: Option<&'h str>,
    /// The canonical address.
    pub canonical: Option<&'h str>,
    /// The words of the `title` element.
    pub title: Option<String>,
}

impl<'h> Stated<'h> {
    /// Gathers, in one pass.
    pub(super) fn of(html: &'h Html) -> Self {
        let root = html.root_element();
        let mut stated = Self {
            metas: Vec::new(),
            objects: Vec::new(),
            elements: Vec::new(),
            language: root.attr("lang").or_else(|| root.attr("xml:lang")),
            canonical: None,
            title: None,
        };
        let mut scripts = Vec::new();
        for element in root.descendent_elements() {
            stated.take(element, &mut scripts);
        }
        stated.objects = json_ld::objects(scripts.iter().map(String::as_str));
        stated
    }

    fn take(&mut self, element: ElementRef<'h>, scripts: &mut Vec<String>) {
        match element.value().name() {
            "meta" => self.metas.extend(meta(element.value())),
            "script"
                if element.attr("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) =>
            {
                scripts.push(element.text().collect());
            }
            "script" | "style" => {}
            "link" if element.attr("rel") == Some("canonical") => {
                self.canonical =
                    self.canonical.or_else(|| element.attr("href")).filter(|url| url.starts_with("http"));
            }
            // Drawings have titles of their own.
            "title" if self.title.is_none() => self.title = words(element),
            "h1" | "time" => self.elements.push(element),
            _ if element.attr("itemprop").is_some()
                || element.attr("class").is_some()
                || element.attr("rel").is_some() =>
            {
                self.elements.push(element);
            }
            _ => {}
        }
    }

    /// The contents of all `meta` elements of these names, names first, then the order of the page.
    pub(super) fn metas<'s>(&'s self, names: &'s [&str]) -> impl Iterator<Item = &'h str> + 's {
        names.iter().flat_map(move |name| {
            self.metas.iter().filter(move |(given, _)| given == name).map(|(_, content)| *content)
        })
    }

    /// What the objects that are works state of a property, best first.
    pub(super) fn works<'s>(&'s self, property: &'s str) -> impl Iterator<Item = String> + 's {
        self.objects
            .iter()
            .filter(|object| json_ld::is_work(object))
            .flat_map(move |object| json_ld::strings(object, property, &self.objects))
    }

    /// What the best work that states a property states of it.
    pub(super) fn best_work(&self, property: &str) -> Vec<String> {
        let works = self.objects.iter().filter(|object| json_ld::is_work(object));
        let values = works.map(|object| json_ld::strings(object, property, &self.objects));
        { values }.find(|values| !values.is_empty()).unwrap_or_default()
    }

    /// The elements that are marked up as this property.
    pub(super) fn marked<'s>(&'s self, property: &'s str) -> impl Iterator<Item = ElementRef<'h>> + 's {
        let is = move |element: &&ElementRef<'h>| {
            element
                .attr("itemprop")
                .is_some_and(|names| names.split_whitespace().any(|name| name == property))
        };
        self.elements.iter().filter(is).copied()
    }
}

/// Whether an element stands where other pages or other people speak.
pub(super) fn is_aside(element: &ElementRef<'_>) -> bool {
    let beside = |word: &str| {
        matches!(word, "comment" | "comments" | "sidebar" | "widget" | "footer" | "teaser" | "copyright")
            || word.contains("related")
            || word.contains("recommend")
    };
    element.ancestors().take(24).filter_map(ElementRef::wrap).any(|around| {
        matches!(around.value().name(), "aside" | "footer" | "nav")
            || !matches!(around.value().name(), "html" | "body") && any_word(around.value(), beside)
    })
}

/// Name and content of a `meta` element.
fn meta(element: &Element) -> impl Iterator<Item = (String, &str)> {
    let content = element.attr("content").map(str::trim).filter(|content| !content.is_empty());
    let names = ["property", "name", "itemprop", "http-equiv"]
        .into_iter()
        .filter_map(|attribute| element.attr(attribute));
    names.take(2).filter_map(move |name| Some((name.trim().to_ascii_lowercase(), content?)))
}

/// Characters and nodes that are looked at for a fact; whatever is longer is none.
const LONGEST: usize = 2000;

/// The words of an element with single spaces, if it has any, and not many more than a fact has.
pub(super) fn words(element: ElementRef<'_>) -> Option<String> {
    let nodes = element.descendants().take(LONGEST).filter_map(|node| node.value().as_text());
    let text: String = nodes.flat_map(|text| [&**text, " "]).flat_map(str::chars).take(LONGEST).collect();
    one_line(&text)
}

/// Text with single spaces, if it has any.
pub(super) fn one_line(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(line).filter(|line| !line.is_empty())
}
