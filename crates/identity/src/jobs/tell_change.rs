use crate::letters;
use events::identity::{
    FactorAdded, FactorsRemoved, PasskeyAdded, PasskeyRemoved, PasswordChanged, SignInLinked,
    SignInUnlinked,
};
use platform::job::{Failure, Job};
use platform::{Cx, UserId, post, users};
use serde::{Deserialize, Serialize};

/// What happened to the account, as the letters name it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Change {
    Welcome,
    Password,
    FactorAdded,
    FactorsRemoved,
    Linked,
    Unlinked,
    PasskeyAdded,
    PasskeyRemoved,
}

/// Tells the owner of an account what happened to it (ASVS 6.3.7), where letters are sent.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellChange {
    user: UserId,
    change: Change,
}

impl TellChange {
    pub fn of_password(event: PasswordChanged) -> Self {
        let change = if event.first { Change::Welcome } else { Change::Password };
        Self { user: event.user, change }
    }

    pub fn of_new_factor(event: FactorAdded) -> Self {
        Self { user: event.user, change: Change::FactorAdded }
    }

    pub fn of_removed_factors(event: FactorsRemoved) -> Self {
        Self { user: event.user, change: Change::FactorsRemoved }
    }

    pub fn of_link(event: SignInLinked) -> Self {
        Self { user: event.user, change: Change::Linked }
    }

    pub fn of_unlinking(event: SignInUnlinked) -> Self {
        Self { user: event.user, change: Change::Unlinked }
    }

    pub fn of_new_passkey(event: PasskeyAdded) -> Self {
        Self { user: event.user, change: Change::PasskeyAdded }
    }

    pub fn of_removed_passkey(event: PasskeyRemoved) -> Self {
        Self { user: event.user, change: Change::PasskeyRemoved }
    }
}

impl Job for TellChange {
    const NAME: &'static str = "identity.tell_change";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        if !post::is_ready(&cx) {
            return Ok(());
        }
        let user = users::get(cx.db(), self.user).await?;
        let key = match self.change {
            Change::Welcome => "welcome",
            Change::Password => "password",
            Change::FactorAdded => "factor-added",
            Change::FactorsRemoved => "factors-removed",
            Change::Linked => "linked",
            Change::Unlinked => "unlinked",
            Change::PasskeyAdded => "passkey-added",
            Change::PasskeyRemoved => "passkey-removed",
        };
        let tx = cx.begin().await?;
        post::send(&tx, &cx, &letters::notice(&cx, &user, key)).await?;
        Ok(cx.commit(tx).await?)
    }
}
