//! Releases: their list, and the page of one with its files.

use super::actor::{Actors, actor};
use super::nav::nav;
use super::unplaced;
use crate::domain::artifact::{Artifact, Draft, Status as FileStatus};
use crate::domain::entitlement::Entitlement;
use crate::domain::product::Product;
use crate::domain::release::{Channel, Release, Required, Status};
use crate::rights;
use crate::web::release::Asked;
use events::licensing::{EntryChanged, EntryCreated, EntryMarked};
use maud::{Markup, html};
use platform::event::Recorded;
use platform::{Cx, Locale, Refusal};
use ui::{
    Badge, Button, Chip, Choice, Column, Facts, Field, Moment, Notice, Page, Row, Table, Tone,
};

pub const BASE: &str = "/licences/releases";

/// One page of the list with what its lines show.
pub struct Start {
    pub found: Vec<Release>,
    pub products: Vec<Product>,
    pub more: bool,
    pub asked: Asked,
}

/// One release with all that its page shows.
pub struct Shown {
    pub release: Release,
    pub product: Product,
    pub artifacts: Vec<Artifact>,
    pub required: Vec<Required>,
    pub entitlements: Vec<Entitlement>,
    pub history: Vec<Recorded>,
    pub actors: Actors,
    /// So large a file may be sent by the form.
    pub most_bytes: u64,
    /// What was said of a file that was not taken.
    pub file: Draft,
    pub wrong: Vec<Refusal>,
}

pub fn channel(l: &Locale, channel: Channel) -> String {
    l.t(match channel {
        Channel::Stable => "licensing-release-channel-stable",
        Channel::Rc => "licensing-release-channel-rc",
        Channel::Beta => "licensing-release-channel-beta",
        Channel::Alpha => "licensing-release-channel-alpha",
        Channel::Dev => "licensing-release-channel-dev",
    })
}

fn status_key(status: Status) -> &'static str {
    match status {
        Status::Draft => "licensing-release-draft",
        Status::Published => "licensing-release-published",
        Status::Yanked => "licensing-release-yanked",
    }
}

fn badge(l: &Locale, status: Status) -> Badge {
    let word = l.t(status_key(status));
    match status {
        Status::Draft => Badge::new(Tone::Quiet, "pencil", word),
        Status::Published => Badge::new(Tone::Ok, "circle-check", word),
        Status::Yanked => Badge::new(Tone::Danger, "ban", word),
    }
}

pub fn list(cx: &Cx, start: &Start) -> Markup {
    let l = &cx.locale;
    let title = l.t("licensing-releases");
    let new = Button::primary(l.t("licensing-release-new")).icon("plus").key("c");
    let new = cx.may(rights::MANAGE).then(|| new.href(format!("{BASE}/new")));
    let content = html! {
        (nav(l, BASE))
        div.sheet-head {
            div { h1 { (title) } p { (l.t("licensing-releases-text")) } }
            @if let Some(new) = &new { (new) }
        }
        (filters(l, start))
        div data-live="releases" hx-get=(start.asked.href()) hx-trigger="live" hx-target="#main" hx-swap="innerMorph" {
            @if start.found.is_empty() { (nothing(l, start)) } @else {
                (ui::rows(&title, lines(cx, start)))
            }
        }
    };
    ui::page(cx, Page::wide(title, content))
}

fn nothing(l: &Locale, start: &Start) -> Markup {
    if start.asked.is_bare() {
        return ui::empty("layers", &l.t("licensing-releases-none"), None, None);
    }
    let all = Button::new(l.t("licensing-releases-all")).href(BASE);
    ui::empty("search", &l.t("licensing-releases-not-found"), Some(all), None)
}

