//! Word vectors as features.

use crate::vectors::Vectors;
use normscope::annotate::judge::training::Key;
use std::collections::HashMap;

/// The length of the vector of a rare word.
const LENGTH: f32 = 3.0;
/// Words that are more common than this are shortened: they say little.
const COMMON: f32 = 1000.0;

/// Vectors of words, without what all have in common.
#[derive(Default)]
pub struct Embedding {
    vectors: Option<Vectors>,
    places: HashMap<String, usize>,
}

impl Embedding {
    pub fn new(vectors: &Vectors) -> Self {
        let vectors = vectors.centred(0..vectors.width);
        let places = vectors.words.iter().enumerate().map(|(at, word)| (word.clone(), at)).collect();
        Self { vectors: Some(vectors), places }
    }

    /// Numbers of a vector.
    pub fn width(&self) -> u32 {
        self.vectors.as_ref().map_or(0, |vectors| vectors.width as u32)
    }

    /// Names the numbers of a word's vector, of `people's` those of `people`.
    pub fn each(&self, form: &str, mut name: impl FnMut(Key, f32)) {
        let form = form.strip_suffix("'s").unwrap_or(form);
        let (Some(vectors), Some(&at)) = (&self.vectors, self.places.get(form)) else { return };
        let length = LENGTH * (at as f32 / COMMON).min(1.0).sqrt();
        for (number, key) in vectors.row(at).iter().zip(0..) {
            name(key, number * length);
        }
    }

    /// The words, most common first.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.vectors.iter().flat_map(|vectors| vectors.words.iter().map(String::as_str))
    }
}
