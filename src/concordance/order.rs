//! In which order lines are listed.

use crate::report::wire::ConcordanceRow;
use crate::text::folded;

/// What lines are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// Place: documents in order, then lines as they stand in the text.
    #[default]
    Text,
    /// The words before, the nearest first.
    Left,
    /// The words behind, the nearest first.
    Right,
}

/// Sorts lines that are in the order of the text; those that are alike stay in it. Case and marks do not matter.
pub fn sort(lines: &mut [ConcordanceRow], by: SortBy) {
    match by {
        SortBy::Text => {}
        SortBy::Left => lines.sort_by_cached_key(|line| {
            let mut words = words(&line.left);
            words.reverse();
            words
        }),
        SortBy::Right => lines.sort_by_cached_key(|line| words(&line.right)),
    }
}

/// The folded words of a context, marks taken off.
fn words(context: &str) -> Vec<String> {
    let folded = folded(context);
    let bare = folded.split_whitespace().map(|word| word.trim_matches(|mark: char| !mark.is_alphanumeric()));
    bare.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(left: &str, right: &str) -> ConcordanceRow {
        ConcordanceRow { left: left.to_owned(), right: right.to_owned(), ..ConcordanceRow::default() }
    }

    #[test]
    fn lines_are_sorted_by_the_nearest_words() {
        let mut lines = [line("we defend", "online."), line("they attack", "(Offline)"), line("", "at home")];
        let lefts = |lines: &[ConcordanceRow]| lines.iter().map(|it| it.left.clone()).collect::<Vec<_>>();
        sort(&mut lines, SortBy::Left);
        assert_eq!(lefts(&lines), ["", "they attack", "we defend"]);
        sort(&mut lines, SortBy::Right);
        assert_eq!(lefts(&lines), ["", "they attack", "we defend"]);
    }
}
