//! Demo data: a company's helpdesk on an ordinary day, made through the apps' own actions.

mod customers;
mod desk;
mod licences;
mod people;
mod stories_de;
mod stories_en;
mod story;
mod tell;
mod usage;

use identity::{links, setup};
use platform::{Cx, Lang, Refusal, Result, User, job};

/// Fills an empty database, and returns the path of a link that signs in as its administrator. A database that
/// holds demo data is left as it is; one that is in real use is refused. `lang` is what a new administrator reads:
/// the pages speak as the terminal did.
pub async fn fill(cx: &Cx, lang: Lang) -> Result<String> {
    let admin = match people::admin(cx).await? {
        Some(admin) => admin,
        None if is_empty(cx).await? => make(cx, lang).await?,
        None => return Err(Refusal::new("cli-demo-refused", "the database is in use").into()),
    };
    links::one_time(cx, admin.id).await
}

/// Nobody can sign in, and nobody was written down.
async fn is_empty(cx: &Cx) -> Result<bool> {
    let staff = platform::users::active_staff(cx.db()).await?;
    Ok(staff.is_empty() && setup::is_needed(cx.db()).await?)
}

async fn make(cx: &Cx, lang: Lang) -> Result<User> {
    let agents = people::make_agents(cx).await?;
    customers::write_down(cx).await?;
    if cx.kontor.apps.iter().any(|app| app.name == helpdesk::APP.name) {
        let desk = desk::set_up(cx, &agents).await?;
        tell::all(cx, &desk, &agents).await?;
        people::make_role(cx, lang).await?;
    }
    if cx.kontor.apps.iter().any(|app| app.name == licensing::APP.name) {
        licences::set_up(cx, lang).await?;
    }
    forget_jobs(cx).await?;
    people::make_admin(cx, lang).await
}

/// Nobody is to be told by mail what happened in the demo's past.
async fn forget_jobs(cx: &Cx) -> Result<()> {
    loop {
        let jobs = job::page(cx.db(), &job::Filter::default(), 500).await?;
        if jobs.is_empty() {
            return Ok(());
        }
        let tx = cx.begin().await?;
        for job in jobs {
            job::discard(&tx, job.id).await?;
        }
        cx.commit(tx).await?;
    }
}
