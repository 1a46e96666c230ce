//! What a page carries besides its text: numbers, running heads, marks of delivery.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::LazyLock;

/// Lines that are furniture wherever they stand, in lower case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    lines: FxHashSet<String>,
}

/// The lists of `models/layout/furniture.toml`.
static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    toml::from_str(include_str!("../../models/layout/furniture.toml")).expect("the built-in list is tested")
});

/// Longer lines, in bytes, are none.
const LONGEST: usize = 48;

/// Page numbers, document symbols (`A/70/PV.26`) and lines such as `Check against delivery`.
pub(crate) fn is_furniture(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let bare = text.trim_matches(['*', '.', '-', '–', ' ']);
    let number =
        bare.strip_prefix("Page ").unwrap_or(bare).bytes().all(|byte| b"0123456789 of/".contains(&byte));
    let symbol = bare.contains('/')
        && bare.bytes().any(|byte| byte.is_ascii_digit())
        && bare.bytes().all(|byte| byte.is_ascii_uppercase() || b"0123456789 ./-()".contains(&byte));
    let known = KNOWN.lines.contains(&bare.to_lowercase()) && bare != "End" && bare != "end";
    known || symbol || (number && !bare.is_empty() && bare.len() != 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_and_symbols_are_furniture() {
        for line in [
            "17",
            "Page 3 of 10",
            "A/70/PV.26",
            "26/29 15-29822",
            "02/10/2015 A/70/PV.26",
            "Check against delivery",
        ] {
            assert!(is_furniture(line), "{line}");
        }
    }

    #[test]
    fn years_and_words_are_not() {
        for line in ["2026", "End", "Access/privacy", "G20", "The White House said no."] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