fn filters(l: &Locale, start: &Start) -> Markup {
    let asked = &start.asked;
    let chip = |label: String, name: &'static str, value: &str| {
        let on = asked.get(name) == value;
        let to = asked.with(name, if on { "" } else { value });
        Chip { removable: on, ..Chip::new(label, to.href(), on) }
    };
    let mut chips = vec![Chip::new(l.t("licensing-releases-all"), BASE, asked.is_bare())];
    for one in Status::ALL {
        chips.push(chip(l.t(status_key(*one)), "status", one.name()));
    }
    for one in Channel::ALL {
        chips.push(chip(channel(l, *one), "channel", one.name()));
    }
    if start.products.len() > 1 {
        for one in &start.products {
            chips.push(chip(one.name.clone(), "product", &one.id.to_string()));
        }
    }
    ui::chips(&l.t("licensing-releases-filter"), &chips)
}

/// The lines of the list and the way to more.
pub fn lines(cx: &Cx, start: &Start) -> Markup {
    let l = &cx.locale;
    let next = start.found.last().filter(|_| start.more).map(|last| {
        let after = format!("{}.{}", last.created_at.0.timestamp_millis(), last.id);
        start.asked.with("after", &after).href()
    });
    html! {
        @for release in &start.found {
            @let product = start.products.iter().find(|one| one.id == release.product);
            (Row::new(format!("{BASE}/{}", release.id), release.label())
                .shape(badge(l, release.status))
                .whole_page()
                .meta(html! {
                    @if let Some(product) = product { span { (product.name) } }
                    span { (channel(l, release.channel)) }
                    @if let Some(tag) = &release.tag { span.mono { (tag) } }
                    @if release.min_supported { span { (l.t("licensing-release-least")) } }
                    span { (ui::date(l, release.published_at.unwrap_or(release.created_at).0)) }
                }))
        }
        (ui::more(l, next.as_deref()))
    }
}

pub fn show(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let release = &shown.release;
    let path = format!("{BASE}/{}", release.id);
    let content = html! {
        (nav(l, BASE))
        div.sheet-head {
            div { h1 { (release.label()) } (badge(l, release.status)) }
            @if cx.may(rights::MANAGE) { (verbs(l, release, &path)) }
        }
        (unplaced(l, &shown.wrong))
        (facts(l, shown))
        section.section { h2 { (l.t("licensing-release-files")) } (files(cx, shown, &path)) }
        section.section { h2 { (l.t("licensing-release-requires")) } (required(cx, shown, &path)) }
        section.section {
            h2 { (l.t("licensing-release-history")) }
            (timeline(cx, shown))
        }
    };
    let page = Page::sheet(release.label(), content);
    ui::page(cx, page.crumb(l.t("licensing-releases"), BASE))
}

fn verbs(l: &Locale, release: &Release, path: &str) -> Markup {
    let form = |to: &str, button: Button| {
        html! { form method="post" action={ (path) (to) } { (button) } }
    };
    html! {
        div.line {
            (Button::new(l.t("licensing-release-edit")).icon("pencil").href(format!("{path}/edit")).key("e"))
            @match release.status {
                Status::Draft => (form("/publication", Button::primary(l.t("licensing-release-publish")).icon("check"))),
                Status::Published => (Button::new(l.t("licensing-release-yank")).icon("ban").href(format!("{path}/yanking"))),
                Status::Yanked => {},
            }
            (Button::quiet(l.t("licensing-release-remove")).icon("trash-2").href(format!("{path}/removal")))
        }
    }
}

fn facts(l: &Locale, shown: &Shown) -> Markup {
    let release = &shown.release;
    let product =
        html! { a href={ "/licences/products/" (shown.product.id) } { (shown.product.name) } };
    let notes =
        (!release.description.is_empty()).then(|| html! { span.pre { (release.description) } });
    let least = release.min_supported.then(|| l.t("licensing-release-least-text"));
    let facts = Facts::new()
        .row(l.t("licensing-release-product"), product)
        .row(l.t("licensing-release-version"), html! { span.mono { (release.number) } })
        .row(l.t("licensing-release-channel"), channel(l, release.channel))
        .maybe(
            l.t("licensing-release-tag"),
            release.tag.as_ref().map(|tag| html! { span.mono { (tag) } }),
        )
        .maybe(
            l.t("licensing-release-published-at"),
            release.published_at.map(|at| ui::datetime(l, at.0)),
        )
        .maybe(
            l.t("licensing-release-yanked-at"),
            release.yanked_at.map(|at| ui::datetime(l, at.0)),
        )
        .maybe(l.t("licensing-release-backdated"), release.backdated_at.map(|at| ui::date(l, at.0)))
        .maybe(l.t("licensing-release-least"), least)
        .maybe(l.t("licensing-release-notes"), notes);
    html! { (facts) }
}

