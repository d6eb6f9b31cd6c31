use crate::device;
use chrono::{DateTime, Utc};
use events::identity::SignedIn;
use platform::session::Vouched;
use platform::{Cx, Result, Tx, User, event, session};
use std::sync::Arc;

/// Someone who has just proved who they are: what the browser is to keep.
#[derive(Debug)]
pub struct Entered {
    pub user: Arc<User>,
    /// The value of the session's cookie.
    pub session: String,
    /// The value of the device's cookie.
    pub device: String,
}

/// How somebody proved who they are.
#[derive(Clone, Debug, Default)]
pub struct Way {
    /// The word for it: `pwd`, `link`, `sso`, and `+otp` or `+rec` for the second factor.
    pub how: String,
    /// The provider that vouched.
    pub vouched: Option<Vouched>,
    /// Whether a second factor was proved at the provider, which the house trusts.
    pub both: bool,
    /// When who it is was proved; none for just now.
    pub proved_at: Option<DateTime<Utc>>,
}

impl From<&str> for Way {
    fn from(how: &str) -> Self {
        Self { how: how.to_owned(), ..Self::default() }
    }
}

/// Begins a session in the action's transaction. What this browser had before is worthless from now on.
pub async fn enter(tx: &Tx, cx: &Cx, user: User, way: impl Into<Way>) -> Result<Entered> {
    let Way { how, vouched, proved_at, .. } = way.into();
    if let Some(old) = cx.session() {
        session::end(tx, &old.id).await?;
    }
    let user = Arc::new(user);
    let cx = acting(tx, cx, &user).await?;
    let provider = vouched.as_ref().map(|by| by.provider.clone());
    let session = session::begin(tx, &cx, user.id, &how, vouched).await?;
    if let Some(at) = proved_at {
        session::proved(tx, &session::id_of(&session), at).await?;
    }
    event::record(tx, &cx, &SignedIn { user: user.id, how, provider }).await?;
    let device = device::remember(&cx.kontor, &device::account(&cx.kontor, &user.email));
    Ok(Entered { user, session, device })
}

/// The same moment and request, with this person as the one who acts.
pub(super) async fn acting(tx: &Tx, cx: &Cx, user: &Arc<User>) -> Result<Cx> {
    let mut acting = Cx::of_user(&cx.kontor, tx, user.clone()).await?;
    acting.now = cx.now;
    acting.request.clone_from(&cx.request);
    Ok(acting)
}
