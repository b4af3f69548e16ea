//! What the parser calls wrong, in words people use.

use crate::{
    diagnostic::{Diagnostic, Place, Text},
    text,
};
use granit_parser::{ErrorKind, ScanError};

/// Punctuation that looks like YAML's own.
pub(super) const FULL_WIDTH: [char; 12] = ['：', '，', '［', '］', '｛', '｝', '“', '”', '‘', '’', '＃', '－'];

/// A message about broken YAML in a line, still without its bytes.
pub(super) fn diagnostic(error: &ScanError, line: &str) -> Diagnostic {
    let (cause, advice) = words(error.kind());
    let advice = if line.contains(FULL_WIDTH) { half_width() } else { advice };
    Diagnostic::error("yaml-syntax", Place::root(), cause, advice)
}

fn words(kind: &ErrorKind) -> (Text, Text) {
    use ErrorKind as E;
    match kind {
        E::TabInIndentation | E::TabInBlockIndentation | E::TabNotAllowed | E::TabAtBlockScalarStart | E::TabInPlainScalar => {
            (text!("缩进用了制表符（Tab）", "a tab is used where spaces belong"), text!("缩进只用空格", "indent with spaces only"))
        }
        E::UnclosedFlowCollection { open } => unclosed(*open),
        E::UnexpectedEofFlowSequence => unclosed('['),
        E::UnexpectedEofFlowMapping | E::UnexpectedEofImplicitFlowMapping => unclosed('{'),
        E::MismatchedFlowCollectionEnd { open, close } => (
            text!("“{open}”不能用“{close}”结束", "`{open}` cannot be closed by `{close}`"),
            text!("检查括号是否成对", "see that the brackets pair up"),
        ),
        E::MisplacedFlowCollectionEnd => {
            (text!("多余的右括号", "a closing bracket too many"), text!("检查括号是否成对", "see that the brackets pair up"))
        }
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => (
            text!("两个值之间缺少逗号，或缺少右括号", "a comma between two values, or a closing bracket, is missing"),
            text!("写成 `[a, b]` 或 `{{ a: 1, b: 2 }}`", "write `[a, b]` or `{{ a: 1, b: 2 }}`"),
        ),
        E::UnclosedQuotedScalar => (text!("引号没有结束", "the quotation is never closed"), text!("补上右引号", "add the closing quote")),
        E::UnknownAnchor => (
            text!("引用的锚点没有定义", "the alias has no anchor before it"),
            text!("以 `*` 开头的文字要加引号：\"*…\"", "put a text that begins with `*` into quotes"),
        ),
        E::RecursionLimitExceeded => {
            let deepest = super::parse::DEEPEST;
            (
                text!("嵌套超过 {deepest} 层", "nested deeper than {deepest} levels"),
                text!("检查括号和缩进", "look at the brackets and the indentation"),
            )
        }
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::InvalidMappingValueWhitespace => (
            text!("这里不能再出现冒号", "a colon may not stand here"),
            text!("值里含有冒号时要加引号；检查这一行的缩进", "quote a value that holds a colon; look at the indentation of the line"),
        ),
        E::SimpleKeyExpected | E::ExpectedBlockMappingKey | E::InvalidSimpleKey | E::ExpectedBlockSequenceEntry | E::InvalidIndentation => (
            text!("这里应该是 `键: 值`，或缩进不对", "`key: value` is expected here, or the indentation is wrong"),
            text!("冒号后面要有空格（不是全角“：”）；同一层的键左边对齐", "put a space after the colon; keys of one level begin in one column"),
        ),
        other => (
            text!("YAML 语法错误：{other}", "broken YAML: {other}"),
            text!("检查这一行和上一行的缩进、括号、引号", "look at indentation, brackets and quotes of this line and the one before"),
        ),
    }
}

pub(super) fn half_width() -> Text {
    text!(
        "标点要用半角：`键: 值`、`[a, b]`、\"文字\"，冒号后加空格",
        "use half-width punctuation, with a space after the colon: `key: value`, `[a, b]`, \"text\""
    )
}

fn unclosed(open: char) -> (Text, Text) {
    let close = if open == '[' { ']' } else { '}' };
    (text!("“{open}”没有结束", "`{open}` is never closed"), text!("补上“{close}”", "add the `{close}`"))
}
