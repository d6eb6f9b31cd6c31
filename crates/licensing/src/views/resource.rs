//! The pool of domains, addresses and numbers, drawn.

use super::elsewhere;
use super::nav::nav;
use crate::domain::licence::Licence;
use crate::domain::resource::{Count, Kind, Resource, State};
use crate::rights;
use crate::web::resource::Asked;
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal};
use ui::{Badge, Button, Chip, Choice, Facts, Field, Page, Row, Tone};

pub const BASE: &str = "/licences/resources";

/// One page of the list with what its lines show.
pub struct Start {
    pub found: Vec<Resource>,
    pub holders: Vec<Licence>,
    pub counts: Vec<Count>,
    pub more: bool,
    pub asked: Asked,
}

/// The form that fills the pool, as it was filled in.
#[derive(Default)]
pub struct Typed {
    pub kind: Option<Kind>,
    pub values: String,
    pub is_test: bool,
    pub wrong: Vec<Refusal>,
}

/// The forms of one resource as they were filled in.
pub struct Asking {
    pub reason: String,
    pub days: String,
    /// The id of the licence that is to have it.
    pub licence: String,
    pub wrong: Vec<Refusal>,
}

impl Default for Asking {
    fn default() -> Self {
        let days = Resource::QUARANTINE.num_days().to_string();
        Self { reason: String::new(), days, licence: String::new(), wrong: Vec::new() }
    }
}

/// The form that gives a licence so many of a kind, as it was filled in.
pub struct Wanted {
    pub kind: Kind,
    pub count: String,
    pub wrong: Vec<Refusal>,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { kind: Kind::Domain, count: "1".into(), wrong: Vec::new() }
    }
}

/// Of one of them.
pub fn one_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Domain => "licensing-resource-one-domain",
        Kind::Address => "licensing-resource-one-address",
        Kind::Phone => "licensing-resource-one-phone",
    }
}

/// Of all of them.
pub fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Domain => "licensing-resource-kind-domain",
        Kind::Address => "licensing-resource-kind-address",
        Kind::Phone => "licensing-resource-kind-phone",
    }
}

fn state_badge(l: &Locale, state: State) -> Badge {
    match state {
        State::Available => Badge::new(Tone::Ok, "circle-check", l.t("licensing-resource-free")),
        State::Allocated => Badge::new(Tone::Accent, "key-round", l.t("licensing-resource-taken")),
        State::Quarantine => Badge::new(Tone::Warn, "hourglass", l.t("licensing-resource-apart")),
    }
}

pub fn list(cx: &Cx, start: &Start, typed: &Typed) -> Markup {
    let l = &cx.locale;
    let title = l.t("licensing-resources");
    let asked = &start.asked;
    let kept = [
        ("kind", asked.kind.as_str()),
        ("state", asked.state.as_str()),
        ("pool", asked.pool.as_str()),
    ];
    let kept: Vec<_> = kept.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let content = html! {
        (nav(l, BASE))
        div.sheet-head { div { h1 { (title) } p { (l.t("licensing-resources-text")) } } }
        div.stack {
            (figures(l, &start.counts))
            div.line.spread { (filters(l, asked)) (ui::search(l, BASE, &asked.q, &kept)) }
        }
        @if start.found.is_empty() {
            @let all = Button::new(l.t("licensing-resources-all")).href(BASE);
            @if start.counts.is_empty() {
                (ui::empty("globe", &l.t("licensing-resources-none"), None, None))
            } @else {
                (ui::empty("search", &l.t("licensing-resources-not-found"), Some(all), None))
            }
        } @else { (ui::rows(&title, lines(cx, start))) }
        @if cx.may(rights::MANAGE) { (addition(l, typed)) }
    };
    ui::page(cx, Page::wide(title, content))
}

/// How many of each kind are free, taken and set apart.
fn figures(l: &Locale, counts: &[Count]) -> Markup {
    let of = |kind: Kind, state: State| -> i64 {
        counts.iter().filter(|c| c.kind == kind && c.state == state).map(|c| c.count).sum()
    };
    html! {
        (ui::figures(html! {
            @for kind in Kind::ALL {
                @let args = [
                    ("taken", of(*kind, State::Allocated).into()),
                    ("apart", of(*kind, State::Quarantine).into()),
                ];
                @let free = l.number(of(*kind, State::Available));
                @let name = format!("{} – {}", l.t(kind_key(*kind)), l.ta("licensing-resources-counts", &args));
                (ui::figure(&free, &name))
            }
        }))
    }
}

