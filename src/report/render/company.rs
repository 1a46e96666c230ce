//! The company of contested terms, under the names of the public format.

use crate::codebook::{Codebook, EntryIx};
use crate::compare::company::{
    Contrast, PRIOR_USES, PRIOR_WORDS_BESIDE, Strength, WordContrast, WordUse, contrast,
};
use crate::compare::{Plan, Study};
use crate::measure::Reason;
use crate::report::wire::{
    CollocateUse, CollocationStrength, Comparison, ContestedCollocate, ContestedDifference,
    ContestedModifier, KeyLogOdds, ModifierUse, ShareContrast,
};
use crate::report::{Company, Kept};
use std::borrow::Cow;

/// Adds the modifiers, collocates and examples of the contested terms to a comparison, which has none yet; `None` says that
/// the texts are not there. Looked at are words that stand at least `min_count` times with a term on both sides together.
pub fn add_company<'a>(
    compared: &mut Comparison<'a>,
    found: Option<Company>,
    study: &'a Study,
    (plan, min_count): (&Plan, u64),
) {
    let Some(mut company) = found else {
        compared.contested.iter_mut().for_each(|it| it.company_reason = Some("no-text".into()));
        return;
    };
    for term in &mut compared.contested {
        let entry = entry_of(&study.codebook, &term.entry);
        let kept = entry.and_then(|entry| company.terms.remove(&entry));
        let [target, reference] = kept.unwrap_or_else(|| [Kept::of_nothing(), Kept::of_nothing()]);
        let sides = [(&target.tally, &company.backgrounds[0]), (&reference.tally, &company.backgrounds[1])];
        match contrast(sides, min_count, plan.adjustment) {
            Some([modifiers, collocates]) => add_words(term, study, &modifiers, &collocates),
            None => term.company_reason = Some(Reason::NoEvents.name().into()),
        }
        for (side, kept) in [(&mut term.target, target), (&mut term.reference, reference)] {
            side.n_uses = Some(kept.tally.n_uses());
            side.n_words_beside = Some(kept.tally.n_beside());
            side.examples = Some(kept.examples.into_drawn());
        }
    }
}

fn entry_of(codebook: &Codebook, id: &str) -> Option<EntryIx> {
    let place = codebook.entries.iter().position(|entry| entry.id == id);
    place.map(EntryIx::new)
}

fn add_words<'a>(
    term: &mut ContestedDifference<'a>,
    study: &'a Study,
    modifiers: &Contrast,
    collocates: &Contrast,
) {
    term.n_modifiers_looked_at = Some(modifiers.n_looked_at);
    term.modifiers = Some(modifiers.words.iter().map(|it| modifier(study, it)).collect());
    term.n_collocates_looked_at = Some(collocates.n_looked_at);
    term.collocates = Some(collocates.words.iter().map(|it| collocate(study, it)).collect());
}

fn modifier<'a>(study: &'a Study, it: &WordContrast) -> ContestedModifier<'a> {
    let usage = |it: &WordUse| ModifierUse { count: it.count, n_documents: it.n_documents, share: it.share };
    ContestedModifier {
        relation: it.relation.map_or("", |relation| relation.name()).into(),
        word: Cow::Borrowed(study.words.name(it.word)),
        target: usage(&it.target),
        reference: usage(&it.reference),
        contrast: share_contrast(it, PRIOR_USES),
    }
}

fn collocate<'a>(study: &'a Study, it: &WordContrast) -> ContestedCollocate<'a> {
    ContestedCollocate {
        word: Cow::Borrowed(study.words.name(it.word)),
        target: collocate_use(&it.target),
        reference: collocate_use(&it.reference),
        contrast: share_contrast(it, PRIOR_WORDS_BESIDE),
    }
}

fn collocate_use<'a>(it: &WordUse) -> CollocateUse<'a> {
    let missing = if it.count == 0 { "never-beside" } else { "nothing-else" };
    CollocateUse {
        count: it.count,
        n_documents: it.n_documents,
        share: it.share,
        n_word: it.n_word,
        strength: it.strength.as_ref().map(strength),
        reason: it.strength.is_none().then(|| missing.into()),
    }
}

fn strength(it: &Strength) -> CollocationStrength {
    CollocationStrength {
        expected: it.expected,
        pmi: it.pmi,
        npmi: it.npmi,
        log_dice: it.log_dice,
        lambda: it.lambda.delta,
        lambda_se: it.lambda.se,
        z: it.lambda.z(),
    }
}

fn share_contrast(it: &WordContrast, a0: f64) -> ShareContrast {
    ShareContrast {
        log_ratio: it.log_ratio,
        lrc: it.conservative_log_ratio,
        g2: it.g2,
        log_odds: it.log_odds.map(|odds| KeyLogOdds { delta: odds.delta, se: odds.se, z: odds.z(), a0 }),
        p: it.p,
        q: it.q,
    }
}
