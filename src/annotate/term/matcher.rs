//! A codebook made ready, and the scan that finds its entries.

use super::automaton::{Automaton, AutomatonBuilder, NodeIx};
use super::context::{Clue, Contexts, Gate};
use super::settle::{Candidate, settle};
use super::words::{Lexicon, Words};
use crate::annotate::stance::Judge;
use crate::annotate::{Annotations, Mention, ResolvedBy, Sense, TermHit, TypeCache, Verdict};
use crate::codebook::{
    Codebook, CodebookError, Condition, Entry, EntryIx, Finding, Matching, Meaning, Pattern, Reader, Reading,
    Role, Step,
};
use crate::document::{BlockKind, Document};
use crate::gazetteer::Label;
use crate::segment::{Segmentation, Sentence, SentenceIx};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// A codebook made ready to be matched. Built once, shared by all threads.
///
/// ```
/// use normscope::annotate::{Matcher, TypeCache};
/// use normscope::codebook::Codebook;
/// let matcher = Matcher::new(&Codebook::built_in())?;
/// let mut cache = TypeCache::new(); // one a thread, for any number of documents
/// # Ok::<(), normscope::codebook::CodebookError>(())
/// ```
pub struct Matcher {
    lexicon: Lexicon,
    automaton: Automaton,
    rules: Vec<Rule>,
    judge: Judge,
}

/// Matches that room is made for in a sentence.
const USUAL_MATCHES: usize = 32;

/// What deciding about a match of one entry takes.
pub(super) struct Rule {
    pub standing: Standing,
    pub gate: Gate,
    /// What a contested term means where these conditions hold, in the order of the codebook.
    meanings: Vec<(Gate, Sense, ResolvedBy)>,
}

/// How matches of an entry compete.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Standing {
    Evidence(Sense),
    /// With the weight that it has where nothing decides.
    Contested(f64),
    Mask,
    Cue,
}

impl Standing {
    fn of(role: &Role) -> Self {
        match *role {
            Role::Evidence { family, dimension, weight, .. } => {
                Self::Evidence(Sense { family, dimension, weight })
            }
            Role::Contested(ref contested) => {
                Self::Contested(contested.default.map_or(0.0, |default| default.weight))
            }
            Role::Mask => Self::Mask,
            Role::Cue { .. } => Self::Cue,
        }
    }

    /// What settles between matches of the same words.
    pub fn weight(self) -> f64 {
        match self {
            Self::Evidence(sense) => sense.weight,
            Self::Contested(weight) => weight,
            Self::Mask | Self::Cue => 0.0,
        }
    }

    /// What a match is evidence of, whatever stands around it.
    fn sense(self) -> Option<Sense> {
        match self {
            Self::Evidence(sense) => Some(sense),
            Self::Contested(_) | Self::Mask | Self::Cue => None,
        }
    }
}

impl Matcher {
    /// Compiles every pattern of the codebook.
    ///
    /// # Errors
    /// With every pattern that means too many things, or has an open end.
    pub fn new(codebook: &Codebook) -> Result<Self, CodebookError> {
        let mut compiler = Compiler {
            reader: Reader::new(&codebook.lists, &codebook.language),
            builder: AutomatonBuilder::default(),
            findings: Vec::new(),
            contexts: FxHashMap::default(),
        };
        let entries = compiler.builder.root();
        let mut rules = Vec::with_capacity(codebook.entries.len());
        for (at, entry) in codebook.entries.iter().enumerate() {
            let accept = u32::try_from(at).expect("a codebook has fewer than 4 billion entries");
            compiler.insert(entries, &entry.patterns, entry, accept);
            rules.push(Rule {
                standing: Standing::of(&entry.role),
                gate: compiler.gate(entry, &entry.requires, &entry.unless),
                meanings: compiler.meanings(entry),
            });
        }
        if !compiler.findings.is_empty() {
            return Err(CodebookError::Invalid(compiler.findings));
        }
        let (automaton, predicates) = compiler.builder.finish();
        let predicates = predicates.finish(&codebook.language);
        let firsts = automaton.firsts(entries, predicates.len());
        let lexicon = Lexicon { fingerprint: codebook.fingerprint, predicates, firsts };
        Ok(Self { lexicon, automaton, rules, judge: Judge::new(codebook) })
    }

