//! Mailboxes: setting them up, and finding out why one does not answer.

use super::fields::{Fields, Id, refused, refused_into, unknown};
use super::reading;
use crate::actions::{self, MailboxForm, ServerForm};
use crate::domain::mailbox::{AfterFetch, Mailbox, MailboxId, Security};
use crate::views::choices::Choices;
use crate::views::mailbox_form::{Filled, Tested};
use crate::{rights, store, views};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::keys::Secret;
use platform::mail::Step;
use platform::{Cx, Error, Lang, Locale, Refusal, Result};
use ui::{Toast, flash};

pub(super) async fn list(cx: Cx) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let groups = store::group::all(cx.db()).await?;
    let name = |mailbox: &Mailbox| {
        groups.iter().find(|group| group.id == mailbox.group).map(|group| group.name.clone())
    };
    let rows: Vec<_> = store::mailbox::all(cx.db())
        .await?
        .into_iter()
        .map(|mailbox| (name(&mailbox).unwrap_or_default(), mailbox))
        .map(|(group, mailbox)| (mailbox, group))
        .collect();
    Ok(views::mailbox::list(&cx, &rows))
}

pub(super) async fn new(cx: Cx) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let groups = store::group::all(cx.db()).await?;
    let server = |port: &str, security: Security| ServerForm {
        port: port.into(),
        security: security.name().into(),
        ..ServerForm::default()
    };
    let form = MailboxForm {
        group: groups.iter().find(|group| group.active).map(|group| group.id),
        lang: cx.kontor.default_lang,
        imap: server("993", Security::Tls),
        smtp: server("587", Security::Starttls),
        folder: "INBOX".into(),
        acknowledge: true,
        archive_first: true,
        active: true,
        ..MailboxForm::default()
    };
    draw(&cx, Filled { old: None, form, wrong: Vec::new(), tested: Vec::new() }).await
}

pub(super) async fn edit(cx: Cx, Id(id): Id<MailboxId>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let old = store::mailbox::get(cx.db(), id).await?;
    draw(&cx, unchanged(old)).await
}

/// The form as the mailbox stands.
fn unchanged(old: Mailbox) -> Filled {
    Filled { form: form_of(&old), old: Some(old), wrong: Vec::new(), tested: Vec::new() }
}

fn form_of(mailbox: &Mailbox) -> MailboxForm {
    let server = |host: &str, port: i32, security: Security, username: &str| ServerForm {
        host: host.into(),
        port: port.to_string(),
        security: security.name().into(),
        username: username.into(),
        password: Secret::default(),
    };
    MailboxForm {
        name: mailbox.name.clone(),
        address: mailbox.address.clone(),
        group: Some(mailbox.group),
        sender_name: mailbox.sender_name.clone(),
        signature: mailbox.signature.clone(),
        lang: mailbox.lang,
        imap: server(
            &mailbox.imap_host,
            mailbox.imap_port,
            mailbox.imap_security,
            &mailbox.imap_username,
        ),
        folder: mailbox.folder.clone(),
        after_fetch: match mailbox.after_fetch {
            AfterFetch::MarkSeen => "mark_seen".into(),
            AfterFetch::Move => "move".into(),
            AfterFetch::Leave => "leave".into(),
        },
        move_to: mailbox.move_to.clone(),
        smtp: server(
            &mailbox.smtp_host,
            mailbox.smtp_port,
            mailbox.smtp_security,
            &mailbox.smtp_username,
        ),
        authserv_id: mailbox.authserv_id.clone(),
        acknowledge: mailbox.acknowledge,
        archive_first: mailbox.archive_first,
        active: mailbox.active,
        version: Some(mailbox.version),
    }
}

pub(super) async fn create(cx: Cx, form: Fields) -> Result<Response> {
    save(&cx, None, &form).await
}

pub(super) async fn change(cx: Cx, Id(id): Id<MailboxId>, form: Fields) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let old = store::mailbox::get(cx.db(), id).await?;
    save(&cx, Some(old), &form).await
}

async fn save(cx: &Cx, old: Option<Mailbox>, given: &Fields) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let (mut form, wrong) = typed(given)?;
    let id = old.as_ref().map(|old| old.id);
    let saved = if wrong.is_empty() {
        actions::save_mailbox(cx, id, form.clone()).await
    } else {
        Err(Error::Refused(wrong))
    };
    match saved {
        Ok(mailbox) => {
            let said = cx.locale.ta("helpdesk-saved", &[("name", mailbox.name.into())]);
            let to = format!("/admin/mailboxes/{}", mailbox.id);
            Ok(([flash(&Toast::ok(said))], Redirect::to(&to)).into_response())
        }
        Err(error) => {
            let (status, wrong) = refused(error)?;
            if let Some(id) = id.filter(|_| status == StatusCode::CONFLICT) {
                form.version = Some(store::mailbox::get(cx.db(), id).await?.version);
            }
            let page = draw(cx, Filled { old, form, wrong, tested: Vec::new() }).await?;
            Ok((status, page).into_response())
        }
    }
}

/// The form as it was typed, and what of it is none of the choices.
fn typed(given: &Fields) -> Result<(MailboxForm, Vec<Refusal>)> {
    let server = |which: &str| ServerForm {
        host: given.text(&format!("{which}_host")),
        port: given.text(&format!("{which}_port")),
        security: given.text(&format!("{which}_security")),
        username: given.text(&format!("{which}_username")),
        password: given.secret(&format!("{which}_password")),
    };
    let mut wrong = Vec::new();
    let group = refused_into(&mut wrong, given.parsed("group"))?.flatten();
    let version = refused_into(&mut wrong, given.parsed("version"))?.flatten();
    let lang = Lang::of_tag(&given.text("lang")).ok_or_else(|| unknown("lang"));
    let lang = refused_into(&mut wrong, lang)?.unwrap_or_default();
    let form = MailboxForm {
        name: given.text("name"),
        address: given.text("address"),
        group,
        sender_name: given.text("sender_name"),
        signature: given.text("signature"),
        lang,
        imap: server("imap"),
        folder: given.text("folder"),
        after_fetch: given.text("after_fetch"),
        move_to: given.text("move_to"),
        smtp: server("smtp"),
        authserv_id: given.text("authserv_id"),
        acknowledge: given.is_on("acknowledge"),
        archive_first: given.is_on("archive_first"),
        active: given.is_on("active"),
        version,
    };
    Ok((form, wrong))
}

/// Tries the stored settings: each step, and why the first one failed.
pub(super) async fn test(cx: Cx, Id(id): Id<MailboxId>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let steps = actions::test_mailbox(&cx, id).await?;
    let tested = steps.iter().map(|step| tested(&cx.locale, step)).collect();
    let old = store::mailbox::get(cx.db(), id).await?;
    draw(&cx, Filled { tested, ..unchanged(old) }).await
}

fn tested(l: &Locale, step: &Step) -> Tested {
    let args: Vec<_> =
        step.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    Tested { what: l.t(step.what), ok: step.ok, said: l.ta(step.explanation, &args) }
}

async fn draw(cx: &Cx, filled: Filled) -> Result<Markup> {
    // who sets mailboxes up sees all groups, also those whose tickets they do not see
    let groups = store::group::all(cx.db()).await?;
    let choices = Choices { groups, ..reading::choices(cx, None).await? };
    Ok(views::mailbox_form::page(cx, &filled, &choices))
}
