use super::add_resources::{mark, seen, tell_given};
use crate::domain::licence::Licence;
use crate::domain::resource::{Kind, Refused, Resource, ResourceId, State};
use crate::{rights, store};
use events::licensing::LicenceId;
use platform::{Cx, Error, Millis, Result, Tx};

/// Gives a licence so many free resources of a kind, those that have waited longest; all of them or none.
pub async fn allocate_resources(
    cx: &Cx,
    licence: LicenceId,
    kind: Kind,
    count: usize,
) -> Result<Vec<Resource>> {
    cx.require(rights::WORK)?;
    if !(1..=Resource::MOST).contains(&count) {
        return Err(Refused::CountUnfit.into());
    }
    let tx = cx.begin().await?;
    let licence = holder(&tx, licence).await?;
    let mut given = Vec::new();
    while given.len() < count {
        // others may take what was seen free: then the next ones are looked at
        let wanted = (count - given.len()) as u64;
        let free = store::resource::free(&tx, kind, licence.is_test, wanted).await?;
        if free.is_empty() {
            return Err(Refused::TooFew(given.len() as u64).into());
        }
        for mut one in free {
            if store::resource::take(&tx, one.id, licence.id, Millis(cx.now)).await? {
                mark(&tx, cx, &one, &format!("allocated {}", licence.name)).await?;
                (one.state, one.licence, one.since) =
                    (State::Allocated, Some(licence.id), Millis(cx.now));
                one.version += 1;
                given.push(one);
            }
        }
    }
    tell_given(&tx, cx, licence.id, &given).await?;
    cx.commit(tx).await?;
    Ok(given)
}

/// Gives this one resource to a licence.
pub async fn allocate_resource(
    cx: &Cx,
    id: ResourceId,
    licence: LicenceId,
    version: Option<i32>,
) -> Result<Resource> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let licence = holder(&tx, licence).await?;
    let mut resource = seen(&tx, id, version).await?;
    resource.allocate(licence.id, licence.is_test)?;
    (resource.since, resource.updated_at) = (Millis(cx.now), Millis(cx.now));
    store::resource::save(&tx, &mut resource).await?;
    mark(&tx, cx, &resource, &format!("allocated {}", licence.name)).await?;
    tell_given(&tx, cx, licence.id, std::slice::from_ref(&resource)).await?;
    cx.commit(tx).await?;
    Ok(resource)
}

async fn holder(tx: &Tx, id: LicenceId) -> Result<Licence> {
    store::licence::find(tx, id).await?.ok_or_else(|| Error::from(Refused::NoLicence))
}
