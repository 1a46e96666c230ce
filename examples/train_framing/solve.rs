//! Logistic regression.

/// Steps remembered by the solver.
const MEMORY: usize = 8;
const MOST_ROUNDS: usize = 150;
/// The solver stops when the gradient is this small against the first one.
const TOLERANCE: f64 = 1e-4;

/// An example: features by number with their values, whether the frame is shown, and what it weighs.
pub struct Example<'x> {
    pub features: &'x [(u32, f32)],
    pub shown: bool,
    pub weight: f64,
}

/// Weights of features, and the bias.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    pub features: Vec<f64>,
    pub bias: f64,
}

impl Weights {
    pub fn sum(&self, features: &[(u32, f32)]) -> f64 {
        let parts = features.iter().map(|&(at, value)| self.features[at as usize] * f64::from(value));
        parts.sum::<f64>() + self.bias
    }
}

/// The weights w that minimise Σ weight · ln(1 + exp(−y · w·x)) + ½ |w|², the bias not penalised, by the method of
/// limited memory (D. C. Liu & J. Nocedal, 1989, Mathematical Programming 45).
pub fn solve(examples: &[Example<'_>], n_features: usize) -> Weights {
    let mut point = vec![0.0; n_features + 1];
    let (mut value, mut slope) = loss(examples, &point);
    let first = norm(&slope);
    let mut memory: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    for _ in 0..MOST_ROUNDS {
        if norm(&slope) <= TOLERANCE * first {
            break;
        }
        let direction = direction(&slope, &memory);
        let descent = dot(&slope, &direction);
        let mut step = if memory.is_empty() { 1.0 / first } else { 1.0 };
        let (next, next_value, next_slope) = loop {
            let next: Vec<f64> = point.iter().zip(&direction).map(|(at, to)| at + step * to).collect();
            let (next_value, next_slope) = loss(examples, &next);
            if next_value <= value + 1e-4 * step * descent || step < 1e-10 {
                break (next, next_value, next_slope);
            }
            step *= 0.5;
        };
        let moved = difference(&next, &point);
        let bent = difference(&next_slope, &slope);
        if dot(&moved, &bent) > 0.0 {
            memory.push((moved, bent));
            if memory.len() > MEMORY {
                memory.remove(0);
            }
        }
        (point, value, slope) = (next, next_value, next_slope);
    }
    let bias = point.pop().unwrap_or(0.0);
    Weights { features: point, bias }
}

fn loss(examples: &[Example<'_>], point: &[f64]) -> (f64, Vec<f64>) {
    let n_features = point.len() - 1;
    let weights = &point[..n_features];
    let mut value = 0.5 * dot(weights, weights);
    let mut slope: Vec<f64> = weights.iter().copied().chain([0.0]).collect();
    for example in examples {
        let parts = example.features.iter().map(|&(at, value)| weights[at as usize] * f64::from(value));
        let sum = parts.sum::<f64>() + point[n_features];
        let margin = if example.shown { sum } else { -sum };
        let miss = 1.0 / (1.0 + libm::exp(margin));
        value += example.weight * (libm::log1p(libm::exp(-margin.abs())) + (-margin).max(0.0));
        let pull = if example.shown { -miss } else { miss } * example.weight;
        for &(at, value) in example.features {
            slope[at as usize] += pull * f64::from(value);
        }
        slope[n_features] += pull;
    }
    (value, slope)
}

/// Where to go from a slope, by what was learnt of its bends.
fn direction(slope: &[f64], memory: &[(Vec<f64>, Vec<f64>)]) -> Vec<f64> {
    let mut direction: Vec<f64> = slope.iter().map(|part| -part).collect();
    let mut shares = Vec::with_capacity(memory.len());
    for (moved, bent) in memory.iter().rev() {
        let share = dot(moved, &direction) / dot(moved, bent);
        add(&mut direction, bent, -share);
        shares.push(share);
    }
    if let Some((moved, bent)) = memory.last() {
        let scale = dot(moved, bent) / dot(bent, bent);
        direction.iter_mut().for_each(|part| *part *= scale);
    }
    for ((moved, bent), share) in memory.iter().zip(shares.into_iter().rev()) {
        let back = dot(bent, &direction) / dot(moved, bent);
        add(&mut direction, moved, share - back);
    }
    direction
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn norm(vector: &[f64]) -> f64 {
    dot(vector, vector).sqrt()
}

fn add(to: &mut [f64], vector: &[f64], times: f64) {
    to.iter_mut().zip(vector).for_each(|(sum, part)| *sum += times * part);
}

fn difference(one: &[f64], other: &[f64]) -> Vec<f64> {
    one.iter().zip(other).map(|(one, other)| one - other).collect()
}
