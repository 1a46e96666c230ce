//! The conditional random field: forward and backward sums, gradients, steps.
//!
//! AdaGrad (J. Duchi, E. Hazan & Y. Singer, 2011, JMLR 12) with features dropped at random, the weights averaged over
//! the last epochs. Exponentials come from `libm`, so that every machine learns the same.

use crate::examples::{Example, Prepared};
use crate::kmeans::shuffle;
use crate::options::Options;
use normscope::annotate::training::{
    CLOSED, Clusters, Model, N_SCORED, N_STATES, OPENING, OUTSIDE, Row, SCALE, WORD_BIT, Weights, follows,
};
use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

type Scores = [f32; N_SCORED];
type Table = [[f32; N_STATES]; N_STATES];

/// Weights and the sums of their squared gradients.
pub struct Field {
    weights: Vec<Scores>,
    squares: Vec<Scores>,
    transitions: Table,
    transition_squares: Table,
    rate: f32,
}

/// Keeps the first steps from being infinite.
const EPSILON: f32 = 1e-6;

/// Learns: some fields from different seeds, averaged.
pub fn train(prepared: &Prepared, options: &Options) -> Field {
    let n_features = prepared.keys.len();
    let mut average =
        Average { weights: vec![[0.0; N_SCORED]; n_features], transitions: Table::default(), n: 0.0 };
    let mut field = Field::new(n_features, options);
    for seed in 0..options.n_fields {
        field = Field::new(n_features, options);
        field.learn_all(prepared, options, options.seed + seed, &mut average);
    }
    average.finish(&mut field);
    field
}

/// Sums of weights.
struct Average {
    weights: Vec<Scores>,
    transitions: Table,
    n: f32,
}

impl Average {
    fn add(&mut self, field: &Field) {
        self.n += 1.0;
        let to = self.weights.iter_mut().flatten().chain(self.transitions.iter_mut().flatten());
        let from = field.weights.iter().flatten().chain(field.transitions.iter().flatten());
        to.zip(from).for_each(|(sum, weight)| *sum += weight);
    }

    fn finish(self, field: &mut Field) {
        let to = field.weights.iter_mut().flatten().chain(field.transitions.iter_mut().flatten());
        let from = self.weights.iter().flatten().chain(self.transitions.iter().flatten());
        to.zip(from).for_each(|(weight, sum)| *weight = sum / self.n);
    }
}

/// Buffers for one island.
#[derive(Default)]
struct Lattice {
    /// Features that were not dropped, and where those of each token end.
    kept: Vec<u32>,
    ends: Vec<usize>,
    /// `exp` of the scores, each token's largest taken out.
    potentials: Vec<[f32; N_STATES]>,
    forward: Vec<[f32; N_STATES]>,
    backward: Vec<[f32; N_STATES]>,
}

impl Field {
    fn new(n_features: usize, options: &Options) -> Self {
        Self {
            weights: vec![[0.0; N_SCORED]; n_features],
            squares: vec![[0.0; N_SCORED]; n_features],
            transitions: Table::default(),
            transition_squares: Table::default(),
            rate: options.rate,
        }
    }

    fn learn_all(&mut self, prepared: &Prepared, options: &Options, seed: u64, average: &mut Average) {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let mut order: Vec<usize> = (0..prepared.examples.len()).collect();
        let mut lattice = Lattice::default();
        for epoch in 0..options.n_epochs {
            shuffle(&mut order, &mut random);
            let mut loss = 0.0;
            for &at in &order {
                loss += self.learn(&prepared.examples[at], prepared, options, &mut random, &mut lattice);
            }
            println!("seed {seed}, epoch {epoch}: loss {:.4} an island", loss / order.len() as f64);
            if epoch + options.n_averaged >= options.n_epochs {
                average.add(self);
            }
        }
    }

    /// Takes a step for one island; returns the loss.
    fn learn(
        &mut self,
        example: &Example,
        prepared: &Prepared,
        options: &Options,
        random: &mut Xoshiro256PlusPlus,
        lattice: &mut Lattice,
    ) -> f64 {
        lattice.drop_some(example, prepared, options, random);
        let scale = 1.0 / (1.0 - options.dropout);
        let mut loss = self.score(lattice, scale, &example.states);
        let factors = self.transitions.map(|row| row.map(libm::expf));
        loss += lattice.sum(&allowed(factors));
        loss -= self.of_path(&example.states);
        self.step(example, lattice, scale, &allowed(factors));
        loss * f64::from(example.weight)
    }

