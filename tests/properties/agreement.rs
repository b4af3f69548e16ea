//! Model, decisions fixed, and auditor say the same of a roster: the same verdict, and the same
//! penalty of every rule.

use super::{
    entries::RULES,
    instance::{Case, Size},
    model::{Model, is_structure, wrong},
    run::{Tally, for_all},
};
use proptest::test_runner::TestCaseResult;
use shangxia::audit::audit;

const SIZE: Size = Size { decisions: 30, entries: 4, priced: false };
/// Rosters of one instance.
const ROSTERS: usize = 8;

#[test]
fn model_and_auditor_agree_on_random_rosters() {
    let tally = Tally::default();
    for_all(1500, SIZE, |case| agree(case, &tally));
    tally.is_at_least(75, "possible", "rosters");
    tally.is_at_least(10, "broken", "possible");
    tally.is_at_least(10, "charged", "possible");
    tally.is_at_least(10, "clean", "possible");
    let silent: Vec<&str> = RULES.iter().map(|rule| rule.code).filter(|code| tally.of(code) == 0).collect();
    assert!(silent.is_empty(), "never broken: {silent:?}");
}

fn agree(Case { instance, mut dice }: Case, tally: &Tally) -> TestCaseResult {
    let model = Model::new(&instance);
    for _ in 0..ROSTERS {
        let values = model.random(&mut dice);
        let (said, roster) = (model.judge(&values), model.plan.decode(&values));
        let verdict = audit(&instance, &roster).expect("the entries were read before");
        let differ = |what: &str| {
            let findings = verdict.findings.iter().map(|finding| format!("\n  {} {} {}", finding.rule, finding.penalty, finding.text.en));
            let findings: String = findings.collect();
            Err(wrong(&format!("{what}: model {:?}, broken {:?}\nauditor:{findings}", said.penalty, said.broken), &instance, Some(&roster)))
        };
        let impossible = said.broken.iter().any(|row| is_structure(row));
        if impossible != verdict.hard().any(|finding| finding.rule == "structure") {
            return differ("structure");
        }
        tally.count("rosters", 1);
        if impossible {
            continue;
        }
        let hard = verdict.hard().count() > 0;
        if hard == said.broken.is_empty() {
            return differ("verdict");
        }
        if said.penalty != verdict.penalty_by_rule() {
            return differ("penalty");
        }
        tally.count("possible", 1);
        tally.count("broken", usize::from(hard));
        tally.count("charged", usize::from(said.total() > 0));
        tally.count("clean", usize::from(!hard && said.total() == 0));
        for finding in &verdict.findings {
            tally.count(finding.rule, 1);
        }
    }
    Ok(())
}
