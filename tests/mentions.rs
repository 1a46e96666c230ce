//! Names and dates in the files: rows, tables of entities, pairs. The mentions are made by hand, so that the tables
//! are tested and not what finds names.

use normscope::Analysis;
use normscope::annotate::{Evidence, Mention, Referent, ReferentIx, StandsFor};
use normscope::compare::EntityTable;
use normscope::gazetteer::{Gazetteer, Label};
use normscope::ingest::{Corpus, IngestOptions, Input};
use normscope::measure::Options;
use normscope::pipeline::{Analyzer, Knowledge, Scratch};
use normscope::report::render::{
    Lines, Renderer, Table, TextPolicy, co_mention_rows, entity_row, explanation,
};
use normscope::report::wire::{CoMentionRow, DocumentRow, EntityRow, MentionRow};
use normscope::segment::SentenceIx;
use normscope::spill::Spill;
use normscope::text::Span;
use serde::de::DeserializeOwned;

const TEXT: &str = "“Café” talks: Iran and China met Ada Roe on 7 January 2026. \
                    China\u{2019}s envoy left; Roe stayed. IRAN thanked Chinese hosts.";

fn analyzer() -> Analyzer {
    let options = Options { replicates: 0, ..Options::default() };
    Analyzer::new(Knowledge::built_in(), options).expect("the built-in codebook compiles")
}

/// The thing of this id, or a stranger of this name.
fn referent(gazetteer: &Gazetteer, id: Option<&str>, label: Label, name: &str) -> Referent {
    let entity = id.map(|id| gazetteer.find(id).expect("the gazetteer knows it"));
    let iso3 = entity.and_then(|at| gazetteer.entity(at).iso3.clone());
    Referent { entity, label, name: name.into(), iso3 }
}

/// The text analysed, with mentions put in by hand.
fn analysis(analyzer: &Analyzer, name: &str) -> Analysis {
    let input = Input::Memory { name: name.to_owned(), bytes: TEXT.into() };
    let corpus = Corpus::open(&[input], &IngestOptions::default()).expect("the text is there");
    let record = corpus.records().next().expect("one record").expect("it can be found");
    let mut analysis = analyzer.analyze(record.read().expect("it can be read"), &mut Scratch::default());
    let gazetteer = analyzer.gazetteer();
    let chinese = Referent { iso3: Some("CHN".into()), ..referent(gazetteer, None, Label::Group, "Chinese") };
    analysis.annotations.referents = vec![
        referent(gazetteer, Some("state:IRN"), Label::State, "Iran"),
        referent(gazetteer, Some("state:CHN"), Label::State, "China"),
        referent(gazetteer, None, Label::Person, "Ada Roe"),
        chinese,
    ];
    let thing = |at| StandsFor::Thing(ReferentIx::new(at));
    let found = [
        ("Iran", 0, Label::State, thing(0)),
        ("China", 0, Label::State, thing(1)),
        ("Ada Roe", 0, Label::Person, thing(2)),
        ("7 January 2026", 0, Label::Date, StandsFor::Time("2026-01-07".into())),
        ("China", 1, Label::State, thing(1)),
        ("Roe", 1, Label::Person, thing(2)),
        ("IRAN", 0, Label::State, thing(0)),
        ("Chinese", 0, Label::Group, thing(3)),
    ];
    analysis.annotations.mentions = found.map(|it| mention(&analysis, it)).into();
    analysis.annotations.mentions.sort_by_key(|mention| mention.span.start());
    analysis
}

/// The mention of `surface` where it stands the `nth` time.
fn mention(
    analysis: &Analysis,
    (surface, nth, label, stands_for): (&str, usize, Label, StandsFor),
) -> Mention {
    let text = &analysis.document.text;
    let (at, _) = text.match_indices(surface).nth(nth).expect("the text holds it");
    let span = Span::of(at..at + surface.len());
    let mut sentences = analysis.segmentation.sentences.iter();
    let sentence = sentences.position(|sentence| sentence.span.contains(span)).expect("in a sentence");
    let tokens = analysis.segmentation.tokens.iter();
    let tokens: Vec<usize> =
        tokens.enumerate().filter(|(_, token)| token.span.overlaps(span)).map(|(at, _)| at).collect();
    Mention {
        span,
        tokens: tokens[0]..tokens[tokens.len() - 1] + 1,
        sentence: SentenceIx::new(sentence),
        label,
        stands_for,
        evidence: Evidence::Gazetteer,
    }
}

fn rows<T: DeserializeOwned>(lines: &Lines, table: Table) -> Vec<T> {
    let (bytes, n) = lines.of(table);
    let rows: Vec<T> = serde_json::Deserializer::from_slice(bytes)
        .into_iter()
        .collect::<Result<_, _>>()
        .expect("rows read back into their types");
    assert_eq!(rows.len() as u64, n);
    rows
}

