//! How far a score of so many pages may be from that of all pages.

use super::shingles::{Overlap, Score};

/// 1.96 standard errors of F1, from resamples of the pages.
pub fn margin(pages: &[Overlap]) -> f64 {
    const RESAMPLES: usize = 1000;
    let mut state = 1_u64;
    let mut next = || {
        // Numerical Recipes' generator: good enough to draw pages, and the same everywhere.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        pages[usize::try_from((state >> 33) % pages.len() as u64).unwrap_or(0)]
    };
    let scores: Vec<f64> = (0..RESAMPLES)
        .map(|_| Score::of(&(0..pages.len()).map(|_| next()).collect::<Vec<_>>()).f1())
        .collect();
    let centre = mean(&scores);
    let squares: Vec<f64> = scores.iter().map(|score| (score - centre).powi(2)).collect();
    1.96 * f64::sqrt(mean(&squares))
}

#[allow(clippy::cast_precision_loss, reason = "a thousand resamples")]
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
