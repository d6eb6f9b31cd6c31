//! Every query about releases, and about what they require.

crate::store::noun::noun!(versioned crate::domain::release, crate::domain::release::ReleaseId);

use super::reach;
use crate::domain::access::{Access, Until};
use crate::domain::artifact;
use crate::domain::entitlement::EntitlementId;
use crate::domain::product::ProductId;
use crate::domain::release::{
    COLUMN, Channel, Column, Entity, Number, Release, ReleaseId, Required, Status, constraint,
};
use platform::Millis;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _, QueryTrait as _};

/// Which releases a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub product: Option<ProductId>,
    pub channel: Option<Channel>,
    pub status: Option<Status>,
    pub version: Option<String>,
    pub tag: Option<String>,
    pub entitlements: Vec<EntitlementId>,
}

/// Where a page of a list ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub created_at: Millis,
    pub id: ReleaseId,
}

impl From<&Release> for Cursor {
    fn from(release: &Release) -> Self {
        Self { created_at: release.created_at, id: release.id }
    }
}

/// One page of those that somebody may see, the newest first.
pub async fn page(
    db: &impl Source,
    filter: &Filter,
    access: &Access,
    after: Option<Cursor>,
    limit: u64,
) -> Result<Vec<Release>> {
    select(filter, access, after).limit(limit).rows(db).await
}

/// The query of a page.
pub fn select(filter: &Filter, access: &Access, after: Option<Cursor>) -> Select<Entity> {
    let mut query = filtered(filter, access);
    if let Some(Cursor { created_at, id }) = after {
        // the first condition alone bounds the index; the second sorts out equal moments
        query = query
            .filter(COLUMN.created_at.lte(created_at))
            .filter(Condition::any().add(COLUMN.created_at.lt(created_at)).add(COLUMN.id.lt(id)));
    }
    query.order_by_desc(COLUMN.created_at).order_by_desc(COLUMN.id)
}

/// A page by its number, for clients that count pages.
pub async fn numbered(
    db: &impl Source,
    filter: &Filter,
    access: &Access,
    (offset, limit): (u64, u64),
) -> Result<Vec<Release>> {
    let query = filtered(filter, access);
    let query = query.order_by_desc(COLUMN.created_at).order_by_desc(COLUMN.id);
    query.offset(offset).limit(limit).rows(db).await
}

pub async fn count(db: &impl Source, filter: &Filter, access: &Access) -> Result<u64> {
    filtered(filter, access).count_up_to(db, 1_000_000).await
}

fn filtered(filter: &Filter, access: &Access) -> Select<Entity> {
    let mut query = Entity::find().filter(seen(access));
    let equal = [
        filter.product.map(|id| COLUMN.product.eq(id)),
        filter.channel.map(|channel| Column::Channel.eq(channel)),
        filter.status.map(|status| Column::Status.eq(status)),
        filter.version.as_ref().map(|number| COLUMN.number.eq(number)),
        filter.tag.as_ref().map(|tag| COLUMN.tag.eq(tag.clone())),
    ];
    for condition in equal.into_iter().flatten() {
        query = query.filter(condition);
    }
    if !filter.entitlements.is_empty() {
        let with = Query::select()
            .column(constraint::Column::Release)
            .from(constraint::Entity)
            .and_where(constraint::COLUMN.entitlement.is_in(filter.entitlements.iter().copied()))
            .to_owned();
        query = query.filter(Column::Id.in_subquery(with));
    }
    query
}

/// What somebody does not see is not there. Who has no licence sees what is open to all; the product's distribution is
/// asked where one is handed out.
fn seen(access: &Access) -> Condition {
    let published = || Condition::all().add(Column::Status.eq(Status::Published));
    match access {
        Access::Vendor { product, within } => Condition::all()
            .add_option(product.map(|id| COLUMN.product.eq(id)))
            .add_option(within.map(|within| reach::within(within, Column::Environment))),
        Access::Nobody => published()
            .add(Column::Product.in_subquery(open_products()))
            .add(Column::Id.not_in_subquery(requiring(&[]))),
        Access::Holder(holdings) => {
            let mut any = Condition::any();
            for holding in holdings.iter().filter(|one| !one.suspended) {
                let before = match holding.until {
                    Until::Never => continue,
                    Until::Always => None,
                    Until::Before(end) => Some(COLUMN.dated_at.lt(end)),
                };
                let lacking = requiring(&holding.entitlements);
                any = any.add(
                    Condition::all()
                        .add(COLUMN.product.eq(holding.product))
                        .add_option(before)
                        .add(Column::Id.not_in_subquery(lacking)),
                );
            }
            // without anything in it, it would let everything through
            any = any.add(Condition::all().add(COLUMN.id.eq(ReleaseId(Uuid::nil()))));
            published().add(any)
        }
    }
}

/// The ids of those that somebody may see.
pub(super) fn visible(access: &Access) -> SelectStatement {
    Entity::find().filter(seen(access)).select_only().column(Column::Id).into_query()
}

fn open_products() -> SelectStatement {
    use crate::domain::product;
    use crate::domain::strategy::Distribution;
    Query::select()
        .column(product::Column::Id)
        .from(product::Entity)
        .and_where(product::Column::Distribution.eq(Distribution::Open))
        .to_owned()
}

/// The releases that require something else than these.
fn requiring(but: &[EntitlementId]) -> SelectStatement {
    let mut query = Query::select();
    query.column(constraint::Column::Release).from(constraint::Entity);
    if !but.is_empty() {
        query.and_where(constraint::COLUMN.entitlement.is_not_in(but.iter().copied()));
    }
    query
}

