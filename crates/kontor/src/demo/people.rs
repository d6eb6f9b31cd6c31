//! Who works in the demo company.

use identity::domain::role::Draft;
use identity::{Account, actions};
use platform::{Cx, Lang, Result, Role, User, users};
use std::sync::Arc;

/// The administrator; where this account is, the database is a demo.
const ADMIN: (&str, &str) = ("Maria Brandt", "maria@kontor.example");

/// Name, address, support level and language.
const AGENTS: [(&str, &str, i16, Lang); 5] = [
    ("Jonas Petersen", "jonas@kontor.example", 1, Lang::De),
    ("Aylin Kaya", "aylin@kontor.example", 1, Lang::De),
    ("Tom Whitfield", "tom@kontor.example", 2, Lang::En),
    ("Katharina Vogt", "katharina@kontor.example", 3, Lang::De),
    ("Piet Hansen", "piet@kontor.example", 4, Lang::De),
];

pub async fn admin(cx: &Cx) -> Result<Option<User>> {
    users::find_by_email(cx.db(), ADMIN.1).await
}

pub async fn make_agents(cx: &Cx) -> Result<Vec<Arc<User>>> {
    let mut all = Vec::new();
    for (name, email, level, lang) in AGENTS {
        let account = Account { level, ..Account::new(name, email, Role::Agent, lang)? };
        all.push(Arc::new(actions::create_user(cx, account).await?));
    }
    Ok(all)
}

/// A role of the house's own, which nobody has yet.
pub async fn make_role(cx: &Cx, lang: Lang) -> Result<()> {
    let (name, description) = match lang {
        Lang::De => ("Nur lesen", "Sieht Tickets und Kundschaft und ändert nichts."),
        Lang::En => ("Read only", "Sees tickets and customers and changes nothing."),
    };
    let rights = [helpdesk::rights::VIEW, directory::rights::VIEW].map(|right| right.0.to_owned());
    let (name, description) = (name.to_owned(), description.to_owned());
    let draft = Draft { name, description, rights: rights.into() };
    actions::create_role(cx, &draft).await.map(drop)
}

/// The administrator comes last: only then is the database a whole demo.
pub async fn make_admin(cx: &Cx, lang: Lang) -> Result<User> {
    actions::create_user(cx, Account::new(ADMIN.0, ADMIN.1, Role::Admin, lang)?).await
}
