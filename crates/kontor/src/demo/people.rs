//! Who works in the demo company.

use identity::{Account, actions, links, setup};
use platform::{Cx, Lang, Refusal, Result, Role, User, users};

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

pub async fn fill(cx: &Cx) -> Result<String> {
    let admin = match users::find_by_email(cx.db(), ADMIN.1).await? {
        Some(admin) => admin,
        None if setup::is_needed(cx.db()).await? => everyone(cx).await?,
        None => return Err(Refusal::new("cli-demo-refused", "the database is in use").into()),
    };
    links::one_time(cx, admin.id).await
}

/// The administrator comes last: only then is the database a whole demo.
async fn everyone(cx: &Cx) -> Result<User> {
    for (name, email, level, lang) in AGENTS {
        let account = Account { level, ..Account::new(name, email, Role::Agent, lang)? };
        actions::create_user(cx, account).await?;
    }
    actions::create_user(cx, Account::new(ADMIN.0, ADMIN.1, Role::Admin, Lang::De)?).await
}
