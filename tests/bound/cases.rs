//! On the tiny instance of every rule, beside a demand that pulls the other way.

use super::told::Known;
use serde::Deserialize;
use shangxia::{
    domain::{Instance, RuleEntry},
    planning::{Mode, Plan},
    rules::{Book, KINDS},
    solve::bound::Effort,
};

#[derive(Deserialize)]
struct Cases {
    instance: Instance,
    entries: Vec<serde_json::Value>,
}

#[test]
fn on_no_tiny_instance_the_bound_passes_the_optimum_and_on_many_it_meets_it() {
    let (mut met, mut priced, mut above) = (0, 0, 0);
    for kind in KINDS {
        let code = kind.card().code;
        let file = format!("{}/src/rules/{code}/cases.yaml", env!("CARGO_MANIFEST_DIR"));
        let cases: Cases = serde_yaml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        for settings in cases.entries {
            let mut instance = cases.instance.clone();
            let demand = serde_json::json!({ "enforce": { "weight": 9 }, "target_weight": 4, "over_weight": 1 });
            instance.rules.entries = vec![RuleEntry { rule: code.to_owned(), settings: settings.clone() }];
            if code != "coverage" {
                instance.rules.entries.push(RuleEntry { rule: "coverage".to_owned(), settings: demand });
            }
            let mut plan = Plan::new(&instance, Mode::Strict);
            Book::new(&instance).unwrap().formulate(&mut plan);
            let Some(known) = Known::new(&plan.program, &Effort { evaluations: 5, ..Effort::default() }) else { continue };
            assert!(known.is_sound(), "{code} {settings}: told {:?}, optimum {}", known.told, known.optimum);
            let brief = Known::new(&plan.program, &Effort { evaluations: 0, ..Effort::default() }).expect("the same program");
            assert!(brief.told.len() <= 1 && brief.told.first() == known.told.first(), "{code} {settings}: told {:?}", brief.told);
            let bound = known.bound().unwrap_or(0);
            priced += usize::from(known.optimum > 0);
            met += usize::from(known.optimum > 0 && bound == known.optimum);
            above += usize::from(bound as f64 > known.relaxed.ceil() + 0.01);
        }
    }
    assert!(met * 2 > priced, "met {met} of {priced} optima that cost something");
    assert!(above > 0, "never better than the relaxation");
}
