//! Every statistic of `stats` against figures worked out elsewhere (`golden_stats.json`, each entry checked
//! there against scipy, scikit-learn, published examples or full enumeration), at the tolerance it states.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use normscope::stats::agreement::{Confusion, Matches};
use normscope::stats::alpha::{Scale, krippendorff};
use normscope::stats::bootstrap::{Sums, Units, acceleration, bca, bias, standard_error};
use normscope::stats::{self, logit_scale};
use serde_json::Value;

/// Entries whose statistic is not built, by what they wait for.
const WAITING: [(&str, &[&str]); 6] = [
    (
        "keyness",
        &[
            "keyness_table",
            "keyness_quanteda_vector",
            "lrc_conservative_log_ratio",
            "keyness_quanteda_compat",
            "keyness_quanteda_compat_yates",
            "relative_risk_dictionary_category",
            "collocations",
        ],
    ),
    (
        "dispersion",
        &[
            "dispersion_gries_a",
            "dispersion_gries_b",
            "dispersion_gries_i",
            "dispersion_gries_q",
            "dispersion_gries_x",
        ],
    ),
    (
        "comparison of groups",
        &["permutation_stratified_exact", "per_document_rate_tests", "distances", "trend"],
    ),
    (
        "word vectors and word scores",
        &["frameaxis_word_pair", "frameaxis_word_sets", "lss_given_vectors", "lss_svd_k2", "wordscores_lbg"],
    ),
    ("nothing: measures of words, not of frames", &["lexical_diversity", "readability_flesch"]),
    ("nothing here: matching is tested with the annotator", &["dictionary_nested_scope"]),
];

/// An entry and how it is checked.
type Check = (&'static str, fn(&Entry));

const CHECKS: [Check; 15] = [
    ("lowe_logit_scale", lowe_logit_scale),
    ("bootstrap_sentences_exact", bootstrap_sentences_exact),
    ("bootstrap_sentences_given_indices", bootstrap_sentences_given_indices),
    ("bootstrap_cluster_exact", bootstrap_cluster_exact),
    ("krippendorff_alpha", krippendorff_alpha),
    ("kappa_ac1", kappa_ac1),
    ("precision_recall_ci", precision_recall_ci),
    ("rate_poisson_exact", rate_poisson_exact),
    ("lexicon_sensitivity", lexicon_sensitivity),
    ("permutation_two_group_exact", monte_carlo_p),
    ("lor_uninformative_0.1", dirichlet_log_odds),
    ("lor_uninformative_0.01", dirichlet_log_odds),
    ("lor_informative_a0_500", dirichlet_log_odds),
    ("lor_informative_pooled_a0_10", dirichlet_log_odds),
    ("multiple_testing", multiple_testing),
];

/// One entry of the file.
struct Entry(Value);

impl Entry {
    fn input(&self, path: &str) -> &Value {
        self.0.pointer(&format!("/inputs/{path}")).unwrap_or_else(|| panic!("no input {path}"))
    }

    fn output(&self, path: &str) -> &Value {
        self.0.pointer(&format!("/outputs/{path}")).unwrap_or_else(|| panic!("no output {path}"))
    }

    /// Fails unless `actual` is the output at `path`, within the entry's tolerance.
    #[track_caller]
    fn assert(&self, path: &str, actual: f64) {
        let expected = number(self.output(path));
        let tolerance = number(&self.0["rtol"]) * expected.abs().max(1e-6);
        let id = &self.0["id"];
        assert!((actual - expected).abs() <= tolerance, "{id} {path}: {actual}, golden {expected}");
    }

    #[track_caller]
    fn assert_interval(&self, path: &str, actual: stats::Interval) {
        self.assert(&format!("{path}/0"), actual.lo);
        self.assert(&format!("{path}/1"), actual.hi);
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is not a number"))
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("{value} is not a list"))
}

fn numbers(value: &Value) -> Vec<f64> {
    list(value).iter().map(number).collect()
}

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is not a count"))
}

