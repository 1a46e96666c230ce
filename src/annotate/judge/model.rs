//! What was learnt, and the file it is kept in.

use super::error::JudgeError;
use super::table::Table;
use crate::annotate::pack::{Reader, Writer};
use crate::codebook::{Codebook, Contrast};
use crate::document::Fingerprint;

/// How a file begins.
const MAGIC: &[u8; 8] = b"NORMFRAM";
/// Rises whenever the layout or any feature changes, because weights are found by the hashes of features.
const FORMAT: u32 = 1;
/// Magic, format, checksum.
const HEAD: usize = 44;
/// How many frames are judged.
pub const N_SIDES: usize = 2;
/// What a word vector comes to: for each side as a word, near evidence of the one side, near evidence of the other.
pub const N_VECTOR: usize = 3 * N_SIDES;

/// What was learnt.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The id of the codebook it belongs to.
    pub codebook: String,
    /// The fingerprint of that codebook, in hexadecimal digits.
    pub fingerprint: String,
    /// The ids of the frames judged: the positive one of the contrast, the negative one.
    pub frames: [String; N_SIDES],
    /// What is judged of each side.
    pub sides: [SideModel; N_SIDES],
    /// Of named features.
    pub named: Table<N_SIDES>,
    /// Of the parts of words.
    pub words: Table<N_SIDES>,
    /// Of pairs of words.
    pub pairs: Table<N_SIDES>,
    /// Of what word vectors come to.
    pub vectors: Table<N_VECTOR>,
}

/// How the sum of the weights of one side is read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SideModel {
    /// Added to the sum.
    pub bias: f64,
    /// The log odds of the frame are this times the sum ...
    pub slope: f64,
    /// ... and this.
    pub intercept: f64,
    /// The probability from which on the frame is shown.
    pub threshold: f64,
}

impl SideModel {
    /// The probability that a sum of weights stands for.
    #[must_use]
    pub fn probability(&self, sum: f64) -> f64 {
        let log_odds = self.slope.mul_add(sum + self.bias, self.intercept);
        1.0 / (1.0 + libm::exp(-log_odds))
    }

    fn numbers(&mut self) -> [&mut f64; 4] {
        [&mut self.bias, &mut self.slope, &mut self.intercept, &mut self.threshold]
    }
}

impl Model {
    /// Whether it was trained with the hits of this codebook, for these frames.
    #[must_use]
    pub fn is_of(&self, codebook: &Codebook, contrast: Contrast) -> bool {
        let frames = [contrast.positive, contrast.negative].map(|frame| &codebook.frames[frame.get()].id);
        self.codebook == codebook.id
            && self.fingerprint == codebook.fingerprint.to_string()
            && self.frames.each_ref() == frames
    }

    /// The bytes of its file. The same model gives the same bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut body = Writer::default();
        body.text(&self.codebook);
        body.text(&self.fingerprint);
        self.frames.iter().for_each(|frame| body.text(frame));
        for mut side in self.sides {
            side.numbers().into_iter().for_each(|number| body.real(*number));
        }
        self.named.write(&mut body);
        self.words.write(&mut body);
        self.pairs.write(&mut body);
        self.vectors.write(&mut body);
        let sum = Fingerprint::of(&body.bytes);
        let mut bytes = Vec::with_capacity(HEAD + body.bytes.len());
        bytes.extend(MAGIC);
        bytes.extend(FORMAT.to_le_bytes());
        bytes.extend(sum.bytes());
        bytes.extend(body.bytes);
        bytes
    }

    /// Reads a file.
    ///
    /// # Errors
    /// If the file is none of ours, of another format, cut off or damaged.
    pub fn decode(bytes: &[u8]) -> Result<Self, JudgeError> {
        let mut reader = Reader::new(check(bytes)?);
        let mut model = Self { codebook: reader.text()?, fingerprint: reader.text()?, ..Self::default() };
        for frame in &mut model.frames {
            *frame = reader.text()?;
        }
        for number in model.sides.iter_mut().flat_map(SideModel::numbers) {
            *number = reader.real()?;
        }
        model.named = Table::read(&mut reader)?;
        model.words = Table::read(&mut reader)?;
        model.pairs = Table::read(&mut reader)?;
        model.vectors = Table::read(&mut reader)?;
        if reader.is_empty() { Ok(model) } else { Err(JudgeError::Corrupt { part: "the end" }) }
    }
}

/// The body of a file whose head is right.
fn check(bytes: &[u8]) -> Result<&[u8], JudgeError> {
    if bytes.get(..MAGIC.len()) != Some(MAGIC) {
        return Err(JudgeError::NotAModel);
    }
    let (head, body) = bytes.split_at_checked(HEAD).ok_or(JudgeError::Checksum)?;
    let format = Reader::new(&head[MAGIC.len()..]).number()? as u32;
    if format != FORMAT {
        return Err(JudgeError::Version { found: format, expected: FORMAT });
    }
    let fits = head[MAGIC.len() + 4..] == *Fingerprint::of(body).bytes();
    if fits { Ok(body) } else { Err(JudgeError::Checksum) }
}
