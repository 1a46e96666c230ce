//! A comparison under the names of the public format.

use super::fragility::fragility;
use crate::codebook::{Codebook, EntryIx};
use crate::compare::{
    self, Ascribed, AscribedDifference, Composition, Item, Keyness, LeanDifference, Likeness, PRIOR_WORDS,
    Plan, Profiles, Series, Study, TermTotal,
};
use crate::measure::{Estimate, Reason, TermUse};
use crate::report::Reused;
use crate::report::wire::{
    ActorDifference, BothSeries, Comparison, ComparisonOptions, CompositionChange, ContestedDifference,
    ContestedUse, Difference, Key, KeyLogOdds, Portrayed, Profile, Program, SCHEMA_VERSION, Side, Similarity,
    SpecificationRow, TextReuse, Usage, Valued, YearPosition, YearSeries,
};
use crate::stats::{Adjustment, Interval, LogOdds};
use std::borrow::Cow;

/// What was compared, and how.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The paths, as they are to be named.
    pub paths: &'a [String],
    /// The selections of each side.
    pub selections: [&'a [String]; 2],
    /// How.
    pub plan: &'a Plan,
    /// Fewest occurrences of a word.
    pub min_count: u64,
    /// Most words (and entities) listed of each side.
    pub most: usize,
    /// Whether the position is compared under every choice.
    pub multiverse: bool,
    /// SHA-256 of the codebook's files.
    pub codebook_sha256: &'a str,
}

/// Compares two sides of a study, whose reuse of each other's words is known.
#[must_use]
pub fn comparison<'a>(
    study: &'a Study,
    sides: [&'a compare::Side<'a>; 2],
    reused: Reused<'a>,
    asked: Asked<'a>,
) -> Comparison<'a> {
    let [target, reference] = sides;
    let (codebook, plan) = (&study.codebook, asked.plan);
    let both = (target, reference);
    let (families, framing): (Vec<_>, Vec<_>) =
        compare::differences(codebook, both, plan).into_iter().partition(|it| it.family.is_some());
    let frequent = (asked.min_count, asked.most);
    let words = compare::keyness(both, Item::Word, plan, frequent);
    let entities = compare::keyness(both, Item::Entity, plan, frequent);
    let actors = compare::ascribed_differences(codebook, both, plan);
    let leans = compare::lean_differences(codebook, both, plan);
    Comparison {
        schema_version: SCHEMA_VERSION.into(),
        program: Program { name: env!("CARGO_PKG_NAME").into(), version: env!("CARGO_PKG_VERSION").into() },
        options: options(codebook, asked),
        positive_means: positive_means(
            codebook,
            (&format!("the target ({})", target.label), &format!("the reference ({})", reference.label)),
        )
        .into(),
        target: side(target, plan),
        reference: side(reference, plan),
        framing: framing.iter().map(|it| difference(codebook, it)).collect(),
        families: families.iter().map(|it| difference(codebook, it)).collect(),
        sensitivity: fragility(codebook, &compare::fragility(codebook, both, plan.voices), sides),
        profile: profile(compare::profiles(codebook, both, plan)),
        n_words_looked_at: words.n_items,
        keyness: keys(&words, |word| (study.words.name(word), None, None)),
        n_entities_looked_at: entities.n_items,
        entities: keys(&entities, |number| {
            let it = study.entities.entity(number);
            (&*it.name, it.id.as_deref(), Some(&*it.label))
        }),
        actors: actors.iter().map(|it| actor(study, it)).collect(),
        contested: leans.iter().map(|it| lean(codebook, it)).collect(),
        similarity: similarity(compare::likeness(target, reference)),
        over_time: over_time(codebook, both, plan),
        multiverse: multiverse(codebook, both, asked),
        clauses: None,
        signatories: super::signatories(target, reference),
        structure: None,
        versions_reason: Some("several-documents".into()),
        notes: notes(sides, &reused.summary),
        shared_passages: reused.passages,
        text_reuse: reused.summary,
        changed_sentences: Vec::new(),
        n_changed_sentences: None,
    }
}

