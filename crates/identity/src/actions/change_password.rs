use super::end_entries::end_entries;
use super::enter::{Entered, Way, enter};
use super::{new_password, own_password};
use crate::store;
use events::identity::PasswordChanged;
use platform::keys::Secret;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, User, event};

/// Changes one's own password. The present one is asked for again (ASVS 7.5.1), and all sessions begin anew.
pub async fn change_password(cx: &Cx, current: &str, new: &str) -> Result<Entered> {
    let user = User::clone(cx.user()?);
    own_password(cx, Secret::from(current)).await?;
    let passwords = &cx.kontor.passwords;
    let new = new_password(cx, &user, new).await?;
    let hash = passwords.hash(user.id, Secret::from(new.expose())).await?;
    let tx = cx.begin().await?;
    store::credential::set(&tx, cx, user.id, hash).await?;
    store::link::revoke_all(&tx, user.id).await?;
    event::record(&tx, cx, &PasswordChanged { user: user.id, first: false }).await?;
    end_entries(&tx, cx, user.id, None).await?;
    // the new session was proved as the old one was
    let own = cx.session();
    let way = own.map_or_else(
        || Way::from("pwd"),
        |own| Way { how: own.amr.clone(), vouched: own.vouched(), both: true, proved_at: None },
    );
    let entered = enter(&tx, cx, user, way).await?;
    cx.commit(tx).await?;
    let who = Who::Known(&entered.user.email);
    cx.kontor.security.write(cx, Event::PasswordChanged, who, "by_user");
    Ok(entered)
}