/// What a program calls so: by its id, its version or its tag; of several products the newest.
pub async fn named(
    db: &impl Source,
    product: Option<ProductId>,
    name: &str,
) -> Result<Option<Release>> {
    let mut any = Condition::any().add(COLUMN.tag.eq(name));
    if let Ok(id) = name.parse::<ReleaseId>() {
        any = any.add(COLUMN.id.eq(id));
    }
    if let Some(number) = Number::parse(name) {
        any = any.add(COLUMN.number.eq(number.to_string()));
    }
    let mut query = Entity::find().filter(any);
    if let Some(product) = product {
        query = query.filter(COLUMN.product.eq(product));
    }
    query.order_by_desc(COLUMN.created_at).order_by_desc(COLUMN.id).row(db).await
}

/// Published ones of a product on these channels, the highest version first: those above one version and below another.
pub async fn by_version(
    db: &impl Source,
    product: ProductId,
    channels: &[Channel],
    (above, below): (Option<&str>, Option<&str>),
    limit: u64,
) -> Result<Vec<Release>> {
    let mut query = Entity::find()
        .filter(COLUMN.product.eq(product))
        .filter(Column::Channel.is_in(channels.iter().copied()))
        .filter(Column::Status.eq(Status::Published));
    if let Some(above) = above {
        query = query.filter(COLUMN.number_key.gt(above));
    }
    if let Some(below) = below {
        query = query.filter(COLUMN.number_key.lt(below));
    }
    query.order_by_desc(COLUMN.number_key).limit(limit).rows(db).await
}

/// The versions that programs of a product must have at least, the highest first.
pub async fn min_supported(
    db: &impl Source,
    product: ProductId,
    channels: &[Channel],
) -> Result<Vec<Release>> {
    let query = Entity::find()
        .filter(COLUMN.product.eq(product))
        .filter(COLUMN.min_supported.eq(true))
        .filter(Column::Channel.is_in(channels.iter().copied()))
        .filter(Column::Status.eq(Status::Published));
    query.order_by_desc(COLUMN.number_key).limit(MOST_MINIMA).rows(db).await
}

/// Nobody gives out more versions of this kind that only some may have.
const MOST_MINIMA: u64 = 50;

/// Whether another release of the product has this version, or this tag.
pub async fn taken(db: &impl Source, of: &Release) -> Result<(bool, bool)> {
    let mut any = Condition::any().add(COLUMN.number_key.eq(&of.number_key));
    if let Some(tag) = &of.tag {
        any = any.add(COLUMN.tag.eq(tag.clone()));
    }
    let others = Entity::find().filter(COLUMN.product.eq(of.product)).filter(COLUMN.id.ne(of.id));
    let others = others.filter(any).rows(db).await?;
    let number = others.iter().any(|one| one.number_key == of.number_key);
    Ok((number, others.iter().any(|one| one.tag.is_some() && one.tag == of.tag)))
}

/// What releases require, in the order in which it was attached.
pub async fn required(db: &impl Source, of: &[ReleaseId]) -> Result<Vec<Required>> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let those = constraint::COLUMN.release.is_in(of.iter().copied());
    let mut all = constraint::Entity::find().filter(those).rows(db).await?;
    all.sort_by_key(|one| (one.created_at.0, one.id));
    Ok(all)
}

/// Writes down what a release requires from now on; what it required before stays.
pub async fn require(tx: &impl Source, rows: Vec<Required>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let rows = rows.into_iter().map(|row| row.into_active_model().reset_all());
    constraint::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes away what a release required, by the ids of the rows.
pub async fn require_less(tx: &impl Source, of: ReleaseId, rows: &[Uuid]) -> Result<u64> {
    let gone = constraint::Entity::delete_many()
        .filter(constraint::COLUMN.release.eq(of))
        .filter(constraint::COLUMN.id.is_in(rows.iter().copied()))
        .exec(tx)
        .await?;
    Ok(gone.rows_affected)
}

pub async fn delete_required(tx: &impl Source, of: ReleaseId) -> Result<()> {
    let those = constraint::COLUMN.release.eq(of);
    constraint::Entity::delete_many().filter(those).exec(tx).await?;
    Ok(())
}

/// What validation asks of releases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// A release of the product has this version and was not yanked.
    pub version: bool,
    /// A file of such a release has this checksum.
    pub checksum: bool,
}

/// Whether there is a release of the product of this version, and a file with this checksum: as the vendor gave it, or
/// its SHA-256 in hex.
pub async fn facts_for(
    db: &impl Source,
    product: ProductId,
    version: Option<&str>,
    checksum: Option<&str>,
) -> Result<Facts> {
    let mut facts = Facts::default();
    let good = Column::Status.eq(Status::Published);
    if let Some(number) = version.and_then(Number::parse) {
        let query = Entity::find().filter(COLUMN.product.eq(product)).filter(good.clone());
        let query = query.filter(COLUMN.number_key.eq(number.key()));
        facts.version = query.count_up_to(db, 1).await? > 0;
    }
    if let Some(checksum) = checksum.filter(|sum| !sum.is_empty() && sum.is_ascii()) {
        let same = Condition::any()
            .add(artifact::COLUMN.checksum.eq(checksum))
            .add(artifact::COLUMN.sha256.eq(checksum.to_ascii_lowercase()));
        let query = artifact::Entity::find()
            .filter(artifact::COLUMN.product.eq(product))
            .filter(artifact::Column::Status.eq(artifact::Status::Uploaded))
            .filter(same)
            .limit(20);
        let releases: Vec<_> = query.rows(db).await?.into_iter().map(|one| one.release).collect();
        let query = Entity::find().filter(COLUMN.id.is_in(releases.iter().copied())).filter(good);
        facts.checksum = !releases.is_empty() && query.count_up_to(db, 1).await? > 0;
    }
    Ok(facts)
}
