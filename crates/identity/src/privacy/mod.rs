//! What this app holds about people who sign in: their account, and how they prove who they are.

mod tables;

use crate::actions::erase_account;
use crate::{actions, store};
use platform::privacy::{Candidate, Fate, Part, Privacy, Rows, Subject, What};
use platform::{Cx, Error, Result, users};

pub const PRIVACY: Privacy = Privacy {
    tables: tables::ALL,
    find: |cx, text| Box::pin(find(cx, text)),
    widen: |cx, subject| Box::pin(widen(cx, subject)),
    export: |_, subject| Box::pin(async move { Ok(export(&subject)) }),
    preview: |cx, subject| Box::pin(preview(cx, subject)),
    erase: |cx, subject| Box::pin(async move { erase_account(&cx, &subject).await }),
    ..Privacy::NONE
};

async fn find(cx: Cx, text: String) -> Result<Vec<Candidate>> {
    let filter = store::user::Filter::of_text(&text);
    let (users, _) = store::user::page(cx.db(), &filter, 0).await?;
    let candidate = |user: platform::User| Candidate {
        object: format!("user:{}", user.id),
        name: user.name,
        detail: user.email,
    };
    Ok(users.into_iter().take(20).map(candidate).collect())
}

async fn widen(cx: Cx, mut subject: Subject) -> Result<Subject> {
    if subject.user.is_none() {
        for email in &subject.emails {
            subject.user = users::find_by_email(cx.db(), email).await?.map(|user| user.id);
            if subject.user.is_some() {
                break;
            }
        }
    }
    let Some(id) = subject.user else { return Ok(subject) };
    match users::get(cx.db(), id).await {
        Ok(user) => {
            if subject.name.is_empty() {
                subject.name.clone_from(&user.name);
            }
            subject.add_email(&user.email);
            Ok(subject)
        }
        Err(Error::NotFound) => Ok(subject),
        Err(error) => Err(error),
    }
}

fn export(subject: &Subject) -> Vec<Part> {
    static OF_USER: [platform::privacy::Table; 8] = [
        tables::EMAIL_CHANGES,
        tables::CREDENTIALS,
        tables::TOTP,
        tables::RECOVERY,
        tables::PASSKEYS,
        tables::LINKED,
        tables::KEYS,
        tables::PROGRAM_SIGN_INS,
    ];
    let Some(user) = subject.user else { return Vec::new() };
    OF_USER.iter().map(|table| Part::Rows(Rows::of_ids(table, "user", [user.0]))).collect()
}

async fn preview(cx: Cx, subject: Subject) -> Result<Vec<Fate>> {
    let Some(id) = subject.user else { return Ok(Vec::new()) };
    let user = match users::get(cx.db(), id).await {
        Err(Error::NotFound) => return Ok(Vec::new()),
        other => other?,
    };
    let fate = |noun, count, what, why| Fate { noun, count, what, why };
    let why = "identity-privacy-why";
    let mut fates = vec![fate("identity-privacy-account", 1, What::Deleted, why)];
    let held = store::erasure::count_proofs(cx.db(), id).await?;
    fates.push(fate("identity-privacy-proofs", held, What::Deleted, why));
    if actions::is_last_admin(cx.db(), &user).await? {
        fates.push(fate("identity-privacy-account", 1, What::Refused, "identity-last-admin"));
    }
    if cx.user_id() == Some(id) {
        fates.push(fate("identity-privacy-account", 1, What::Refused, "identity-privacy-own"));
    }
    Ok(fates)
}
