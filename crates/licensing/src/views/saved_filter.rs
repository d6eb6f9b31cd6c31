//! Saved filters, drawn: as chips above their list, as a form that keeps what is set, and on a page of their own.

use super::elsewhere;
use crate::domain::saved_filter::{FilterDraft, Listed, Saved, SavedFilter, SavedFilterId};
use crate::rights;
use crate::web::Address;
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal};
use ui::{Button, Chip, Field, Page};

pub(crate) const PATH: &str = "/licences/filters";

/// The filters of a list with their addresses.
#[derive(Debug)]
pub(crate) struct Lines {
    pub lines: Vec<(SavedFilter, String)>,
    pub opening: Option<SavedFilterId>,
}

/// What was typed and not taken.
#[derive(Debug, Default)]
pub(crate) struct Typed {
    /// What was to be kept, of which list.
    pub new: Option<(Listed, String)>,
    /// Which was to be changed.
    pub of: Option<SavedFilterId>,
    pub draft: FilterDraft,
    pub wrong: Vec<Refusal>,
}

pub(crate) fn list_key(list: Listed) -> &'static str {
    match list {
        Listed::Licences => "licensing-nav-licences",
        Listed::Machines => "licensing-nav-machines",
    }
}

/// One chip for each that is kept; nothing where none is.
pub(crate) fn chips(l: &Locale, address: &Address, saved: &Saved) -> Markup {
    let here = address.saved();
    let chip = |one: &SavedFilter| {
        let on = one.query == here;
        Chip::new(&one.name, address.of_saved(&one.query).href(), on)
    };
    let all: Vec<_> = saved.all.iter().map(chip).collect();
    html! { @if !all.is_empty() { (ui::chips(&l.t("licensing-filters"), &all)) } }
}

/// Keeps what the list is filtered by, and leads to what was kept.
pub(crate) fn form(cx: &Cx, (list, address): (Listed, &Address), saved: &Saved) -> Markup {
    let l = &cx.locale;
    let query = address.saved();
    let is_new = !query.is_empty() && saved.all.iter().all(|one| one.query != query);
    if !is_new && saved.all.is_empty() {
        return html! {};
    }
    let known = Button::quiet(l.t("licensing-filters-all")).href(PATH);
    html! {
        details.filter {
            summary { (ui::icon("funnel")) (l.t("licensing-filters")) }
            form.form method="post" action=(PATH) {
                @if is_new {
                    (fields(cx, (list, &query), &FilterDraft::default(), &[]))
                }
                div.form-foot {
                    @if is_new { (Button::new(l.t("licensing-filters-save"))) }
                    @if !saved.all.is_empty() { (known) }
                }
            }
        }
    }
}

fn fields(
    cx: &Cx,
    (list, query): (Listed, &str),
    draft: &FilterDraft,
    wrong: &[Refusal],
) -> Markup {
    let l = &cx.locale;
    html! {
        input type="hidden" name="list" value=(list.name());
        input type="hidden" name="query" value=(query);
        (common(cx, ("saved", true), draft, wrong))
        (elsewhere(l, wrong, &["name"]))
    }
}

/// Name and ticks; ids begin with this prefix. What is not one's to change is only said.
fn common(
    cx: &Cx,
    (prefix, may_change): (&str, bool),
    draft: &FilterDraft,
    wrong: &[Refusal],
) -> Markup {
    let l = &cx.locale;
    let id = |name: &str| format!("{prefix}-{name}");
    let name = Field::text("name", l.t("licensing-filters-name"))
        .id(id("name"))
        .value(&draft.name)
        .max(SavedFilter::LONGEST_NAME)
        .required();
    let shared = Field::check("shared", l.t("licensing-filters-shared")).id(id("shared"));
    let opens = Field::check("opens", l.t("licensing-filters-opens")).id(id("opens"));
    html! {
        @if may_change { (name.errors(l, wrong)) }
        @else {
            input type="hidden" name="name" value=(draft.name);
            @if draft.shared { input type="hidden" name="shared" value="on"; }
        }
        (opens.checked(draft.opens))
        @if may_change && cx.may(rights::MANAGE) { (shared.checked(draft.shared)) }
    }
}

/// All that somebody sees, by list.
pub(crate) fn page(cx: &Cx, all: &[(Listed, Lines)], typed: &Typed) -> Markup {
    let l = &cx.locale;
    let title = l.t("licensing-filters");
    let none = all.iter().all(|(_, lines)| lines.lines.is_empty());
    let content = html! {
        div.sheet-head { div { h1 { (title) } p { (l.t("licensing-filters-text")) } } }
        @if let Some((list, query)) = &typed.new {
            form.form method="post" action=(PATH) {
                (fields(cx, (*list, query), &typed.draft, &typed.wrong))
                div.form-foot { (Button::primary(l.t("licensing-filters-save"))) }
            }
        }
        @if none { (ui::empty("funnel", &l.t("licensing-filters-none"), None, None)) }
        @for (list, lines) in all {
            @if !lines.lines.is_empty() {
                section.section {
                    h2 { (l.t(list_key(*list))) }
                    @for line in &lines.lines { (one(cx, line, lines.opening, typed)) }
                }
            }
        }
    };
    ui::page(cx, Page::form(title, content).crumb(l.t("licensing-app"), "/licences"))
}

fn one(
    cx: &Cx,
    (filter, href): &(SavedFilter, String),
    opening: Option<SavedFilterId>,
    typed: &Typed,
) -> Markup {
    let l = &cx.locale;
    let may_change = !filter.shared || cx.may(rights::MANAGE);
    let is_typed = typed.of == Some(filter.id);
    let kept = FilterDraft {
        name: filter.name.clone(),
        shared: filter.shared,
        opens: opening == Some(filter.id),
    };
    let (draft, wrong) =
        if is_typed { (&typed.draft, typed.wrong.as_slice()) } else { (&kept, &[][..]) };
    let action = format!("{PATH}/{}", filter.id);
    let prefix = format!("filter-{}", filter.id);
    let remove = Button::danger(l.t("licensing-filters-remove"))
        .icon("trash-2")
        .action(format!("{action}/removal"))
        .attr("formnovalidate", "");
    html! {
        form.form method="post" action=(action) {
            h3 {
                a href=(href) { (filter.name) }
                @if filter.shared { " " span.meta { (l.t("licensing-filters-is-shared")) } }
            }
            input type="hidden" name="version" value=(filter.version);
            (elsewhere(l, wrong, &["name"]))
            (common(cx, (&prefix, may_change), draft, wrong))
            div.form-foot {
                (Button::new(l.t("licensing-filters-change")))
                @if may_change { (remove) }
            }
        }
    }
}
