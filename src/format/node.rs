//! The document as written: every key and value with its bytes.

use super::Source;
use crate::diagnostic::{Place, Step};
use std::ops::Range;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub span: Range<usize>,
    pub kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A text; `plain` if it stands without quotes.
    Scalar { text: String, plain: bool },
    /// A list.
    List(Vec<Node>),
    /// A mapping, keys in the order written, those written twice included.
    Map(Vec<Pair>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub key: String,
    pub key_span: Range<usize>,
    pub value: Node,
}

impl Node {
    /// Whether nothing was written, or a word for nothing.
    pub fn is_nothing(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The bytes of what stands at a place: the value, or where the value is nothing its key. A
    /// place that is not there leads to the nearest thing around it.
    pub fn locate(&self, place: &Place, source: &Source) -> Range<usize> {
        let (mut node, mut key) = (self, None);
        for step in &place.0 {
            let next = match (step, &node.kind) {
                (Step::Key(wanted), Kind::Map(pairs)) => {
                    pairs.iter().find(|pair| pair.key == *wanted).map(|pair| (&pair.value, Some(&pair.key_span)))
                }
                (Step::Index(index), Kind::List(items)) => items.get(*index).map(|item| (item, None)),
                _ => None,
            };
            let Some((found, found_key)) = next else { break };
            (node, key) = (found, found_key);
        }
        let span = source.on_one_line(&node.span);
        match key {
            Some(key) if span.is_empty() || matches!(node.kind, Kind::List(_) | Kind::Map(_)) => key.clone(),
            _ => span,
        }
    }
}