fn filters(l: &Locale, asked: &Asked) -> Markup {
    let address = |kind: &str, state: &str, pool: &str| {
        let pairs = [("q", asked.q.as_str()), ("kind", kind), ("state", state), ("pool", pool)];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
        if query.is_empty() { BASE.to_owned() } else { format!("{BASE}?{query}") }
    };
    let (kind, state, pool) = (asked.kind.as_str(), asked.state.as_str(), asked.pool.as_str());
    let every = |label: &str, href: String, on: bool| Chip::new(l.t(label), href, on);
    let mut chips = vec![every(
        "licensing-resources-all",
        address("", "", ""),
        kind.is_empty() && state.is_empty() && pool.is_empty(),
    )];
    for one in Kind::ALL {
        let on = kind == one.name();
        let to = if on { "" } else { one.name() };
        chips.push(every(kind_key(*one), address(to, state, pool), on));
    }
    for one in State::ALL {
        let on = state == one.name();
        let label = match one {
            State::Available => "licensing-resource-free",
            State::Allocated => "licensing-resource-taken",
            State::Quarantine => "licensing-resource-apart",
        };
        chips.push(every(label, address(kind, if on { "" } else { one.name() }, pool), on));
    }
    for (name, label) in
        [("test", "licensing-resource-pool-test"), ("live", "licensing-resource-pool-live")]
    {
        let on = pool == name;
        chips.push(every(label, address(kind, state, if on { "" } else { name }), on));
    }
    ui::chips(&l.t("licensing-resources-filter"), &chips)
}

/// The lines of the list and the way to more.
pub fn lines(cx: &Cx, start: &Start) -> Markup {
    let l = &cx.locale;
    let next = start.found.last().filter(|_| start.more).map(|last| {
        let asked = &start.asked;
        let after = format!("{} {}", last.kind.name(), last.value);
        let pairs = [
            ("q", asked.q.as_str()),
            ("kind", asked.kind.as_str()),
            ("state", asked.state.as_str()),
            ("pool", asked.pool.as_str()),
            ("after", after.as_str()),
        ];
        format!("{BASE}?{}", serde_urlencoded::to_string(pairs).unwrap_or_default())
    });
    html! {
        @for one in &start.found {
            @let holder = start.holders.iter().find(|licence| Some(licence.id) == one.licence);
            (Row::new(format!("{BASE}/{}", one.id), one.readable())
                .shape(state_badge(l, one.state))
                .meta(html! {
                    span { (l.t(one_key(one.kind))) }
                    @if one.is_test { span { (l.t("licensing-resource-pool-test")) } }
                    @if let Some(holder) = holder { span { (holder.name) } }
                    @if let Some(until) = one.quarantine_until {
                        span { (l.t("licensing-resource-until")) " " (ui::date(l, until.0)) }
                    }
                }))
        }
        (ui::more(l, next.as_deref()))
    }
}

fn kinds(l: &Locale) -> Vec<Choice> {
    Kind::ALL.iter().map(|kind| Choice::new(kind.name(), l.t(kind_key(*kind)))).collect()
}

fn addition(l: &Locale, typed: &Typed) -> Markup {
    let kind = typed.kind.unwrap_or(Kind::Domain);
    html! {
        section.section {
            h2 { (l.t("licensing-resources-add")) }
            form.form method="post" action=(BASE) {
                (Field::select("kind", l.t("licensing-resource-kind"), kinds(l)).value(kind.name()))
                (Field::area("values", l.t("licensing-resource-values"), 5).value(&typed.values)
                    .hint(l.t("licensing-resource-values-hint")).required().errors(l, &typed.wrong))
                (Field::check("test", l.t("licensing-resource-for-test")).checked(typed.is_test))
                div.form-foot { (Button::primary(l.t("licensing-resources-add-button")).icon("plus")) }
            }
        }
    }
}

/// One resource and what can be done with it.
pub fn show(cx: &Cx, one: &Resource, holder: Option<&Licence>, asking: &Asking) -> Markup {
    let l = &cx.locale;
    let until = one.quarantine_until.map(|until| ui::datetime(l, until.0));
    let pool =
        if one.is_test { "licensing-resource-pool-test" } else { "licensing-resource-pool-live" };
    let facts = Facts::new()
        .row(l.t("licensing-resource-kind"), l.t(one_key(one.kind)))
        .row(l.t("licensing-resource-pool"), l.t(pool))
        .row(l.t("licensing-resource-since"), ui::datetime(l, one.since.0))
        .maybe(
            l.t("licensing-resource-holder"),
            holder.map(|licence| {
                html! {
                    a href={ "/licences/" (licence.id) "/resources" } { (licence.name) }
                }
            }),
        )
        .maybe(l.t("licensing-resource-until"), until)
        .maybe(l.t("licensing-resource-reason"), Some(&one.reason).filter(|text| !text.is_empty()));
    let content = html! {
        (nav(l, BASE))
        div.sheet-head { div { h1 { (one.readable()) } (state_badge(l, one.state)) } }
        (elsewhere(l, &asking.wrong, fields(one.state)))
        (facts)
        @if cx.may(rights::WORK) { (verbs(cx, one, asking)) }
    };
    ui::page(cx, Page::sheet(one.readable(), content).crumb(l.t("licensing-resources"), BASE))
}

