//! The files of releases that a licence opens, drawn.

use super::{Frame, page as framed};
use crate::domain::artifact::Artifact;
use crate::domain::licence::Licence;
use crate::domain::release::Release;
use crate::views::licence_list::label;
use maud::{Markup, html};
use platform::Locale;
use ui::Button;

/// A release with the files that are there.
pub struct Version {
    pub release: Release,
    pub files: Vec<Artifact>,
}

#[derive(Default)]
pub struct List {
    pub versions: Vec<Version>,
    /// The address of the next page.
    pub more: Option<String>,
}

pub fn page(frame: Frame<'_>, licence: &Licence, path: &str, list: &List) -> Markup {
    let l = &frame.cx.locale;
    let title = l.t("licensing-portal-downloads");
    let back = format!("{}/{}", super::licence::PATH, licence.id);
    let content = html! {
        div.stack.tight {
            h1 { (title) }
            p.meta { a href=(back) { (label(l, licence)) } }
        }
        @if list.versions.is_empty() {
            (ui::empty("download", &l.t("licensing-portal-downloads-none"), None, None))
        }
        @for version in &list.versions { (drawn(l, path, version)) }
        @if let Some(more) = &list.more { div { (Button::quiet(l.t("licensing-portal-older")).href(more)) } }
    };
    framed(frame, title.clone(), &content)
}

fn drawn(l: &Locale, path: &str, version: &Version) -> Markup {
    let release = &version.release;
    html! {
        section.section {
            h2 { (release.label()) " " span.meta { (ui::date(l, release.dated_at.0)) } }
            @if !release.description.is_empty() { p.pre { (release.description) } }
            @if version.files.is_empty() { p.meta { (l.t("licensing-portal-no-files")) } }
            @else { ul.plain-list { @for file in &version.files { li { (one(l, path, file)) } } } }
        }
    }
}

fn one(l: &Locale, path: &str, file: &Artifact) -> Markup {
    let size = file.filesize.and_then(|size| u64::try_from(size).ok());
    let said = l.ta("licensing-portal-fetch-named", &[("name", file.filename.as_str().into())]);
    html! {
        div.line {
            form method="post" action={ (path) "/" (file.id) } {
                (Button::quiet(l.t("licensing-portal-fetch")).icon("download").attr("aria-label", said))
            }
            span.mono { (file.filename) }
            span.meta {
                (file.platform) " " (file.arch)
                @if let Some(size) = size { " · " (l.bytes(size)) }
            }
        }
        @if let Some(sha256) = &file.sha256 {
            details { summary.meta { "SHA-256" } code.mono.pre { (sha256) } }
        }
    }
}
