//! Which documents stand on which side.

use super::Compare;
use crate::cli::exit::UsageError;
use crate::cli::options::portable;
use crate::compare::{Compared, Selection, Side, Study, value_of};
use std::collections::{BTreeMap, BTreeSet};

impl Compare {
    pub(super) fn sides<'s>(&self, study: &'s Study, sizes: &[usize]) -> Result<[Side<'s>; 2], UsageError> {
        if let [n_target, _] = sizes {
            let (target, reference) = study.documents.split_at(*n_target);
            let label = |at: usize, side: &[Compared]| match side {
                [only] => only.id.clone(),
                _ => portable(&self.paths[at]),
            };
            let labels = distinct([label(0, target), label(1, reference)]);
            let documents = [target, reference].map(|side| side.iter().collect());
            return Ok(both(labels, documents));
        }
        let select = |selections: &[Selection]| -> Vec<&'s Compared> {
            study.documents.iter().filter(|it| selections.iter().all(|wanted| wanted.has(it))).collect()
        };
        let documents = [select(&self.target), select(&self.reference)];
        for (side, selections) in documents.iter().zip([&self.target, &self.reference]) {
            if side.is_empty() {
                return Err(UsageError(nobody(study, selections)));
            }
        }
        let in_both =
            documents[0].iter().find(|one| documents[1].iter().any(|other| std::ptr::eq(**one, *other)));
        if let Some(document) = in_both {
            let id = &document.id;
            return Err(UsageError(format!(
                "{id:?} is on both sides; select documents that are on one only"
            )));
        }
        let label = |selections: &[Selection]| {
            selections.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        };
        Ok(both([label(&self.target), label(&self.reference)], documents))
    }
}

fn both<'s>([one, other]: [String; 2], [target, reference]: [Vec<&'s Compared>; 2]) -> [Side<'s>; 2] {
    [Side { label: one, documents: target }, Side { label: other, documents: reference }]
}

/// The documents by their value of a field; those without one are left out.
pub(super) fn groups<'s>(study: &'s Study, field: &str) -> Result<Vec<Side<'s>>, UsageError> {
    let mut groups: BTreeMap<String, Vec<&Compared>> = BTreeMap::new();
    for document in &study.documents {
        if let Some(value) = value_of(&document.metadata, field) {
            groups.entry(value).or_default().push(document);
        }
    }
    if groups.len() < 2 {
        let one = groups.keys().next().map_or_else(String::new, |value| format!(" but {value}"));
        return Err(UsageError(format!(
            "--by {field}: no document states a {field}{one}; at least two are needed"
        )));
    }
    Ok(groups.into_iter().map(|(label, documents)| Side { label, documents }).collect())
}

/// Two labels that can be told apart.
fn distinct([one, other]: [String; 2]) -> [String; 2] {
    if one == other { [format!("{one} (target)"), format!("{other} (reference)")] } else { [one, other] }
}

/// Why a selection is empty, and what could be selected instead.
fn nobody(study: &Study, selections: &[Selection]) -> String {
    let written: Vec<String> = selections.iter().map(ToString::to_string).collect();
    let mut message = format!("no document has {}", written.join(" and "));
    for selection in selections {
        message += &format!(
            "; {}",
            choice(selection.field(), study.documents.iter().filter_map(|it| selection.value(it)))
        );
    }
    message
}

/// Which values documents state of a field.
pub(super) fn stated(study: &Study, field: &str) -> String {
    let value = |document: &Compared| match field {
        "doc_id" => Some(document.id.clone()),
        _ => value_of(&document.metadata, field),
    };
    choice(field, study.documents.iter().filter_map(value))
}

fn choice(field: &str, values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.collect::<BTreeSet<_>>().into_iter().collect();
    match values.len() {
        0 => format!("none states {field}"),
        n if n > 8 => format!("{field} has {n} values, such as {}", values[..8].join(", ")),
        _ => format!("{field} is one of {}", values.join(", ")),
    }
}