fn over_time<'a>(
    codebook: &Codebook,
    (target, reference): (&compare::Side<'_>, &compare::Side<'_>),
    plan: &Plan,
) -> BothSeries<'a> {
    BothSeries {
        target: years(&compare::series(codebook, target, plan)),
        reference: years(&compare::series(codebook, reference, plan)),
        composition: compare::composition(codebook, (reference, target), "issuer", plan).map(composition),
    }
}

pub(super) fn options<'a>(codebook: &'a Codebook, asked: Asked<'a>) -> ComparisonOptions<'a> {
    let list = |texts: &'a [String]| texts.iter().map(|it| Cow::Borrowed(&**it)).collect();
    let plan = asked.plan;
    let adjustment = Adjustment::ALL.into_iter().find(|it| it.1 == plan.adjustment);
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    ComparisonOptions {
        paths: list(asked.paths),
        target: list(asked.selections[0]),
        reference: list(asked.selections[1]),
        voice: plan.voices.name().into(),
        codebook: Cow::Borrowed(&codebook.id),
        codebook_sha256: asked.codebook_sha256.into(),
        bootstrap: number(plan.replicates),
        permutations: number(plan.permutations),
        strata: plan.strata.as_deref().map(Cow::Borrowed),
        adjustment: adjustment.map_or("bh", |it| it.0).into(),
        min_count: asked.min_count,
        seed: plan.seed,
    }
}

pub(super) fn positive_means(codebook: &Codebook, (target, reference): (&str, &str)) -> String {
    let mut text = format!("a plus is more in {target} than in {reference}");
    if let Some(contrast) = codebook.contrast {
        let name = |frame: crate::codebook::FrameIx| &codebook.frames[frame.get()].name;
        let (positive, negative) = (name(contrast.positive), name(contrast.negative));
        text += &format!("; of a position: more {positive}, less {negative}");
    }
    text
}

fn side<'a>(side: &compare::Side<'a>, plan: &Plan) -> Side<'a> {
    let excluded = side.documents.iter().filter(|it| it.is_excluded()).count() as u64;
    let counts = || side.documents.iter().filter(|it| !it.is_excluded()).map(|it| it.counts(plan.voices));
    Side {
        label: side.label.clone().into(),
        n_documents: side.documents.len() as u64,
        n_documents_excluded: excluded,
        n_words: counts().map(|it| it.n_words).sum(),
        n_sentences: counts().map(|it| it.n_sentences).sum(),
    }
}

pub(super) fn reason(it: Option<Reason>) -> Option<Cow<'static, str>> {
    it.map(|it| it.name().into())
}

pub(super) fn valued<'a>((value, interval): (Option<f64>, Option<Interval>)) -> Valued<'a> {
    Valued { value, interval: interval.as_ref().map(Into::into) }
}

fn difference<'a>(codebook: &'a Codebook, it: &compare::Difference) -> Difference<'a> {
    let family = it.family.map(|family| &codebook.families[family.get()]);
    let frame = it.frame.or_else(|| family.map(|family| family.frame));
    Difference {
        statistic: it.statistic.into(),
        frame: frame.map(|frame| Cow::Borrowed(&*codebook.frames[frame.get()].id)),
        family: family.map(|family| Cow::Borrowed(&*family.id)),
        target: valued(it.target),
        reference: valued(it.reference),
        difference: it.difference,
        interval: it.interval.as_ref().map(Into::into),
        p: it.tested.map(|tested| tested.p),
        q: it.q,
        method: it.tested.map(|tested| tested.method.into()),
        n_arrangements: it.tested.map(|tested| tested.n),
        reason: reason(it.reason),
    }
}

