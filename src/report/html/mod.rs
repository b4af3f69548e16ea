//! The roster as one self-contained HTML page: no network, no script, fonts of the reader's own.
//! It is read on a screen or a phone and hangs on the wall of the ward (A4 or A3, landscape).

mod burdens;
mod cover;
mod credit;
mod demand;
mod doctors;
mod fair;
mod glance;
mod hours;
mod panels;
mod requests;
mod site_pages;
mod sites;
mod specialists;
mod stints;
pub(super) mod style;
mod teaching;
mod units;
mod value;
mod view;
mod why;

use super::Timetable;
use crate::diagnostic::Lang;
use maud::{DOCTYPE, PreEscaped, html};
use view::View;

/// The page in one language.
pub fn page(timetable: &Timetable, lang: Lang) -> String {
    let view = View::new(timetable, lang);
    let title = format!("{} · {}", view.say(&timetable.alliance), view.dates());
    let page = html! {
        (DOCTYPE)
        html lang=(view.either("zh-CN", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(style::sheet(lang, &title))) }
            }
            body {
                a.skip href="#main" { (view.either("跳到正文", "Skip to the content")) }
                (glance::section(&view))
                main id="main" {
                    (glance::quarter(&view))
                    (stints::section(&view))
                    (units::section(&view))
                    (site_pages::section(&view))
                    (hours::section(&view))
                    (burdens::section(&view))
                    (demand::gaps(&view))
                    (demand::quotas(&view))
                    (sites::section(&view))
                    (specialists::section(&view))
                    (teaching::section(&view))
                    (credit::section(&view))
                    (requests::section(&view))
                    (doctors::section(&view))
                    (value::objective(&view))
                    (value::findings(&view))
                    (value::provenance(&view))
                }
            }
        }
    };
    page.into_string()
}
