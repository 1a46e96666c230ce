//! A document with all that a run keeps of it, made on the thread that analysed it.

use super::Result;
use super::journal::{Digest, Frame, pack, unpack};
use super::render::{Concordances, Lines, Rendered, Table};
use super::wire::Counts;
use crate::analysis::{Analysis, sentences_by_frame};
use crate::codebook::{Codebook, EntryIx};
use crate::compare::reuse::Signature;
use crate::compare::{self, CoOccurrences, Portraits, Record};
use crate::document::{DocId, Fingerprint};
use crate::measure::{Gate, TermUse};
use crate::stats::agreement::Confusion;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What of a document goes into sums.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Member {
    pub(super) record: Record,
    /// What every choice of the multiverse counts; empty without a contrast.
    pub(super) evidence: Vec<f64>,
    /// Sentences by what they show, in the order of [`sentences_by_frame`].
    pub(super) sentences: Vec<u64>,
    pub(super) contested: BTreeMap<EntryIx, TermUse>,
    pub(super) gates: Vec<Gate>,
    /// How the rules and the model read its sentences; `None` where rules alone did, or it is left out.
    pub(super) readings: Option<Confusion>,
}

impl Member {
    /// What is to be kept of a document that is grouped by the fields `by`.
    #[must_use]
    pub fn of(codebook: &Codebook, analysis: &Analysis, by: &[String]) -> Self {
        let metadata = &analysis.document.metadata;
        let sentences = sentences_by_frame(codebook, analysis.measures.primary_sentences());
        let is_judged = !analysis.annotations.judgements.is_empty();
        let is_read = analysis.measures.counts().excluded.is_none();
        let versions = [&analysis.measures.author_counts, &analysis.measures.all_counts];
        Self {
            evidence: codebook.contrast.map(|it| compare::evidence(it, versions)).unwrap_or_default(),
            record: Record::new(metadata, by, analysis.measures.counts().clone()),
            sentences: sentences.into_iter().map(|(_, n)| n).collect(),
            contested: analysis.measures.contested.iter().map(|(&at, it)| (at, it.uses.clone())).collect(),
            readings: (is_judged && is_read)
                .then(|| compare::readings(codebook, &analysis.measures.sentences))
                .flatten(),
            gates: analysis.measures.gates.clone(),
        }
    }

    /// What every choice of the multiverse counts in it; empty without a contrast.
    #[must_use]
    pub fn evidence(&self) -> &[f64] {
        &self.evidence
    }
}

/// What a document says of others, and where.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Claims {
    /// What it says that others hold.
    pub portraits: Portraits,
    /// With which frames it mentions whom.
    pub co_occurrences: CoOccurrences,
    /// Where its contested terms stand.
    pub concordances: Concordances,
}

/// Where a document comes from, as far as it decides whether it must be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its place, with `#line` for a record.
    pub name: String,
    /// Hash of its file.
    pub sha256: Fingerprint,
    /// Hash of what tables of facts say of it.
    pub stated: Fingerprint,
}

/// A document's lines, and what the journal keeps of it.
#[derive(Clone, Debug)]
pub struct Condensed {
    /// Its id.
    pub id: DocId,
    /// Hash of its text.
    pub text: Fingerprint,
    /// Its words.
    pub n_words: u64,
    /// Its lines.
    pub lines: Lines,
    origin: Origin,
    counts: Counts,
    checksum: u32,
    plain: u64,
    member: Vec<u8>,
    signature: Vec<u8>,
    entities: Vec<u8>,
    claims: Vec<u8>,
}

impl Condensed {
    /// Packs what was rendered of an analysis.
    #[must_use]
    pub fn new(analysis: &Analysis, rendered: Rendered, member: &Member, origin: Origin) -> Self {
        let Rendered { lines, counts, text_sha256, entities, claims } = rendered;
        let signature = Signature::of_segmentation(&analysis.segmentation);
        Self {
            id: analysis.document.id.clone(),
            text: text_sha256,
            n_words: signature.as_ref().map_or(0, Signature::n_words),
            checksum: Frame::checksum_of(&lines),
            lines,
            origin,
            counts,
            plain: 0,
            member: pack(member),
            signature: signature.as_ref().map(pack).unwrap_or_default(),
            entities: pack(&entities),
            claims: pack(&claims),
        }
    }

    /// The same document from an earlier run: what that run's journal kept, and the lines that it wrote.
    #[must_use]
    pub fn recalled(digest: &Digest<'_>, mut lines: Lines) -> Self {
        let mut counts = digest.counts;
        if digest.plain > 0 {
            lines.unwarn(digest.plain as usize);
            counts.n_warnings -= 1;
            counts.n_duplicate_texts -= 1;
        }
        Self {
            id: DocId::new(digest.id),
            text: digest.text,
            n_words: digest.n_words,
            checksum: Frame::checksum_of(&lines),
            lines,
            origin: Origin { name: digest.name.to_owned(), sha256: digest.sha256, stated: digest.stated },
            counts,
            plain: 0,
            member: digest.member.to_vec(),
            signature: digest.signature.to_vec(),
            entities: digest.entities.to_vec(),
            claims: digest.claims.to_vec(),
        }
    }

    /// Its bytes, for [`Condensed::of_bytes`] to make it of again.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let lines: Vec<(&[u8], u64)> = Table::ALL.iter().map(|table| self.lines.of(*table)).collect();
        pack(&(self.digest().0, lines))
    }

    /// What [`Condensed::to_bytes`] gave, before it was known whether an earlier document has its text.
    ///
    /// # Errors
    /// If they are other bytes.
    pub fn of_bytes(bytes: &[u8]) -> Result<Self> {
        let (digest, parts): (Digest<'_>, Vec<(&[u8], u64)>) = unpack(bytes)?;
        let mut lines = Lines::default();
        for (table, (bytes, n)) in Table::ALL.into_iter().zip(parts) {
            lines.extend(table, bytes, n);
        }
        Ok(Self::recalled(&digest, lines))
    }

    /// Notes that an earlier document, of this id, has the very same text.
    pub fn is_duplicate_of(&mut self, first: &str) {
        self.plain = self.lines.warn_of_duplicate(first) as u64;
        self.counts.n_warnings += 1;
        self.counts.n_duplicate_texts += 1;
        self.checksum = Frame::checksum_of(&self.lines);
    }

    /// What the journal keeps, and the checksum of the lines.
    #[must_use]
    pub fn digest(&self) -> (Digest<'_>, u32) {
        let digest = Digest {
            name: &self.origin.name,
            sha256: self.origin.sha256,
            stated: self.origin.stated,
            id: self.id.as_str(),
            text: self.text,
            n_words: self.n_words,
            counts: self.counts,
            plain: self.plain,
            member: &self.member,
            signature: &self.signature,
            entities: &self.entities,
            claims: &self.claims,
        };
        (digest, self.checksum)
    }
}
