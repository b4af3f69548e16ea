//! What is wrong with scenarios is said with line, column and advice, all of it at once.

use super::{instance, mistakes, town};

fn said(scenario: &str) -> String {
    mistakes(&format!("scenarios:\n  - {scenario}"), &instance("ward_of_two.yaml"))
}

#[test]
fn mistakes_are_shown_with_their_places() {
    let file = "scenarios:
  - { id: one, lose: [{ doctor: D01 }] }
  - { id: two, capp: 48 }
  - { id: three, cap: forty }
  - { id: four, rules: [{ weekly_hour: { max: 48h } }] }
  - { id: five, rules: [{ weekly_hours: { max: 48 } }] }
  - { id: six, add_doctors: [{ home: wart, title: resident }] }
  - { id: seven, add_doctors: [{ home: ward, title: residant }] }
";
    insta::assert_snapshot!(mistakes(file, &instance("ward_of_two.yaml")));
}

#[test]
fn scenarios_that_cannot_be_are_shown_with_their_places() {
    let file = "scenarios:
  - { id: base, cap: 48 }
  - { id: a/b, cap: 48 }
  - { id: twin, cap: 48 }
  - { id: twin, cap: 48 }
  - { id: first, also: [later] }
  - { id: later, also: [twim] }
  - { id: many, lose: [{ home: centre, title: chief }] }
  - { id: rule, rules: [{ fair_share: { age: 55 }, where: { of: hours } }] }
  - { id: off, rules: [{ commute: on }] }
  - { id: quota, quotas: [{ quota: child-health }] }
";
    insta::assert_snapshot!(mistakes(file, &town()));
}

#[test]
fn who_alone_can_take_a_post_cannot_be_lost() {
    let said = mistakes("scenarios:\n  - { id: s, lose: [{ doctor: D103 }] }", &town());
    assert!(said.contains("nobody can take the post `emergency`") && said.contains("scenarios.yaml:2:"), "{said}");
}

#[test]
fn an_instance_that_cannot_be_is_said_at_the_scenario_that_makes_it() {
    let said = said("{ id: s, add: { posts: [{ id: ward-day, unit: ward, shift: day, kind: ward, days: [mon] }] } }");
    assert!(said.contains("scenario `s` makes an instance that cannot be") && said.contains("scenarios.yaml:2:"), "{said}");
}