fn file_badge(l: &Locale, status: FileStatus) -> Badge {
    match status {
        FileStatus::Waiting | FileStatus::Processing => {
            Badge::new(Tone::Quiet, "hourglass", l.t("licensing-artifact-waiting"))
        }
        FileStatus::Uploaded => {
            Badge::new(Tone::Ok, "circle-check", l.t("licensing-artifact-uploaded"))
        }
        FileStatus::Failed => {
            Badge::new(Tone::Danger, "circle-x", l.t("licensing-artifact-failed"))
        }
        FileStatus::Yanked => Badge::new(Tone::Danger, "ban", l.t("licensing-artifact-yanked")),
    }
}

fn files(cx: &Cx, shown: &Shown, path: &str) -> Markup {
    let l = &cx.locale;
    let heads = ["name", "platform", "size", "sum", "state"];
    let heads = heads.map(|head| l.t(&format!("licensing-artifact-head-{head}")));
    html! {
        @if shown.artifacts.is_empty() { p.meta { (l.t("licensing-artifacts-none")) } } @else {
            (Table::new(l.t("licensing-release-files"))
                .cards()
                .columns(heads.clone())
                .column(Column::hidden(l.t("licensing-pages-actions")))
                .rows(shown.artifacts.iter().map(|one| file(cx, one, path, &heads))))
        }
        @if cx.may(rights::MANAGE) { (upload(l, shown, path)) }
    }
}

fn file(cx: &Cx, one: &Artifact, path: &str, heads: &[String; 5]) -> Markup {
    let l = &cx.locale;
    let at = format!("{path}/files/{}", one.id);
    let size = one.filesize.and_then(|size| u64::try_from(size).ok());
    let platform = [one.platform.as_str(), one.arch.as_str()];
    let platform: Vec<_> = platform.into_iter().filter(|word| !word.is_empty()).collect();
    html! {
        th scope="row" data-label=(heads[0]) {
            @if one.status == FileStatus::Uploaded { a href=(at) hx-boost="false" download { (one.filename) } }
            @else { (one.filename) }
        }
        td data-label=(heads[1]) { (platform.join(" ")) }
        td data-label=(heads[2]) { @if let Some(size) = size { (l.bytes(size)) } }
        td data-label=(heads[3]) { @if let Some(sum) = &one.sha256 { span.mono title=(sum) { (&sum[..12]) "…" } } }
        td data-label=(heads[4]) { (file_badge(l, one.status)) }
        td {
            @if cx.may(rights::MANAGE) {
                form.line method="post" action=(at) {
                    @if one.status == FileStatus::Uploaded {
                        (Button::quiet(l.t("licensing-artifact-yank")).icon("ban").icon_only().value("verb", "yank"))
                    }
                    (Button::quiet(l.t("licensing-artifact-remove")).icon("trash-2").icon_only().value("verb", "remove"))
                }
            }
        }
    }
}

/// The form works without scripts: a file and what it is for.
fn upload(l: &Locale, shown: &Shown, path: &str) -> Markup {
    let (file, wrong) = (&shown.file, &shown.wrong);
    let most = [("most", l.bytes(shown.most_bytes).into())];
    let hint = l.ta("licensing-artifact-file-hint", &most);
    html! {
        form.form method="post" action={ (path) "/files" } enctype="multipart/form-data" hx-boost="false" {
            div.form-row {
                (Field::text("platform", l.t("licensing-artifact-platform")).max(50).value(&file.platform).errors(l, wrong)
                    .hint(l.t("licensing-artifact-platform-hint")))
                (Field::text("arch", l.t("licensing-artifact-arch")).max(50).value(&file.arch).errors(l, wrong)
                    .hint(l.t("licensing-artifact-arch-hint")))
            }
            (Field::area("signature", l.t("licensing-artifact-signature"), 2).mono().optional(l)
                .value(&file.signature).errors(l, wrong)
                .hint(l.t("licensing-artifact-signature-hint")))
            (Field::file("file", l.t("licensing-artifact-file"), false).errors(l, &of_file(wrong)).hint(hint))
            div.form-foot { (Button::primary(l.t("licensing-artifact-add")).icon("upload")) }
        }
    }
}

