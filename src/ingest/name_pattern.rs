//! Facts in file names: `{issuer}_{session}_{date}` reads `AFG_34_1979.txt`.

use super::IngestError;
use super::format::stem;
use regex::Regex;
use serde_json::{Map, Value};

/// A pattern of plain text and `{field}`s. A pattern with `/` is matched against the whole relative path,
/// any other against the file name; the ending of the file counts for neither. `{_}` stands for what is no
/// fact. Where a name can be read in two ways, the fields on the left are as short as they can be.
#[derive(Clone, Debug)]
pub(super) struct NamePattern {
    given: String,
    regex: Regex,
    fields: Vec<String>,
}

impl NamePattern {
    /// Reads a pattern.
    pub(super) fn new(given: &str) -> Result<Self, IngestError> {
        let wrong = |problem: String| IngestError::NamePattern { pattern: given.to_owned(), problem };
        let mut regex = String::from("^");
        let mut fields: Vec<String> = Vec::new();
        let mut rest = given;
        while let Some((text, after)) = rest.split_once('{') {
            let (name, after) =
                after.split_once('}').ok_or_else(|| wrong("a \"{\" without its \"}\"".to_owned()))?;
            check(name, text, &fields).map_err(wrong)?;
            regex += &regex::escape(text);
            regex += "(.+?)";
            fields.push(name.to_owned());
            rest = after;
        }
        if fields.is_empty() {
            return Err(wrong("no field; write, for example, {issuer}_{date}".to_owned()));
        }
        regex += &regex::escape(rest);
        regex.push('$');
        let regex = Regex::new(&regex).map_err(|error| wrong(error.to_string()))?;
        Ok(Self { given: given.to_owned(), regex, fields })
    }

    /// The facts in a name; `None` if it does not fit.
    pub(super) fn read(&self, path: &str) -> Option<Map<String, Value>> {
        let name = if self.given.contains('/') { path } else { path.rsplit('/').next().unwrap_or(path) };
        let groups = self.regex.captures(stem(name))?;
        let named = self.fields.iter().zip(groups.iter().skip(1));
        let facts = named.filter(|(field, _)| *field != "_");
        Some(facts.filter_map(|(field, group)| Some((field.clone(), group?.as_str().into()))).collect())
    }

    /// The pattern as given.
    pub(super) fn given(&self) -> &str {
        &self.given
    }
}

/// What is wrong with a field of this name after `text` and the `earlier` fields.
fn check(name: &str, text: &str, earlier: &[String]) -> Result<(), String> {
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    if !plain {
        return Err(format!("{{{name}}} is no field name; use letters, digits, \"_\" and \"-\""));
    }
    if text.is_empty() && !earlier.is_empty() {
        return Err(format!("nothing between {{{name}}} and the field before it to tell them apart"));
    }
    if name != "_" && earlier.iter().any(|field| field == name) {
        return Err(format!("{{{name}}} stands twice"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn facts(pattern: &str, path: &str) -> Option<Value> {
        NamePattern::new(pattern).unwrap().read(path).map(Value::Object)
    }

    #[test]
    fn names_are_read_field_by_field() {
        let expected = json!({"issuer": "AFG", "session": "34", "date": "1979"});
        assert_eq!(facts("{issuer}_{session}_{date}", "un/AFG_34_1979.txt"), Some(expected));
        assert_eq!(
            facts("{genre}/{_}-{date}", "speech/x-2001.txt"),
            Some(json!({"genre": "speech", "date": "2001"}))
        );
        assert_eq!(facts("{issuer}_{date}", "readme.txt"), None);
    }

    #[test]
    fn patterns_that_cannot_work_are_refused() {
        for wrong in ["plain", "{issuer", "{}_{date}", "{issuer}{date}", "{date}_{date}", "{a b}"] {
            assert!(NamePattern::new(wrong).is_err(), "{wrong}");
        }
    }
}
