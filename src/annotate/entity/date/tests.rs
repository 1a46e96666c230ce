use super::*;
use crate::segment::segment;
use crate::segment::tests::document;
use proptest::prelude::*;

/// The dates of a text issued at `issued`, as they are written and in ISO 8601.
fn dated(text: &str, issued: &str) -> Vec<(String, String)> {
    let mut document = document(text);
    document.metadata.date = issued.parse().ok();
    let parts = segment(&document);
    let found = dates(&document, &parts);
    found.iter().map(|it| (document.slice(it.span).to_owned(), it.iso.to_string())).collect()
}

/// Each text holds exactly these dates.
fn hold(issued: &str, cases: &[(&str, &[(&str, &str)])]) {
    let mut wrong = Vec::new();
    for &(text, wanted) in cases {
        let found = dated(text, issued);
        let wanted: Vec<_> = wanted.iter().map(|&(a, b)| (a.to_owned(), b.to_owned())).collect();
        if found != wanted {
            wrong.push(format!("{text}\n    wanted {wanted:?}\n    found  {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn days_and_months_are_read_as_they_are_written() {
    hold(
        "",
        &[
            ("The ministers met on 7 January 2026 in Tallinn.", &[("7 January 2026", "2026-01-07")]),
            ("On January 7, 2026, the ministers met.", &[("January 7, 2026", "2026-01-07")]),
            ("On Jan 7, 2026 the cable was cut.", &[("Jan 7, 2026", "2026-01-07")]),
            ("Filed on 7 Jan. 2026 by the clerk.", &[("7 Jan. 2026", "2026-01-07")]),
            ("It was signed on the 7th of January 2026.", &[("7th of January 2026", "2026-01-07")]),
            (
                "It was signed on this 7th day of January, 2026.",
                &[("7th day of January, 2026", "2026-01-07")],
            ),
            ("Networks were down in January 2026.", &[("January 2026", "2026-01")]),
            ("Networks were down in Sept. 2019.", &[("Sept. 2019", "2019-09")]),
            ("The order of 2026-01-07 stands.", &[("2026-01-07", "2026-01-07")]),
            ("The report for 2026-01 is out.", &[("2026-01", "2026-01")]),
            (
                "Seen on 31/01/2026 and 01/31/2026.",
                &[("31/01/2026", "2026-01-31"), ("01/31/2026", "2026-01-31")],
            ),
            ("Seen on 31.01.2026.", &[("31.01.2026", "2026-01-31")]),
            ("On Monday, 5 MAY 1947, they left.", &[("5 MAY 1947", "1947-05-05")]),
        ],
    );
}

#[test]
fn years_and_decades_are_told_by_their_neighbours() {
    hold(
        "",
        &[
            ("Censorship grew in 2015.", &[("2015", "2015")]),
            ("It has been banned since 1998.", &[("1998", "1998")]),
            ("The Covenant (1966) binds them.", &[("1966", "1966")]),
            ("The 2015 elections were free.", &[("2015", "2015")]),
            ("The first half of 2019 was calm.", &[("2019", "2019")]),
            ("The mid-2015 review failed.", &[("2015", "2015")]),
            ("In 2014, 2015 and 2016 it failed.", &[("2014", "2014"), ("2015", "2015"), ("2016", "2016")]),
            ("It was older than 1943 and prior to 1951 unknown.", &[("1951", "1951")]),
            ("1977 was a good year, and we budget for 1978.", &[("1977", "1977"), ("1978", "1978")]),
            (
                "It stood until at least 2020, through 2021 and into 2022.",
                &[("2020", "2020"), ("2021", "2021"), ("2022", "2022")],
            ),
            ("The press grew in the 1990s.", &[("1990s", "1990/1999")]),
            ("The press grew in the early 1800s.", &[("1800s", "1800/1899")]),
            ("The nineteen-nineties were hopeful.", &[("nineteen-nineties", "1990/1999")]),
        ],
    );
}

#[test]
fn ranges_hold_both_ends() {
    hold(
        "",
        &[
            ("The plan for 2014-2016 failed.", &[("2014-2016", "2014/2016")]),
            ("The plan for 2014–16 failed.", &[("2014–16", "2014/2016")]),
            ("In the school year 2014/15 pupils were online.", &[("2014/15", "2014/2015")]),
            ("In the 1999/2000 season nothing moved.", &[("1999/2000", "1999/2000")]),
            ("From 2014 to 2016 it was blocked.", &[("2014 to 2016", "2014/2016")]),
            ("Between 1990 and 1995 it was open.", &[("1990 and 1995", "1990/1995")]),
            (
                "At Geneva, 10-12 December 2003, they met.",
                &[("10-12 December 2003", "2003-12-10/2003-12-12")],
            ),
            ("From 1 to 3 May 2020 it was down.", &[("1 to 3 May 2020", "2020-05-01/2020-05-03")]),
            ("It was down May 1-3, 2020.", &[("May 1-3, 2020", "2020-05-01/2020-05-03")]),
            ("From January to March 2020 it was down.", &[("January to March 2020", "2020-01/2020-03")]),
            (
                "From 28 December to 3 January 2021 it was down.",
                &[("28 December to 3 January 2021", "2020-12-28/2021-01-03")],
            ),
            (
                "From 7 January 2020 to 3 March 2021 it was down.",
                &[("7 January 2020 to 3 March 2021", "2020-01-07/2021-03-03")],
            ),
            (
                "On 7 January and 3 March 2021 it was down.",
                &[("7 January", "2021-01-07"), ("3 March 2021", "2021-03-03")],
            ),
        ],
    );
}

#[test]
fn a_date_without_a_year_is_the_latest_that_the_document_can_mean() {
    let cases: &[(&str, &str, &str)] = &[
        ("On January 7 the line was cut.", "2026-01-08", "2026-01-07"),
        ("On 7 January the line was cut.", "2026-01-08", "2026-01-07"),
        ("On 20 December the line was cut.", "2026-01-08", "2025-12-20"),
        // 60 days ahead is 9 March.
        ("They will meet on 9 March again.", "2026-01-08", "2026-03-09"),
        ("They met on 10 March.", "2026-01-08", "2025-03-10"),
        ("They met on 29 February.", "2026-01-08", "2024-02-29"),
        ("They met on 10 March.", "2026", "2026-03-10"),
        ("They met on 10 March.", "2026-01", "2026-03-10"),
        ("They met on 10 March.", "", "XXXX-03-10"),
        ("In October they met.", "2026-01-08", "2025-10"),
        ("They met on 10-12 March.", "", "XXXX-03-10/XXXX-03-12"),
        ("They met from 30 December to 2 January.", "2026-01-08", "2025-12-30/2026-01-02"),
    ];
    for (text, issued, iso) in cases {
        let found: Vec<_> = dated(text, issued).into_iter().map(|(_, iso)| iso).collect();
        assert_eq!(found, [iso.to_owned()], "{text} of {issued}");
    }
}

#[test]
fn other_numbers_are_no_dates() {
    for text in [
        "Resolution 2254 (2015) was adopted.",
        "Resolutions 1325 (2000) and 2242 (2015) were recalled.",
        "See document A/70/PV.26 and S/1994/12.",
        "See resolution 2014/15 and decision 1996/31.",
        "See pages 2014-15 of the record.",
        "It cost $2015 and then €2016.",
        "Some 2015 per cent of it, 1,998 in all.",
        "In 2000 cases the court ruled.",
        "Article 2015 applies.",
        "No. 1998 was missing.",
        "On 07/01/2026 it was unclear.",
        "On 31 February 2026 nothing happened.",
        "It may 7 times fail, and the march 2 goes on.",
        "May we ask? August Tolan said no.",
        "Agenda 21 and 1540 soldiers left.",
        "Call +44 2015 2016 now.",
        "The port 2026/7 was open.",
        "Last Tuesday they met.",
    ] {
        assert_eq!(dated(text, "2026-01-08"), [], "{text}");
    }
}

#[test]
fn the_date_behind_a_resolution_is_still_one() {
    hold("", &[("Recalling resolution 186 (1964) of 4 March,", &[("4 March", "1964-03-04")])]);
    hold(
        "",
        &[(
            "Recalling resolution 2254 (2015) of 18 December 2015 and its resolution 70/1 of 25 September 2015,",
            &[("18 December 2015", "2015-12-18"), ("25 September 2015", "2015-09-25")],
        )],
    );
}

/// Everything the room promises.
fn check(text: &str, issued: &str) {
    let mut document = document(text);
    document.metadata.date = issued.parse().ok();
    let parts = segment(&document);
    let mut last = 0;
    for found in dates(&document, &parts) {
        let sentence = &parts.sentences[found.sentence.get()];
        assert!(found.tokens.start >= last && !found.tokens.is_empty());
        assert!(sentence.tokens.start <= found.tokens.start && found.tokens.end <= sentence.tokens.end);
        assert_eq!(found.span.start(), parts.tokens[found.tokens.start].span.start());
        assert_eq!(found.span.end(), parts.tokens[found.tokens.end - 1].span.end());
        for half in found.iso.split('/') {
            let known = half.replace("XXXX", "2000");
            assert!(known.parse::<crate::document::PartialDate>().is_ok(), "{}", found.iso);
        }
        last = found.tokens.end;
    }
}

proptest! {
    #[test]
    fn any_text_keeps_the_promises(text in "\\PC{0,200}") {
        check(&text, "2026-01-08");
    }

    #[test]
    fn anything_like_dates_keeps_the_promises(
        text in "(January|May|Feb|December|in|of|the|to|and|between|from|nineteen|nineties|1990s|[0-9]{1,4}|[0-9]{1,2}th|[-–/.,()$:]|[ ]| ){0,40}",
        issued in "(|2026|2024-02|2024-02-29|1990-12-31)"
    ) {
        check(&text, &issued);
    }
}
