//! Labels from the first day to the last.

use super::{Found, LARGEST, Walk, counters::Counted, promise::Priced};
use hashbrown::{HashTable, hash_table::Entry};
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Labels that another one is held against at most.
const RIVALS: usize = 200;

/// Arcs of a promise that cost as much as one that a label takes.
const FACTOR: u64 = 7;

/// A way to a node.
#[derive(Clone, Copy)]
struct Label {
    cost: i64,
    /// Nothing it leads to costs less.
    promise: i64,
    node: u32,
    /// What is counted so far.
    count: u32,
    before: u32,
    set: u32,
}

/// Labels of one day with what they leave of the long rows that are open and not counted, one after the other.
#[derive(Default)]
struct Layer {
    labels: Vec<Label>,
    rooms: Vec<i64>,
}

/// The cheapest way through all days that costs less than what was found, with its sets, and the least
/// that any way costs that was left out, what was found at most. No more than `width` labels of a
/// day go forward, those that promise least.
pub(super) fn walk(walk: &Walk, priced: &Priced, promise: &Counted, found: &mut Found, width: usize) -> (Option<(i64, Vec<u32>)>, i64) {
    let limit = found.answers.first().map_or(i64::MAX, |(cost, _)| *cost);
    let prices = &found.guide;
    let mut left_out = limit;
    let mut room: Vec<i64> = walk.long.iter().map(|long| long.begin).collect();
    let value = |row: usize, room: i64| prices[row] * room;
    let mut rooms: Vec<i64> = Vec::new();
    // What rows that are not begun still have.
    let mut later: i64 = walk.days.iter().flat_map(|day| &day.begun).map(|row| value(*row, room[*row])).sum();
    let begin = Label { cost: priced.always - priced.surely, promise: promise.root, node: 0, count: 0, before: 0, set: 0 };
    let mut layer = Layer { labels: vec![begin], rooms: Vec::new() };
    let place = |node: u32, count: u32| node as usize * walk.counters.size + count as usize;
    let mut open: &[usize] = &[];
    let mut layers: Vec<Vec<(u32, u32)>> = Vec::with_capacity(walk.days.len());
    for (number, (day, long)) in walk.graph.days.iter().zip(&walk.days).enumerate() {
        later -= long.begun.iter().map(|row| value(*row, walk.long[*row].begin)).sum::<i64>();
        let mut known: HashTable<u32> = HashTable::new();
        let mut next = Layer::default();
        let keys = long.open.len();
        let uses: Vec<i64> = long.others.iter().map(|uses| uses.iter().map(|(row, factor)| value(*row, *factor)).sum()).collect();
        for (position, label) in layer.labels.iter().enumerate() {
            let state = &layer.rooms[position * open.len()..(position + 1) * open.len()];
            let before = label.promise - promise.rest[number][place(label.node, label.count)];
            let arcs = &day.from[label.node as usize];
            found.work += FACTOR * u64::from(arcs.end - arcs.start);
            'arcs: for at in arcs.start as usize..arcs.end as usize {
                let arc = &day.arcs[at];
                let Some(count) = walk.counters.after(label.count as usize, number, arc.set as usize) else { continue };
                let rest = promise.rest[number + 1][place(arc.to, count as u32)];
                // What rows forget or are paid for only adds to this.
                if rest >= LARGEST as i64 || before + priced.arcs[number][at] + uses[arc.set as usize] + rest >= limit {
                    continue;
                }
                for (row, left) in open.iter().zip(state) {
                    room[*row] = *left;
                }
                for row in &long.begun {
                    room[*row] = walk.long[*row].begin;
                }
                for (row, factor) in &long.others[arc.set as usize] {
                    room[*row] -= factor;
                }
                let mut paid = label.cost + priced.arcs[number][at];
                for (row, rest) in long.during.iter().zip(&long.rest[arc.to as usize]) {
                    let Ok(pay) = walk.long[*row].limit.settle(&mut room[*row], *rest) else { continue 'arcs };
                    paid += pay.map_or(0, |pay| priced.price(pay));
                }
                rooms.clear();
                rooms.extend(long.open.iter().map(|row| room[*row]));
                let held: i64 = long.open.iter().zip(&rooms).map(|(row, room)| value(*row, *room)).sum();
                let least = paid + rest - held - later;
                if least >= limit {
                    continue;
                }
                let fresh = Label { cost: paid, promise: least, node: arc.to, count: count as u32, before: position as u32, set: arc.set };
                let state_of = |at: &u32| {
                    let at = *at as usize;
                    (next.labels[at].node, next.labels[at].count, &next.rooms[at * keys..(at + 1) * keys])
                };
                let state = (arc.to, count as u32, &rooms[..]);
                match known.entry(hash(state), |at| state_of(at) == state, |at| hash(state_of(at))) {
                    Entry::Occupied(there) => {
                        let there = &mut next.labels[*there.get() as usize];
                        if paid < there.cost {
                            *there = fresh;
                        }
                    }
                    Entry::Vacant(place) => {
                        place.insert(next.labels.len() as u32);
                        next.rooms.extend_from_slice(&rooms);
                        next.labels.push(fresh);
                    }
                }
            }
        }
        open = &long.open;
        let is_equal: Vec<bool> = open.iter().map(|row| walk.long[*row].limit.equal).collect();
        layer = narrow(&next, &is_equal, width, &mut left_out);
        layers.push(layer.labels.iter().map(|label| (label.before, label.set)).collect());
    }
    let end = |label: &Label| label.cost + promise.rest[layers.len()][place(label.node, label.count)];
    let Some((cost, mut at)) = layer.labels.iter().enumerate().map(|(at, label)| (end(label), at)).min() else { return (None, left_out) };
    let mut sets = vec![0; layers.len()];
    for (set, layer) in sets.iter_mut().zip(&layers).rev() {
        let (before, taken) = layer[at];
        (*set, at) = (taken, before as usize);
    }
    (Some((cost, sets)), left_out)
}

