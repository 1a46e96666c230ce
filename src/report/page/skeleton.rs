//! The frame of every page: what it may load (nothing), how it looks, its script, and what lies in it.

use super::embed::Embedded;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("assets/page.css");
const SCRIPT: &str = include_str!("assets/page.js");

/// A view: the name in its address, its name for people, and what is in it.
pub(super) type View<'v> = (&'v str, &'v str, Markup);

/// The whole page.
pub(super) fn page(title: &str, views: &[View<'_>], index: &Value, embedded: &Embedded) -> String {
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    );
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(concat!("normscope ", env!("CARGO_PKG_VERSION")));
                title { (title) " – normscope" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a class="skip" href="#main" { "Skip to the content" }
                header {
                    p class="name" { "normscope" }
                    h1 { (title) }
                    nav aria-label="Views" {
                        ul { @for (id, name, _) in views { li { a href={ "#" (id) } { (name) } } } }
                    }
                    button id="theme" type="button" hidden { "Dark" }
                }
                main id="main" tabindex="-1" {
                    noscript { p class="caution" {
                        "Without JavaScript the tables and charts below are complete; searching, sorting and reading documents need it."
                    } }
                    @for (id, name, content) in views {
                        section id=(id) class="view" aria-labelledby={ (id) "-title" } {
                            h2 id={ (id) "-title" } tabindex="-1" { (name) }
                            (content)
                        }
                    }
                    section id="doc" class="view" aria-live="off" hidden {}
                }
                (data("index", &index.to_string()))
                (data("concordance", &embedded.concordance))
                @for (number, block) in &embedded.blocks { (data(&format!("d{number}"), block)) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

/// Data that lies in the page and is never run. No `<` is left in it, so nothing in it can end it.
fn data(id: &str, content: &str) -> Markup {
    html! { script type="application/octet-stream" id=(id) { (PreEscaped(content.replace('<', "\\u003c"))) } }
}

/// How a policy names a style or script.
fn hash(content: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(content.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn no_text_can_leave_its_place() {
        let evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>";
        let index = json!({ "title": evil });
        let page = page(evil, &[("overview", evil, html! { (evil) })], &index, &Embedded::default());
        assert_eq!(page.matches("<script").count(), 3, "two of data and our own");
        assert!(!page.contains("<img") && page.contains("&lt;img"));
        let start = page.find("id=\"index\">").unwrap() + "id=\"index\">".len();
        let end = start + page[start..].find("</script>").unwrap();
        assert_eq!(serde_json::from_str::<Value>(&page[start..end]).unwrap(), index);
    }

    #[test]
    fn style_and_script_are_the_ones_that_the_policy_names() {
        let page = page("t", &[], &json!({}), &Embedded::default());
        assert!(page.contains(&hash(STYLE)) && page.contains(&hash(SCRIPT)));
        assert!(!SCRIPT.contains("</script") && !STYLE.contains("</style") && !SCRIPT.contains("innerHTML"));
        assert!(!page.contains(" style=\"") && !page.contains(" onclick"));
    }
}