/// The lines of two documents of the same text, with the tables of the corpus.
fn run(text: TextPolicy) -> Lines {
    let analyzer = analyzer();
    let (codebook, gazetteer) = (analyzer.codebook(), analyzer.gazetteer());
    let renderer = Renderer::new(codebook, gazetteer, text, (0, 1));
    let mut lines = Lines::default();
    let mut table = EntityTable::new(&Spill::nowhere()).expect("memory refuses nothing");
    let mut documents = Vec::new();
    for name in ["a.txt", "b.txt"] {
        let rendered = renderer.render(&analysis(&analyzer, name), lines);
        assert_eq!((rendered.counts.n_mentions, rendered.counts.n_entities), (8, 0));
        table.add(rendered.entities.clone()).expect("memory refuses nothing");
        documents.push(rendered.entities);
        lines = rendered.lines;
    }
    let (totals, linked) = table.totals(gazetteer).expect("memory refuses nothing");
    for total in totals {
        entity_row(gazetteer, &total.expect("memory refuses nothing"), text, &mut lines);
    }
    let mut pairs = linked.most_together(gazetteer, 10);
    documents.iter().for_each(|document| pairs.count(document));
    co_mention_rows(gazetteer, pairs.counted(), &mut lines);
    lines
}

#[test]
fn mentions_say_where_and_what() {
    let mentions: Vec<MentionRow<'static>> = rows(&run(TextPolicy::Written), Table::Mentions);
    let text: Vec<char> = TEXT.chars().collect();
    for row in &mentions {
        let found: String = text[row.start as usize..row.end as usize].iter().collect();
        assert_eq!(Some(found.as_str()), row.surface.as_deref());
    }
    let told = |at: usize| {
        let row: &MentionRow<'_> = &mentions[at];
        (row.mention_id.to_string(), row.label.to_string(), row.entity_id.as_deref(), row.norm.to_string())
    };
    assert_eq!(told(0), ("a.txt#m0".into(), "STATE".into(), Some("state:IRN"), "Iran".into()));
    assert_eq!(told(3), ("a.txt#m3".into(), "DATE".into(), None, "2026-01-07".into()));
    assert_eq!(told(5), ("a.txt#m5".into(), "PERSON".into(), None, "Ada Roe".into()));
    assert_eq!(told(7), ("a.txt#m7".into(), "GROUP".into(), None, "Chinese".into()));
    assert_eq!(mentions[7].external_ids.iso3.as_deref(), Some("CHN"));
    assert!(mentions[0].external_ids.wikidata.is_some() && mentions[3].external_ids.iso3.is_none());
    assert_eq!(mentions[5].sentence_id, "a.txt#s1");
}

#[test]
fn a_document_lists_what_it_names() {
    let documents: Vec<DocumentRow<'static>> = rows(&run(TextPolicy::Written), Table::Documents);
    let told: Vec<(&str, u64)> =
        documents[0].entities.iter().map(|it| (it.name.as_ref(), it.n_mentions)).collect();
    assert_eq!(told, [("Ada Roe", 2), ("China", 2), ("Iran", 2), ("Chinese", 1)]);
    let surfaces = |at: usize| documents[0].entities[at].surfaces.clone().expect("texts are written");
    assert_eq!(
        (surfaces(0), surfaces(2)),
        (vec!["Ada Roe".into(), "Roe".into()], vec!["IRAN".into(), "Iran".into()])
    );
}

#[test]
fn the_corpus_lists_what_all_documents_name() {
    let lines = run(TextPolicy::Written);
    let entities: Vec<EntityRow<'static>> = rows(&lines, Table::Entities);
    let told: Vec<_> = entities
        .iter()
        .map(|it| (it.name.as_ref(), it.label.as_ref(), it.n_mentions, it.n_sentences, it.n_documents))
        .collect();
    assert_eq!(
        told,
        [
            ("Ada Roe", "PERSON", 4, 4, 2),
            ("China", "STATE", 4, 4, 2),
            ("Iran", "STATE", 4, 4, 2),
            ("Chinese", "GROUP", 2, 2, 2)
        ]
    );
    assert_eq!(entities[1].entity_id.as_deref(), Some("state:CHN"));
    let pairs: Vec<CoMentionRow<'static>> = rows(&lines, Table::CoMentions);
    assert_eq!(pairs.len(), 1);
    assert_eq!((pairs[0].entity_id_1.as_ref(), pairs[0].entity_id_2.as_ref()), ("state:CHN", "state:IRN"));
    assert_eq!((pairs[0].n_sentences, pairs[0].n_documents), (2, 2));
}

#[test]
fn without_texts_no_form_is_told() {
    let lines = run(TextPolicy::LeftOut);
    assert!(rows::<MentionRow<'static>>(&lines, Table::Mentions).iter().all(|it| it.surface.is_none()));
    assert!(rows::<EntityRow<'static>>(&lines, Table::Entities).iter().all(|it| it.surfaces.is_none()));
    let documents: Vec<DocumentRow<'static>> = rows(&lines, Table::Documents);
    assert!(documents.iter().flat_map(|it| &it.entities).all(|it| it.surfaces.is_none()));
}

#[test]
fn an_explanation_holds_the_mentions() {
    let analyzer = analyzer();
    let analysis = analysis(&analyzer, "a.txt");
    let seen = explanation(analyzer.codebook(), analyzer.gazetteer(), &analysis);
    assert_eq!((seen.mentions.len(), &*seen.mentions[6].norm), (8, "Iran"));
}