fn place(value: &Value) -> usize {
    usize::try_from(count(value)).unwrap()
}

#[test]
fn every_statistic_agrees_with_its_golden_entry() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/golden_stats.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: ../shared/golden_stats.json is absent");
        return;
    };
    let file: Value = serde_json::from_str(&text).unwrap();
    for entry in list(&file["entries"]) {
        let id = entry["id"].as_str().unwrap();
        let check = CHECKS.iter().find(|(name, _)| *name == id);
        let waits = WAITING.iter().any(|(_, ids)| ids.contains(&id));
        assert!(check.is_some() != waits, "golden entry {id} is to be checked or to wait, and not both");
        if let Some((_, check)) = check {
            check(&Entry(entry.clone()));
        }
    }
}

fn lowe_logit_scale(entry: &Entry) {
    for (at, case) in list(entry.input("cases")).iter().enumerate() {
        let (right, left) = (number(&case["R"]), number(&case["L"]));
        let (n, hits) = (count(&case["N"]), count(&case["R"]) + count(&case["L"]));
        let output = |name: &str| format!("{at}/{name}");
        entry.assert(&output("position"), logit_scale::position(right, left));
        entry.assert(&output("se_wald"), logit_scale::standard_error(right, left));
        entry.assert_interval(&output("ci95_wald"), logit_scale::wald_interval(right, left));
        entry.assert_interval(&output("position_ci95_jeffreys"), logit_scale::jeffreys_interval(right, left));
        entry.assert(&output("position_posterior_mean"), logit_scale::posterior_mean(right, left));
        entry.assert(&output("position_posterior_sd"), logit_scale::posterior_sd(right, left));
        entry.assert(&output("importance"), logit_scale::importance(right, left, n).unwrap());
        entry.assert_interval(&output("saliency_wilson95"), stats::wilson(hits, n).unwrap());
        let share = stats::beta_share(right, left);
        // Ours puts the bound of a share without successes (failures) at 0 (1); the file keeps the quantile.
        if right > 0.0 {
            entry.assert(&output("beta_share_ci95/0"), share.lo);
        }
        if left > 0.0 {
            entry.assert(&output("beta_share_ci95/1"), share.hi);
        }
        match entry.output(&output("ratio_laver_garry")) {
            Value::Null => assert_eq!(logit_scale::balance(right, left), None),
            _ => entry.assert(&output("ratio_laver_garry"), logit_scale::balance(right, left).unwrap()),
        }
    }
}

/// Sentences as rows of rights events, state events, words.
fn sentences(entry: &Entry) -> Units {
    let mut units = Units::new(3);
    for row in list(entry.input("sentences_R_L_tokens")) {
        units.push(&numbers(row));
    }
    units
}

fn theta(sums: Sums<'_>) -> Option<f64> {
    Some(logit_scale::position(sums.get(0), sums.get(1)))
}

/// Every way to draw `n` of `n` with replacement.
fn all_samples(n: usize) -> Vec<Vec<usize>> {
    let n_samples = n.pow(u32::try_from(n).unwrap());
    (0..n_samples)
        .map(|code| (0..n).map(|digit| code / n.pow(u32::try_from(digit).unwrap()) % n).collect())
        .collect()
}

/// The standard deviation over all samples, which are the whole population.
fn population_sd(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    standard_error(values).unwrap() * ((n - 1.0) / n).sqrt()
}

fn bootstrap_sentences_exact(entry: &Entry) {
    let units = sentences(entry);
    let all = units.resample_given(&all_samples(units.len()));
    let mut thetas = all.values(theta);
    let estimate = number(entry.output("theta"));
    entry.assert("se_exact", population_sd(&thetas));
    entry.assert("mean_exact", thetas.iter().sum::<f64>() / thetas.len() as f64);
    let rates = all.values(|sums| Some(1000.0 * sums.get(0) / sums.get(2)));
    entry.assert("rate_se_exact", population_sd(&rates));
    let jackknife = units.leave_one_out().values(theta);
    for (at, value) in jackknife.iter().enumerate() {
        entry.assert(&format!("jackknife/{at}"), *value);
    }
    entry.assert("bca_z0", bias(&thetas, estimate).unwrap());
    entry.assert("bca_acceleration", acceleration(&jackknife).unwrap());
    entry.assert_interval("bca95", bca(&mut thetas, estimate, &jackknife).unwrap());
    entry.assert_interval("percentile95", stats::percentile(&mut thetas, "exact").unwrap());
    drawn_bootstrap_comes_near(entry, &units);
}

