//! The words that pages use for their parts, in classes, ids and roles.

use rustc_hash::FxHashSet;
use scraper::node::Element;
use std::sync::LazyLock;

/// Words that surely mark a part beside the text, wherever they stand in a name: `leftSidebar`, `postcomments`.
const SURE_ANYWHERE: &str = "addtoany advert breadcrumb carousel comments cookie copyright disqus gallery newsletter onetrust \
    outbrain popover recirc recommended related rollover sidebar signup slideshow sponsor taboola tooltip trending";

/// Names that surely do so with or without signs between their words: `most-read`, `d-print-block`.
const SURE_JOINED: &str =
    "authorbio authorbox dprintblock mostpopular mostread printonly readmore sharebar sharethis visibleprint";

/// Words that surely do so as a whole.
const SURE: &str = "ad ads adv bottombar comment commentlist complementary consent contentinfo foot footer gdpr menu nav navbar \
    navbox navigation popular rail reply respond";

/// Words that mark such a part unless much of the text is in it, wherever they stand in a name.
const LIKELY_ANYWHERE: &str = "masthead pagination subscribe";

/// Words that do so as a whole.
const LIKELY: &str = "alertdialog author authors banner bio btn button buttons catlinks credits cta dialog donate donation \
    dropdown editsection factbox feedback flyout follow hatnote icons infobox infos lightbox links login meta metadata modal more next \
    noprint overlay pager permission permissions petition playlist poll popup prev previous prevnext promo promos promotion pullquote pullquotes \
    rating ratings reactions readmore registration search share shares sharing sistersitebox skip sociable social stories subscription \
    suggested suggestions syndication tag taglist tags teaser teasers thumbnails timestamp toc toolbar tools topics upsell viral \
    widget widgets";

/// Names of the element that holds the text and nothing else, small letters in a row.
const TEXT: &str = "articlebody articlecontent articlecopy articletext blogcontent bodycopy bodytext contentbody entrycontent \
    fieldbody fieldnamebody fulltext ghcontent govspeak markdownbody mwcontenttext mwparseroutput newsbody newscontent newstext \
    postbody postcontent postentry posttext richtext singlecontent storybody storycontent storytext";

/// What is asked of every name, made ready once.
struct Names {
    sure: Words,
    likely: Words,
    joined: Vec<&'static str>,
    text: Vec<&'static str>,
}

/// Words, whole or as a part of others.
struct Words {
    whole: FxHashSet<&'static str>,
    anywhere: Vec<&'static str>,
}

impl Words {
    fn of(whole: &'static str, anywhere: &'static str) -> Self {
        Self { whole: whole.split_whitespace().collect(), anywhere: anywhere.split_whitespace().collect() }
    }

    fn has(&self, word: &str) -> bool {
        self.whole.contains(word)
            || self.anywhere.iter().any(|part| word.contains(part)) && !word.contains("unrelated")
    }
}

static NAMES: LazyLock<Names> = LazyLock::new(|| Names {
    sure: Words::of(SURE, SURE_ANYWHERE),
    likely: Words::of(LIKELY, LIKELY_ANYWHERE),
    joined: SURE_JOINED.split_whitespace().collect(),
    text: TEXT.split_whitespace().collect(),
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
        .any(|name| NAMES.joined.iter().any(|part| name.contains(part)))
    {
        return Some(Beside::Surely);
    }
    any_word(element, |word| {
        if NAMES.sure.has(word) {
            said = Some(Beside::Surely);
        } else if NAMES.likely.has(word) && !(is_embedded && word == "social") {
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
    names.any(|name| NAMES.text.iter().any(|text| name.contains(text)))
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
