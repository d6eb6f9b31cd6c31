//! Every query about artifacts, and about the pieces that their files are kept in.

crate::store::noun::noun!(versioned crate::domain::artifact, crate::domain::artifact::ArtifactId);

use crate::domain::access::Access;
use crate::domain::artifact::{
    Artifact, ArtifactId, COLUMN, Column, Entity, Part, ReleaseId, Status, part,
};
use crate::domain::product::ProductId;
use platform::Millis;
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _};

/// Which artifacts are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub product: Option<ProductId>,
    pub release: Option<ReleaseId>,
    pub filename: Option<String>,
    pub filetype: Option<String>,
    pub platform: Option<String>,
    pub arch: Option<String>,
    pub status: Option<Status>,
}

/// One page of those that somebody may see, the newest first.
pub async fn page(
    db: &impl Source,
    filter: &Filter,
    access: &Access,
    after: Option<(Millis, ArtifactId)>,
    (offset, limit): (u64, u64),
) -> Result<Vec<Artifact>> {
    let mut query = filtered(filter, access);
    if let Some((created_at, id)) = after {
        query = query
            .filter(COLUMN.created_at.lte(created_at))
            .filter(Condition::any().add(COLUMN.created_at.lt(created_at)).add(COLUMN.id.lt(id)));
    }
    let query = query.order_by_desc(COLUMN.created_at).order_by_desc(COLUMN.id);
    query.offset(offset).limit(limit).rows(db).await
}

pub async fn count(db: &impl Source, filter: &Filter, access: &Access) -> Result<u64> {
    filtered(filter, access).count_up_to(db, 1_000_000).await
}

fn filtered(filter: &Filter, access: &Access) -> Select<Entity> {
    let mut query = Entity::find();
    if *access != Access::EVERYTHING {
        query = query.filter(Column::Release.in_subquery(super::release::visible(access)));
    }
    let equal = [
        filter.product.map(|id| COLUMN.product.eq(id)),
        filter.release.map(|id| COLUMN.release.eq(id)),
        filter.filename.as_ref().map(|name| COLUMN.filename.eq(name)),
        filter.filetype.as_ref().map(|word| COLUMN.filetype.eq(word)),
        filter.platform.as_ref().map(|word| COLUMN.platform.eq(word)),
        filter.arch.as_ref().map(|word| COLUMN.arch.eq(word)),
        filter.status.map(|status| Column::Status.eq(status)),
    ];
    for condition in equal.into_iter().flatten() {
        query = query.filter(condition);
    }
    query
}

/// The files of these releases, by their names.
pub async fn of_releases(db: &impl Source, releases: &[ReleaseId]) -> Result<Vec<Artifact>> {
    if releases.is_empty() {
        return Ok(Vec::new());
    }
    let those = COLUMN.release.is_in(releases.iter().copied());
    Entity::find().filter(those).order_by_asc(COLUMN.filename).rows(db).await
}

/// The file of a release with this name.
pub async fn of_name(
    db: &impl Source,
    release: ReleaseId,
    filename: &str,
) -> Result<Option<Artifact>> {
    let of = Entity::find().filter(COLUMN.release.eq(release));
    of.filter(COLUMN.filename.eq(filename)).row(db).await
}

/// The pieces of a file, in their order.
pub async fn parts(db: &impl Source, of: ArtifactId) -> Result<Vec<Part>> {
    let query = part::Entity::find().filter(part::COLUMN.artifact.eq(of));
    query.order_by_asc(part::COLUMN.position).rows(db).await
}

/// Puts these pieces in the place of those that there were.
pub async fn replace_parts(tx: &impl Source, of: ArtifactId, parts: &[Part]) -> Result<()> {
    delete_parts(tx, of).await?;
    for some in parts.chunks(200) {
        let rows = some.iter().map(|row| row.clone().into_active_model().reset_all());
        part::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

pub async fn delete_parts(tx: &impl Source, of: ArtifactId) -> Result<()> {
    part::Entity::delete_many().filter(part::COLUMN.artifact.eq(of)).exec(tx).await?;
    Ok(())
}
