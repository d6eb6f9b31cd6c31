use super::end_entries::end_vouched;
use super::vouch::believe;
use crate::domain::claims::{self, LoggedOut};
use crate::domain::provider::{Refused, Why};
use crate::domain::token::Unbelievable;
use crate::provider::{Provider, discovery};
use crate::store;
use platform::security_log::{Event, Who};
use platform::session::{self, Vouched};
use platform::{Cx, Result, UserId, users};

/// Ends the sessions of somebody who logged out at the provider (OIDC Back-Channel Logout): those of the
/// session there, or all that it vouched for. Sessions that began with a password go on.
pub async fn log_out_by_provider(cx: &Cx, provider: &Provider<'_>, token: &str) -> Result<u64> {
    let told = match read(cx, provider, token).await {
        Ok(told) => told,
        Err(refused) => {
            cx.kontor.security.write(cx, Event::SsoRefused, Who::Nobody, &refused.why.word());
            return Err(refused.into());
        }
    };
    let session = told.session.as_deref().map(|id| store::linked::session_id(&told.issuer, id));
    let vouched = Vouched { provider: provider.name.to_owned(), session };
    let tx = cx.begin().await?;
    if !store::logout::take(&tx, (&told.issuer, &told.id), told.until).await? {
        return Err(Why::Unbelievable(Unbelievable::Used).of(&provider.label()).into());
    }
    let users = meant(&tx, &told, &vouched).await?;
    let mut ended = Vec::new();
    for id in users {
        let count = end_vouched(&tx, cx, id, &vouched).await?;
        if count > 0 {
            ended.push((users::get(&tx, id).await?, count));
        }
    }
    cx.commit(tx).await?;
    for (user, _) in &ended {
        let who = Who::Known(&user.email);
        cx.kontor.security.write(cx, Event::SessionRevoked, who, "logout_at_provider");
    }
    Ok(ended.iter().map(|(_, count)| count).sum())
}

async fn read(cx: &Cx, provider: &Provider<'_>, token: &str) -> Result<LoggedOut, Refused> {
    let label = provider.label();
    let discovery = discovery(cx, provider).await.map_err(|_| Why::Unreachable.of(&label))?;
    let token = believe(cx, provider, &discovery, token).await?;
    let issuer = provider.issuer();
    let told = claims::logged_out(token, &provider.expects(&issuer, cx));
    told.map_err(|wrong| Why::from(wrong).of(&label))
}

/// Whose sessions are meant: the subject's, else whoever has sessions behind the one there. Both must fit where both
/// are named.
async fn meant(tx: &platform::Tx, told: &LoggedOut, vouched: &Vouched) -> Result<Vec<UserId>> {
    let Some(subject) = &told.subject else {
        let mut users = session::of_vouched(tx, vouched).await?;
        users.extend(store::waiting::of_vouched(tx, vouched).await?);
        users.sort_unstable_by_key(|user| user.0);
        users.dedup();
        return Ok(users);
    };
    let subject = store::linked::subject_id(&told.issuer, subject);
    let linked = store::linked::of_subject(tx, &subject).await?;
    Ok(linked.into_iter().map(|linked| linked.user).collect())
}