/// What the page of a resource asks for.
fn fields(state: State) -> &'static [&'static str] {
    match state {
        State::Available => &["licence", "reason", "days"],
        State::Allocated => &["reason", "days"],
        State::Quarantine => &[],
    }
}

fn verbs(cx: &Cx, one: &Resource, asking: &Asking) -> Markup {
    let (l, wrong) = (&cx.locale, &asking.wrong);
    let to = format!("{BASE}/{}", one.id);
    let hidden = |verb: &str| {
        html! {
            input type="hidden" name="verb" value=(verb);
            input type="hidden" name="version" value=(one.version);
        }
    };
    html! {
        @match one.state {
            State::Available => section.section {
                h2 { (l.t("licensing-resource-give")) }
                form.form method="post" action=(to) {
                    (hidden("allocate"))
                    (Field::text("licence", l.t("licensing-resource-licence-id")).mono().required().value(&asking.licence)
                        .hint(l.t("licensing-resource-licence-hint")).errors(l, wrong))
                    div.form-foot { (Button::primary(l.t("licensing-resource-give"))) }
                }
            },
            State::Allocated => form method="post" action=(to) {
                (hidden("release"))
                p { (l.t("licensing-resource-release-text")) }
                (Button::new(l.t("licensing-resource-release")))
            },
            State::Quarantine => @if cx.may(rights::MANAGE) { form method="post" action=(to) {
                (hidden("return"))
                (Button::new(l.t("licensing-resource-return")))
            } },
        }
        @if cx.may(rights::MANAGE) {
            @if one.state != State::Quarantine { section.section {
                h2 { (l.t("licensing-resource-quarantine")) }
                form.form method="post" action=(to) {
                    (hidden("quarantine"))
                    (Field::text("reason", l.t("licensing-resource-reason")).max(Resource::LONGEST_REASON)
                        .value(&asking.reason).errors(l, wrong))
                    (Field::input("number", "days", l.t("licensing-resource-days-label")).value(&asking.days).required()
                        .attr("min", "1").attr("max", Resource::LONGEST_DAYS.to_string()).errors(l, wrong))
                    div.form-foot { (Button::new(l.t("licensing-resource-quarantine-button"))) }
                }
            } }
            @if one.state != State::Allocated {
                form method="post" action={ (to) "/removal" } {
                    (Button::danger(l.t("licensing-resource-remove")).icon("trash-2"))
                }
            }
        }
    }
}

/// What a licence has, and the form that gives it more.
pub fn of_licence(cx: &Cx, licence: &Licence, held: &[Resource], wanted: &Wanted) -> Markup {
    let (l, wrong) = (&cx.locale, &wanted.wrong);
    let title = l.ta("licensing-resources-of", &[("licence", licence.name.clone().into())]);
    let content = html! {
        (nav(l, BASE))
        div.sheet-head { h1 { (title) } }
        (elsewhere(l, wrong, &["count"]))
        @if held.is_empty() { p.meta { (l.t("licensing-resources-of-none")) } } @else {
            (ui::rows(&title, html! {
                @for one in held {
                    (Row::new(format!("{BASE}/{}", one.id), one.readable())
                        .shape(state_badge(l, one.state))
                        .meta(html! { span { (l.t(one_key(one.kind))) } span { (ui::date(l, one.since.0)) } }))
                }
            }))
        }
        @if cx.may(rights::WORK) { section.section {
            h2 { (l.t("licensing-resources-give")) }
            form.form method="post" action={ "/licences/" (licence.id) "/resources" } {
                (Field::select("kind", l.t("licensing-resource-kind"), kinds(l)).value(wanted.kind.name()))
                (Field::input("number", "count", l.t("licensing-resource-count")).value(&wanted.count).required()
                    .attr("min", "1").attr("max", Resource::MOST.to_string()).errors(l, wrong))
                div.form-foot { (Button::primary(l.t("licensing-resources-give-button"))) }
            }
        } }
    };
    let of = format!("/licences/{}", licence.id);
    ui::page(cx, Page::sheet(title, content).crumb(licence.name.clone(), of))
}
