//! Sentences as the trainer sees them: islands of tokens with features and right states.

use crate::named::{Sentence, document, tokens_of};
use crate::options::Options;
use normscope::annotate::training::{Clusters, Island, Key, OUTSIDE, islands, states_of};
use normscope::segment::segment;
use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use std::collections::HashMap;
use std::fmt;

/// An island to learn from.
pub struct Example {
    /// For each token, where its features lie in [`Prepared::features`].
    pub features: Vec<(usize, usize)>,
    /// The right state of each token.
    pub states: Vec<u8>,
    pub weight: f32,
}

/// All there is to learn from.
pub struct Prepared {
    pub examples: Vec<Example>,
    /// Features by number, example after example.
    pub features: Vec<u32>,
    /// The key of each number.
    pub keys: Vec<Key>,
    n_names: usize,
    /// Names that cut through tokens or sentences, and names outside of islands.
    n_broken: usize,
    n_at_sea: usize,
}

impl fmt::Display for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n_tokens: usize = self.examples.iter().map(|example| example.states.len()).sum();
        write!(
            f,
            "{} islands of {n_tokens} tokens, {} features; {} names, of which {} cut through tokens and {} lie \
             outside of islands",
            self.examples.len(),
            self.keys.len(),
            self.n_names,
            self.n_broken,
            self.n_at_sea
        )
    }
}

/// An island before its features are numbered.
struct Draft {
    keys: Vec<Vec<Key>>,
    states: Vec<u8>,
    weight: f32,
}

/// Prepares sentences: once as they are, some of them again in capitals or as headings.
pub fn prepare(sentences: &[Sentence], clusters: &Clusters, options: &Options) -> Prepared {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(options.seed);
    let mut prepared = Prepared {
        examples: Vec::new(),
        features: Vec::new(),
        keys: Vec::new(),
        n_names: 0,
        n_broken: 0,
        n_at_sea: 0,
    };
    let mut drafts = Vec::new();
    for sentence in sentences {
        prepared.draft(sentence, clusters, options, &mut drafts);
        for (share, recase) in
            [(options.capitals, capitals as fn(&str) -> String), (options.headings, heading)]
        {
            if (random.next_u64() >> 11) as f64 / (1u64 << 53) as f64 >= share {
                continue;
            }
            let text = recase(&sentence.text);
            prepared.draft(&Sentence { text, ..sentence.clone() }, clusters, options, &mut drafts);
        }
    }
    prepared.number(drafts, options.fewest);
    prepared
}

impl Prepared {
    fn draft(
        &mut self,
        sentence: &Sentence,
        clusters: &Clusters,
        options: &Options,
        drafts: &mut Vec<Draft>,
    ) {
        let document = document(&sentence.text);
        let segmentation = segment(&document);
        let mut states = vec![OUTSIDE as u8; segmentation.tokens.len()];
        let mut names = Vec::new();
        self.n_names += sentence.names.len();
        for name in &sentence.names {
            match tokens_of(&sentence.text, &segmentation, name) {
                Some(tokens) => names.push((tokens, name.1)),
                None => self.n_broken += 1,
            }
        }
        let islands = islands(&document, &segmentation, &[], clusters);
        for (tokens, kind) in names {
            let holds =
                |island: &Island| island.tokens.start <= tokens.start && tokens.end <= island.tokens.end;
            if !islands.iter().any(holds) {
                self.n_at_sea += 1;
                continue;
            }
            let n_tokens = tokens.len();
            states[tokens]
                .iter_mut()
                .zip(states_of(kind, n_tokens))
                .for_each(|(to, state)| *to = state as u8);
        }
        let weight = match &*sentence.source {
            "own" => options.own_weight,
            source if source.starts_with("wnut") => options.message_weight,
            _ => 1.0,
        };
        drafts.extend(islands.into_iter().map(|island| Draft {
            states: states[island.tokens].to_vec(),
            keys: island.keys,
            weight,
        }));
    }

    /// Numbers the features that occur often enough, in the order of their first occurrence.
    fn number(&mut self, drafts: Vec<Draft>, fewest: u32) {
        let mut counts: HashMap<Key, u32> = HashMap::new();
        for key in drafts.iter().flat_map(|draft| draft.keys.iter().flatten()) {
            *counts.entry(*key).or_default() += 1;
        }
        let mut numbers: HashMap<Key, u32> = HashMap::new();
        for draft in drafts {
            let mut features = Vec::new();
            for keys in &draft.keys {
                let start = self.features.len();
                for key in keys.iter().filter(|key| counts[key] >= fewest) {
                    let number = *numbers.entry(*key).or_insert_with(|| {
                        self.keys.push(*key);
                        self.keys.len() as u32 - 1
                    });
                    self.features.push(number);
                }
                features.push((start, self.features.len()));
            }
            self.examples.push(Example { features, states: draft.states, weight: draft.weight });
        }
    }
}

fn capitals(text: &str) -> String {
    text.to_ascii_uppercase()
}

/// Words of four letters and more get a capital.
fn heading(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut start = 0;
    for at in 0..=bytes.len() {
        if bytes.get(at).is_none_or(|byte| !byte.is_ascii_alphabetic()) {
            if at - start >= 4 {
                bytes[start].make_ascii_uppercase();
            }
            start = at + 1;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
