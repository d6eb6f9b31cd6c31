use crate::domain::metadata::Metadata;
use crate::domain::user::LicenceUserId;
use crate::{rights, store};
use events::licensing::Noun;
use platform::privacy::Subject;
use platform::{Cx, Millis, Result, audit};

/// Takes out of licensing who somebody is, known by these addresses. What was sold stays, and so do the seats that are
/// taken. Safe to do again.
pub async fn erase_user(cx: &Cx, subject: &Subject) -> Result<()> {
    cx.require(rights::MANAGE)?;
    for id in store::erasure::users_with(cx.db(), &subject.emails).await? {
        erase_one(cx, id).await?;
    }
    let tx = cx.begin().await?;
    store::portal::forget(&tx, &subject.emails).await?;
    store::saved_filter::forget(&tx, &subject.users).await?;
    cx.commit(tx).await
}

async fn erase_one(cx: &Cx, id: LicenceUserId) -> Result<()> {
    let tx = cx.begin().await?;
    let Some(mut user) = store::user::find(&tx, id).await? else { return Ok(()) };
    // the address must be unique, and lead nowhere
    user.email = format!("{id}@erased.invalid");
    user.email_key.clone_from(&user.email);
    (user.first_name, user.last_name) = (String::new(), String::new());
    (user.metadata, user.updated_at) = (Metadata::default(), Millis(cx.now));
    store::user::save(&tx, &mut user).await?;
    let machines = store::erasure::machines_of(&tx, &[id]).await?;
    store::usage::forget_networks(&tx, &machines).await?;
    store::erasure::forget_machines(&tx, id).await?;
    store::anomaly::forget_machines(&tx, id).await?;
    let objects = vec![Noun::LicenceUser.object(id.0)];
    audit::erase(&tx, &audit::Subject { objects, ..audit::Subject::default() }).await?;
    cx.commit(tx).await
}
