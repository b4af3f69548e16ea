//! Files in and out.

use shangxia::{diagnostic::Lang, format};
use std::path::Path;

#[test]
fn the_ward_of_two_reads() {
    let source = format::Source::open(Path::new("instances/ward_of_two.yaml")).expect("a file");
    let reading = format::read_instance(&source);
    assert!(reading.diagnostics.is_empty(), "{}", format::render(&source, &reading.diagnostics, Lang::En, false));
}
