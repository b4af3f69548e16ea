//! `whatif` and `value`.

use super::*;

#[test]
fn whatif_writes_every_case_and_every_rendering_and_goes_on_where_it_was() {
    let place = tempfile::tempdir().unwrap();
    let [out, html, xlsx, json] = ["out", "p.html", "b.xlsx", "d.json"].map(|name| place.path().join(name));
    let call = || {
        let files = ["--html", text(&html), "--xlsx", text(&xlsx), "--json", text(&json)];
        let begin = ["whatif", "instances/ward_of_two.yaml", "instances/whatif/ward_of_two.yaml", "--deterministic", "-o", text(&out)];
        shangxia(&[&begin[..], &files[..]].concat())
    };
    let first = call();
    assert_eq!(first.status.code(), Some(0), "{}", String::from_utf8_lossy(&first.stderr));
    let names: Vec<String> = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names.len(), 6, "{names:?}");
    assert!(names.contains(&"alone.instance.yaml".to_owned()));
    let kept = [&html, &xlsx, &json].map(|path| fs::read(path).unwrap());
    let second = call();
    assert!(String::from_utf8_lossy(&second.stderr).contains("kept from before"));
    assert_eq!(first.stdout, second.stdout);
    assert_eq!(kept, [&html, &xlsx, &json].map(|path| fs::read(path).unwrap()));
}

#[test]
fn wrong_scenarios_are_bad_input_with_their_place() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("scenarios.yaml");
    fs::write(&file, "scenarios:\n  - { id: s, lose: [{ doctor: D009 }] }\n").unwrap();
    let output = shangxia(&["whatif", "instances/ward_of_two.yaml", text(&file), "-o", text(&place.path().join("out"))]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("scenarios.yaml:2:31"), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn value_says_what_a_doctor_more_is_worth() {
    let place = tempfile::tempdir().unwrap();
    let output = shangxia(&["value", "instances/ward_of_two.yaml", "--lang", "zh", "--deterministic", "-o", text(place.path())]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("多一名医生值多少") && said.contains("+1 病房 住院医师"), "{said}");
}
