//! Finished data drawn as HTML.

pub mod account;
pub mod actor;
pub mod anomaly;
pub(crate) mod badge;
pub(crate) mod chart;
pub(crate) mod csv;
pub mod entitlement;
pub mod entry;
pub mod entry_form;
pub mod environment;
pub mod group;
pub(crate) mod happened;
pub mod history;
pub(crate) mod licence;
pub(crate) mod licence_batch;
pub(crate) mod licence_filter;
pub(crate) mod licence_form;
pub(crate) mod licence_list;
pub(crate) mod licence_remove;
pub(crate) mod machine;
pub(crate) mod machine_list;
mod machine_table;
pub mod meter;
pub mod moving;
pub mod nav;
pub mod offline;
pub(crate) mod panel;
pub mod policy;
pub mod portal;
pub mod product;
pub mod release;
pub mod release_form;
pub(crate) mod request;
pub mod resource;
pub(crate) mod saved_filter;
pub(crate) mod session;
pub(crate) mod statistics;
pub mod token;
pub mod token_form;
pub(crate) mod usage;
pub mod user;
pub mod webhook;

use maud::{Markup, html};
use platform::{Locale, Refusal};
use ui::Notice;

/// Refusals that are of no field which the page has: meanwhile what it is about may have become another.
pub fn elsewhere(l: &Locale, wrong: &[Refusal], there: &[&str]) -> Markup {
    let is_there =
        |one: &&Refusal| one.field.as_deref().is_some_and(|field| there.contains(&field));
    html! { @for one in wrong.iter().filter(|one| !is_there(one)) { (Notice::danger(one.say(l))) } }
}

/// Refusals that are of no field.
pub fn unplaced(l: &Locale, wrong: &[Refusal]) -> Markup {
    html! { @for one in wrong.iter().filter(|one| one.field.is_none()) { (Notice::danger(one.say(l))) } }
}
