use crate::domain::licence::{Licence, LicenceId};
use crate::domain::portal::Refused;
use crate::letters::{self, Reader};
use crate::{keys, rights, store};
use events::licensing::LicenceSent;
use platform::{Cx, Lang, Result, event, house_name, post};

/// Sends the key of a licence to whom it belongs, and gives the address: the owner's, else the organisation's.
pub async fn send_licence(cx: &Cx, id: LicenceId) -> Result<String> {
    cx.require(rights::WORK)?;
    let licence = store::licence::get(cx.db(), id).await?;
    let to = reader(cx, &licence).await?.ok_or(Refused::NobodyToWrite)?;
    send_licence_to(cx, id, &to).await?;
    Ok(to.email)
}

/// The same to somebody of whom is known that the licence is theirs.
pub async fn send_licence_to(cx: &Cx, id: LicenceId, to: &Reader) -> Result<()> {
    cx.require(rights::WORK)?;
    let vendor = house_name(cx).await;
    let tx = cx.begin().await?;
    let licence = store::licence::get(&tx, id).await?;
    let product = store::product::get(&tx, licence.product).await?;
    let name = if licence.name.is_empty() { &product.name } else { &licence.name };
    let key = keys::open(&cx.kontor, &licence)?;
    let letter = letters::licence(cx, to, (name, &key), vendor.as_deref());
    post::send(&tx, cx, &letter).await?;
    event::record(&tx, cx, &LicenceSent { licence: id }).await?;
    cx.commit(tx).await
}

/// To whom a licence is sent, in the language that is noted of them.
async fn reader(cx: &Cx, licence: &Licence) -> Result<Option<Reader>> {
    let usual = cx.kontor.default_lang;
    if let Some(owner) = licence.owner
        && let Some(owner) = store::user::find(cx.db(), owner).await?
        && directory::is_address(&owner.email)
    {
        let lang = lang_of(cx, &owner.email).await?.unwrap_or(usual);
        return Ok(Some(Reader { email: owner.email, lang }));
    }
    let Some(organisation) = licence.organisation else { return Ok(None) };
    let Some(organisation) = directory::find_organisation(cx.db(), organisation).await? else {
        return Ok(None);
    };
    let facts = directory::organisation_facts(cx.db(), &organisation).await?;
    let lang = organisation.lang.unwrap_or(usual);
    Ok(facts.emails.into_iter().next().map(|email| Reader { email, lang }))
}

async fn lang_of(cx: &Cx, email: &str) -> Result<Option<Lang>> {
    let person = directory::find_person_by_email(cx.db(), email).await?;
    Ok(person.and_then(|person| person.lang))
}
