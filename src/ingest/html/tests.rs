//! What becomes of pages, small and made for the purpose.

use super::*;

/// Some sentences of running text.
const TEXT: &str = "States must not block traffic, whatever the reason they give. Courts decide, and courts publish \
                    what they decided; an order that nobody can read is no order.";

fn read(source: &str) -> Reading {
    HtmlPage.read(source.as_bytes(), &IngestOptions::default()).unwrap()
}

fn blocks(source: &str) -> Vec<(BlockKind, String)> {
    let reading = read(source);
    reading.hints.iter().map(|hint| (hint.kind, hint.span.slice(&reading.text).to_owned())).collect()
}

/// The text of a page, blocks parted by ` / `, with [`TEXT`] shown as `T`.
fn text(source: &str) -> String {
    read(&source.replace("{T}", TEXT)).text.replace(TEXT, "T").replace("\n\n", " / ")
}

fn warnings(source: &str) -> Vec<&'static str> {
    read(source).warnings.iter().map(|warning| warning.code).collect()
}

#[test]
fn the_article_is_read_and_the_page_around_it_is_not() {
    let page = "<!doctype html><body><nav><a href=/>Home</a></nav><article><h1>An open web</h1>\
                <p class=byline>By Ada Roe</p><p>States must not\n block <b>traffic</b>.<sup>[3]</sup></p>\
                <ul><li>VPNs<li>news</ul><h2>Why</h2><blockquote><p>Order first.</p></blockquote>\
                <figure><img><figcaption>A cable.</figcaption></figure><script>x()</script>\
                <p>It holds everywhere.</p><aside>Subscribe now</aside></article><div>Cookies</div>";
    let expected = [
        (BlockKind::Title, "An open web"),
        (BlockKind::Byline, "By Ada Roe"),
        (BlockKind::Paragraph, "States must not block traffic."),
        (BlockKind::ListItem, "VPNs"),
        (BlockKind::ListItem, "news"),
        (BlockKind::Heading, "Why"),
        (BlockKind::BlockQuote, "Order first."),
        (BlockKind::Caption, "A cable."),
        (BlockKind::Paragraph, "It holds everywhere."),
    ];
    assert_eq!(blocks(page), expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn rows_of_data_are_items_and_rows_of_layout_are_not() {
    let page =
        "<table><tr><th>State</th><th>Joined</th></tr></table><table><tr><td><p>One.</p><p>Two.</p></table>";
    let expected = [
        (BlockKind::ListItem, "State\tJoined"),
        (BlockKind::Paragraph, "One."),
        (BlockKind::Paragraph, "Two."),
    ];
    assert_eq!(blocks(page), expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn a_page_laid_out_by_a_table_is_read_as_text() {
    let page = "<table><tr><td><a href=/>Home</a><br><a href=/n>News</a></td><td><b>STATEMENT</b><br><br>{T} {T}<br><br>{T}</table>";
    assert_eq!(text(page), "STATEMENT / T T / T");
}

#[test]
fn parts_that_are_named_as_beside_the_text_go() {
    for name in [
        "sidebar",
        "share-buttons",
        "newsletterSignup",
        "post-comments",
        "author-bio",
        "cookie-bar",
        "related",
        "js-readMore",
    ] {
        let page = format!(
            "<div><h1>An open web</h1><p>{{T}}</p><div class='{name}'><p>Sign up, and hear more.</div><p>{{T}}</div>"
        );
        assert_eq!(text(&page), "An open web / T / T", "{name}");
    }
}

#[test]
fn what_builders_of_pages_call_everything_is_no_name() {
    let widget =
        "<div class='elementor-element elementor-widget elementor-widget-text-editor'><p>{T}</p></div>";
    let share =
        "<div class='elementor-widget elementor-widget-share-buttons'><p>Share it, and soon.</p></div>";
    assert_eq!(text(&[widget, widget, share, widget].concat()), "T / T / T");
}

#[test]
fn what_an_entry_is_about_is_no_name_of_it() {
    let page = "<div><article class='post tag-social category-comments'><p>{T}</p></article><p>{T}</p><p>{T}</p></div>";
    assert_eq!(text(page), "T / T / T");
}

#[test]
fn a_part_that_holds_the_text_stays_whatever_it_is_called() {
    assert_eq!(text("<form class='menu share'><h1>An open web</h1><p>{T}</p></form>"), "An open web / T");
}

#[test]
fn words_of_a_sentence_stay_whatever_their_element_is_called() {
    let page = "<p>States must not block <span class=tag>traffic</span>, and courts publish what they decided on it.</p>";
    assert_eq!(text(page), "States must not block traffic, and courts publish what they decided on it.");
}

#[test]
fn the_id_of_a_section_is_its_heading_and_no_name() {
    let page = "<p>{T}</p><section id=social-rights><h2 id=social-rights-related>Social rights</h2><p>{T}</p></section>";
    assert_eq!(text(page), "T / Social rights / T");
}

#[test]
fn the_element_that_says_it_holds_the_text_is_believed() {
    let page = "<div class=intro><p>{T}</p></div><div class=story-body><p>{T}</p><p>{T}</p></div><div><p>{T}</p></div>";
    assert_eq!(text(page), "T / T");
    assert_eq!(text("<div><p>{T}</p></div><div itemprop=articleBody><p>{T} {T}</p></div>"), "T T");
}

#[test]
fn a_text_in_several_elements_of_one_name_is_one_text() {
    let page = "<div><div class=richtext><p>One. {T}</div><div><p>beside</div><div class=richtext><p>Two. {T}</div></div>";
    assert_eq!(text(page), "One. T / beside / Two. T");
}

#[test]
fn a_further_article_under_a_headline_of_its_own_is_another_text() {
    let article = |title: &str| {
        format!("<h1>{title} of the web</h1><div class=entry-content><p>{title}. {{T}}</p></div>")
    };
    assert_eq!(text(&[article("Future"), article("History")].concat()), "Future. T");
}

#[test]
fn a_short_text_by_its_headline_wins_over_a_long_foot() {
    let foot =
        "<div><p>Customers call us on working days, or write to the address below.</p></div>".repeat(4);
    let page = format!(
        "<body><div><h1>Court lifts the block</h1><div><p>{{T}} {{T}}</p></div></div><div>{foot}</div>"
    );
    assert_eq!(text(&page), "Court lifts the block / T T");
}

#[test]
fn what_follows_a_heading_of_related_stories_goes_until_text_goes_on() {
    let page =
        "<div><p>{T}</p><h3>Related stories</h3><ul><li>A cable is cut<li>A court sits</ul><p>{T}</p></div>";
    assert_eq!(text(page), "T / T");
}

#[test]
fn links_that_stand_alone_and_headings_without_text_go() {
    let page = "<div><p>{T}</p><p><a href=/x>A cable is cut in the north</a></p><h2><a href=/y>More on cables</a></h2>\
                <h2><a href=#z>Courts</a></h2><h3>In the north</h3><p>{T}</p><h2>Contact</h2></div>";
    assert_eq!(text(page), "T / Courts / In the north / T");
}

#[test]
fn marks_of_notes_do_not_glue_to_words() {
    for mark in [
        "<sup>1</sup>",
        "<sup id=r1><a href='#n1'><span class=wb-inv>Footnote </span>1</a></sup>",
        "<sup><a href='#n1'>Footnote 1</a></sup>",
        "<a href='#n1'>[1]</a>",
        "<sup class=noprint>[<i>citation needed</i>]</sup>",
    ] {
        let page = format!("<p>States run their own systems{mark}, and courts watch over them.</p>");
        assert_eq!(text(&page), "States run their own systems, and courts watch over them.", "{mark}");
    }
    assert_eq!(text("<p>On the 8<sup>th</sup> of May, states met.</p>"), "On the 8th of May, states met.");
}

#[test]
fn notes_are_blocks_of_their_kind() {
    let page = format!("<p>{TEXT}</p><ol><li id=fn1>See the order of 2026. <a href='#r1'>↩</a></ol>");
    assert_eq!(blocks(&page)[1], (BlockKind::Footnote, "See the order of 2026.".to_owned()));
}

#[test]
fn two_line_ends_in_a_row_end_a_block() {
    assert_eq!(text("<div>{T}<br>\n<br>&nbsp;{T}<br>Geneva</div>"), "T / T\nGeneva");
}

#[test]
fn an_empty_line_of_set_text_ends_a_block() {
    assert_eq!(
        text("<pre>\nStates must not\nblock traffic.\n\n{T}</pre>"),
        "States must not block traffic. / T"
    );
}

#[test]
fn a_list_that_is_announced_stays_though_its_items_are_links() {
    let list = "<ul><li><a href=/f>Freedonia</a><li><a href=/s>Sylvania</a></ul>";
    let page = format!(
        "<div><p>{{T}}</p><p>This statement is made on behalf of the following states:</p>{list}<p>Related:</p>{list}</div>"
    );
    assert_eq!(
        text(&page),
        "T / This statement is made on behalf of the following states: / Freedonia / Sylvania"
    );
}

#[test]
fn a_caption_is_one_by_its_name() {
    let page =
        format!("<div><p>{TEXT}</p><div class='wp-caption'><img><p>A cable, in the north.</p></div></div>");
    assert_eq!(blocks(&page)[1].0, BlockKind::Caption);
}

#[test]
fn a_page_of_links_gives_its_words_with_a_warning() {
    let page = "<ul><li><a href=/a>Cables</a><li><a href=/b>Courts</a></ul>";
    assert_eq!(text(page), "Cables / Courts");
    assert_eq!(warnings(page), ["no-main-text"]);
    assert_eq!(warnings("<p>Words.</p>"), Vec::<&str>::new());
    assert_eq!(warnings("<nav></nav>"), Vec::<&str>::new());
}

#[test]
fn a_page_that_shows_nothing_gives_the_text_it_states() {
    let stated = [TEXT; 9].join("\\n");
    let page = format!(
        "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"articleBody\": \"{stated}\"}}</script><p>Loading"
    );
    assert_eq!(text(&page).matches('T').count(), 9);
    assert_eq!(warnings(&page), ["no-main-text"]);
}

#[test]
fn a_bytes_literal_is_read_as_the_page_it_stands_for() {
    let reading = read("<h1>Briefing</h1>\nb'<p>It\\xe2\\x80\\x99s 4 o\\'clock.</p>\\n<p>END</p>'");
    assert_eq!(reading.text, "Briefing\n\nIt’s 4 o'clock.\n\nEND");
    assert_eq!(reading.repairs.get("python-bytes-literal"), Some(&1));
}

#[test]
fn a_page_nested_like_no_page_is_refused() {
    let page = format!("{}x", "<div>".repeat(100_000));
    let problem = HtmlPage.read(page.as_bytes(), &IngestOptions::default()).unwrap_err();
    assert_eq!(problem.code, crate::ingest::FailureCode::TooDeep);
}
