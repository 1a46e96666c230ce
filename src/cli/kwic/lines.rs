//! The places one under the other, each with the words around it.

use crate::cli::screen::{End, one_line, padded, tail, width_of};
use crate::report::wire::ConcordanceRow;
use anstyle::Style;

/// What parts the columns.
const GAP: &str = "  ";

/// The lines with what was found in one column; cut to `width` columns where that is known.
pub fn aligned(lines: &[ConcordanceRow], width: Option<usize>) -> String {
    let name =
        |line: &ConcordanceRow| one_line(line.sentence_id.as_ref().unwrap_or(&line.doc_id)).into_owned();
    let widest = |of: &dyn Fn(&ConcordanceRow) -> usize| lines.iter().map(of).max().unwrap_or(0);
    let names = widest(&|line| width_of(&name(line)));
    let keywords = widest(&|line| width_of(&one_line(&line.keyword)));
    let [mut left, mut right] =
        [widest(&|line| width_of(&one_line(&line.left))), widest(&|line| width_of(&one_line(&line.right)))];
    if let Some(width) = width {
        // Whatever else there is, a few words are shown on either side.
        let each = (width.saturating_sub(names + keywords + 3 * GAP.len()) / 2).max(20);
        (left, right) = (left.min(each), right.min(each));
    }
    let bold = Style::new().bold();
    let mut out = String::new();
    for line in lines {
        let keyword = one_line(&line.keyword);
        let behind = tail(&one_line(&line.right), right, End::Right);
        out.push_str(&padded(&name(line), names));
        out.push_str(GAP);
        let before = tail(&one_line(&line.left), left, End::Left);
        out.push_str(&" ".repeat(left - width_of(&before)));
        out.push_str(&format!("{before}{GAP}{bold}{keyword}{bold:#}{GAP}{behind}"));
        if let Some(voice) = line.voice.as_deref().filter(|voice| *voice != "author") {
            let holder = line.holder.as_deref().map_or_else(String::new, |it| format!(": {}", one_line(it)));
            out.push_str(&format!("{GAP}[{voice}{holder}]"));
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(left: &str, keyword: &str, right: &str) -> ConcordanceRow {
        ConcordanceRow {
            doc_id: "a".to_owned(),
            left: left.to_owned(),
            keyword: keyword.to_owned(),
            right: right.to_owned(),
            ..ConcordanceRow::default()
        }
    }

    /// The column in which the keyword begins, styles taken away.
    fn column(shown: &str, keyword: &str) -> usize {
        let plain = anstream::adapter::strip_str(shown).to_string();
        width_of(&plain[..plain.find(keyword).expect("the keyword is shown")])
    }

    #[test]
    fn keywords_stand_in_one_column() {
        let lines = [line("we defend", "privacy", "online"), line("数字主权 and", "privacy", "")];
        let shown = aligned(&lines, None);
        let columns: Vec<usize> = shown.lines().map(|it| column(it, "privacy")).collect();
        assert_eq!(columns[0], columns[1], "{shown}");
    }

    #[test]
    fn narrow_screens_cut_the_far_ends() {
        let long = "one two three four five six seven eight nine ten";
        let shown = aligned(&[line(long, "privacy", long)], Some(60));
        let plain = anstream::adapter::strip_str(&shown).to_string();
        assert!(plain.contains("… seven eight nine ten  privacy  one two three four …"), "{plain}");
        assert!(plain.lines().all(|line| width_of(line.trim_end()) <= 60), "{plain}");
    }

    #[test]
    fn a_text_cannot_command_the_terminal() {
        let shown = aligned(&[line("a\x1b[2Jb", "pri\x07vacy", "")], None);
        let plain = anstream::adapter::strip_str(&shown).to_string();
        assert!(plain.contains("a\\u{1b}[2Jb") && plain.contains("pri\\u{7}vacy"), "{plain}");
    }
}
