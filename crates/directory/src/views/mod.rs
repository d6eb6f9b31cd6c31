//! Pages and fragments of the directory: functions from finished data to HTML.

pub mod history;
pub mod merge;
pub mod organisation;
pub mod organisation_form;
pub mod panels;
pub mod people;
pub mod person;
pub mod person_form;
pub mod rows;

use platform::{Lang, Locale};
use ui::Choice;

/// The languages that may be known of someone, the unknown one first.
fn languages(l: &Locale) -> Vec<Choice> {
    let unknown = Choice::new("", l.t("directory-lang-unknown"));
    let known = Lang::ALL.map(|lang| Choice::new(lang.tag(), lang_name(l, lang)));
    [unknown].into_iter().chain(known).collect()
}

fn lang_name(l: &Locale, lang: Lang) -> String {
    match lang {
        Lang::De => l.t("directory-lang-de"),
        Lang::En => l.t("directory-lang-en"),
    }
}

/// A field's name as people read it; fields are named alike in forms, events and refusals.
fn field_label(l: &Locale, field: &str) -> String {
    let key = match field {
        "name" => "directory-name",
        "kind" => "directory-kind",
        "lang" => "directory-lang",
        "domain" => "directory-domains",
        "address" => "directory-addresses",
        "phone" => "directory-phones",
        "website" => "directory-websites",
        "email" => "directory-emails",
        "notes" => "directory-notes",
        "job_title" => "directory-job-title",
        "organisation" => "directory-organisation",
        "active" => "directory-active",
        other => return other.to_owned(),
    };
    l.t(key)
}

/// A link that narrows a list: its filters as an address.
fn list_address(base: &str, asked: &crate::web::Asked, after: Option<String>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    let after = after.unwrap_or_default();
    for (name, value) in [("q", &asked.q), ("show", &asked.show), ("after", &after)] {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    let query = query.finish();
    if query.is_empty() { base.to_owned() } else { format!("{base}?{query}") }
}

/// Active, inactive, all: the address is the filter.
fn show_chips(l: &Locale, base: &str, asked: &crate::web::Asked) -> maud::Markup {
    let chip = |key: &str, show: &str| {
        let to = crate::web::Asked { show: show.to_owned(), ..asked.clone() };
        ui::Chip::new(l.t(key), list_address(base, &to, None), asked.show == show)
    };
    let chips = [
        chip("directory-show-active", ""),
        chip("directory-show-inactive", "inactive"),
        chip("directory-show-all", "all"),
    ];
    ui::chips(&l.t("directory-show"), &chips)
}
