use super::arrive::{Arrived, arrive};
use super::{breached, create_user};
use crate::domain::account::{self, Account, Email, Faults, Name};
use crate::domain::link::{Purpose, Spent};
use crate::domain::password::NewPassword;
use crate::{setup, store};
use events::identity::SetupFinished;
use platform::keys::Secret;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, Role, Tx, User, UserId, event};

/// What the setup page asks for, all of it right.
pub struct FirstAdmin {
    id: UserId,
    account: Account,
    password: NewPassword,
    company: Option<Name>,
}

impl FirstAdmin {
    pub fn new(
        min_length: usize,
        (name, email): (&str, &str),
        password: &str,
        company: &str,
        lang: &str,
    ) -> Result<Self> {
        let mut faults = Faults::default();
        let password = faults.take(NewPassword::new(password, min_length, &[name, email, company]));
        let (name, email) = (faults.take(Name::of_person(name)), faults.take(Email::new(email)));
        let lang = faults.take(account::lang(lang));
        let company = faults.take(Name::of_company(company));
        faults.all((|| {
            let (role, level) = (Role::Admin, 1);
            let roles = Vec::new();
            let account = Account { name: name?, email: email?, role, level, lang: lang?, roles };
            Some(Self { id: UserId::new(), account, password: password?, company: company? })
        })())
    }
}

/// Makes the first administrator and closes the setup for ever.
pub async fn finish_setup(cx: &Cx, token: &str, admin: FirstAdmin) -> Result<Arrived> {
    breached::refuse(cx, &admin.password).await?;
    let password = Secret::from(admin.password.expose());
    let hash = cx.kontor.passwords.hash(admin.id, password).await?;
    let tx = cx.begin().await?;
    // first the row that everyone queues up at: of two who finish at once, one does
    store::setup::queue_up(&tx).await?;
    let open = setup::is_needed(&tx).await?;
    if !open || store::link::take(&tx, token, &[Purpose::Setup], cx.now).await?.is_none() {
        cx.kontor.security.write(cx, Event::SetupFailed, Who::Nobody, "bad_token");
        return Err(Spent.into());
    }
    let user = insert(&tx, cx, admin, hash).await?;
    let email = user.email.clone();
    let arrived = arrive(&tx, cx, user, "pwd").await?;
    cx.commit(tx).await?;
    setup::forget_file(&cx.kontor);
    cx.kontor.security.write(cx, Event::SetupFinished, Who::Known(&email), "");
    Ok(arrived)
}

/// Makes the first administrator that the configuration names, who has come to nowhere yet. None where there is one
/// already: of two nodes that start at once, one makes the account.
pub async fn make_first_admin(cx: &Cx, admin: FirstAdmin) -> Result<Option<User>> {
    breached::refuse(cx, &admin.password).await?;
    let password = Secret::from(admin.password.expose());
    let hash = cx.kontor.passwords.hash(admin.id, password).await?;
    let tx = cx.begin().await?;
    store::setup::queue_up(&tx).await?;
    if !setup::is_needed(&tx).await? {
        return Ok(None);
    }
    let user = insert(&tx, cx, admin, hash).await?;
    cx.commit(tx).await?;
    setup::forget_file(&cx.kontor);
    cx.kontor.security.write(cx, Event::SetupFinished, Who::Known(&user.email), "configuration");
    Ok(Some(user))
}

async fn insert(tx: &Tx, cx: &Cx, admin: FirstAdmin, hash: String) -> Result<User> {
    let user = create_user::insert_as(tx, cx, admin.id, admin.account).await?;
    store::credential::set(tx, cx, user.id, hash).await?;
    let company = admin.company.map(|name| name.as_str().to_owned()).unwrap_or_default();
    store::setup::set_company(tx, &company).await?;
    event::record(tx, cx, &SetupFinished { admin: user.id, company }).await?;
    Ok(user)
}
