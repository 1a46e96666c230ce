//! What files and folders are called in output.

use super::Input;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// The name of each input: nothing for a folder named alone, whose files are called by their path below it;
/// else as many of its last components as it takes to tell the inputs apart.
pub(super) fn of_inputs(inputs: &[Input]) -> BTreeMap<PathBuf, String> {
    let mut open: Vec<&Path> = inputs
        .iter()
        .filter_map(|input| match input {
            Input::Path(path) => Some(path.as_path()),
            Input::Stdin | Input::Memory { .. } => None,
        })
        .collect();
    open.sort_unstable();
    open.dedup();
    let mut labels = BTreeMap::new();
    if let [alone] = open[..] {
        let label = if alone.is_dir() { String::new() } else { tail(alone, 1) };
        labels.insert(alone.to_owned(), label);
        return labels;
    }
    for n in 1.. {
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for path in &open {
            *taken.entry(tail(path, n)).or_default() += 1;
        }
        open.retain(|path| {
            let label = tail(path, n);
            let is_settled = taken[&label] == 1 || components(path) <= n;
            if is_settled {
                labels.insert(path.to_path_buf(), label);
            }
            !is_settled
        });
        if open.is_empty() {
            break;
        }
    }
    labels
}

fn names(path: &Path) -> impl DoubleEndedIterator<Item = String> {
    path.components().filter_map(|component| match component {
        Component::Normal(name) => Some(printable(&name.to_string_lossy())),
        _ => None,
    })
}

fn components(path: &Path) -> usize {
    names(path).count()
}

/// The last `n` components, with `/`.
fn tail(path: &Path, n: usize) -> String {
    let mut names: Vec<String> = names(path).rev().take(n).collect();
    names.reverse();
    names.join("/")
}

/// The name of an entry of a folder, as it can stand in a table: control characters are written as in a URL.
pub(super) fn of_entry(path: &Path) -> String {
    tail(path, 1)
}

/// A path below a label.
pub(super) fn join(label: &str, name: &str) -> String {
    if label.is_empty() { name.to_owned() } else { format!("{label}/{name}") }
}

/// The last part of a path.
pub(super) fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

pub(super) fn printable(name: &str) -> String {
    if !name.contains(char::is_control) {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len() + 8);
    for character in name.chars() {
        if character.is_control() {
            out += &format!("%{:02X}", u32::from(character));
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(paths: &[&str]) -> Vec<String> {
        let inputs: Vec<Input> = paths.iter().map(|path| Input::Path(path.into())).collect();
        let labels = of_inputs(&inputs);
        paths.iter().map(|path| labels[Path::new(path)].clone()).collect()
    }

    #[test]
    fn inputs_are_called_by_as_little_as_tells_them_apart() {
        assert_eq!(labels(&["x/un/a.txt"]), ["a.txt"]);
        assert_eq!(labels(&["x/un", "y/eu"]), ["un", "eu"]);
        assert_eq!(labels(&["x/un", "y/un", "y/eu"]), ["x/un", "y/un", "eu"]);
        assert_eq!(labels(&["un", "y/un"]), ["un", "y/un"]);
    }

    #[test]
    fn names_hold_no_control_characters() {
        assert_eq!(of_entry(Path::new("x/a\nb.txt")), "a%0Ab.txt");
    }
}