/// The file asks of a seeded bootstrap with B ≥ 10,000 to land within 3 se / √(2B) of the exact error.
fn drawn_bootstrap_comes_near(entry: &Entry, units: &Units) {
    let error = standard_error(&units.resample(20_000, 1).values(theta)).unwrap();
    let exact = number(entry.output("se_exact"));
    let allowed = 3.0 * exact / (2.0 * 20_000.0f64).sqrt();
    assert!((error - exact).abs() < allowed, "drawn {error}, exact {exact} ± {allowed}");
}

fn bootstrap_sentences_given_indices(entry: &Entry) {
    let sample = |sample: &Value| list(sample).iter().map(place).collect();
    let samples: Vec<Vec<usize>> = list(entry.input("indices")).iter().map(sample).collect();
    let mut thetas = sentences(entry).resample_given(&samples).values(theta);
    for (at, value) in thetas.iter().enumerate() {
        entry.assert(&format!("replicates/{at}"), *value);
    }
    entry.assert("se_ddof1", standard_error(&thetas).unwrap());
    entry.assert_interval("percentile95_type7", stats::percentile(&mut thetas, "given").unwrap());
}

fn bootstrap_cluster_exact(entry: &Entry) {
    let rows: Vec<Vec<f64>> = list(entry.input("sentences_R_L_tokens")).iter().map(numbers).collect();
    let mut documents = Units::new(3);
    for members in entry.input("clusters").as_object().unwrap().values() {
        let mut sum = [0.0; 3];
        for member in list(members) {
            sum.iter_mut().zip(&rows[place(member)]).for_each(|(total, value)| *total += value);
        }
        documents.push(&sum);
    }
    let mut thetas = documents.resample_given(&all_samples(documents.len())).values(theta);
    entry.assert("se_exact", population_sd(&thetas));
    entry.assert_interval("percentile95", stats::percentile(&mut thetas, "exact").unwrap());
}

fn krippendorff_alpha(entry: &Entry) {
    let coder = |row: &Value| list(row).iter().map(Value::as_f64).collect::<Vec<_>>();
    let coders: Vec<_> = list(entry.input("data")).iter().map(coder).collect();
    let scales = [
        ("nominal", Scale::Nominal),
        ("ordinal", Scale::Ordinal),
        ("interval", Scale::Interval),
        ("ratio", Scale::Ratio),
    ];
    for (name, scale) in scales {
        entry.assert(name, krippendorff(&coders, scale).unwrap());
    }
}

fn kappa_ac1(entry: &Entry) {
    let categories = list(entry.input("categories"));
    let at = |label: &Value| categories.iter().position(|category| category == label).unwrap();
    let mut table = Confusion::new(categories.len());
    for (first, second) in list(entry.input("coder1")).iter().zip(list(entry.input("coder2"))) {
        table.add(at(first), at(second));
    }
    entry.assert("po", table.agreement().unwrap());
    entry.assert("kappa", table.cohen_kappa().unwrap());
    entry.assert("scott_pi", table.scott_pi().unwrap());
    entry.assert("gwet_ac1", table.gwet_ac1().unwrap());
}