fn profile<'a>(it: Profiles) -> Profile<'a> {
    let missing = match (it.distance, it.tested) {
        (None, _) => Some(Reason::NoEvents),
        (_, None) => Some(Reason::TooFewDocuments),
        _ => None,
    };
    Profile {
        jensen_shannon_distance: it.distance,
        expected_by_chance: it.tested.map(|tested| tested.expected),
        p: it.tested.map(|tested| tested.p),
        method: it.tested.map(|tested| tested.method.into()),
        reason: reason(missing),
    }
}

type Named<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

fn keys<'a>(keyness: &Keyness, name: impl Fn(u32) -> Named<'a>) -> Vec<Key<'a>> {
    let key = |it: &compare::Key| {
        let (term, id, label) = name(it.item);
        Key {
            term: term.into(),
            entity_id: id.map(Cow::Borrowed),
            label: label.map(Cow::Borrowed),
            target: usage(&it.target),
            reference: usage(&it.reference),
            log_ratio: it.overuse.log_ratio,
            lrc: it.overuse.conservative_log_ratio,
            g2: it.overuse.g2,
            log_odds: it.overuse.log_odds.map(|odds| key_log_odds(odds, PRIOR_WORDS)),
            p: it.overuse.p,
            q: it.overuse.q,
        }
    };
    keyness.keys.iter().map(key).collect()
}

pub(super) fn key_log_odds(odds: LogOdds, a0: f64) -> KeyLogOdds {
    KeyLogOdds { delta: odds.delta, se: odds.se, z: odds.z(), a0 }
}

fn usage(it: &compare::Usage) -> Usage {
    Usage {
        count: it.count,
        rate_per_1000_words: it.rate,
        n_documents: it.n_documents,
        dp_norm: it.dispersion.map(|spread| spread.dp_norm),
        juilland_d: it.dispersion.and_then(|spread| spread.juilland_d),
        kl_divergence: it.dispersion.map(|spread| spread.kl_divergence),
    }
}

fn actor<'a>(study: &'a Study, it: &AscribedDifference) -> ActorDifference<'a> {
    let entity = study.entities.entity(it.actor);
    ActorDifference {
        entity_id: entity.id.as_deref().map(Cow::Borrowed),
        name: Cow::Borrowed(&entity.name),
        label: Cow::Borrowed(&entity.label),
        target: portrayed(&study.codebook, &it.target),
        reference: portrayed(&study.codebook, &it.reference),
        difference: it.difference,
        interval: it.interval.as_ref().map(Into::into),
        reason: reason(it.reason),
    }
}

fn portrayed<'a>(codebook: &'a Codebook, it: &Ascribed) -> Portrayed<'a> {
    Portrayed {
        n_hits: it.n_hits,
        n_sentences: it.n_sentences,
        n_documents: it.n_documents,
        frames: codebook.frames.iter().map(|frame| &*frame.id).zip(it.weights.iter().copied()).collect(),
        position: it.position,
    }
}

fn lean<'a>(codebook: &'a Codebook, it: &LeanDifference) -> ContestedDifference<'a> {
    ContestedDifference {
        entry: entry_id(codebook, it.entry),
        target: contested_use(it.target.as_ref()),
        reference: contested_use(it.reference.as_ref()),
        difference: it.difference,
        interval: it.interval.as_ref().map(Into::into),
        reason: reason(it.reason),
        modifiers: None,
        n_modifiers_looked_at: None,
        collocates: None,
        n_collocates_looked_at: None,
        company_reason: None,
    }
}

pub(super) fn entry_id(codebook: &Codebook, entry: EntryIx) -> Cow<'_, str> {
    Cow::Borrowed(&codebook.entries[entry.get()].id)
}

