//! What each paragraph is. One file for each family of rules; they speak in a fixed order, and the first to
//! speak wins.

mod apparatus;
mod closing;
mod date;
mod dialogue;
mod front;
mod heading;
mod resolution;
mod series;

use super::block::Paragraph;

/// Gives a kind to every paragraph that a rule knows; the rest is running text.
pub(super) fn assign(page: &mut [Paragraph<'_>]) {
    apparatus::mark(page);
    front::mark(page);
    closing::mark(page);
    dialogue::mark(page);
    resolution::mark(page);
    series::mark(page);
    heading::mark(page);
}

#[cfg(test)]
mod tests {
    use crate::document::BlockKind::{self, *};
    use crate::segment::tests::{document, kinds};

    /// The kinds of the blocks, each with the first words of its text.
    fn parts(text: &str) -> Vec<(BlockKind, String)> {
        let document = document(text);
        crate::segment::segment(&document)
            .blocks
            .iter()
            .map(|block| {
                (
                    block.kind,
                    document.slice(block.span).split_whitespace().take(3).collect::<Vec<_>>().join(" "),
                )
            })
            .collect()
    }

    const BODY: &str =
        "The coalition met on Monday to agree on common rules. Its members want an open Internet for all.";

    #[test]
    fn an_article_has_title_byline_caption_headings_and_a_box_about_its_author() {
        let text = format!(
            "Why the Coalition Still Matters\nMaria Lind / Mar 3, 2026\nMinisters leave the hall in Tallinn. (Photo by Jaan Tamm)\n\
             {BODY}\nA quiet exit\n{BODY}\n{BODY}\nAuthors\nMaria Lind\nMaria Lind writes on networks."
        );
        assert_eq!(
            kinds(&text),
            [
                Title,
                Byline,
                Caption,
                Paragraph,
                Heading,
                Paragraph,
                Paragraph,
                Boilerplate,
                Boilerplate,
                Boilerplate
            ]
        );
    }

    #[test]
    fn a_dispatch_begins_with_its_dateline() {
        let text = format!("Coalition adopts statement\n\nGENEVA, 12 May 2025 — {BODY}\n\n{BODY}");
        assert_eq!(kinds(&text), [Title, Dateline, Paragraph, Paragraph]);
    }

    #[test]
    fn a_resolution_recalls_then_decides() {
        let text = "Resolution on open networks\n\nThe Assembly,\n\nRecalling its earlier decisions on the matter,\n\n\
                    Deeply concerned by shutdowns of networks,\n\n1. Calls upon all States to keep networks open;\n\n\
                    2. Also requests the Secretary-General:\n\n(a) To report each year;\n\n(b) To publish the report.";
        assert_eq!(
            kinds(text),
            [Title, Preambular, Preambular, Preambular, Operative, Operative, ListItem, ListItem]
        );
    }

    #[test]
    fn numbered_paragraphs_keep_their_numbers() {
        let text =
            "151.\tThe eleventh session opens at a time of hope.\n152.\tMy delegation shares that hope.";
        assert_eq!(
            parts(text),
            [
                (NumberedParagraph, "151. The eleventh".to_owned()),
                (NumberedParagraph, "152. My delegation".to_owned())
            ]
        );
    }

    #[test]
    fn a_briefing_has_tags_questions_and_answers() {
        let text = "MR. ROE: Good afternoon. I have no statement to make today.\nQ Does the government plan new rules for platforms?\n\
                    MR. ROE: We have no plans.\nThe minister said so last week.\nQ Thank you.";
        assert_eq!(
            kinds(text),
            [SpeakerTag, Paragraph, SpeakerTag, Question, SpeakerTag, Answer, Answer, SpeakerTag, Question]
        );
    }

    #[test]
    fn a_delegate_of_a_state_has_a_tag() {
        let text = "The PRESIDENT: I now call on the representative of Ruritania.\n\nMr. AL-RAHMAN (Ruritania) (spoke in Arabic): \
                    My country is glad of this meeting.";
        assert_eq!(kinds(text), [SpeakerTag, Paragraph, SpeakerTag, Paragraph]);
    }

    #[test]
    fn signatories_follow_their_marker() {
        let text = format!(
            "{BODY}\n\nSignatories:\n\nAccess for All\n\nDigital Rights Centre, Tallinn\n\nOpen Net Ruritania"
        );
        assert_eq!(kinds(&text), [Paragraph, Signatories, Signatories, Signatories, Signatories]);
    }

    #[test]
    fn notes_page_furniture_and_stage_directions_are_set_apart() {
        let text = format!(
            "{BODY}\n\n(spoke in French)\n\n{BODY}\n\nA/70/PV.26\n\n{BODY}\n\n[1] See the report of the group."
        );
        assert_eq!(kinds(&text), [Paragraph, Boilerplate, Paragraph, Boilerplate, Paragraph, Footnote]);
    }

    #[test]
    fn a_quotation_set_apart_is_a_block_quote() {
        let text = format!(
            "{BODY}\n\nShe said:\n\n“Words are more powerful than guns. Treaties are stronger than men.”\n\n{BODY}"
        );
        assert_eq!(kinds(&text), [Paragraph, Paragraph, BlockQuote, Paragraph]);
    }

    #[test]
    fn short_lines_between_paragraphs_are_headings() {
        let text = format!(
            "{BODY}\n\nTHE WAY AHEAD\n\n{BODY}\n\n2.1 Access to networks\n\n{BODY}\n\nSection 3.\n\n{BODY}"
        );
        assert_eq!(kinds(&text), [Paragraph, Heading, Paragraph, Heading, Paragraph, Heading, Paragraph]);
    }
}
