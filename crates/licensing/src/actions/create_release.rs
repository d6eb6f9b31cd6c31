use crate::domain::product::ProductId;
use crate::domain::release::{Draft, Refused, Release};
use crate::{rights, store};
use events::licensing::{EntryCreated, Noun};
use platform::db::Source;
use platform::op::{self, OpId};
use platform::{Cx, Error, Millis, Refusal, Result, event};

/// Writes down a new release of a product, which is a draft until it is published; once per `op`, where there is one.
pub async fn create_release(
    cx: &Cx,
    op: Option<OpId>,
    product: ProductId,
    draft: &Draft,
) -> Result<Release> {
    cx.require(rights::MANAGE)?;
    if let Some(op) = op
        && let Some(done) = op::find(cx.db(), cx, op).await?
    {
        let done = done.parse().map_err(|_| Error::NotFound)?;
        return store::release::get(cx.db(), done).await;
    }
    let facts = draft.read().map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let product = store::product::find(&tx, product).await?.ok_or(Refused::ProductUnknown)?;
    let mut release = Release::new(product.id, &facts, Millis(cx.now));
    release.environment = product.environment;
    free_names(&tx, &release).await?;
    match store::release::insert(&tx, &release).await {
        // somebody else took the version at this moment
        Err(Error::Internal(cause)) if is_taken(&cause) => return Err(Error::Stale),
        other => other?,
    }
    if let Some(op) = op {
        op::keep(&tx, cx, op, release.id.to_string()).await?;
    }
    let created = EntryCreated { noun: Noun::Release, id: release.id.0, name: release.label() };
    event::record(&tx, cx, &created).await?;
    cx.commit(tx).await?;
    Ok(release)
}

/// Refuses a version or a tag that another release of the product has.
pub(super) async fn free_names(db: &impl Source, release: &Release) -> Result<()> {
    let (number, tag) = store::release::taken(db, release).await?;
    let taken = [(number, Refused::VersionTaken), (tag, Refused::TagTaken)];
    let refusals: Vec<Refusal> =
        taken.into_iter().filter(|(is, _)| *is).map(|(_, no)| no.into()).collect();
    if refusals.is_empty() { Ok(()) } else { Err(Error::Refused(refusals)) }
}

/// Whether somebody else wrote down the same name at this very moment.
pub(super) fn is_taken(cause: &anyhow::Error) -> bool {
    cause.downcast_ref::<sea_orm::DbErr>().is_some_and(platform::db::is_taken)
}