/// What is wrong with the file itself, by whichever name, stands at its field.
fn of_file(wrong: &[Refusal]) -> Vec<Refusal> {
    let is = |one: &&Refusal| {
        let field = one.field.as_deref().unwrap_or_default();
        matches!(field, "file" | "filename" | "filetype" | "filesize" | "checksum")
    };
    wrong.iter().filter(is).map(|one| one.clone().on("file")).collect()
}

fn required(cx: &Cx, shown: &Shown, path: &str) -> Markup {
    let l = &cx.locale;
    let has = |one: &&Entitlement| shown.required.iter().any(|row| row.entitlement == one.id);
    let free: Vec<_> = shown.entitlements.iter().filter(|one| !has(one)).collect();
    html! {
        @if shown.required.is_empty() { p.meta { (l.t("licensing-release-requires-none")) } }
        @for row in &shown.required {
            @let name = shown.entitlements.iter().find(|one| one.id == row.entitlement);
            form.line method="post" action={ (path) "/constraints/removal" } {
                span { (name.map_or("?", |one| one.name.as_str())) }
                @if cx.may(rights::MANAGE) {
                    (Button::quiet(l.t("licensing-release-require-less")).icon("x").icon_only()
                        .value("constraint", row.id.to_string()))
                }
            }
        }
        @if free.is_empty() {
            @let asked = shown.wrong.iter().filter(|one| one.field.as_deref() == Some("entitlement"));
            @for one in asked { (Notice::danger(one.say(l))) }
        }
        @if cx.may(rights::MANAGE) && !free.is_empty() {
            form.form method="post" action={ (path) "/constraints" } {
                (Field::select("entitlement", l.t("licensing-release-feature"),
                    free.iter().map(|one| Choice::new(one.id.to_string(), &one.name)))
                    .errors(l, &shown.wrong))
                div.form-foot { (Button::new(l.t("licensing-release-require")).icon("plus")) }
            }
        }
    }
}

fn timeline(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let moment = |fact: &Recorded| {
        let (icon, said) = said(l, fact)?;
        let text = html! { b { (actor(cx, fact, &shown.actors)) } " " (said) };
        Some(Moment { icon, text, at: fact.at.0 })
    };
    let moments: Vec<_> = shown.history.iter().rev().filter_map(moment).collect();
    ui::timeline(l, &moments, cx.now)
}

fn said(l: &Locale, fact: &Recorded) -> Option<(&'static str, String)> {
    if fact.facts::<EntryCreated>().is_some() {
        return Some(("plus", l.t("licensing-release-happened-created")));
    }
    if let Some(changed) = fact.facts::<EntryChanged>() {
        let fields: Vec<_> = changed.changes.iter().map(|one| label(l, &one.field)).collect();
        let args = [("fields", fields.join(", ").into())];
        return Some(("pencil", l.ta("licensing-release-happened-changed", &args)));
    }
    match fact.facts::<EntryMarked>()?.mark.as_str() {
        "published" => Some(("check", l.t("licensing-release-happened-published"))),
        "yanked" => Some(("ban", l.t("licensing-release-happened-yanked"))),
        _ => None,
    }
}

/// A field's name as people read it.
pub fn label(l: &Locale, field: &str) -> String {
    l.t(match field {
        "product" => "licensing-release-product",
        "version" => "licensing-release-version",
        "channel" => "licensing-release-channel",
        "tag" => "licensing-release-tag",
        "name" => "licensing-release-name",
        "description" => "licensing-release-notes",
        "min_supported" => "licensing-release-least",
        "backdated" => "licensing-release-backdated",
        "constraints" => "licensing-release-requires",
        _ => "licensing-release-metadata",
    })
}