    /// Fills in the potentials; returns the part of the loss that they take out.
    fn score(&self, lattice: &mut Lattice, scale: f32, states: &[u8]) -> f64 {
        lattice.potentials.clear();
        let (mut start, mut loss) = (0, 0.0);
        for (&end, &right) in lattice.ends.iter().zip(states) {
            let mut scores = [0.0; N_STATES];
            for &feature in &lattice.kept[start..end] {
                let weights = &self.weights[feature as usize];
                scores[1..].iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
            }
            start = end;
            let scores = scores.map(|score| score * scale);
            let most = scores.iter().fold(f32::MIN, |most, &score| most.max(score));
            loss += f64::from(most - scores[usize::from(right)]);
            lattice.potentials.push(scores.map(|score| libm::expf(score - most)));
        }
        loss
    }

    /// The scores of the transitions of the right path.
    fn of_path(&self, states: &[u8]) -> f64 {
        let mut last = OUTSIDE;
        let mut total = 0.0;
        for &state in states.iter().chain([&(OUTSIDE as u8)]) {
            total += f64::from(self.transitions[last][usize::from(state)]);
            last = usize::from(state);
        }
        total
    }

    fn step(&mut self, example: &Example, lattice: &Lattice, scale: f32, factors: &Table) {
        let mut start = 0;
        let mut expected = Table::default();
        let outside = outside();
        for (at, &end) in lattice.ends.iter().enumerate() {
            let marginals = lattice.marginals(at);
            let right = usize::from(example.states[at]);
            let mut gradient = [0.0; N_SCORED];
            for (state, gradient) in gradient.iter_mut().enumerate() {
                let truth = if state + 1 == right { 1.0 } else { 0.0 };
                *gradient = (marginals[state + 1] - truth) * scale * example.weight;
            }
            for &feature in &lattice.kept[start..end] {
                let at = feature as usize;
                descend(&mut self.weights[at], &mut self.squares[at], &gradient, self.rate);
            }
            start = end;
            let before = if at == 0 { &outside } else { &lattice.forward[at - 1] };
            lattice.add_pairs(before, Some(at), factors, &mut expected);
        }
        let last = lattice.forward.len() - 1;
        lattice.add_pairs(&lattice.forward[last], None, factors, &mut expected);
        let mut before = OUTSIDE;
        for &state in example.states.iter().chain([&(OUTSIDE as u8)]) {
            expected[before][usize::from(state)] -= 1.0;
            before = usize::from(state);
        }
        for (before, expected) in expected.iter().enumerate() {
            let gradient = expected.map(|number| number * example.weight);
            descend(
                &mut self.transitions[before],
                &mut self.transition_squares[before],
                &gradient,
                self.rate,
            );
        }
    }

    /// The model in whole steps, without word classes.
    pub fn quantise(&self, prepared: &Prepared, options: &Options) -> Model {
        let whole = |weight: f32| (weight * SCALE).round();
        let row =
            |weights: &Scores| -> Row { weights.map(|weight| whole(weight).clamp(-127.0, 127.0) as i8) };
        let mut features: Vec<_> = prepared.keys.iter().copied().zip(self.weights.iter().map(row)).collect();
        features
            .retain(|(_, row)| row.iter().any(|score| score.unsigned_abs() >= options.prune.unsigned_abs()));
        features.sort_by_key(|(key, _)| *key);
        let mut transitions = self.transitions;
        for (before, after) in CLOSED.into_iter().flat_map(|before| OPENING.map(|after| (before, after))) {
            transitions[before][after] += if after == OUTSIDE { 0.0 } else { options.eagerness };
        }
        Model {
            clusters: Clusters::default(),
            transitions: transitions.map(|row| row.map(|weight| whole(weight) as i16)),
            weights: Weights::new(&features),
        }
    }
}

fn descend<const N: usize>(weights: &mut [f32; N], squares: &mut [f32; N], gradient: &[f32; N], rate: f32) {
    for at in 0..N {
        squares[at] += gradient[at] * gradient[at];
        weights[at] -= rate * gradient[at] / (squares[at].sqrt() + EPSILON);
    }
}

