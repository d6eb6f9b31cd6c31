//! The form of an organisation.

use super::rows::{Rows, add_button, default_button, group_error, remove_button};
use super::{field_label, languages};
use crate::domain::country;
use crate::domain::draft::OrganisationDraft;
use crate::domain::organisation::{Kind, Organisation, OrganisationId};
use maud::{Markup, html};
use platform::op::OpId;
use platform::{Cx, Locale, Refusal};
use ui::{Button, Choice, Difference, Field, Page, conflict};

/// A form that is being filled in.
pub struct Editing {
    /// None while it is a new one.
    pub stored: Option<(OrganisationId, String)>,
    pub op: Option<OpId>,
    pub version: i32,
    pub draft: OrganisationDraft,
    pub refusals: Vec<Refusal>,
    /// The kind of row that was added just now.
    pub added: Option<String>,
    pub conflict: Vec<Difference>,
}

impl Editing {
    pub fn new(op: OpId, draft: OrganisationDraft) -> Self {
        Self {
            stored: None,
            op: Some(op),
            version: 0,
            draft,
            refusals: Vec::new(),
            added: None,
            conflict: Vec::new(),
        }
    }

    pub fn of(stored: &Organisation, draft: OrganisationDraft) -> Self {
        Self {
            stored: Some((stored.id, stored.name.clone())),
            op: None,
            version: stored.version,
            draft,
            refusals: Vec::new(),
            added: None,
            conflict: Vec::new(),
        }
    }

    /// Where the form is sent to, and where its subject is.
    fn path(&self) -> String {
        self.stored
            .as_ref()
            .map_or("/organisations".into(), |(id, _)| format!("/organisations/{id}"))
    }
}

pub fn form(cx: &Cx, editing: &Editing) -> Markup {
    let l = &cx.locale;
    let title = match &editing.stored {
        Some((_, name)) => l.ta("directory-edit-title", &[("name", name.as_str().into())]),
        None => l.t("directory-new-organisation"),
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
    ui::page(cx, Page::form(title, content).crumb(l.t("directory-organisations"), "/organisations"))
}

fn fields(l: &Locale, editing: &Editing) -> Markup {
    let (draft, wrong) = (&editing.draft, &editing.refusals);
    let added = editing.added.as_deref();
    let name = Field::text("name", l.t("directory-name")).value(&draft.name).errors(l, wrong);
    // else the first mistake or the added row has the focus
    let fresh = editing.stored.is_none() && added.is_none() && wrong.is_empty();
    let name = if fresh { name.autofocus() } else { name };
    let kinds = Kind::ALL.map(|kind| Choice::new(kind.name(), l.t(kind.key())));
    let rows =
        |name, input, legend, label, add, values| Rows { name, input, legend, label, add, values };
    html! {
        (name.required().max(200))
        div.form-row {
            (Field::select("kind", l.t("directory-kind"), kinds).value(&draft.kind).errors(l, wrong))
            (Field::select("lang", l.t("directory-lang"), languages(l)).value(&draft.lang).errors(l, wrong)
                .hint(l.t("directory-lang-hint")))
        }
        (rows("domain", "text", "directory-domains", "directory-domain", "directory-add-domain", &draft.domains).draw(l, wrong, added))
        p.hint { (l.t("directory-domains-hint")) }
        (addresses(l, editing))
        (rows("phone", "tel", "directory-phones", "directory-phone", "directory-add-phone", &draft.phones).draw(l, wrong, added))
        (rows("email", "email", "directory-emails", "directory-email", "directory-add-email", &draft.emails).draw(l, wrong, added))
        (rows("website", "text", "directory-websites", "directory-website", "directory-add-website", &draft.websites).draw(l, wrong, added))
        (Field::area("notes", l.t("directory-notes"), 5).value(&draft.notes).errors(l, wrong))
    }
}

fn addresses(l: &Locale, editing: &Editing) -> Markup {
    let wrong = &editing.refusals;
    let none = Choice::new("", l.t("directory-country-unknown"));
    let countries = country::all(l.lang).into_iter().map(|(code, name)| Choice::new(code, name));
    let countries: Vec<_> = [none].into_iter().chain(countries).collect();
    let added = editing.added.as_deref() == Some("address");
    html! {
        fieldset.fieldset {
            legend { (l.t("directory-addresses")) }
            (group_error(l, "address", wrong))
            @for (i, a) in editing.draft.addresses.iter().enumerate() {
                @let field = |part: &str, label: &str, value: &str| {
                    Field::text(format!("address.{i}.{part}"), l.t(label)).value(value).errors(l, wrong)
                };
                @let street = field("street", "directory-street", &a.street);
                @let last = i + 1 == editing.draft.addresses.len();
                div.repeat {
                    div.stack {
                        @if added && last { (street.autofocus()) } @else { (street) }
                        div.form-row {
                            (field("zip", "directory-zip", &a.zip))
                            (field("city", "directory-city", &a.city))
                            (Field::select(format!("address.{i}.country"), l.t("directory-country"), countries.clone())
                                .value(&a.country).errors(l, wrong))
                        }
                    }
                    (remove_button(l, "address", i, &l.t("directory-address")))
                }
            }
            (add_button(l, "address", "directory-add-address"))
        }
    }
}
