//! The parts of a gold file that are scored on their own line.

use super::{GoldSentence, NamedSentence};
use std::collections::{BTreeMap, BTreeSet};

/// A named part of a gold file.
#[derive(Clone, Debug, PartialEq)]
pub struct Subset {
    /// `all`, `unseen documents`, or a stratum as `source=nss`.
    pub name: String,
    /// Places in the gold file.
    pub members: Vec<usize>,
}

/// What a part is drawn by.
pub trait Sampled {
    /// The document it comes from.
    fn doc(&self) -> &str;

    /// The strata it is reported under.
    fn strata(&self) -> &[String];
}

impl Sampled for GoldSentence {
    fn doc(&self) -> &str {
        &self.doc
    }

    fn strata(&self) -> &[String] {
        &self.strata
    }
}

impl Sampled for NamedSentence {
    fn doc(&self) -> &str {
        &self.doc
    }

    fn strata(&self) -> &[String] {
        &self.strata
    }
}

/// Everything; then, if `seen` names any document of the file, what comes from other documents; then each
/// stratum by name, unless it holds everything.
#[must_use]
pub fn subsets(gold: &[impl Sampled], seen: &BTreeSet<String>) -> Vec<Subset> {
    let mut subsets = vec![Subset { name: "all".to_owned(), members: (0..gold.len()).collect() }];
    let unseen: Vec<usize> = (0..gold.len()).filter(|&at| !seen.contains(gold[at].doc())).collect();
    if !unseen.is_empty() && unseen.len() < gold.len() {
        subsets.push(Subset { name: "unseen documents".to_owned(), members: unseen });
    }
    let mut strata: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, sentence) in gold.iter().enumerate() {
        for stratum in sentence.strata() {
            strata.entry(stratum).or_default().push(at);
        }
    }
    // A stratum that holds everything would say the same as the first line.
    strata.retain(|_, members| members.len() < gold.len());
    subsets.extend(strata.into_iter().map(|(name, members)| Subset { name: name.to_owned(), members }));
    subsets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(doc: &str, source: &str) -> GoldSentence {
        GoldSentence {
            doc: doc.to_owned(),
            strata: vec![format!("source={source}")],
            ..GoldSentence::default()
        }
    }

    #[test]
    fn documents_that_were_learnt_from_are_told_apart() {
        let gold = [sentence("a", "speech"), sentence("b", "report"), sentence("b", "speech")];
        let names = |seen: &[&str]| {
            let seen = seen.iter().map(|&doc| doc.to_owned()).collect();
            subsets(&gold, &seen).into_iter().map(|subset| (subset.name, subset.members)).collect::<Vec<_>>()
        };
        let strata = [("source=report".to_owned(), vec![1]), ("source=speech".to_owned(), vec![0, 2])];
        let all = ("all".to_owned(), vec![0, 1, 2]);
        assert_eq!(names(&[]), [std::slice::from_ref(&all), &strata[..]].concat());
        let unseen = ("unseen documents".to_owned(), vec![1, 2]);
        assert_eq!(names(&["a"]), [&[all, unseen], &strata[..]].concat());
    }
}
