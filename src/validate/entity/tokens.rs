//! Names by token, as most published sets have them.

use super::gold::Facts;
use super::{NamedSentence, Scheme};
use serde::Deserialize;
use std::ops::Range;

/// A record with its names by token.
#[derive(Debug, Deserialize)]
pub(super) struct Tokens {
    #[serde(flatten)]
    facts: Facts,
    tokens: Vec<String>,
    spans: Vec<(usize, usize, String)>,
    #[serde(default)]
    text: Option<String>,
}

impl Tokens {
    /// The sentence: the text of the record if its tokens stand in it, else the tokens set as text.
    pub(super) fn sentence(self, line: usize) -> Result<NamedSentence, String> {
        let found = self.text.and_then(|text| Some((places_in(&text, &self.tokens)?, text)));
        let (places, text) = found.unwrap_or_else(|| set(&self.tokens));
        let mut names = Vec::new();
        for (first, behind, label) in &self.spans {
            let Some(covered) = places.get(*first..*behind).filter(|covered| !covered.is_empty()) else {
                return Err(format!("the span {first}..{behind} covers no tokens"));
            };
            if let Some(class) = Scheme::Folded.of_gold(label)? {
                names.push((covered[0].start..covered[covered.len() - 1].end, class, None));
            }
        }
        Ok(self.facts.sentence(line, &text, names))
    }
}

/// Where the tokens stand in the text, one behind the other.
fn places_in(text: &str, tokens: &[String]) -> Option<Vec<Range<usize>>> {
    let mut from = 0;
    let mut place = |token: &String| {
        let start = from + text[from..].find(token.as_str())?;
        // Only white space may stand between tokens.
        if !text[from..start].trim().is_empty() {
            return None;
        }
        from = start + token.len();
        Some(start..from)
    };
    tokens.iter().map(&mut place).collect()
}

/// The tokens as people would write them: no blank before closing marks and *'s*, none behind opening ones.
fn set(tokens: &[String]) -> (Vec<Range<usize>>, String) {
    let mut text = String::new();
    let mut opened = true;
    let place = |token: &String| {
        if !opened && !closes(token) {
            text.push(' ');
        }
        opened = matches!(token.as_str(), "(" | "[" | "{" | "\u{201C}" | "\u{2018}" | "$" | "\u{A3}");
        let start = text.len();
        text.push_str(token);
        start..text.len()
    };
    (tokens.iter().map(place).collect(), text)
}

/// Whether no blank stands before the token.
fn closes(token: &str) -> bool {
    const MARKS: [&str; 13] =
        [".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "\u{201D}", "...", "\u{2026}"];
    const CLITICS: [&str; 7] = ["s", "re", "ve", "ll", "d", "m", "t"];
    let clitic = token
        .strip_prefix(['\'', '\u{2019}'])
        .is_some_and(|rest| CLITICS.iter().any(|clitic| rest.eq_ignore_ascii_case(clitic)));
    MARKS.contains(&token) || clitic || token.eq_ignore_ascii_case("n't")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(json: &str) -> Result<(String, Vec<String>), String> {
        let record: Tokens = serde_json::from_str(json).expect("a record");
        let sentence = record.sentence(1)?;
        let name = |it: &super::super::GoldName| format!("{} {}", it.class, it.span.slice(&sentence.text));
        Ok((sentence.text.clone(), sentence.names.iter().map(name).collect()))
    }

    #[test]
    fn tokens_become_a_text_and_spans_its_names() {
        let (text, names) = sentence(
            r#"{"tokens":["Ada","Roe",",","of","the","Pellane","Times","'s","desk","(","Karsovia",")","."],
                "spans":[[0,2,"person"],[4,8,"corporation"],[8,9,"product"],[10,11,"place"]]}"#,
        )
        .expect("a sentence");
        assert_eq!(text, "Ada Roe, of the Pellane Times's desk (Karsovia).");
        assert_eq!(names, ["PER Ada Roe", "ORG Pellane Times", "LOC Karsovia"]);
    }

    #[test]
    fn the_text_of_the_record_goes_first() {
        let tokens = r#""tokens":["Roe","'","s"],"spans":[[0,1,"PER"]]"#;
        let told = |text: &str| sentence(&format!("{{{tokens},\"text\":\"{text}\"}}")).expect("a sentence").0;
        assert_eq!(told("Roe's"), "Roe's");
        assert_eq!(told("another text"), "Roe ' s");
        let wrong = sentence(r#"{"tokens":["Roe"],"spans":[[0,2,"PER"]]}"#);
        assert!(wrong.expect_err("two tokens of one").contains("0..2"));
    }
}
