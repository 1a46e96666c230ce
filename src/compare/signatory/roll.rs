//! Joint and missing signatures of two sides.

use super::signatories::{Signed, key};
use crate::compare::Compared;
use std::collections::BTreeMap;

/// Who signed on each side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll<'s> {
    /// By name.
    pub signatures: Vec<Signature<'s>>,
}

/// A signatory with what it signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature<'s> {
    /// As first written.
    pub name: &'s str,
    /// The entity.
    pub entity_id: Option<&'s str>,
    /// The documents of the target, then of the reference, that it signed, in their order; each with the source that names it.
    pub documents: [Vec<(&'s str, &'s Signed)>; 2],
}

/// Calls the roll of a target and a reference.
#[must_use]
pub fn roll<'s>(target: &[&'s Compared], reference: &[&'s Compared]) -> Roll<'s> {
    let mut signatures: BTreeMap<String, Signature<'s>> = BTreeMap::new();
    for (side, documents) in [target, reference].into_iter().enumerate() {
        for document in documents {
            for signed in &document.signatories {
                let entity_id = signed.entity_id.as_deref();
                let new = || Signature { name: &signed.name, entity_id, documents: [Vec::new(), Vec::new()] };
                let known = signatures.entry(key(&signed.name, entity_id)).or_insert_with(new);
                known.documents[side].push((&document.id, signed));
            }
        }
    }
    let mut signatures: Vec<Signature<'s>> = signatures.into_values().collect();
    signatures.sort_by_key(|it| (it.name, it.entity_id));
    Roll { signatures }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::fixture::document;

    #[test]
    fn a_signature_is_joint_whatever_the_form_of_state() {
        let signed = |names: &[&str]| {
            let one = |name: &&str| Signed {
                name: (*name).to_owned(),
                entity_id: None,
                in_metadata: false,
                in_text: true,
            };
            let mut text = document("d", [1, 1]);
            text.signatories = names.iter().map(one).collect();
            text
        };
        let (new, old) = (signed(&["Senara", "Saint Orrin"]), signed(&["Hethmark", "Republic of Senara"]));
        let roll = roll(&[&new], &[&old]);
        let found: Vec<_> =
            roll.signatures.iter().map(|it| (it.name, it.documents.each_ref().map(Vec::len))).collect();
        assert_eq!(found, [("Hethmark", [0, 1]), ("Saint Orrin", [1, 0]), ("Senara", [1, 1])]);
    }
}
