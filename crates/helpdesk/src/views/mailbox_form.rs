//! A mailbox's form: identity, fetching, sending, and the test that explains what fails.

use super::choices::{Choices, value};
use super::mailbox::state;
use crate::actions::{MailboxForm, ServerForm};
use crate::domain::mailbox::{Mailbox, Security};
use maud::{Markup, html};
use platform::{Cx, Lang, Locale, Refusal};
use ui::{Button, Choice, Field, Notice, Page, icon, page as whole};

/// The form as it was filled in; `old` is the mailbox that it changes.
#[derive(Debug)]
pub(crate) struct Filled {
    pub old: Option<Mailbox>,
    pub form: MailboxForm,
    pub wrong: Vec<Refusal>,
    /// What a test of the connection said.
    pub tested: Vec<Tested>,
}

/// One step of a test: what was tried, and the sentence that says how it went.
#[derive(Clone, Debug)]
pub(crate) struct Tested {
    pub what: String,
    pub ok: bool,
    pub said: String,
}

pub(crate) fn page(cx: &Cx, filled: &Filled, choices: &Choices) -> Markup {
    let l = &cx.locale;
    let title = match &filled.old {
        Some(old) => old.address.clone(),
        None => l.t("helpdesk-mailbox-new"),
    };
    let action = filled
        .old
        .as_ref()
        .map_or("/admin/mailboxes".to_owned(), |old| format!("/admin/mailboxes/{}", old.id));
    let content = html! {
        div.sheet-head {
            div { h1 { (title) } @if let Some(old) = &filled.old { p { (state(cx, old)) } } }
            @if let Some(old) = &filled.old {
                form method="post" action={ "/admin/mailboxes/" (old.id) "/test" } {
                    (Button::new(l.t("helpdesk-mailbox-test")).icon("plug"))
                }
            }
        }
        (tested(l, &filled.tested))
        @if !filled.wrong.is_empty() { (Notice::danger(l.t("helpdesk-form-wrong")).with(unplaced(l, &filled.wrong))) }
        form.form method="post" action=(action) autocomplete="off" {
            @if let Some(version) = filled.form.version { input type="hidden" name="version" value=(version); }
            (identity(l, filled, choices))
            (incoming(l, filled))
            (outgoing(l, filled))
            (Field::check("active", l.t("helpdesk-mailbox-active")).checked(filled.form.active)
                .hint(l.t("helpdesk-mailbox-active-hint")))
            div.form-foot {
                (Button::primary(l.t("helpdesk-mailbox-save")))
                (Button::quiet(l.t("helpdesk-cancel")).href("/admin/mailboxes"))
            }
        }
    };
    whole(
        cx,
        Page::form(title, content)
            .crumb(l.t("helpdesk-admin"), "/admin")
            .crumb(l.t("helpdesk-mailboxes"), "/admin/mailboxes"),
    )
}

fn identity(l: &Locale, filled: &Filled, choices: &Choices) -> Markup {
    let (form, wrong) = (&filled.form, filled.wrong.as_slice());
    let languages = [Choice::new("de", "Deutsch"), Choice::new("en", "English")];
    let chosen = if form.lang == Lang::En { "en" } else { "de" };
    html! {
        fieldset.fieldset {
            legend { (l.t("helpdesk-mailbox-identity")) }
            (Field::email("address", l.t("helpdesk-mailbox-address")).value(&form.address).required()
                .max(254).placeholder("support@example.com").errors(l, wrong))
            div.form-row {
                (Field::text("sender_name", l.t("helpdesk-mailbox-sender")).value(&form.sender_name).required()
                    .max(100).hint(l.t("helpdesk-mailbox-sender-hint")).errors(l, wrong))
                (Field::text("name", l.t("helpdesk-mailbox-name")).value(&form.name).optional(l)
                    .max(100).hint(l.t("helpdesk-mailbox-name-hint")).errors(l, wrong))
            }
            div.form-row {
                @if !choices.groups.is_empty() {
                    (Field::select("group", l.t("helpdesk-group"), choices.groups(form.group)).value(value(form.group))
                        .hint(l.t("helpdesk-mailbox-group-hint")).errors(l, wrong))
                }
                (Field::select("lang", l.t("helpdesk-mailbox-lang"), languages).value(chosen)
                    .hint(l.t("helpdesk-mailbox-lang-hint")).errors(l, wrong))
            }
            (Field::area("signature", l.t("helpdesk-mailbox-signature"), 4).value(&form.signature).optional(l)
                .hint(l.t("helpdesk-mailbox-signature-hint")).errors(l, wrong))
            (Field::check("acknowledge", l.t("helpdesk-mailbox-acknowledge")).checked(form.acknowledge)
                .hint(l.t("helpdesk-mailbox-acknowledge-hint")))
        }
    }
}

