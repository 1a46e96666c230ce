//! A walk through the nodes of a page.

use scraper::{ElementRef, Node};

/// A step of a walk through a page.
pub(super) enum Step<'h> {
    /// Into a node; an element comes with its reference.
    Enter(&'h Node, Option<ElementRef<'h>>),
    /// Out of a node that was entered and not skipped.
    Leave(&'h Node),
}

/// Whether a walk goes into a node.
#[derive(PartialEq, Eq)]
pub(super) enum Descent {
    Into,
    Skip,
}

/// Visits every node below `root` in document order, without recursion: pages may be deep.
pub(super) fn walk<'h>(root: ElementRef<'h>, mut visit: impl FnMut(Step<'h>) -> Descent) {
    let mut node = *root;
    loop {
        let entered = visit(Step::Enter(node.value(), ElementRef::wrap(node))) == Descent::Into;
        if let Some(child) = node.first_child().filter(|_| entered) {
            node = child;
            continue;
        }
        if entered {
            visit(Step::Leave(node.value()));
        }
        while node.id() != root.id() && node.next_sibling().is_none() {
            let Some(parent) = node.parent() else { return };
            node = parent;
            visit(Step::Leave(node.value()));
        }
        if node.id() == root.id() {
            return;
        }
        let Some(next) = node.next_sibling() else { return };
        node = next;
    }
}
