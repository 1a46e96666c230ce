//! What a run was asked, so that one that goes on with it can be held against it.

use super::wire::Run;
use crate::document::Fingerprint;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a run was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked<'a> {
    /// What `run.json` will say, without what is only known at the end.
    run: Run<'a>,
    /// A hash of the list of files.
    files: String,
}

impl<'a> Asked<'a> {
    /// Puts together what a run is asked about these files.
    #[must_use]
    pub fn new(run: Run<'a>, files: &Fingerprint) -> Self {
        Self { run, files: files.to_string() }
    }

    /// As the journal keeps it.
    ///
    /// # Panics
    /// Never: it is plain data.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("wire types are plain data with text keys")
    }

    /// How it differs from what was asked `then`, in words; `None` if it does not. The list of files may be another one
    /// if `files_may_differ`.
    #[must_use]
    pub fn differs(&self, then: &str, files_may_differ: bool) -> Option<String> {
        let Ok(then) = serde_json::from_str::<Asked<'_>>(then) else {
            return Some("another version of this program began it".to_owned());
        };
        let run = [&then.run, &self.run].map(|run| serde_json::to_value(run).unwrap_or_default());
        if let Some(difference) = first_difference(&run) {
            return Some(difference);
        }
        let same_files = files_may_differ || self.files == then.files;
        (!same_files).then(|| "the files to read are not those that it began with".to_owned())
    }
}

/// The first thing that differs between two notes of runs, then and now.
fn first_difference([then, now]: &[Value; 2]) -> Option<String> {
    if then["program"] != now["program"] || then["schema_version"] != now["schema_version"] {
        return Some("another version of this program began it".to_owned());
    }
    for (what, name) in [
        ("codebook", "the codebook"),
        ("gazetteer", "the gazetteer"),
        ("recogniser", "the recogniser of names"),
        ("model", "the model"),
    ] {
        if then[what] != now[what] {
            return Some(format!("{name} is not the one that it began with"));
        }
    }
    let options = now["options"].as_object().into_iter().flatten();
    let seed = ("seed", &then["seed"], &now["seed"]);
    let options = options.map(|(name, value)| (&**name, &then["options"][name], value));
    let (name, then, now) = options.chain([seed]).find(|(_, then, now)| then != now)?;
    Some(format!("{} was {then} and is now {now}", name.replace('_', "-")))
}