fn incoming(l: &Locale, filled: &Filled) -> Markup {
    let (form, wrong) = (&filled.form, filled.wrong.as_slice());
    let after = [
        Choice::new("mark_seen", l.t("helpdesk-mailbox-after-seen")),
        Choice::new("move", l.t("helpdesk-mailbox-after-move")),
        Choice::new("leave", l.t("helpdesk-mailbox-after-leave")),
    ];
    let chosen = if form.after_fetch.is_empty() { "mark_seen" } else { &form.after_fetch };
    let connected = filled.old.as_ref().is_some_and(|old| old.connected_at.is_some());
    html! {
        fieldset.fieldset {
            legend { (l.t("helpdesk-mailbox-incoming")) }
            p.hint { (l.t("helpdesk-mailbox-incoming-hint")) }
            (server(l, "imap", &form.imap, filled))
            div.form-row {
                (Field::text("folder", l.t("helpdesk-mailbox-folder")).value(&form.folder).placeholder("INBOX").max(180).errors(l, wrong))
                (Field::text("move_to", l.t("helpdesk-mailbox-move-to")).value(&form.move_to).optional(l).max(180)
                    .hint(l.t("helpdesk-mailbox-move-to-hint")).errors(l, wrong))
            }
            (Field::radio("after_fetch", l.t("helpdesk-mailbox-after"), after).value(chosen).errors(l, wrong))
            @if connected {
                @if form.archive_first { input type="hidden" name="archive_first" value="on"; }
            } @else {
                (Field::check("archive_first", l.t("helpdesk-mailbox-archive")).checked(form.archive_first)
                    .hint(l.t("helpdesk-mailbox-archive-hint")))
            }
            (Field::text("authserv_id", l.t("helpdesk-mailbox-authserv")).value(&form.authserv_id).optional(l).mono()
                .max(255).hint(l.t("helpdesk-mailbox-authserv-hint")).errors(l, wrong))
        }
    }
}

fn outgoing(l: &Locale, filled: &Filled) -> Markup {
    html! {
        fieldset.fieldset {
            legend { (l.t("helpdesk-mailbox-outgoing")) }
            p.hint { (l.t("helpdesk-mailbox-outgoing-hint")) }
            (server(l, "smtp", &filled.form.smtp, filled))
        }
    }
}

/// One server's fields. A stored password is never sent to the browser.
fn server(l: &Locale, which: &'static str, form: &ServerForm, filled: &Filled) -> Markup {
    let wrong = filled.wrong.as_slice();
    let name = |part: &str| format!("{which}_{part}");
    let securities = Security::ALL.map(|one| Choice::new(one.name(), l.t(security(one))));
    let hint = match (&filled.old, which) {
        (Some(_), _) => "helpdesk-mailbox-password-kept",
        (None, "smtp") => "helpdesk-mailbox-password-smtp",
        (None, _) => "helpdesk-mailbox-password-hint",
    };
    html! {
        div.form-row {
            (Field::text(name("host"), l.t("helpdesk-mailbox-host")).value(&form.host).mono().required().max(255).errors(l, wrong))
            (Field::input("number", name("port"), l.t("helpdesk-mailbox-port")).value(&form.port).required()
                .attr("min", "1").attr("max", "65535").errors(l, wrong))
        }
        (Field::select(name("security"), l.t("helpdesk-mailbox-security"), securities).value(&form.security).errors(l, wrong))
        div.form-row {
            (Field::text(name("username"), l.t("helpdesk-mailbox-username")).value(&form.username).mono().optional(l).max(255)
                .attr("autocomplete", "off").hint(l.t("helpdesk-mailbox-username-hint")).errors(l, wrong))
            (Field::password(name("password"), l.t("helpdesk-mailbox-password"), "new-password")
                .hint(l.t(hint)).errors(l, wrong))
        }
    }
}

fn security(security: Security) -> &'static str {
    match security {
        Security::Tls => "helpdesk-security-tls",
        Security::Starttls => "helpdesk-security-starttls",
        Security::Plain => "helpdesk-security-plain",
    }
}

fn tested(l: &Locale, steps: &[Tested]) -> Markup {
    if steps.is_empty() {
        return html! {};
    }
    let failed = steps.iter().any(|step| !step.ok);
    let list = html! {
        ul.steps {
            @for step in steps {
                li {
                    (icon(if step.ok { "check" } else { "circle-x" })) span { (step.what) }
                    @if step.ok { span.meta { (step.said) } } @else { p { (step.said) } }
                }
            }
        }
    };
    html! {
        @if failed { (Notice::danger(l.t("helpdesk-mailbox-test-failed")).with(list)) }
        @else { (Notice::ok(l.t("helpdesk-mailbox-test-fine")).with(list)) }
    }
}

/// Refusals that no shown field carries.
fn unplaced(l: &Locale, wrong: &[Refusal]) -> Markup {
    let nameless: Vec<_> = wrong.iter().filter(|one| one.field.is_none()).collect();
    html! { @if !nameless.is_empty() { ul { @for one in nameless { li { (one.say(l)) } } } } }
}
