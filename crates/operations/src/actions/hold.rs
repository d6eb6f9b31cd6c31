use crate::domain::erasure::Refused;
use events::operations::{HoldLifted, HoldPut};
use platform::privacy::{self, hold};
use platform::{Cx, Error, Millis, Result, event, rights};

/// From now on nothing of this person or organisation is erased, and nothing ages.
pub async fn put_hold(cx: &Cx, object: &str, reason: &str) -> Result<()> {
    cx.require(rights::PRIVACY)?;
    let reason = reason.trim();
    let fits = 1..=hold::LONGEST;
    if !fits.contains(&reason.chars().count()) || reason.chars().any(char::is_control) {
        return Err(Refused::Reason.into());
    }
    privacy::subject(cx, object).await?.ok_or(Error::NotFound)?;
    let (object, reason) = (object.to_owned(), reason.to_owned());
    let tx = cx.begin().await?;
    let row = hold::Hold {
        object: object.clone(),
        reason: reason.clone(),
        by: cx.user_id(),
        at: Millis(cx.now),
    };
    hold::put(&tx, row).await?;
    event::record(&tx, cx, &HoldPut { object, reason }).await?;
    cx.commit(tx).await
}

/// Lifts a hold.
pub async fn lift_hold(cx: &Cx, object: &str) -> Result<()> {
    cx.require(rights::PRIVACY)?;
    let tx = cx.begin().await?;
    if !hold::lift(&tx, object).await? {
        return Err(Error::NotFound);
    }
    event::record(&tx, cx, &HoldLifted { object: object.to_owned() }).await?;
    cx.commit(tx).await
}
