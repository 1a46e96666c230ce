//! Dictionaries of other programs: quanteda's YAML and LIWC's `.dic`.
//!
//! Such a dictionary knows keys and patterns, no conditions, weights or masks. Reading one gives a codebook
//! to work on; writing one loses whatever the format cannot say. Both tell what was lost.

mod export;
mod import;
mod yaml;

pub use export::export;
pub use import::import;

/// A dictionary format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Nested keys over lists of glob patterns (quanteda, `dictionary(file = "x.yml")`).
    Quanteda,
    /// Numbered categories between `%` lines, then one word a line with the numbers of its categories.
    Liwc,
}

/// What came of a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The whole file in the other format.
    pub text: String,
    /// What could not be said there, one line each.
    pub lost: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;

    const DICTIONARY: &str = "\
# two frames
---
rights:
  privacy:
    - privacy
    - 'data protection'   # two words
    - surveil*
  voice: [free speech, \"press freedom\",
    whistle?blow*]
state:
  - sovereign*
  - \":)\"
";

    const LIWC: &str = "%\n1\tRights\n2\tState\n%\nprivacy\t1\nfree speech\t1\nsecurit*\t1\t2\nborder 2\n";

    fn codebook(translation: &Translation) -> Codebook {
        Codebook::from_toml("imported.toml", &translation.text).expect("a codebook")
    }

    #[test]
    fn a_quanteda_dictionary_becomes_frames_families_and_entries() {
        let imported = import("mini", DICTIONARY, Dialect::Quanteda).expect("readable");
        let codebook = codebook(&imported);
        let frames: Vec<&str> = codebook.frames.iter().map(|frame| frame.id.as_str()).collect();
        let families: Vec<&str> = codebook.families.iter().map(|family| family.id.as_str()).collect();
        assert_eq!(frames, ["rights", "state"]);
        assert_eq!(families, ["rights/privacy", "rights/voice", "state"]);
        assert_eq!(codebook.entries[0].patterns, ["privacy", "data protection", "surveil*"]);
        assert_eq!(codebook.entries[1].patterns, ["free speech", "press freedom", "/whistle.blow.*/"]);
        assert_eq!(imported.lost, ["line 12: state: \":)\" is no row of words"]);
    }

    #[test]
    fn what_is_exported_can_be_imported_again() {
        let first = codebook(&import("mini", DICTIONARY, Dialect::Quanteda).expect("readable"));
        let exported = export(&first, Dialect::Quanteda);
        assert_eq!(exported.lost, ["\"rights/voice\": the expression in \"/whistle.blow.*/\""]);
        let second = codebook(&import("mini", &exported.text, Dialect::Quanteda).expect("readable"));
        assert_eq!(second.entries[0].patterns, ["data protection", "privacy", "surveil*"]);
        let ids = |codebook: &Codebook| {
            codebook.families.iter().map(|family| family.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&second).len(), ids(&first).len());
    }

    #[test]
    fn a_liwc_dictionary_goes_both_ways() {
        let imported = codebook(&import("mini", LIWC, Dialect::Liwc).expect("readable"));
        let patterns: Vec<_> = imported.entries.iter().map(|entry| entry.patterns.join(", ")).collect();
        assert_eq!(patterns, ["privacy, free speech, securit*", "securit*, border"]);
        let exported = export(&imported, Dialect::Liwc);
        let expected = "%\n1\tRights\n2\tState\n%\nborder\t2\nfree speech\t1\nprivacy\t1\nsecurit*\t1\t2\n";
        assert_eq!((exported.text.as_str(), exported.lost.len()), (expected, 0));
    }

    #[test]
    fn inflections_and_gaps_are_written_out_and_conditions_are_named_as_lost() {
        let codebook = Codebook::from_toml(
            "t.toml",
            r#"
            id = "t"
            version = "1"
            frame = [{ id = "f", name = "f" }]
            family = [{ id = "F", frame = "f", name = "F" }]
            [[entry]]
            id = "speech"
            family = "F"
            pattern = "free <1> (speech|press)"
            match = "exact"
            unless = [{ before = "not" }]
            weight = 0.5
            [[mask]]
            id = "m"
            pattern = "free port"
            "#,
        )
        .expect("a codebook");
        let exported = export(&codebook, Dialect::Quanteda);
        for line in ["- \"free * press\"", "- \"free press\"", "- \"free speech\"", "masks:"] {
            assert!(exported.text.contains(line), "{line} in\n{}", exported.text);
        }
        assert_eq!(exported.lost, ["\"speech\": its conditions", "\"speech\": its weight 0.5"]);
    }

    #[test]
    fn broken_dictionaries_are_refused_with_the_line() {
        for (dialect, text, line) in [
            (Dialect::Quanteda, "rights:\n  - a\n   - b\n", "mini:3"),
            (Dialect::Quanteda, "rights: [a, b\n", "mini:1"),
            (Dialect::Quanteda, "just words\n", "mini:1"),
            (Dialect::Liwc, "privacy 1\n", "mini:1"),
            (Dialect::Liwc, "%\n1 Rights\n%\nprivacy 7\n", "mini:4"),
        ] {
            let error = import("mini", text, dialect).expect_err(text).to_string();
            assert!(error.starts_with(line), "{error}");
        }
    }
}
