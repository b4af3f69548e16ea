//! There and back, nothing is lost: by the form of any instance at all, and by the whole way of
//! instances that make sense.

use super::{
    any_instance::any_instance,
    csv_tables,
    workbook::{read_workbook, rows_of, write_workbook},
};
use crate::{
    diagnostic::Lang,
    domain::{Calendar, Instance, Published},
    format::{Source, form_of_instance, instance_hash, read_instance, table::gather, write_instance},
};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn instances() -> Vec<(String, Instance)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::fs::read_dir(root.join("instances")).unwrap().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = folder.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).collect();
    files.extend([root.join("tests/format/town.yaml"), root.join("src/exchange/workbook/example.yaml")]);
    files.sort();
    files.into_iter().map(|file| (file.display().to_string(), read_instance(&Source::open(&file).unwrap()).value.unwrap())).collect()
}

#[test]
fn every_instance_goes_into_a_workbook_and_back() {
    for (file, instance) in instances() {
        for lang in [Lang::Zh, Lang::En] {
            let bytes = write_workbook(&instance, lang).unwrap();
            let import = read_workbook(&bytes, Path::new(""));
            let again = import.instance.unwrap_or_else(|| panic!("{file}\n{}", super::render(&file, &import.said, Lang::En, false)));
            assert_eq!(again, instance, "{file}");
            assert_eq!(instance_hash(&again), instance_hash(&instance), "{file}");
            assert_eq!(read_instance(&Source::new("again", write_instance(&again))).value.as_ref(), Some(&instance), "{file}");
            assert_eq!(write_workbook(&instance, lang).unwrap(), bytes, "{file}: the same instance gives the same bytes");
        }
    }
}

#[test]
fn every_instance_goes_into_tables_and_back() {
    for (file, instance) in instances() {
        assert_eq!(through_tables(&instance).unwrap_or_else(|said| panic!("{file}\n{said}")), instance, "{file}");
    }
}

fn through_tables(instance: &Instance) -> Result<Instance, String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in csv_tables::write(instance) {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let import = csv_tables::read(folder.path()).unwrap();
    import.instance.ok_or_else(|| super::render("tables", &import.said, Lang::En, false))
}

/// What is lost of an instance on the way through a workbook, by its form alone.
fn through_workbook(instance: &Instance, chinese: bool) -> Vec<String> {
    let (found, said) = rows_of(&write_workbook(instance, if chinese { Lang::Zh } else { Lang::En }).unwrap());
    assert!(said.is_empty(), "{said:?}");
    let rows: Vec<_> = found.into_iter().map(|found| found.map(|found| found.rows)).collect();
    let gathered = gather(&rows);
    assert!(gathered.said.is_empty(), "{:?}", gathered.said);
    let (again, wrong) = form_of_instance(&gathered.node);
    assert!(wrong.is_empty(), "{wrong:?}");
    differing(again.as_ref(), instance)
}

#[test]
fn a_file_may_be_called_like_a_word_of_another_column() {
    let mut instance = any_instance(0);
    instance.published = Some(Published::File("hard".to_owned()));
    instance.calendar = Calendar::Years(vec!["硬性".to_owned()]);
    assert_eq!(through_workbook(&instance, true), Vec::<String>::new());
}

/// Lines of the instance as YAML that are not the same; empty if nothing is lost.
fn differing(again: Option<&Instance>, instance: &Instance) -> Vec<String> {
    let Some(again) = again else { return vec!["nothing was read".to_owned()] };
    if again == instance {
        return Vec::new();
    }
    let (left, right) = (write_instance(again), write_instance(instance));
    let pairs = left.lines().zip(right.lines()).filter(|(left, right)| left != right);
    let mut lines: Vec<String> = pairs.take(5).map(|(left, right)| format!("read {left}\nfor  {right}")).collect();
    lines.push("not the same".to_owned());
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn whatever_the_schema_allows_goes_into_a_workbook_and_back(seed in any::<u64>(), chinese in any::<bool>()) {
        prop_assert_eq!(through_workbook(&any_instance(seed), chinese), Vec::<String>::new());
    }

    #[test]
    fn whatever_the_schema_allows_goes_into_tables_and_back(seed in any::<u64>()) {
        let instance = any_instance(seed);
        let (again, wrong) = csv_tables::form_of(&csv_tables::write(&instance));
        prop_assert!(wrong.is_empty(), "{wrong:?}");
        prop_assert_eq!(differing(again.as_ref(), &instance), Vec::<String>::new());
    }
}