    /// Finds every entry in the document, with the reason for each match that does not count. Names are not looked
    /// for: that is for an [`Annotator`](crate::annotate::Annotator).
    ///
    /// `counted` are the kinds of block whose evidence counts. The result depends on the arguments alone; the
    /// cache only saves work.
    #[must_use]
    pub fn annotate(
        &self,
        document: &Document,
        segmentation: &Segmentation,
        counted: &BTreeSet<BlockKind>,
        cache: &mut TypeCache,
    ) -> Annotations {
        cache.types.begin(&segmentation.vocabulary);
        let mut annotations = Annotations::default();
        self.add_terms(document, segmentation, counted, (cache, &mut annotations));
        self.judge(segmentation, &mut annotations);
        annotations
    }

    /// Settles what the terms found stand for and how the one who speaks stands to them, once names, terms and
    /// attributions are known.
    pub(in crate::annotate) fn judge(&self, segmentation: &Segmentation, annotations: &mut Annotations) {
        self.judge.judge(segmentation, annotations);
    }

    /// Adds the entries found to annotations that hold the names already. `cache` has met this document last.
    pub(in crate::annotate) fn add_terms(
        &self,
        document: &Document,
        segmentation: &Segmentation,
        counted: &BTreeSet<BlockKind>,
        (cache, annotations): (&mut TypeCache, &mut Annotations),
    ) {
        let words = Words::new(&document.text, segmentation, &self.lexicon, cache);
        let mut names = Names(&annotations.mentions);
        let read = segmentation.sentences.iter().enumerate().filter(|(_, it)| segmentation.is_read(it));
        for (at, sentence) in read {
            let candidates = self.scan(&words, sentence);
            if candidates.is_empty() {
                continue;
            }
            let names = names.of(SentenceIx::new(at));
            let decided = self.decide((document, names), &words, sentence, candidates);
            let outside = !counted.contains(&segmentation.kind_of(sentence));
            for mut candidate in decided {
                if outside && matches!(candidate.verdict, Some(Verdict::Counted | Verdict::Unresolved)) {
                    candidate.verdict = Some(Verdict::OutsideBody);
                }
                let standing = self.rule(candidate.entry).standing;
                let is_cue = standing == Standing::Cue;
                let hit = candidate.into_hit(segmentation, SentenceIx::new(at), standing.sense());
                if is_cue { annotations.cues.push(hit) } else { annotations.hits.push(hit) }
            }
        }
        annotations.hits.sort_by_key(order);
        annotations.cues.sort_by_key(order);
    }

    pub(super) fn rule(&self, entry: EntryIx) -> &Rule {
        &self.rules[entry.get()]
    }

    /// The document's tokens with what is known of their types.
    #[cfg(test)]
    pub(super) fn words<'d>(
        &self,
        document: &Document,
        segmentation: &'d Segmentation,
        cache: &'d mut TypeCache,
    ) -> Words<'d> {
        cache.types.begin(&segmentation.vocabulary);
        Words::new(&document.text, segmentation, &self.lexicon, cache)
    }

    /// Every match in the sentence, each once, whatever its standing.
    pub(super) fn scan(&self, words: &Words<'_>, sentence: &Sentence) -> Vec<Candidate> {
        // A sentence of speeches has a few dozen matches of all standings: room for them at once.
        let mut found = Vec::with_capacity(USUAL_MATCHES);
        let limit = sentence.tokens.end;
        let mut walk = self.automaton.walk(words, limit);
        for start in sentence.tokens.clone() {
            walk.begin(words.firsts(start), start + 1);
            if let Some((firsts, end)) = words.mended_firsts(start).filter(|&(_, end)| end <= limit) {
                walk.begin(firsts, end);
            }
            for (entry, end) in walk.found.drain(..) {
                found.push(Candidate::new(entry, start..end));
            }
        }
        found.sort_by_key(|candidate: &Candidate| {
            (candidate.entry, candidate.tokens.start, candidate.tokens.end)
        });
        found.dedup_by(|one, other| one.entry == other.entry && one.tokens == other.tokens);
        found
    }

    /// Conditions first, then masks, overlaps and repetition.
    fn decide(
        &self,
        (document, names): (&Document, &[Mention]),
        words: &Words<'_>,
        sentence: &Sentence,
        mut candidates: Vec<Candidate>,
    ) -> Vec<Candidate> {
        let mut contexts = Contexts::new(document, words, &self.automaton, sentence);
        for candidate in &mut candidates {
            candidate.verdict = self.rule(candidate.entry).gate.verdict(&mut contexts, &candidate.tokens);
        }
        let masks =
            names.iter().filter(|name| hides_terms(name.label)).map(|name| name.tokens.clone()).collect();
        let mut decided = settle(candidates, masks, words, |entry| self.rule(entry).standing);
        for candidate in decided.iter_mut().filter(|it| it.verdict == Some(Verdict::Unresolved)) {
            let holds = |(gate, ..): &&(Gate, _, _)| gate.verdict(&mut contexts, &candidate.tokens).is_none();
            let found = self.rule(candidate.entry).meanings.iter().find(holds);
            candidate.meaning = found.map(|&(_, sense, by)| (sense, by));
        }
        decided
    }
}

