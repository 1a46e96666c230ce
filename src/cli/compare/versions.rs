//! What two single texts are to each other as versions.

use crate::codebook::Codebook;
use crate::compare::Side;
use crate::report::render::{clauses, structures};
use crate::report::wire::Comparison;
use crate::report::{Finished, passages};

/// Adds the clauses and the structure of two single documents; of more documents nothing.
pub fn add(
    compared: &mut Comparison<'_>,
    codebook: &Codebook,
    sides: &[Side<'_>; 2],
    runs: &[&Finished],
) -> anyhow::Result<()> {
    let ([target], [reference]) = (&*sides[0].documents, &*sides[1].documents) else { return Ok(()) };
    let (ours, theirs) = (runs[0], *runs.last().expect("what is compared stands in a run"));
    let both = (passages(ours, codebook, &target.id)?, passages(theirs, codebook, &reference.id)?);
    let (Some(target), Some(reference)) = both else {
        compared.versions_reason = Some("no-text".into());
        return Ok(());
    };
    compared.clauses = Some(clauses(codebook, &target, &reference));
    compared.structure = Some(structures(codebook, &target, &reference));
    compared.versions_reason = None;
    Ok(())
}
