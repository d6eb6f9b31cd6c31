//! The demo company's helpdesk: groups, categories and two mailboxes.

use helpdesk::actions::{
    CategoryForm, GroupForm, MailboxForm, ServerForm, save_category, save_group, save_mailbox,
};
use helpdesk::domain::category::CategoryId;
use helpdesk::domain::mailbox::Mailbox;
use platform::{Cx, Lang, Result, User};
use std::sync::Arc;

/// What the tickets are put into.
pub struct Desk {
    pub german: Mailbox,
    pub english: Mailbox,
    pub categories: Vec<CategoryId>,
}

const CATEGORIES: [&str; 6] =
    ["Anwendung", "Zugang", "Rechnung und Vertrag", "Betrieb", "Schnittstellen", "Allgemein"];

pub async fn set_up(cx: &Cx, agents: &[Arc<User>]) -> Result<Desk> {
    let members = agents.iter().map(|agent| agent.id).collect();
    let group = GroupForm { name: "Support".into(), active: true, members, ..GroupForm::default() };
    let group = save_group(cx, None, group).await?;
    let operations = vec![agents[3].id, agents[4].id];
    let second = GroupForm {
        name: "Betrieb".into(),
        active: true,
        members: operations,
        ..GroupForm::default()
    };
    save_group(cx, None, second).await?;
    let mut categories = Vec::new();
    for name in CATEGORIES {
        let form = CategoryForm { name: name.into(), active: true, version: None };
        categories.push(save_category(cx, None, form).await?.id);
    }
    let box_of = |address: &str, lang, signature: &str| MailboxForm {
        name: address.to_uppercase()[..1].to_owned() + &address[1..address.find('@').unwrap_or(1)],
        address: address.into(),
        group: Some(group.id),
        sender_name: "Kontor Support".into(),
        signature: signature.into(),
        lang,
        imap: server("imap.kontor.example", "993", "tls"),
        smtp: server("smtp.kontor.example", "587", "starttls"),
        acknowledge: true,
        active: true,
        ..MailboxForm::default()
    };
    let german = box_of(
        "hilfe@kontor.example",
        Lang::De,
        "Mit freundlichen Grüßen\n{agent}\nKontor Software GmbH, Speicherstadt 8, 20457 Hamburg",
    );
    let english = box_of(
        "help@kontor.example",
        Lang::En,
        "Kind regards\n{agent}\nKontor Software GmbH, Hamburg",
    );
    Ok(Desk {
        german: save_mailbox(cx, None, german).await?,
        english: save_mailbox(cx, None, english).await?,
        categories,
    })
}

/// A server that does not exist: no demo ever reaches anybody.
fn server(host: &str, port: &str, security: &str) -> ServerForm {
    ServerForm {
        host: host.into(),
        port: port.into(),
        security: security.into(),
        username: String::new(),
        password: platform::keys::Secret::from("demo"),
    }
}
