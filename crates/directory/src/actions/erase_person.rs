use crate::domain::draft::PersonFacts;
use crate::domain::person::PersonId;
use crate::domain::words::sort_key;
use crate::{rights, store};
use platform::privacy::Subject;
use platform::users::email_key;
use platform::{Cx, Result, Tx};

/// Takes out of the directory who somebody is. The entry stays, without a name, for what refers to it. While business
/// letters are kept, the person is only switched off.
pub async fn erase_person(cx: &Cx, subject: &Subject) -> Result<()> {
    cx.require(rights::EDIT)?;
    for id in &subject.persons {
        let tx = cx.begin().await?;
        if let Some(mut person) = store::person::find(&tx, PersonId(*id)).await? {
            person.active = false;
            if subject.letters_since.is_none() {
                person.name = cx.kontor.locale(cx.kontor.default_lang).t("directory-person-erased");
                person.name_key = sort_key(&person.name);
                (person.job_title, person.notes) = (String::new(), String::new());
                (person.lang, person.organisation) = (None, None);
                let nothing = PersonFacts { name: person.name.clone(), ..PersonFacts::default() };
                store::person::replace_rows(&tx, person.id, &nothing).await?;
            }
            store::person::save(&tx, &mut person).await?;
        }
        cx.commit(tx).await?;
    }
    if subject.letters_since.is_none() {
        for organisation in store::erasure::organisations_with(cx.db(), &subject.emails).await? {
            let tx = cx.begin().await?;
            forget_contact(&tx, organisation, &subject.emails).await?;
            cx.commit(tx).await?;
        }
    }
    Ok(())
}

/// Somebody's address is an organisation's no more.
async fn forget_contact(
    tx: &Tx,
    id: crate::domain::organisation::OrganisationId,
    emails: &[String],
) -> Result<()> {
    let organisation = store::organisation::get(tx, id).await?;
    let mut facts = store::organisation::facts(tx, &organisation).await?;
    facts.emails.retain(|email| !emails.contains(&email_key(email)));
    store::organisation::replace_rows(tx, id, &facts).await
}
