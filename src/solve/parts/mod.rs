//! A program in parts: what hangs together by itself (`split`), what the rest asks of it (`prices`),
//! the cheapest answers of a part (`walk`, `evaluate`), and what the answers known so far say of
//! each other (`master`, `generation`).

mod evaluate;
mod generation;
mod master;
mod prices;
mod split;
mod walk;

pub(super) use evaluate::{ARCS, Oracle};
pub(super) use generation::Generation;
pub(super) use master::Master;
pub(super) use prices::{BITS, Point, Shares, number};
pub(super) use split::Split;
