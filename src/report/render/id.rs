//! Ids of rows.

/// Most digits of a number.
const DIGITS: usize = 20;

/// Puts the id of row `at` of a sort (`s` for sentences, `h` for hits) into `id`: `speech#s12`.
///
/// Every row of every table has one or two of them. Formatting them as text is formatted took a fiftieth of the time of a
/// run.
pub(super) fn name_row(doc_id: &str, sort: char, at: usize, id: &mut String) {
    id.clear();
    id.push_str(doc_id);
    id.push('#');
    id.push(sort);
    push_number(at, id);
}

fn push_number(mut number: usize, out: &mut String) {
    let mut digits = ['0'; DIGITS];
    let mut first = DIGITS;
    loop {
        first -= 1;
        digits[first] = char::from(b'0' + (number % 10) as u8);
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend(&digits[first..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_what_formatting_gives() {
        let mut id = String::from("left over");
        for at in [0, 7, 10, 99, 100, 12_345, usize::MAX] {
            name_row("2023-é", 's', at, &mut id);
            assert_eq!(id, format!("2023-é#s{at}"));
        }
    }
}
