//! What was learnt, and the file it is kept in.

use super::clusters::Clusters;
use super::error::RecogniserError;
use super::state::N_STATES;
use super::weights::Weights;
use crate::annotate::pack::{Reader, Writer};
use crate::document::Fingerprint;

/// How a file begins.
const MAGIC: &[u8; 8] = b"NORMNAME";
/// Rises whenever the layout or any feature changes, because weights are found by the hashes of features.
const FORMAT: u32 = 1;
/// Magic, format, checksum, length.
const HEAD: usize = 28;

/// Scores of one state following another, in the steps of [`Weights`].
pub type Transitions = [[i16; N_STATES]; N_STATES];

/// What was learnt.
#[derive(Clone, Debug)]
pub struct Model {
    /// Classes of words.
    pub clusters: Clusters,
    /// Of state after state.
    pub transitions: Transitions,
    /// Of features.
    pub weights: Weights,
}

impl Model {
    /// The bytes of its file. The same model gives the same bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut body = Writer::default();
        self.transitions.iter().flatten().for_each(|score| body.short(score.cast_unsigned()));
        self.clusters.write(&mut body);
        self.weights.write(&mut body);
        let mut bytes = Vec::with_capacity(HEAD + body.bytes.len());
        bytes.extend(MAGIC);
        bytes.extend(FORMAT.to_le_bytes());
        bytes.extend(checksum(&body.bytes).to_le_bytes());
        bytes.extend(((HEAD + body.bytes.len()) as u64).to_le_bytes());
        bytes.extend(body.bytes);
        bytes
    }

    /// Reads a file.
    ///
    /// # Errors
    /// If the file is none of ours, of another format, cut off or damaged.
    pub fn decode(bytes: &[u8]) -> Result<Self, RecogniserError> {
        let body = check(bytes)?;
        let mut reader = Reader::new(body);
        let mut transitions = [[0; N_STATES]; N_STATES];
        for (to, score) in transitions.iter_mut().flatten().zip(reader.shorts(N_STATES * N_STATES)?) {
            *to = score.cast_signed();
        }
        let clusters = Clusters::read(&mut reader)?;
        let weights = Weights::read(&mut reader)?;
        if !reader.is_empty() {
            return Err(RecogniserError::Corrupt { part: "the end" });
        }
        Ok(Self { clusters, transitions, weights })
    }

    /// The SHA-256 of a file.
    #[must_use]
    pub fn fingerprint(bytes: &[u8]) -> Fingerprint {
        Fingerprint::of(bytes)
    }
}

/// The body of a file whose head is right.
fn check(bytes: &[u8]) -> Result<&[u8], RecogniserError> {
    if bytes.get(..MAGIC.len()) != Some(MAGIC) {
        return Err(RecogniserError::NotAModel);
    }
    let mut head = Reader::new(&bytes[MAGIC.len()..]);
    let mut number = |n_bytes: u32| -> Result<u64, RecogniserError> {
        (0..n_bytes).try_fold(0, |value, at| Ok(value | u64::from(head.byte()?) << (8 * at)))
    };
    let (format, sum, length) = (number(4)?, number(8)?, number(8)?);
    if format != u64::from(FORMAT) {
        return Err(RecogniserError::Version { found: format as u32, expected: FORMAT });
    }
    if length != bytes.len() as u64 {
        return Err(RecogniserError::Length { expected: length, found: bytes.len() as u64 });
    }
    let body = bytes.get(HEAD..).ok_or(RecogniserError::Corrupt { part: "the head" })?;
    if checksum(body) == sum { Ok(body) } else { Err(RecogniserError::Checksum) }
}

/// A quick sum that tells damaged files; the fingerprint tells models.
fn checksum(bytes: &[u8]) -> u64 {
    let add = |sum: u64, chunk: &[u8]| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (sum.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95)
    };
    bytes.chunks(8).fold(bytes.len() as u64, add)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        Model {
            clusters: Clusters::new([("geneva", 0, [0; 3])], vec![[0; 3]]),
            transitions: [[3; N_STATES]; N_STATES],
            weights: Weights::new(&[(7, [1; 12]), (900, [-4; 12])]),
        }
    }

    #[test]
    fn a_model_is_read_as_it_was_written() {
        let bytes = model().encode();
        let read = Model::decode(&bytes).unwrap();
        assert_eq!(read.encode(), bytes);
        assert_eq!(read.weights.row(900), Some(&[-4; 12]));
    }

    #[test]
    fn broken_files_are_told_by_what_is_wrong() {
        let bytes = model().encode();
        let found = |bytes: &[u8]| Model::decode(bytes).err().unwrap();
        assert_eq!(found(b"other"), RecogniserError::NotAModel);
        assert!(matches!(found(&bytes[..40]), RecogniserError::Length { .. }));
        let mut other = bytes.clone();
        other[8] = 9;
        assert_eq!(found(&other), RecogniserError::Version { found: 9, expected: FORMAT });
        let mut damaged = bytes.clone();
        *damaged.last_mut().unwrap() ^= 1;
        assert_eq!(found(&damaged), RecogniserError::Checksum);
        for end in 0..bytes.len() {
            assert!(Model::decode(&bytes[..end]).is_err());
        }
    }
}
