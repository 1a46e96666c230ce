//! The words that pages use for their parts, in classes, ids and roles.

use scraper::node::Element;

/// Words that surely mark a part beside the text, wherever they stand in a name: `leftSidebar`, `postcomments`.
const SURE_ANYWHERE: &[&str] = &[
    "sidebar",
    "newsletter",
    "breadcrumb",
    "comments",
    "disqus",
    "outbrain",
    "taboola",
    "cookie",
    "recommend",
    "advert",
    "mostpopular",
    "mostread",
    "trending",
    "recirc",
    "copyright",
    "authorbox",
    "onetrust",
    "related",
    "sponsor",
    "tooltip",
    "popover",
    "slideshow",
    "carousel",
    "rollover",
    "gallery",
    "sharebar",
    "sharethis",
    "addtoany",
    "signup",
];

/// Words that surely do so as a whole.
const SURE: &[&str] = &[
    "ad",
    "ads",
    "adv",
    "bottombar",
    "comment",
    "commentlist",
    "complementary",
    "consent",
    "contentinfo",
    "foot",
    "footer",
    "gdpr",
    "menu",
    "nav",
    "navbar",
    "navbox",
    "navigation",
    "popular",
    "rail",
    "reply",
    "respond",
];

/// Words that mark such a part unless much of the text is in it, wherever they stand in a name.
const LIKELY_ANYWHERE: &[&str] = &["pagination", "subscribe", "masthead"];

/// Words that do so as a whole.
const LIKELY: &[&str] = &[
    "alertdialog",
    "author",
    "authors",
    "banner",
    "bio",
    "btn",
    "button",
    "buttons",
    "byline",
    "catlinks",
    "credits",
    "cta",
    "dialog",
    "donate",
    "donation",
    "dropdown",
    "editsection",
    "factbox",
    "feedback",
    "flyout",
    "follow",
    "hatnote",
    "icon",
    "icons",
    "infobox",
    "infos",
    "lightbox",
    "links",
    "login",
    "meta",
    "metadata",
    "modal",
    "more",
    "next",
    "noprint",
    "overlay",
    "pager",
    "permission",
    "permissions",
    "petition",
    "playlist",
    "poll",
    "popup",
    "prev",
    "previous",
    "prevnext",
    "print",
    "promo",
    "promos",
    "promotion",
    "pullquote",
    "pullquotes",
    "rating",
    "ratings",
    "reactions",
    "readmore",
    "registration",
    "search",
    "share",
    "shared",
    "shares",
    "sharing",
    "sistersitebox",
    "skip",
    "sociable",
    "social",
    "stories",
    "subscription",
    "suggested",
    "suggestions",
    "syndication",
    "tag",
    "taglist",
    "tags",
    "teaser",
    "teasers",
    "thumbnails",
    "timestamp",
    "toc",
    "toolbar",
    "tools",
    "topics",
    "upsell",
    "viral",
    "widget",
    "widgets",
];

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
    let is = |whole: &[&str], anywhere: &[&str], word: &str| {
        whole.contains(&word)
            || anywhere.iter().any(|part| word.contains(part)) && !word.contains("unrelated")
    };
    // What people wrote elsewhere and is shown in the text belongs to it.
    let is_embedded = any_word(element, |word| matches!(word, "embed" | "embedded"));
    let mut said = None;
    any_word(element, |word| {
        if is(SURE, SURE_ANYWHERE, word) {
            said = Some(Beside::Surely);
        } else if is(LIKELY, LIKELY_ANYWHERE, word) && !(is_embedded && word == "social") {
            said = said.max(Some(Beside::Likely));
        }
        said == Some(Beside::Surely)
    });
    said
}

/// Names of the element that holds the text and nothing else.
const TEXT: &[&str] = &[
    "articlebody",
    "articlecontent",
    "articletext",
    "entrycontent",
    "postcontent",
    "postbody",
    "posttext",
    "postentry",
    "storybody",
    "storycontent",
    "storytext",
    "bodytext",
    "bodycopy",
    "articlecopy",
    "fulltext",
    "fieldnamebody",
    "fieldbody",
    "richtext",
    "mwparseroutput",
    "mwcontenttext",
    "govspeak",
    "ghcontent",
    "markdownbody",
    "newscontent",
    "newsbody",
    "newstext",
    "contentbody",
    "singlecontent",
    "blogcontent",
];

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
    let names = element.classes().chain(element.id());
    for name in names {
        let joined: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        if TEXT.iter().any(|text| joined.contains(text)) {
            return true;
        }
    }
    false
}

/// Whether an element says that its words belong to a picture.
pub(super) fn is_caption(element: &Element) -> bool {
    any_word(element, |word| matches!(word, "caption" | "captions"))
}

/// Whether some word in the classes, id and role of an element passes. Words are cut at signs, and long ones
/// also at capitals (style sheets made by machine have names like `hJpAd`); they are given in small letters.
pub(super) fn any_word(element: &Element, mut passes: impl FnMut(&str) -> bool) -> bool {
    // The id of a section is often its heading in other letters: `social-rights`.
    let is_section = matches!(
        element.name(),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "section" | "article" | "li"
    );
    let id = element.id().filter(|_| !is_section);
    let names = element.classes().chain(id).chain(element.attr("role")).chain(element.attr("data-component"));
    for name in names {
        // `tag-sharing` and `category-comment` name what an article is about.
        if element.name() == "article" && (name.starts_with("tag-") || name.starts_with("category-")) {
            continue;
        }
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
