//! A doctor taken out of an instance, with all that names the doctor.

use crate::domain::{DoctorId, Instance, Published};
use serde_json::Value;

/// Takes a doctor out. A programme or post that named this doctor alone is closed; a rule entry
/// for this doctor alone goes too.
pub(super) fn remove(instance: &mut Instance, id: &DoctorId) {
    instance.doctors.retain(|doctor| doctor.id != *id);
    instance.requests.retain(|request| request.doctor != *id);
    instance.history.duties.retain(|duty| duty.doctor != *id);
    instance.history.counts.retain(|counts| counts.doctor != *id);
    instance.history.stints.retain(|stint| stint.doctor != *id);
    instance.pins.duties.retain(|pin| pin.doctor != *id);
    instance.pins.stints.retain(|stint| stint.doctor != *id);
    for quota in &mut instance.quotas {
        quota.panels.retain(|panel| panel.doctor != *id);
        quota.panels.iter_mut().for_each(|panel| panel.deputies.retain(|deputy| deputy != id));
    }
    if let Some(Published::Read(roster)) = &mut instance.published {
        roster.duties.retain(|duty| duty.doctor != *id);
        roster.stints.retain(|stint| stint.doctor != *id);
    }
    instance.rules.entries.retain_mut(|entry| forget(&mut entry.settings, id));
    let mut alone = Vec::new();
    instance.programmes.retain_mut(|programme| {
        let kept = strike(&mut programme.who.doctors, id);
        if !kept {
            alone.push(programme.id.clone());
        }
        kept
    });
    instance.history.stints.retain(|stint| !alone.contains(&stint.programme));
    instance.pins.stints.retain(|stint| !alone.contains(&stint.programme));
    if let Some(Published::Read(roster)) = &mut instance.published {
        roster.stints.retain(|stint| !alone.contains(&stint.programme));
    }
    // A post that this doctor alone could do is still due: it asks for somebody of its own unit now.
    for post in instance.posts.iter_mut().filter(|post| post.who.doctors.contains(id)) {
        strike(&mut post.who.doctors, id);
    }
}

/// Strikes an id from a list; false if it was the only one.
fn strike(list: &mut Vec<DoctorId>, id: &DoctorId) -> bool {
    let named = list.contains(id);
    list.retain(|other| other != id);
    !(named && list.is_empty())
}

/// Strikes a doctor from whom an entry is for; false if it was for this doctor alone.
fn forget(settings: &mut Value, id: &DoctorId) -> bool {
    let Some(Value::Array(list)) = settings.get_mut("for").and_then(|scope| scope.get_mut("doctors")) else { return true };
    let before = list.len();
    list.retain(|other| other.as_str() != Some(id.as_str()));
    !(list.is_empty() && before > 0)
}

/// How many programmes, pins, panels, stints and rule entries name a doctor.
pub(super) fn ties(instance: &Instance, id: &DoctorId) -> usize {
    let programmes = instance.programmes.iter().filter(|programme| programme.who.doctors.contains(id)).count();
    let posts = instance.posts.iter().filter(|post| post.who.doctors.contains(id)).count();
    let pins =
        instance.pins.duties.iter().filter(|pin| pin.doctor == *id).count() + instance.pins.stints.iter().filter(|stint| stint.doctor == *id).count();
    let panels = instance.quotas.iter().flat_map(|quota| &quota.panels);
    let panels = panels.filter(|panel| panel.doctor == *id || panel.deputies.contains(id)).count();
    programmes + posts + pins + panels + instance.history.stints.iter().filter(|stint| stint.doctor == *id).count()
}