/// Whether a term inside a name of this label is part of the name and says nothing: *Human Rights Council*. Peoples,
/// states and dates hold no terms, and a term may well hold them.
const fn hides_terms(label: Label) -> bool {
    !matches!(label, Label::Group | Label::State | Label::Location | Label::Date)
}

/// The names of one sentence after another.
struct Names<'m>(&'m [Mention]);

impl<'m> Names<'m> {
    /// The names of a sentence, which must come after the one asked for before.
    fn of(&mut self, sentence: SentenceIx) -> &'m [Mention] {
        let first = self.0.partition_point(|name| name.sentence < sentence);
        let n = self.0[first..].iter().take_while(|name| name.sentence == sentence).count();
        let (found, rest) = self.0[first..].split_at(n);
        self.0 = rest;
        found
    }
}

fn order(hit: &TermHit) -> (u32, EntryIx, u32) {
    (hit.span.start(), hit.entry, hit.span.end())
}

struct Compiler<'c> {
    reader: Reader<'c>,
    builder: AutomatonBuilder,
    findings: Vec<Finding>,
    contexts: FxHashMap<(Vec<String>, Matching), (NodeIx, usize)>,
}

impl Compiler<'_> {
    /// The root of these patterns, shared by all conditions that ask for the same, and the most tokens of
    /// words that a match has.
    fn context(&mut self, entry: &Entry, patterns: &[String]) -> (NodeIx, usize) {
        let key = (patterns.to_vec(), entry.matching);
        if let Some(&known) = self.contexts.get(&key) {
            return known;
        }
        let root = self.builder.root();
        let longest = self.insert(root, patterns, entry, 0);
        self.contexts.insert(key, (root, longest));
        (root, longest)
    }

    /// Adds the patterns below `root` and returns the most tokens of words that a match has.
    fn insert(&mut self, root: NodeIx, patterns: &[String], entry: &Entry, accept: u32) -> usize {
        let mut longest = 0;
        for written in patterns {
            let readings = Pattern::parse(written).map_err(|error| error.to_string()).and_then(|pattern| {
                self.reader.readings(&pattern, entry.matching).map_err(|error| error.to_string())
            });
            match readings {
                Ok(readings) => {
                    readings.iter().for_each(|reading| self.builder.insert(root, reading, accept));
                    longest = readings.iter().map(n_tokens).max().unwrap_or(0).max(longest);
                }
                Err(reason) => {
                    let message = format!("{:?}: pattern {written:?}: {reason}", entry.id);
                    self.findings.push(Finding::error(entry.place.clone(), message));
                }
            }
        }
        longest
    }

    fn gate(&mut self, entry: &Entry, requires: &[Condition], unless: &[Condition]) -> Gate {
        Gate {
            requires: requires.iter().map(|condition| self.clue(entry, condition)).collect(),
            unless: unless.iter().map(|condition| self.clue(entry, condition)).collect(),
        }
    }

    fn meanings(&mut self, entry: &Entry) -> Vec<(Gate, Sense, ResolvedBy)> {
        let Role::Contested(contested) = &entry.role else { return Vec::new() };
        let compiled = contested.meanings.iter().map(|meaning| {
            let &Meaning { family, dimension, weight, by, .. } = meaning;
            let gate = self.gate(entry, &meaning.requires, &meaning.unless);
            (gate, Sense { family, dimension, weight }, by.into())
        });
        compiled.collect()
    }

    fn clue(&mut self, entry: &Entry, condition: &Condition) -> Clue {
        match condition {
            Condition::Case(case) => Clue::Case(*case),
            Condition::Pattern { locus, patterns } => {
                let (root, longest) = self.context(entry, patterns);
                Clue::Pattern { locus: *locus, root, longest }
            }
        }
    }
}

/// The most tokens of words that a reading covers; a word broken over a line end has two.
fn n_tokens(reading: &Reading) -> usize {
    let words = |step: &Step| match step {
        Step::Word(_) | Step::AnyWord => 2,
        Step::Gap(most) => usize::from(*most),
        Step::Comma => 0,
    };
    reading.iter().map(words).sum()
}
