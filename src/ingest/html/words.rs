//! The words that pages use for their parts, in classes, ids and roles.

use rustc_hash::FxHashSet;
use scraper::node::Element;
use serde::Deserialize;
use std::sync::LazyLock;

/// The lists of `models/pages/parts.toml`, which says what each means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    sure_anywhere: Vec<String>,
    sure_joined: Vec<String>,
    sure: FxHashSet<String>,
    likely_anywhere: Vec<String>,
    likely: FxHashSet<String>,
    text: Vec<String>,
}

impl Names {
    fn is_sure(&self, word: &str) -> bool {
        self.sure.contains(word) || holds_any(word, &self.sure_anywhere)
    }

    fn is_likely(&self, word: &str) -> bool {
        self.likely.contains(word) || holds_any(word, &self.likely_anywhere)
    }
}

fn holds_any(word: &str, parts: &[String]) -> bool {
    parts.iter().any(|part| word.contains(part.as_str())) && !word.contains("unrelated")
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../models/pages/parts.toml")).expect("the built-in lists are tested")
});

/// How surely the name of an element says that it is beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Beside {
    /// Names of the text itself hold such words too.
    Likely,
    /// No text is called so.
    Surely,
}

/// What a class, the id or a role of an element says of its being beside the text.
pub(super) fn beside(element: &Element) -> Option<Beside> {
    // What people wrote elsewhere and is shown in the text belongs to it.
    let is_embedded = any_word(element, |word| matches!(word, "embed" | "embedded"));
    let mut said = None;
    if classes(element)
        .chain(own_id(element))
        .map(joined)
        .any(|name| NAMES.sure_joined.iter().any(|part| name.contains(part.as_str())))
    {
        return Some(Beside::Surely);
    }
    any_word(element, |word| {
        if NAMES.is_sure(word) {
            said = Some(Beside::Surely);
        } else if NAMES.is_likely(word) && !(is_embedded && word == "social") {
            said = said.max(Some(Beside::Likely));
        }
        said == Some(Beside::Surely)
    });
    said
}

/// Whether an element says that it holds the text.
pub(super) fn is_text(element: &Element) -> bool {
    if !matches!(element.name(), "div" | "section" | "article" | "main" | "td") {
        return false;
    }
    if element
        .attr("itemprop")
        .is_some_and(|names| names.split_whitespace().any(|name| name.eq_ignore_ascii_case("articleBody")))
    {
        return true;
    }
    let mut names = classes(element).chain(element.id()).map(joined);
    names.any(|name| NAMES.text.iter().any(|text| name.contains(text.as_str())))
}

/// Classes of an element that are looked at.
const CLASSES: usize = 64;

/// The first classes of an element, cut out of the attribute; the parser would keep every one for good.
pub(super) fn classes(element: &Element) -> impl Iterator<Item = &str> {
    element.attr("class").unwrap_or_default().split_ascii_whitespace().take(CLASSES)
}

/// A name without the signs in it, in small letters.
fn joined(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Whether an element says that it names who wrote the text.
pub(super) fn is_byline(element: &Element) -> bool {
    any_word(element, |word| word == "byline")
}

/// Whether an element says that its words belong to a picture.
pub(super) fn is_caption(element: &Element) -> bool {
    any_word(element, |word| matches!(word, "caption" | "captions"))
}

/// Whether some word in the classes, id and role of an element passes. Words are cut at signs, and long ones
/// also at capitals (style sheets made by machine have names like `hJpAd`); they are given in small letters.
pub(super) fn any_word(element: &Element, mut passes: impl FnMut(&str) -> bool) -> bool {
    let names = classes(element)
        .chain(own_id(element))
        .chain(element.attr("role"))
        .chain(element.attr("data-component"));
    let is_entry = element.name() == "article"
        || classes(element).any(|class| matches!(class, "hentry" | "post" | "page"));
    for name in names {
        // `tag-sharing` and `category-comment` name what an entry is about.
        if is_entry && (name.starts_with("tag-") || name.starts_with("category-")) {
            continue;
        }
        let name = without_builder(name);
        for part in name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty())
        {
            if passes(&part.to_ascii_lowercase())
                || humps(part).any(|hump| hump.len() >= 5 && passes(&hump.to_ascii_lowercase()))
            {
                return true;
            }
        }
    }
    false
}

/// The id of an element, but of a section: it is often its heading in other letters (`social-rights`); nor that of
/// all that a program draws (`__next`).
fn own_id(element: &Element) -> Option<&str> {
    const SECTIONS: [&str; 10] = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "section", "article", "li"];
    element.id().filter(|id| !SECTIONS.contains(&element.name()) && !id.starts_with("__"))
}

/// A name without what programs that build pages put before the name of everything.
fn without_builder(name: &str) -> &str {
    const BUILDERS: [&str; 5] = [
        "elementor-widget",
        "siteorigin-widget",
        "hs_cos_wrapper_meta",
        "hs_cos_wrapper_widget",
        "hs_cos_wrapper",
    ];
    BUILDERS.iter().find_map(|builder| name.strip_prefix(builder)).unwrap_or(name)
}

/// The parts of `commentList`, if it has several.
fn humps(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = if name.bytes().skip(1).any(|letter| letter.is_ascii_uppercase()) { name } else { "" };
    std::iter::from_fn(move || {
        let end = rest
            .bytes()
            .skip(1)
            .position(|letter| letter.is_ascii_uppercase())
            .map_or(rest.len(), |at| at + 1);
        let (hump, after) = rest.split_at(end);
        rest = after;
        (!hump.is_empty()).then_some(hump)
    })
}