fn precision_recall_ci(entry: &Entry) {
    let matches = Matches {
        true_positives: count(entry.input("tp")),
        false_positives: count(entry.input("fp")),
        false_negatives: count(entry.input("fn")),
    };
    entry.assert("precision", matches.precision().unwrap());
    entry.assert("recall", matches.recall().unwrap());
    entry.assert("f1", matches.f1().unwrap());
    entry.assert_interval("precision_wilson95", matches.precision_interval().unwrap());
    entry.assert_interval("recall_wilson95", matches.recall_interval().unwrap());
}

/// The ratio of two rates waits for the comparison of groups.
fn rate_poisson_exact(entry: &Entry) {
    let (k, n) = (count(entry.input("k")), number(entry.input("n")));
    entry.assert("rate", 1000.0 * k as f64 / n);
    entry.assert_interval("ci95", stats::garwood(k).scaled(1000.0 / n));
    entry.assert_interval("zero_count_ci95", stats::garwood(0).scaled(1000.0 / n));
}

fn lexicon_sensitivity(entry: &Entry) {
    let side = |name: &str| -> Vec<(String, f64)> {
        let hits = entry.input(&format!("hits/{name}")).as_object().unwrap();
        hits.iter().map(|(term, hits)| (term.clone(), number(hits))).collect()
    };
    let total = |side: &[(String, f64)]| side.iter().map(|(_, hits)| hits).sum::<f64>();
    let (right, left) = (side("R"), side("L"));
    let theta = logit_scale::position(total(&right), total(&left));
    entry.assert("theta", theta);
    let terms = right.iter().map(|(term, hits)| (term, *hits, 0.0));
    for (term, from_right, from_left) in terms.chain(left.iter().map(|(term, hits)| (term, 0.0, *hits))) {
        let without = logit_scale::position(total(&right) - from_right, total(&left) - from_left);
        entry.assert(&format!("theta_without/{term}"), without);
        entry.assert(&format!("influence/{term}"), without - theta);
        assert_eq!(entry.output(&format!("sign_flip/{term}")), &Value::Bool(without * theta < 0.0));
    }
    for (name, side) in [("R", right), ("L", left)] {
        let index = stats::herfindahl(&side.iter().map(|(_, hits)| *hits).collect::<Vec<_>>()).unwrap();
        entry.assert(&format!("hhi/{name}"), index);
        entry.assert(&format!("effective_terms/{name}"), 1.0 / index);
    }
}

/// Of this entry only the Monte Carlo p-value exists here; the test of two groups waits for their comparison.
fn monte_carlo_p(entry: &Entry) {
    let (b, m) = (count(entry.output("mc_example/b")), count(entry.output("mc_example/m")));
    entry.assert("mc_example/p", stats::monte_carlo_p(b, m));
}

fn dirichlet_log_odds(entry: &Entry) {
    let [target, reference, prior] = ["y_i", "y_j", "alpha_i"].map(|name| numbers(entry.input(name)));
    let share = |of: &[f64], at: usize| stats::Share { of: of[at], all: of.iter().sum() };
    let all: Vec<stats::LogOdds> = (0..target.len())
        .map(|at| stats::log_odds(share(&target, at), share(&reference, at), share(&prior, at)).unwrap())
        .collect();
    let adjusted = stats::benjamini_hochberg(&all.iter().map(stats::LogOdds::p).collect::<Vec<_>>());
    for (at, odds) in all.iter().enumerate() {
        entry.assert(&format!("delta/{at}"), odds.delta);
        entry.assert(&format!("full/se/{at}"), odds.se);
        entry.assert(&format!("full/z/{at}"), odds.z());
        entry.assert(&format!("full/p_two_sided/{at}"), odds.p());
        entry.assert(&format!("full/p_bh/{at}"), adjusted[at]);
    }
}

fn multiple_testing(entry: &Entry) {
    let adjusted = stats::benjamini_hochberg(&numbers(entry.input("p")));
    for (at, q) in adjusted.iter().enumerate() {
        entry.assert(&format!("fdr_bh/{at}"), *q);
    }
    let rejected = adjusted.iter().filter(|q| **q <= 0.05).count() as u64;
    assert_eq!(rejected, count(entry.output("rejected_bh_05")));
}
