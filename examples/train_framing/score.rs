//! How well frames are told.

/// Steps on either side that a threshold is averaged with.
const NEXT: usize = 4;

/// A pair of numbers, one for each frame.
pub type Both = [f64; 2];

/// Scores of a set of sentences.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores {
    /// Of each frame.
    pub f1: Both,
    /// Over rights alone, state alone, both, neither.
    pub macro_f1: f64,
    /// Mean of the logarithm of the probability of what people said, negative, summed over frames.
    pub log_loss: f64,
    /// Mean distance of probability and share in tenths of the probability, mean over frames.
    pub calibration_error: f64,
}

impl Scores {
    pub fn mean_f1(&self) -> f64 {
        (self.f1[0] + self.f1[1]) / 2.0
    }

    /// Compares probabilities with what people said.
    pub fn of(gold: &[[bool; 2]], probabilities: &[Both], thresholds: Both) -> Self {
        let found: Vec<[bool; 2]> =
            probabilities.iter().map(|both| [0, 1].map(|at| both[at] >= thresholds[at])).collect();
        let class = |[one, other]: &[bool; 2]| usize::from(*one) * 2 + usize::from(*other);
        let of_class = |wanted: usize| {
            f1(gold.iter().zip(&found).map(|(gold, found)| (class(gold) == wanted, class(found) == wanted)))
        };
        let of_frame = |at: usize| f1(gold.iter().zip(&found).map(|(gold, found)| (gold[at], found[at])));
        Self {
            f1: [0, 1].map(of_frame),
            macro_f1: (0..4).map(of_class).sum::<f64>() / 4.0,
            log_loss: [0, 1].map(|at| log_loss(gold, probabilities, at)).iter().sum(),
            calibration_error: [0, 1]
                .map(|at| calibration_error(gold, probabilities, at))
                .iter()
                .sum::<f64>()
                / 2.0,
        }
    }
}

fn f1(pairs: impl Iterator<Item = (bool, bool)>) -> f64 {
    let (mut agreed, mut sum) = (0, 0);
    for (gold, found) in pairs {
        agreed += i32::from(gold && found);
        sum += i32::from(gold) + i32::from(found);
    }
    if sum == 0 { 0.0 } else { 2.0 * f64::from(agreed) / f64::from(sum) }
}

fn log_loss(gold: &[[bool; 2]], probabilities: &[Both], at: usize) -> f64 {
    let of =
        |(gold, both): (&[bool; 2], &Both)| if gold[at] { -both[at].ln() } else { -(1.0 - both[at]).ln() };
    gold.iter().zip(probabilities).map(of).sum::<f64>() / gold.len() as f64
}

fn calibration_error(gold: &[[bool; 2]], probabilities: &[Both], at: usize) -> f64 {
    let mut bins = [(0.0, 0.0); 10];
    for (gold, both) in gold.iter().zip(probabilities) {
        let bin = &mut bins[((both[at] * 10.0) as usize).min(9)];
        bin.0 += both[at];
        bin.1 += f64::from(u8::from(gold[at]));
    }
    bins.iter().map(|(said, so)| (said - so).abs()).sum::<f64>() / gold.len() as f64
}

/// The threshold of each frame with the best F1, averaged with those next to it: a peak of one step is chance.
pub fn thresholds(gold: &[[bool; 2]], probabilities: &[Both]) -> Both {
    let steps: Vec<f64> = (8..=37).map(|step| f64::from(step) * 0.02).collect();
    [0, 1].map(|at| {
        let at_step = |threshold: f64| {
            f1(gold.iter().zip(probabilities).map(|(gold, both)| (gold[at], both[at] >= threshold)))
        };
        let curve: Vec<f64> = steps.iter().map(|&threshold| at_step(threshold)).collect();
        let smooth: Vec<f64> = curve.windows(2 * NEXT + 1).map(|window| window.iter().sum()).collect();
        let best = (0..smooth.len())
            .max_by(|&one, &other| smooth[one].total_cmp(&smooth[other]).then(other.cmp(&one)));
        steps[best.unwrap_or(0) + NEXT]
    })
}
