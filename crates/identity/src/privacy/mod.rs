//! What this app holds about people who sign in: their account, and how they prove who they are.

mod tables;

use crate::actions::erase_account;
use crate::{actions, store};
use platform::privacy::{Candidate, Fate, Part, Privacy, Rows, Subject, What};
use platform::{Cx, Error, Result, User, UserId, users};

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
    let candidate = |user: User| Candidate {
        object: format!("user:{}", user.id),
        name: user.name,
        detail: user.email,
    };
    Ok(users.into_iter().take(20).map(candidate).collect())
}

async fn widen(cx: Cx, mut subject: Subject) -> Result<Subject> {
    for email in subject.emails.clone() {
        if let Some(user) = users::find_by_email(cx.db(), &email).await? {
            subject.add_user(user.id);
        }
    }
    for user in accounts(&cx, &subject).await? {
        if subject.name.is_empty() {
            subject.name.clone_from(&user.name);
        }
        subject.add_email(&user.email);
    }
    Ok(subject)
}

/// Those of the person's accounts that are there: an entry with several addresses may have several.
async fn accounts(cx: &Cx, subject: &Subject) -> Result<Vec<User>> {
    let mut accounts = Vec::new();
    for id in &subject.users {
        match users::get(cx.db(), *id).await {
            Err(Error::NotFound) => {}
            other => accounts.push(other?),
        }
    }
    Ok(accounts)
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
    let users = || subject.users.iter().map(|id| id.0);
    OF_USER.iter().map(|table| Part::Rows(Rows::of_ids(table, "user", users()))).collect()
}

async fn preview(cx: Cx, subject: Subject) -> Result<Vec<Fate>> {
    let accounts = accounts(&cx, &subject).await?;
    let ids: Vec<UserId> = accounts.iter().map(|user| user.id).collect();
    let fate = |noun, count, what, why| Fate { noun, count, what, why };
    let why = "identity-privacy-why";
    let mut fates = vec![fate("identity-privacy-account", ids.len() as u64, What::Deleted, why)];
    let held = store::erasure::count_proofs(cx.db(), &ids).await?;
    fates.push(fate("identity-privacy-proofs", held, What::Deleted, why));
    if actions::has_last_admin(cx.db(), &accounts).await? {
        fates.push(fate("identity-privacy-account", 1, What::Refused, "identity-last-admin"));
    }
    if cx.user_id().is_some_and(|me| ids.contains(&me)) {
        fates.push(fate("identity-privacy-account", 1, What::Refused, "identity-privacy-own"));
    }
    Ok(fates)
}
