//! The form of a person.

use super::rows::{Rows, default_button};
use super::{field_label, languages};
use crate::domain::draft::PersonDraft;
use crate::domain::person::{Person, PersonId};
use maud::{Markup, html};
use platform::op::OpId;
use platform::{Cx, Locale, Refusal};
use ui::{Button, Choice, Difference, Field, Page, conflict};

/// A form that is being filled in.
pub struct Editing {
    /// None while it is a new one.
    pub stored: Option<(PersonId, String)>,
    pub op: Option<OpId>,
    pub version: i32,
    pub draft: PersonDraft,
    /// The id that was chosen and the text that was typed.
    pub organisation: (String, String),
    /// The organisations that the text may mean.
    pub matches: Vec<Choice>,
    pub refusals: Vec<Refusal>,
    /// The kind of row that was added just now.
    pub added: Option<String>,
    pub conflict: Vec<Difference>,
}

impl Editing {
    pub fn new(op: OpId, draft: PersonDraft) -> Self {
        Self {
            stored: None,
            op: Some(op),
            version: 0,
            draft,
            organisation: Default::default(),
            matches: Vec::new(),
            refusals: Vec::new(),
            added: None,
            conflict: Vec::new(),
        }
    }

    pub fn of(stored: &Person, draft: PersonDraft) -> Self {
        let known = Some((stored.id, stored.name.clone()));
        Self { stored: known, op: None, version: stored.version, ..Self::new(OpId::new(), draft) }
    }

    fn path(&self) -> String {
        self.stored.as_ref().map_or("/people".into(), |(id, _)| format!("/people/{id}"))
    }
}

pub fn form(cx: &Cx, editing: &Editing) -> Markup {
    let l = &cx.locale;
    let title = match &editing.stored {
        Some((_, name)) => l.ta("directory-edit-title", &[("name", name.as_str().into())]),
        None => l.t("directory-new-person"),
    };
    let content = html! {
        div.sheet-head { h1 { (title) } }
        (conflict(l, &editing.conflict, |field| field_label(l, field), &format!("{}/edit", editing.path())))
        form.form method="post" action=(editing.path()) {
            (default_button())
            @if let Some(op) = editing.op { input type="hidden" name="op" value=(op); }
            @else { input type="hidden" name="version" value=(editing.version); }
            (fields(l, editing))
            div.form-foot {
                (Button::primary(l.t("directory-save")).icon("save"))
                (Button::quiet(l.t("directory-cancel")).href(editing.path()))
            }
        }
    };
    ui::page(cx, Page::form(title, content).crumb(l.t("directory-people"), "/people"))
}

/// Entries to choose from, each with what tells it from others of its name.
pub fn matches<'a, Id: Copy + PartialEq + ToString>(
    named: impl Iterator<Item = (Id, &'a str)>,
    marks: &[(Id, String)],
) -> Vec<Choice> {
    let label = |id: Id, name: &str| match marks.iter().find(|(of, _)| *of == id) {
        Some((_, mark)) => format!("{name} · {mark}"),
        None => name.to_owned(),
    };
    named.map(|(id, name)| Choice::new(id.to_string(), label(id, name))).collect()
}

fn fields(l: &Locale, editing: &Editing) -> Markup {
    let (draft, wrong) = (&editing.draft, &editing.refusals);
    let added = editing.added.as_deref();
    let name = Field::text("name", l.t("directory-name")).value(&draft.name).errors(l, wrong);
    // else the first mistake or the added row has the focus
    let fresh = editing.stored.is_none() && added.is_none() && wrong.is_empty();
    let name = if fresh { name.autofocus() } else { name };
    let (id, text) = &editing.organisation;
    let organisation = Field::combobox(
        "organisation",
        l.t("directory-organisation"),
        "/organisations/options",
        text.as_str(),
    );
    let rows =
        |name, input, legend, label, add, values| Rows { name, input, legend, label, add, values };
    html! {
        (name.required().max(200))
        div.form-row {
            (organisation.value(id.as_str()).errors(l, wrong).hint(l.t("directory-organisation-hint"))
                .matches(l, editing.matches.clone()))
            (Field::text("job_title", l.t("directory-job-title")).value(&draft.job_title).errors(l, wrong).max(200))
        }
        (rows("email", "email", "directory-emails", "directory-email", "directory-add-email", &draft.emails).draw(l, wrong, added))
        (rows("phone", "tel", "directory-phones", "directory-phone", "directory-add-phone", &draft.phones).draw(l, wrong, added))
        (Field::select("lang", l.t("directory-lang"), languages(l)).value(&draft.lang).errors(l, wrong)
            .hint(l.t("directory-lang-hint")))
        (Field::area("notes", l.t("directory-notes"), 5).value(&draft.notes).errors(l, wrong))
    }
}
