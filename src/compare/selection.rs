//! Which documents of a run make a side: `issuer=CHN`, `genre=speech|statement`, `date=2005..2010-06`,
//! `signatories!=Kenya`.

use super::signatory::key;
use super::study::Compared;
use super::value_of;
use crate::document::PartialDate;
use std::fmt;
use std::str::FromStr;

/// A condition on one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    field: String,
    wanted: Wanted,
    is_negated: bool,
    written: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Wanted {
    /// One of these values, whatever their case.
    AnyOf(Vec<String>),
    /// From the first to the last, both included; either may be open.
    Range(Option<String>, Option<String>),
}

/// Why a condition is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no selection; write FIELD=VALUE, FIELD!=VALUE, FIELD=ONE|OTHER or FIELD=FIRST..LAST, as in issuer=CHN or date=2005..2010"
)]
pub struct SelectionError(String);

impl FromStr for Selection {
    type Err = SelectionError;

    fn from_str(written: &str) -> Result<Self, SelectionError> {
        let wrong = || SelectionError(written.to_owned());
        let (field, value) = written.split_once('=').ok_or_else(wrong)?;
        let (field, is_negated) = field.strip_suffix('!').map_or((field, false), |field| (field, true));
        let (field, value) = (field.trim(), value.trim());
        let bound = |text: &str| Some(text.trim().to_owned()).filter(|it| !it.is_empty());
        let wanted = match value.split_once("..") {
            Some((first, last)) => Wanted::Range(bound(first), bound(last)),
            None => Wanted::AnyOf(value.split('|').filter_map(bound).map(|it| it.to_lowercase()).collect()),
        };
        let says_something = match &wanted {
            Wanted::AnyOf(values) => !values.is_empty(),
            Wanted::Range(first, last) => first.is_some() || last.is_some(),
        };
        if field.is_empty() || !says_something {
            return Err(wrong());
        }
        let sign = if is_negated { "!=" } else { "=" };
        Ok(Self { field: field.to_owned(), wanted, is_negated, written: format!("{field}{sign}{value}") })
    }
}

impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl Selection {
    /// The field asked for.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// What a document says of the field.
    #[must_use]
    pub fn value(&self, document: &Compared) -> Option<String> {
        value_of(&document.metadata, &self.field)
    }

    /// Whether the document is selected. One that does not state the field is not, with `!=` neither: what nobody stated is
    /// not known to be otherwise. Signatories and authors are selected by each of their names, signatories also by their ids
    /// and as a list in the text names them.
    #[must_use]
    pub fn has(&self, document: &Compared) -> bool {
        if self.is_negated { self.states(document) && !self.fits(document) } else { self.fits(document) }
    }

    fn states(&self, document: &Compared) -> bool {
        match self.field.as_str() {
            "signatories" => !document.signatories.is_empty() || !document.metadata.signatories.is_empty(),
            "authors" => !document.metadata.authors.is_empty(),
            field => value_of(&document.metadata, field).is_some(),
        }
    }

    fn fits(&self, document: &Compared) -> bool {
        let metadata = &document.metadata;
        match &self.wanted {
            Wanted::AnyOf(values) => {
                let is_wanted = |value: &str| values.contains(&value.trim().to_lowercase());
                match self.field.as_str() {
                    "signatories" => signed_by(values, document),
                    "authors" => metadata.authors.iter().any(|name| is_wanted(name)),
                    field => value_of(metadata, field).is_some_and(|value| is_wanted(&value)),
                }
            }
            Wanted::Range(first, last) if self.field == "date" => {
                let Some(date) = metadata.date else { return false };
                let bound = |text: &str| text.parse::<PartialDate>().ok();
                let after = |first: &String| bound(first).is_some_and(|first| date.start() >= first.start());
                let before = |last: &String| bound(last).is_some_and(|last| date.end() <= last.end());
                first.as_ref().is_none_or(after) && last.as_ref().is_none_or(before)
            }
            Wanted::Range(first, last) => {
                let Some(value) = value_of(metadata, &self.field) else { return false };
                let at_least = |first: &String| in_order(first, &value);
                first.as_ref().is_none_or(at_least) && last.as_ref().is_none_or(|last| in_order(&value, last))
            }
        }
    }
}

/// Whether one of these signed it, by name (*Republic of Senara* is *Senara*) or id.
fn signed_by(values: &[String], document: &Compared) -> bool {
    let is_wanted = |name: &str| {
        let (form, bare) = (name.trim().to_lowercase(), key(name, None));
        values.iter().any(|value| *value == form || key(value, None) == bare)
    };
    let ids = document.signatories.iter().filter_map(|it| it.entity_id.as_deref());
    document.signatories.iter().any(|it| is_wanted(&it.name))
        || document.metadata.signatories.iter().any(|it| is_wanted(it))
        || ids.into_iter().any(|id| values.contains(&id.to_lowercase()))
}

/// Whether the first comes no later: as numbers if both are, else as text.
fn in_order(one: &str, other: &str) -> bool {
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => one <= other,
        _ => one <= other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::document;
    use super::*;

    fn selects(selection: &str, issuer: &str, date: &str) -> bool {
        let mut text = document("d", [1, 1]);
        text.metadata.issuer = Some(issuer.to_owned()).filter(|it| !it.is_empty());
        text.metadata.date = date.parse().ok();
        text.metadata.extra.insert("share".to_owned(), 9.into());
        text.metadata.signatories = vec!["Kenya".to_owned(), "Chile".to_owned()];
        selection.parse::<Selection>().expect("a selection").has(&text)
    }

    #[test]
    fn values_are_compared_whatever_their_case() {
        assert!(selects("issuer=chn|SWE", "CHN", "") && !selects("issuer=chn|SWE", "KEN", ""));
        assert!(!selects("issuer=CHN", "", "") && selects("signatories=chile", "", ""));
    }

    #[test]
    fn not_is_said_only_of_what_states_the_field() {
        assert!(selects("issuer!=CHN", "SWE", "") && !selects("issuer!=CHN|SWE", "SWE", ""));
        assert!(!selects("issuer!=CHN", "", ""), "nobody knows who issued it");
        assert!(selects("signatories!=Peru", "", "") && !selects("signatories!=chile", "", ""));
        assert_eq!("issuer != CHN".parse::<Selection>().unwrap().to_string(), "issuer!=CHN");
    }

    #[test]
    fn ranges_hold_both_ends() {
        assert!(
            selects("date=2005..2010-06", "", "2010-06-30") && !selects("date=2005..2010-06", "", "2010")
        );
        assert!(selects("date=..2005", "", "2005-12-31") && !selects("date=2006..", "", "2005-12-31"));
        assert!(selects("year=2005..2007", "", "2006-02") && !selects("date=2005..", "", ""));
        assert!(selects("share=8..10", "", "") && !selects("share=10..", "", ""), "numbers are no text");
    }

    #[test]
    fn what_says_nothing_is_no_selection() {
        for wrong in ["issuer", "=CHN", "issuer=", "issuer=|", "date=.."] {
            assert!(wrong.parse::<Selection>().is_err(), "{wrong}");
        }
    }
}
