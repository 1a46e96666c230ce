//! What short, long, mixed and misleading texts read as. Texts in other languages are the authors' own.

use super::*;
use crate::document::Warning;
use crate::segment::{Segmentation, segment_for};

const ENGLISH: &str = "We, the participants of the meeting, reaffirm that the same rights that people have offline \
    must also be protected online, and we call on all governments to refrain from measures that would cut people \
    off from the network or that would place their private messages under the eyes of the police.";
const FRENCH: &str = "Nous, participants à la réunion, réaffirmons que les droits dont les personnes jouissent hors \
    ligne doivent être protégés en ligne, et nous appelons tous les gouvernements à s'abstenir de mesures qui \
    couperaient la population du réseau ou qui placeraient ses messages privés sous les yeux de la police.";
const RUSSIAN: &str = "Мы, участники встречи, подтверждаем, что те же права, которые люди имеют вне сети, должны \
    защищаться и в сети, и призываем все правительства воздерживаться от мер, отрезающих людей от связи.";
const CHINESE: &str = "我们,会议的与会者,重申人们在线下享有的权利在网上也必须受到保护,并呼吁各国政府不要采取切断人民\
    网络联系的措施,也不要把人们的私人通信置于警察的监视之下,因为这些措施损害了所有人的自由和安全。";

fn read(stated: Option<&str>, text: &str) -> (Segmentation, Vec<Warning>) {
    let mut document = Document::of_text("test", text);
    document.metadata.language = stated.map(str::to_owned);
    let segmentation = segment_for(&document, Some(Language::ENGLISH));
    let warnings = language_warnings(&document, &segmentation);
    (segmentation, warnings)
}

fn main(stated: Option<&str>, text: &str) -> Option<String> {
    read(stated, text).0.languages.main().map(|it| it.to_string())
}

fn codes(stated: Option<&str>, text: &str) -> Vec<&'static str> {
    read(stated, text).1.iter().map(|warning| warning.code).collect()
}

#[test]
fn long_text_speaks_for_itself() {
    for (text, tag) in [(ENGLISH, "en"), (FRENCH, "fr"), (RUSSIAN, "ru"), (CHINESE, "zh")] {
        assert_eq!(main(None, text).as_deref(), Some(tag));
        assert_eq!(codes(None, text).is_empty(), tag == "en");
    }
    assert_eq!(codes(Some("fr"), FRENCH), ["unsupported-language"]);
}

#[test]
fn what_is_stated_decides_for_short_text_only() {
    assert_eq!(main(Some("fr"), "Liberté, égalité.").as_deref(), Some("fr"));
    assert_eq!(codes(Some("fr"), "Liberté, égalité."), ["unsupported-language"]);
    assert_eq!((main(None, "Liberté, égalité."), codes(None, "")), (None, vec![]));
    let (segmentation, warnings) = read(Some("fr-CA"), ENGLISH);
    assert!(segmentation.languages.is_supported());
    let [Warning { code: "language-mismatch", message, .. }] = &warnings[..] else { panic!("{warnings:?}") };
    assert_eq!(
        message,
        "language: \"fr-CA\" is stated, but the text reads as English (en), and is taken for that"
    );
    assert_eq!(codes(Some("en"), FRENCH), ["language-mismatch", "unsupported-language"]);
}

#[test]
fn a_stated_language_that_cannot_be_told_is_believed() {
    // Swahili is in no list of the detector's.
    let text = "Sisi, washiriki wa mkutano huu, tunathibitisha kwamba haki zile zile ambazo watu wanazo nje ya mtandao \
        lazima zilindwe pia mtandaoni, na tunaziomba serikali zote zijiepushe na hatua zinazokata mawasiliano ya watu.";
    assert_eq!(main(Some("sw"), text).as_deref(), Some("sw"));
    assert_eq!(codes(Some("sw"), text), ["unsupported-language"]);
    assert_eq!(codes(Some("sw"), ENGLISH), ["language-mismatch"]);
    assert_eq!(codes(Some("dunno"), ENGLISH), ["language-mismatch"]);
}

#[test]
fn a_column_in_another_language_is_set_apart() {
    let text = format!("{ENGLISH}\n\n{FRENCH}\n\n{ENGLISH}\n\n{FRENCH}\n\nAnnex");
    let (segmentation, warnings) = read(None, &text);
    let is_read: Vec<bool> = (0..5).map(|at| segmentation.languages.is_read(BlockIx::new(at))).collect();
    assert_eq!(is_read, [true, false, true, false, true]);
    let words: Vec<(String, u64)> =
        segmentation.languages.words().map(|(it, n)| (it.to_string(), n)).collect();
    assert_eq!(words, [("en".to_owned(), 103), ("fr".to_owned(), 96)]);
    let [Warning { code: "other-language", message, span: Some(span) }] = &warnings[..] else {
        panic!("{warnings:?}")
    };
    assert_eq!(span.slice(&text), FRENCH);
    assert_eq!(message, "2 blocks (96 words) read as French (fr); kept, but not counted");
}

#[test]
fn a_quotation_in_english_makes_no_text_english() {
    let text = format!("{FRENCH}\n\n{FRENCH}\n\n{FRENCH}\n\n{FRENCH}\n\n{ENGLISH}");
    let (segmentation, _) = read(None, &text);
    assert_eq!(main(None, &text).as_deref(), Some("fr"));
    assert!((0..5).all(|at| !segmentation.languages.is_read(BlockIx::new(at))));
}

#[test]
fn lists_and_headlines_are_no_evidence() {
    let names = "Albania, Algeria, Andorra, Angola, Antigua and Barbuda, Argentina, Armenia, Australia, Austria, \
        Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Botswana";
    let capitals = "RESOLUTION 1973 ADOPTED BY SECURITY COUNCIL AT ITS 6498TH MEETING ON LIBYA ".repeat(6);
    let numbers = "1,234 5,678 9.10 11,12 1313 14141 15 ".repeat(30);
    let emails =
        "a.lind@example.org; t.okafor@example.net; https://www.example.org/en/statements/2024 ".repeat(4);
    let text = format!("{ENGLISH}\n\n{names}\n\n{capitals}\n\n{numbers}\n\n{emails}");
    let (segmentation, warnings) = read(None, &text);
    assert_eq!(warnings, []);
    assert!((0..segmentation.blocks.len()).all(|at| segmentation.languages.is_read(BlockIx::new(at))));
}

#[test]
fn many_short_lines_are_read_together() {
    let lines: Vec<&str> = FRENCH.split_inclusive(", ").flat_map(|line| line.split(" que ")).collect();
    let text = lines.join("\n\n");
    assert_eq!(main(None, &text).as_deref(), Some("fr"));
}

#[test]
fn every_language_that_can_be_told_has_a_tag() {
    assert!(whatlang::Lang::all().iter().all(|lang| Language::stated(lang.code()).is_some_and(reads_as)));
}

#[test]
fn every_warning_is_documented() {
    let page = include_str!("../../../docs/warnings.md");
    for code in ["unsupported-language", "language-mismatch", "other-language"] {
        assert!(page.contains(&format!("\n| `{code}` |")), "{code}");
    }
}
