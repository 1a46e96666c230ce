//! Word vectors.

use crate::Result;
use std::ops::Range;

/// Numbers of a vector that are computed with side by side.
pub const LANES: usize = 8;

/// Words with vectors of length 1, most common words first.
pub struct Vectors {
    pub words: Vec<String>,
    /// One after the other, each filled up to whole lanes.
    pub numbers: Vec<f32>,
    pub width: usize,
}

impl Vectors {
    /// Reads the first lines of a text of vectors.
    pub fn read(text: &str, n_words: usize) -> Result<Self> {
        let n_numbers = text.lines().next().ok_or("the vectors are empty")?.split(' ').count() - 1;
        let width = n_numbers.next_multiple_of(LANES);
        let (mut words, mut numbers) = (Vec::new(), Vec::new());
        for line in text.lines().take(n_words) {
            let mut parts = line.split(' ');
            words.push(parts.next().ok_or("a line without a word")?.to_owned());
            let vector: Vec<f32> = parts.map(str::parse).collect::<std::result::Result<_, _>>()?;
            if vector.len() != n_numbers {
                return Err(format!("the vector of line {} has {} numbers", words.len(), vector.len()).into());
            }
            numbers.extend(unit(&vector));
            numbers.resize(words.len() * width, 0.0);
        }
        Ok(Self { words, numbers, width })
    }

    /// Some columns of the vectors without what all words have in common.
    pub fn centred(&self, columns: Range<usize>) -> Self {
        let mut middle = vec![0f64; self.width];
        for vector in self.numbers.chunks_exact(self.width) {
            middle.iter_mut().zip(vector).for_each(|(sum, number)| *sum += f64::from(*number));
        }
        let n_words = self.words.len() as f64;
        let mut numbers = Vec::with_capacity(self.words.len() * columns.len());
        for vector in self.numbers.chunks_exact(self.width) {
            let moved = vector.iter().zip(&middle).map(|(number, sum)| number - (sum / n_words) as f32);
            let moved: Vec<f32> = moved.collect();
            numbers.extend(unit(&moved[columns.clone()]));
        }
        Self { words: self.words.clone(), numbers, width: columns.len() }
    }

    /// The vector of a word.
    pub fn row(&self, at: usize) -> &[f32] {
        &self.numbers[at * self.width..][..self.width]
    }
}

/// The vector with length 1.
pub fn unit(vector: &[f32]) -> impl Iterator<Item = f32> {
    let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt().max(1e-12);
    vector.iter().map(move |number| number / length)
}

/// The inner product, always summed in the same order.
pub fn product(one: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0f32; LANES];
    for (one, other) in one.chunks_exact(LANES).zip(other.chunks_exact(LANES)) {
        for lane in 0..LANES {
            sums[lane] += one[lane] * other[lane];
        }
    }
    sums.iter().sum()
}