fn outside() -> [f32; N_STATES] {
    let mut only = [0.0; N_STATES];
    only[OUTSIDE] = 1.0;
    only
}

/// The factors with 0 where a state may not follow.
fn allowed(factors: Table) -> Table {
    let mut table = factors;
    for (before, row) in table.iter_mut().enumerate() {
        for (after, factor) in row.iter_mut().enumerate() {
            if !follows(before, after) {
                *factor = 0.0;
            }
        }
    }
    table
}

impl Lattice {
    /// Drops features one by one, and at some tokens all that know the words.
    fn drop_some(
        &mut self,
        example: &Example,
        prepared: &Prepared,
        options: &Options,
        random: &mut Xoshiro256PlusPlus,
    ) {
        self.kept.clear();
        self.ends.clear();
        let limit = (options.dropout * 65_536.0) as u64;
        let blind = (options.blindness * 65_536.0) as u64;
        for &(start, end) in &example.features {
            let mut bits = 0;
            let hidden = if random.next_u64() & 0xffff < blind { WORD_BIT } else { 0 };
            for (at, &feature) in prepared.features[start..end].iter().enumerate() {
                if at % 4 == 0 {
                    bits = random.next_u64();
                }
                if bits & 0xffff >= limit && prepared.keys[feature as usize] & hidden == 0 {
                    self.kept.push(feature);
                }
                bits >>= 16;
            }
            self.ends.push(self.kept.len());
        }
    }

    /// Fills in both sums, each token's scaled to 1; returns the logarithm of the whole.
    fn sum(&mut self, factors: &Table) -> f64 {
        let n_tokens = self.potentials.len();
        self.forward.clear();
        let mut before = outside();
        let mut log = 0.0;
        for potentials in &self.potentials {
            let mut now = [0.0; N_STATES];
            for (from, &mass) in before.iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
                now.iter_mut().zip(&factors[from]).for_each(|(now, factor)| *now += mass * factor);
            }
            now.iter_mut().zip(potentials).for_each(|(now, potential)| *now *= potential);
            let total: f32 = now.iter().sum();
            now.iter_mut().for_each(|now| *now /= total);
            log += f64::from(libm::logf(total));
            self.forward.push(now);
            before = now;
        }
        let end: f32 = before.iter().zip(factors).map(|(mass, row)| mass * row[OUTSIDE]).sum();
        log += f64::from(libm::logf(end));
        self.backward.clear();
        self.backward.resize(n_tokens, [0.0; N_STATES]);
        let mut behind = factors.map(|row| row[OUTSIDE]);
        for at in (0..n_tokens).rev() {
            let total: f32 = behind.iter().sum();
            behind.iter_mut().for_each(|mass| *mass /= total);
            self.backward[at] = behind;
            let mut next = behind;
            next.iter_mut().zip(&self.potentials[at]).for_each(|(mass, potential)| *mass *= potential);
            for (state, behind) in behind.iter_mut().enumerate() {
                *behind = factors[state].iter().zip(&next).map(|(factor, mass)| factor * mass).sum();
            }
        }
        log
    }

    /// How likely each state of a token is.
    fn marginals(&self, at: usize) -> [f32; N_STATES] {
        let mut marginals = self.forward[at];
        marginals.iter_mut().zip(&self.backward[at]).for_each(|(mass, behind)| *mass *= behind);
        let total: f32 = marginals.iter().sum();
        marginals.map(|mass| mass / total)
    }

    /// Adds how likely each pair of states is, the second at a token or behind the last.
    fn add_pairs(&self, before: &[f32; N_STATES], at: Option<usize>, factors: &Table, expected: &mut Table) {
        let mut behind = outside();
        if let Some(at) = at {
            behind = self.backward[at];
            behind.iter_mut().zip(&self.potentials[at]).for_each(|(mass, potential)| *mass *= potential);
        }
        let mut pairs = Table::default();
        let mut total = 0.0;
        for from in 0..N_STATES {
            for to in 0..N_STATES {
                pairs[from][to] = before[from] * factors[from][to] * behind[to];
                total += pairs[from][to];
            }
        }
        let to = expected.iter_mut().flatten();
        to.zip(pairs.iter().flatten()).for_each(|(sum, pair)| *sum += pair / total);
    }
}
