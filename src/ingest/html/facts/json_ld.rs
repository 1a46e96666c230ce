//! What a page states in JSON-LD, in the words of schema.org.

use scraper::Html;
use serde_json::{Map, Value};

/// Objects that are read of one page, and values of one property; pages have a handful.
const MOST: usize = 200;

/// An object with its types.
type Object = Map<String, Value>;

/// Every object in these scripts, outer before inner, the best kind first: what is published (an article, a
/// report), then pages, then all else.
pub(super) fn objects<'s>(scripts: impl Iterator<Item = &'s str>) -> Vec<Object> {
    let mut found = Vec::new();
    for value in scripts.filter_map(parse) {
        collect(value, &mut found);
    }
    found.sort_by_key(rank);
    found
}

/// Reads one script, mending what pages often break: comments around it, bare line ends in strings, commas and
/// semicolons at ends.
fn parse(script: &str) -> Option<Value> {
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let bare = script.replace("<![CDATA[", "").replace("]]>", "").replace("<!--", "").replace("-->", "");
    let bare =
        bare.trim().trim_start_matches("//").trim_end_matches("//").trim_end_matches([';', ' ', '\n', '\r']);
    let plain: String = bare.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    serde_json::from_str(&plain).or_else(|_| serde_json::from_str(&without_last_commas(&plain))).ok()
}

/// JSON without the commas that stand before a closing bracket.
fn without_last_commas(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut in_string, mut escaped) = (false, false);
    for letter in json.chars() {
        if !in_string && matches!(letter, '}' | ']') {
            out.truncate(out.trim_end().trim_end_matches(',').len());
        }
        in_string ^= letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        out.push(letter);
    }
    out
}

/// Takes the objects out of a value, without recursion.
fn collect(value: Value, found: &mut Vec<Object>) {
    let mut rest = vec![value];
    while let Some(value) = rest.pop() {
        match value {
            Value::Array(items) => rest.extend(items.into_iter().rev()),
            Value::Object(object) if found.len() < MOST => {
                let inner = ["mainEntity", "mainEntityOfPage", "@graph"]
                    .iter()
                    .rev()
                    .filter_map(|name| object.get(*name));
                rest.extend(inner.filter(|inner| !inner.is_string()).cloned());
                found.push(object);
            }
            _ => {}
        }
    }
}

/// 0 for what is published, 1 for pages, 2 for all else.
fn rank(object: &Object) -> u8 {
    let is = |ends: &[&str]| types(object).any(|name| ends.iter().any(|end| name.ends_with(end)));
    if is(&["Article", "Posting", "Report", "NewsItem", "Review", "Legislation", "CreativeWork", "Statement"])
    {
        0
    } else if is(&["WebPage", "Page"]) {
        1
    } else {
        2
    }
}

/// The types of an object.
fn types(object: &Object) -> impl Iterator<Item = &str> {
    let stated = object.get("@type");
    let one = stated.and_then(Value::as_str);
    let many = stated.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many)
}

/// Whether an object is something published or a page, not an organisation or a list.
pub(super) fn is_work(object: &Object) -> bool {
    rank(object) < 2
}

/// The strings a property holds: itself, the items of a list, or the names of objects, which may stand elsewhere
/// among `all` and only be pointed to.
pub(super) fn strings(object: &Object, property: &str, all: &[Object]) -> Vec<String> {
    let Some(value) = object.get(property) else { return Vec::new() };
    let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let text = |item: &Value| match item {
        Value::String(text) => Some(plain(text)),
        Value::Object(inner) => name(inner).or_else(|| {
            let id = inner.get("@id")?;
            all.iter().filter(|other| other.get("@id") == Some(id)).find_map(name)
        }),
        _ => None,
    };
    items.iter().take(MOST).filter_map(text).collect()
}

fn name(object: &Object) -> Option<String> {
    object.get("name").and_then(Value::as_str).map(plain)
}

/// A string without the references to characters that some pages write as in markup (`O&#8217;Neil`).
fn plain(text: &str) -> String {
    const LONGEST: usize = 2000;
    if text.len() > LONGEST || !text.contains('&') {
        return text.to_owned();
    }
    Html::parse_fragment(&text.replace('<', "&lt;")).root_element().text().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headlines(script: &str) -> Vec<String> {
        objects([script].into_iter()).iter().flat_map(|object| strings(object, "headline", &[])).collect()
    }

    #[test]
    fn articles_are_found_in_graphs_and_lists() {
        let script = r#"{"@graph": [{"@type": "WebPage", "headline": "page"}, {"@type": ["NewsArticle"], "headline": "article"}]}"#;
        assert_eq!(headlines(script), ["article", "page"]);
        assert_eq!(
            headlines(r#"[{"mainEntity": {"@type": "BlogPosting", "headline": "inner"}}]"#),
            ["inner"]
        );
    }

    #[test]
    fn json_as_pages_break_it_is_read() {
        assert_eq!(headlines("<!-- {\"headline\": \"a\nb\",} -->"), ["a b"]);
        assert_eq!(headlines("//<![CDATA[\n{\"headline\": \"a, ]\"};\n//]]>"), ["a, ]"]);
        assert_eq!(headlines("{\"headline\": "), Vec::<String>::new());
    }

    #[test]
    fn what_is_only_pointed_to_is_found() {
        let script = r##"{"@graph": [{"@type": "Article", "author": {"@id": "#roe"}}, {"@id": "#roe", "name": "Ada O&#8217;Roe"}]}"##;
        let found = objects([script].into_iter());
        assert_eq!(strings(&found[0], "author", &found), ["Ada O’Roe"]);
    }

    #[test]
    fn people_are_named_in_every_shape() {
        let script = r#"{"author": ["Ada Roe", {"@type": "Person", "name": "Ben Li"}], "publisher": {"name": "The Monitor"}}"#;
        let found = objects([script].into_iter());
        assert_eq!(strings(&found[0], "author", &found), ["Ada Roe", "Ben Li"]);
        assert_eq!(strings(&found[0], "publisher", &found), ["The Monitor"]);
    }
}
