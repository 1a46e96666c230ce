//! Classes of words by the directions of their vectors (spherical k-means), at four levels: the classes of a
//! coarser level are classes of the middles of the finest, so that a word needs to keep the finest alone.

use crate::options::Options;
use crate::vectors::{LANES, Vectors, product, unit};
use normscope::annotate::training::{Clusters, N_LEVELS, N_VIEWS};
use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Points with weights.
struct Points<'v> {
    numbers: &'v [f32],
    weights: Vec<f32>,
    width: usize,
}

/// Parts all words into classes.
pub fn classes(vectors: &Vectors, options: &Options) -> Clusters {
    let width = vectors.width;
    let shaping = options.shaping_words.min(vectors.words.len());
    let points = Points { numbers: &vectors.numbers[..shaping * width], weights: vec![1.0; shaping], width };
    let (middles, sizes) = points.middles(options.n_classes[0], options);
    let finest = Points { numbers: &middles, weights: sizes, width };
    let mut coarser = vec![[0u16; N_LEVELS - 1]; middles.len() / width];
    for (level, &n_classes) in options.n_classes[1..].iter().enumerate() {
        let (coarse, _) = finest.middles(n_classes, options);
        for (at, levels) in coarser.iter_mut().enumerate() {
            // Levels are kept coarse to fine, settings fine to coarse.
            levels[N_LEVELS - 2 - level] = nearest(finest.row(at), &coarse, width) as u16;
        }
    }
    let class = |at: usize| nearest(vectors.row(at), &middles, width) as u16;
    let views = views(vectors, options);
    let words = vectors.words.iter().enumerate();
    let words =
        words.map(|(at, word)| (word.as_str(), class(at), [views[0][at], views[1][at], views[2][at]]));
    Clusters::new(words, coarser)
}

/// The class of every word in further views: the vectors without what all have in common, and each half of them.
fn views(vectors: &Vectors, options: &Options) -> [Vec<u16>; N_VIEWS] {
    let half = (vectors.width / 2).next_multiple_of(LANES);
    [0..vectors.width, 0..half, half..vectors.width].map(|part| {
        let view = vectors.centred(part);
        let shaping = options.shaping_words.min(view.words.len());
        let numbers = &view.numbers[..shaping * view.width];
        let points = Points { numbers, weights: vec![1.0; shaping], width: view.width };
        let (middles, _) = points.middles(options.n_view_classes, options);
        (0..view.words.len()).map(|at| nearest(view.row(at), &middles, view.width) as u16).collect()
    })
}

impl Points<'_> {
    fn row(&self, at: usize) -> &[f32] {
        &self.numbers[at * self.width..][..self.width]
    }

    /// The middles of classes and their weights, by Lloyd's rounds from points drawn at random.
    fn middles(&self, n_classes: usize, options: &Options) -> (Vec<f32>, Vec<f32>) {
        let n_points = self.weights.len();
        let mut places: Vec<usize> = (0..n_points).collect();
        shuffle(&mut places, &mut Xoshiro256PlusPlus::seed_from_u64(options.seed));
        places.truncate(n_classes);
        let mut middles: Vec<f32> = places.iter().flat_map(|&at| self.row(at).to_vec()).collect();
        let mut sizes = vec![0.0; n_classes];
        for _ in 0..options.n_rounds {
            let mut sums = vec![0f32; middles.len()];
            sizes.fill(0.0);
            for at in 0..n_points {
                let class = nearest(self.row(at), &middles, self.width);
                let sum = &mut sums[class * self.width..][..self.width];
                sum.iter_mut().zip(self.row(at)).for_each(|(sum, number)| *sum += self.weights[at] * number);
                sizes[class] += self.weights[at];
            }
            for (class, sum) in
                sums.chunks_exact(self.width).enumerate().filter(|(class, _)| sizes[*class] > 0.0)
            {
                let middle = &mut middles[class * self.width..][..self.width];
                middle.iter_mut().zip(unit(sum)).for_each(|(middle, number)| *middle = number);
            }
        }
        (middles, sizes)
    }
}

/// The first of the middles that lie nearest.
fn nearest(point: &[f32], middles: &[f32], width: usize) -> usize {
    let mut best = (f32::MIN, 0);
    for (class, middle) in middles.chunks_exact(width).enumerate() {
        let likeness = product(point, middle);
        if likeness > best.0 {
            best = (likeness, class);
        }
    }
    best.1
}

/// Fisher and Yates.
pub fn shuffle<T>(items: &mut [T], random: &mut impl Rng) {
    for at in (1..items.len()).rev() {
        let other = (random.next_u64() % (at as u64 + 1)) as usize;
        items.swap(at, other);
    }
}
