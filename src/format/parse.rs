//! Text → tree, with the bytes of every key and value.
//!
//! Anchors and aliases work, within a budget, so that a small file cannot grow into a large
//! tree. Tags, merge keys and several documents are refused: nothing in the format needs them.

use super::{
    Source,
    node::{Kind, Node, Pair},
    syntax,
};
use crate::{
    diagnostic::{Diagnostic, Place, Text},
    text,
};
use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, StructureStyle};
use std::{collections::BTreeMap, ops::Range};

/// Lists and mappings inside each other.
pub(super) const DEEPEST: usize = 64;

/// Nodes that aliases may add.
const LARGEST_COPY: usize = 100_000;

/// Reads the one document of a text.
pub(super) fn parse(source: &Source) -> Result<Node, Box<Diagnostic>> {
    let mut options =
        granit_parser::options! { flow_nesting_limit: DEEPEST, block_nesting_limit: DEEPEST, emit_comments: false, simple_key_max_lookahead: 1024 };
    options.set_emit_comments(false);
    let events = Parser::new_from_str_with_options(source.text(), options);
    let mut reader = Reader { events, source, anchors: BTreeMap::new(), copied: 0 };
    reader.document()
}

struct Reader<'a> {
    events: Parser<'a, StrInput<'a>>,
    source: &'a Source,
    /// Nodes with an anchor and how many nodes they hold; none while they are still open.
    anchors: BTreeMap<usize, Option<(Node, usize)>>,
    copied: usize,
}