fn hash((node, count, rooms): (u32, u32, &[i64])) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u32(node);
    hasher.write_u32(count);
    for room in rooms {
        hasher.write_i64(*room);
    }
    hasher.finish()
}

/// The labels that promise least, in their order, without those that another one beats: at the same
/// node and count, no dearer, with no less left of any row.
fn narrow(layer: &Layer, is_equal: &[bool], width: usize, left_out: &mut i64) -> Layer {
    let rows = is_equal.len();
    let rooms = |at: usize| &layer.rooms[at * rows..(at + 1) * rows];
    let beats = |a: usize, b: usize| {
        let mut pairs = rooms(a).iter().zip(rooms(b)).zip(is_equal);
        pairs.all(|((a, b), is_equal)| a == b || (a > b && !is_equal))
    };
    let mut order: Vec<usize> = (0..layer.labels.len()).collect();
    order.sort_unstable_by_key(|at| (layer.labels[*at].node, layer.labels[*at].count, layer.labels[*at].cost, *at));
    let mut kept: Vec<usize> = Vec::with_capacity(order.len());
    for one in order.chunk_by(|a, b| (layer.labels[*a].node, layer.labels[*a].count) == (layer.labels[*b].node, layer.labels[*b].count)) {
        let first = kept.len();
        for at in one {
            if !kept[first..].iter().take(RIVALS).any(|other| beats(*other, *at)) {
                kept.push(*at);
            }
        }
    }
    if kept.len() > width {
        kept.select_nth_unstable_by_key(width, |at| (layer.labels[*at].promise, *at));
        *left_out = kept[width..].iter().map(|at| layer.labels[*at].promise).fold(*left_out, i64::min);
        kept.truncate(width);
    }
    kept.sort_unstable();
    let mut narrowed = Layer { labels: Vec::with_capacity(kept.len()), rooms: Vec::with_capacity(kept.len() * rows) };
    for at in kept {
        narrowed.rooms.extend_from_slice(rooms(at));
        narrowed.labels.push(layer.labels[at]);
    }
    narrowed
}