fn contested_use<'a>(total: Option<&TermTotal>) -> ContestedUse<'a> {
    let unused = (TermUse::default(), Estimate::undefined(Reason::NoEvents, 0, 0));
    let (uses, lean) = total.map_or((&unused.0, &unused.1), |it| (&it.uses, &it.lean));
    ContestedUse {
        n_documents: total.map_or(0, |it| it.n_documents),
        n_hits: u64::from(uses.n_hits),
        lean: lean.into(),
        mentioned_share: (&uses.mentioned_share()).into(),
        unresolved_share: (&uses.unresolved_share()).into(),
        n_uses: None,
        n_words_beside: None,
        examples: None,
    }
}

const fn similarity(it: Likeness) -> Similarity {
    Similarity {
        cosine: it.cosine,
        jensen_shannon_distance: it.jensen_shannon,
        hellinger: it.hellinger,
        jaccard: it.jaccard,
    }
}

fn years<'a>(it: &Series) -> YearSeries<'a> {
    let year = |it: &compare::Year| YearPosition {
        year: it.year,
        n_documents: it.n_documents,
        position: it.position,
        interval: it.interval.as_ref().map(Into::into),
        reason: reason(it.reason),
    };
    YearSeries {
        years: it.years.iter().map(year).collect(),
        n_undated: it.n_undated,
        theil_sen_slope: it.line.map(|line| line.slope),
        theil_sen_intercept: it.line.map(|line| line.intercept),
        kendall_tau: it.kendall.map(|it| it.tau),
        kendall_p: it.kendall.map(|it| it.p),
    }
}

const fn composition(it: Composition) -> CompositionChange {
    CompositionChange {
        difference: it.change,
        within_issuers: it.within,
        between_issuers: it.between,
        n_issuers_both: it.n_groups[0],
        n_issuers_reference: it.n_groups[1],
        n_issuers_target: it.n_groups[2],
    }
}

fn multiverse<'a>(
    codebook: &Codebook,
    sides: (&compare::Side<'_>, &compare::Side<'_>),
    asked: Asked<'_>,
) -> Vec<SpecificationRow<'a>> {
    let Some(contrast) = codebook.contrast.filter(|_| asked.multiverse) else { return Vec::new() };
    compare::multiverse(contrast, sides, asked.plan).iter().map(specification).collect()
}

fn specification<'a>(it: &compare::Specification) -> SpecificationRow<'a> {
    SpecificationRow {
        voice: it.choice.voices.name().into(),
        evidence: it.choice.evidence.name().into(),
        smoothing: it.choice.smoothing,
        target: it.target,
        reference: it.reference,
        difference: it.difference,
        interval: it.interval.as_ref().map(Into::into),
    }
}

fn notes<'a>(sides: [&compare::Side<'_>; 2], reuse: &TextReuse<'_>) -> Vec<Cow<'a, str>> {
    let mut notes: Vec<Cow<'_, str>> = Vec::new();
    let few = |side: &&compare::Side<'_>| side.documents.len() < crate::measure::MIN_DOCUMENTS;
    for side in sides.iter().filter(|side| few(side)) {
        notes.push(
            format!(
                "{}: {} of the {} documents that intervals and p-values of a group need; that these texts differ \
                 says nothing of others of their kind",
                side.label,
                side.documents.len(),
                crate::measure::MIN_DOCUMENTS
            )
            .into(),
        );
    }
    for side in sides {
        let excluded = side.documents.iter().filter(|it| it.is_excluded()).count();
        if excluded > 0 {
            let documents = if excluded == 1 { "document is" } else { "documents are" };
            notes.push(
                format!("{}: {excluded} {documents} in another language and left out", side.label).into(),
            );
        }
    }
    for (side, its) in sides.iter().zip([&reuse.target, &reuse.reference]) {
        let Some(its) = its.as_ref().filter(|it| it.duplicates.n_duplicates > 0) else { continue };
        let n = its.duplicates.n_duplicates;
        let done = if reuse.dedup { "left out" } else { "counted; --dedup leaves them out" };
        notes.push(format!("{}: {n} near-duplicates of its own documents are {done}", side.label).into());
    }
    notes
}