/// A node and how many nodes it is made of.
type Made = Result<(Node, usize), Box<Diagnostic>>;

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Range<usize>, Span), Box<Diagnostic>> {
        match self.events.next() {
            Some(Ok((event, span))) => Ok((event, span.byte_range().unwrap_or_default(), span)),
            Some(Err(error)) => Err(self.broken(&error)),
            None => Ok((Event::StreamEnd, self.source.text().len()..self.source.text().len(), Span::default())),
        }
    }

    fn broken(&self, error: &ScanError) -> Box<Diagnostic> {
        let text = self.source.text();
        let byte = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
        let end = text[byte..].chars().next().filter(|c| *c != '\n' && *c != '\r').map_or(byte, |c| byte + c.len_utf8());
        let line = text[..byte].rfind('\n').map_or(0, |newline| newline + 1)..text[byte..].find('\n').map_or(text.len(), |newline| byte + newline);
        Box::new(syntax::diagnostic(error, &text[line]).at(byte..end))
    }

    fn document(&mut self) -> Result<Node, Box<Diagnostic>> {
        let mut document = None;
        loop {
            let (event, bytes, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if document.is_some() => {
                    let cause = text!("文件里有不止一个 YAML 文档", "the file holds more than one YAML document");
                    let advice = text!(
                        "每个文件只放一个文档：删除多余的 `---`，或拆成几个文件",
                        "keep one document in a file: remove the `---` or split the file"
                    );
                    return refused("several-documents", cause, advice, bytes);
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => document = Some(self.node(event, bytes, span)?.0),
            }
        }
        let empty = || {
            let cause = text!("文件是空的", "the file is empty");
            let advice = text!(
                "最小的例子见 instances/ward_of_two.yaml，各字段见 instances/README.md",
                "instances/ward_of_two.yaml is a small example, instances/README.md explains the fields"
            );
            Box::new(Diagnostic::error("empty-file", Place::root(), cause, advice))
        };
        document.filter(|node| !node.is_nothing()).ok_or_else(empty)
    }

    fn node(&mut self, event: Event<'a>, bytes: Range<usize>, span: Span) -> Made {
        if let Some(tag) = event.tag() {
            let tag = tag.to_string();
            let at = span.tag_span().and_then(|span| span.byte_range()).unwrap_or(bytes);
            let cause = text!("这种格式不用标签“{tag}”", "the tag `{tag}` has no meaning here");
            return refused("yaml-tag", cause, text!("删除标签", "remove the tag"), at);
        }
        let anchor = event.anchor_id().unwrap_or(0);
        if anchor != 0 {
            self.anchors.insert(anchor, None);
        }
        let made = match event {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                (Node { span: bytes, kind: Kind::Scalar { text: text.into_owned(), plain } }, 1)
            }
            Event::SequenceStart(style, ..) => self.list(style, bytes.start)?,
            Event::MappingStart(style, ..) => self.map(style, bytes.start)?,
            Event::Alias(id) => self.alias(id, &bytes)?,
            _ => (Node { span: bytes, kind: Kind::Scalar { text: String::new(), plain: true } }, 1),
        };
        if anchor != 0 {
            self.anchors.insert(anchor, Some(made.clone()));
        }
        Ok(made)
    }

    fn alias(&mut self, id: usize, bytes: &Range<usize>) -> Made {
        let Some(Some((node, size))) = self.anchors.get(&id) else {
            let cause = text!("引用指向了包含它自己的值", "the alias points to a value that holds it");
            let advice = text!("把值直接写出来", "write the value out");
            return refused("endless-alias", cause, advice, bytes.clone());
        };
        self.copied += size;
        if self.copied > LARGEST_COPY {
            let cause = text!("引用展开后超过 {LARGEST_COPY} 个值", "the aliases stand for more than {LARGEST_COPY} values");
            let advice = text!("减少引用，把值直接写出来", "use fewer aliases and write the values out");
            return refused("too-many-aliases", cause, advice, bytes.clone());
        }
        Ok((Node { span: bytes.clone(), kind: node.kind.clone() }, *size))
    }

    fn list(&mut self, style: StructureStyle, start: usize) -> Made {
        let (mut items, mut size, mut end) = (Vec::new(), 1, start);
        loop {
            let (event, bytes, span) = self.next()?;
            if matches!(event, Event::SequenceEnd | Event::StreamEnd) {
                let span = start..if style == StructureStyle::Flow { bytes.end } else { end };
                return Ok((Node { span, kind: Kind::List(items) }, size));
            }
            let (node, nodes) = self.node(event, bytes, span)?;
            end = end.max(node.span.end);
            size += nodes;
            items.push(node);
        }
    }

    fn map(&mut self, style: StructureStyle, start: usize) -> Made {
        let (mut pairs, mut size, mut end) = (Vec::<Pair>::new(), 1, start);
        loop {
            let (event, bytes, span) = self.next()?;
            if matches!(event, Event::MappingEnd | Event::StreamEnd) {
                let start = if style == StructureStyle::Flow { start } else { pairs.first().map_or(start, |pair| pair.key_span.start) };
                let span = start..if style == StructureStyle::Flow { bytes.end } else { end.max(start) };
                return Ok((Node { span, kind: Kind::Map(pairs) }, size));
            }
            let (key, key_nodes) = self.node(event, bytes, span)?;
            let Kind::Scalar { text: name, plain } = key.kind else {
                let cause = text!("键必须是一个词", "a key must be a single word");
                let advice = text!("写成 `键: 值`", "write `key: value`");
                return refused("key-not-text", cause, advice, self.source.on_one_line(&key.span));
            };
            if plain && name == "<<" {
                let cause = text!("不支持合并键 `<<`", "merge keys (`<<`) are not supported");
                return refused("merge-key", cause, text!("把键直接写出来", "write the keys out"), key.span);
            }
            let (event, bytes, span) = self.next()?;
            let (value, nodes) = self.node(event, bytes, span)?;
            end = end.max(value.span.end).max(key.span.end);
            size += nodes + key_nodes;
            pairs.push(Pair { key: name, key_span: key.span, value });
        }
    }
}

fn refused<T>(code: &'static str, cause: Text, advice: Text, at: Range<usize>) -> Result<T, Box<Diagnostic>> {
    Err(Box::new(Diagnostic::error(code, Place::root(), cause, advice).at(at)))
}
