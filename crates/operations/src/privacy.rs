//! What this app holds, and how long: archives of people's data, addresses in the trail, jobs that failed.

use crate::config::PrivacyConfig;
use crate::domain::export::{Export, ExportId};
use crate::store;
use chrono::{DateTime, Months, TimeDelta, Utc};
use platform::privacy::Class::{Reference, Secret, Technical};
use platform::privacy::{
    Due, Fate, Privacy, Purpose, Rule, Subject, Table, What, flag, forget_files, hold, id, number,
    text, time,
};
use platform::{Cx, Result, audit, job};

const WORK: Purpose = Purpose {
    name: "operations-purpose-privacy",
    text: "operations-purpose-privacy-text",
    kept: "operations-purpose-privacy-kept",
};

pub const PRIVACY: Privacy = Privacy {
    tables: &[
        Table::new(
            "data_exports",
            &WORK,
            &[
                id("id", Technical),
                text("object", Reference),
                flag("own"),
                id("asked_by", Reference),
                text("state", Technical),
                number("done", Technical),
                number("whole", Technical),
                time("created_at"),
                time("expires_at"),
            ],
        ),
        Table::new(
            "data_export_files",
            &WORK,
            &[
                id("export", Technical),
                number("number", Technical),
                text("file", Technical),
                number("size", Technical),
            ],
        )
        .ordered(&["export", "number"]),
        Table::new(
            "erasures",
            &WORK,
            &[
                id("id", Technical),
                text("object", Reference),
                id("asked_by", Reference),
                text("state", Technical),
                time("due"),
                time("created_at"),
                time("done_at"),
                text("subject", Secret),
            ],
        ),
    ],
    preview: |cx, subject| Box::pin(preview(cx, subject)),
    erase: |cx, subject| Box::pin(erase(cx, subject)),
    rules: RULES,
    ..Privacy::NONE
};

async fn preview(cx: Cx, subject: Subject) -> Result<Vec<Fate>> {
    let archives = store::export::ids_of(cx.db(), &subject.objects()).await?;
    Ok(vec![Fate {
        noun: "operations-privacy-archives",
        count: archives.len() as u64,
        what: What::Deleted,
        why: "operations-privacy-archives-why",
    }])
}

/// Archives about who is erased go too.
async fn erase(cx: Cx, subject: Subject) -> Result<()> {
    let ids = store::export::ids_of(cx.db(), &subject.objects()).await?;
    for some in ids.chunks(100) {
        forget(&cx, some).await?;
    }
    Ok(())
}

async fn forget(cx: &Cx, ids: &[ExportId]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let tx = cx.begin().await?;
    store::export::hold(&tx, ids).await?;
    let files = store::export::files(&tx, ids).await?;
    store::export::forget(&tx, ids).await?;
    forget_files(&tx, cx, files.into_iter().map(|row| row.file).collect()).await?;
    cx.commit(tx).await
}

const RULES: &[Rule] = &[
    Rule {
        name: "archives",
        label: "operations-retention-archives",
        text: "operations-retention-archives-text",
        setting: "privacy.export_days",
        before: |cx| days_ago(cx, config(cx).export_days),
        look: |cx, before| Box::pin(look_at_archives(cx, before)),
        apply: |cx, before| Box::pin(forget_archives(cx, before)),
    },
    Rule {
        name: "addresses",
        label: "operations-retention-addresses",
        text: "operations-retention-addresses-text",
        setting: "privacy.audit_address_months",
        before: |cx| {
            let months = config(cx).audit_address_months;
            (months > 0).then(|| cx.now.checked_sub_months(Months::new(months)))?
        },
        look: |cx, before| Box::pin(look_at_addresses(cx, before)),
        apply: |cx, before| Box::pin(forget_addresses(cx, before)),
    },
    Rule {
        name: "failed-jobs",
        label: "operations-retention-jobs",
        text: "operations-retention-jobs-text",
        setting: "privacy.failed_job_days",
        before: |cx| days_ago(cx, config(cx).failed_job_days),
        look: |cx, before| Box::pin(look_at_jobs(cx, before)),
        apply: |cx, before| Box::pin(forget_jobs(cx, before)),
    },
];

fn config(cx: &Cx) -> &PrivacyConfig {
    cx.kontor.config.section::<PrivacyConfig>()
}

/// None where 0 says that it is kept for ever.
fn days_ago(cx: &Cx, days: u32) -> Option<DateTime<Utc>> {
    (days > 0).then(|| cx.now - TimeDelta::days(days.into()))
}

async fn look_at_archives(cx: Cx, before: DateTime<Utc>) -> Result<Due> {
    let over = store::export::over(cx.db(), before).await?;
    let example = |export: &Export| (cx.locale.datetime(export.created_at.0), String::new());
    Ok(Due {
        count: store::export::count_over(cx.db(), before).await?,
        held: 0,
        oldest: over.first().map(|export| export.created_at.0),
        examples: over.iter().take(5).map(example).collect(),
    })
}

async fn forget_archives(cx: Cx, before: DateTime<Utc>) -> Result<u64> {
    let over = store::export::over(cx.db(), before).await?;
    let ids: Vec<ExportId> = over.iter().map(|export| export.id).collect();
    forget(&cx, &ids).await?;
    Ok(ids.len() as u64)
}

async fn look_at_addresses(cx: Cx, before: DateTime<Utc>) -> Result<Due> {
    let (count, oldest) = audit::count_addresses(cx.db(), before, &held(&cx).await?).await?;
    let (all, _) = audit::count_addresses(cx.db(), before, &audit::Subject::default()).await?;
    Ok(Due { count, held: all.saturating_sub(count), oldest, ..Due::default() })
}

async fn forget_addresses(cx: Cx, before: DateTime<Utc>) -> Result<u64> {
    audit::forget_addresses(&cx, before, &held(&cx).await?).await
}

/// By whom and about whom the trail says where they acted from for as long as they are held: that may be the evidence.
async fn held(cx: &Cx) -> Result<audit::Subject> {
    let held = hold::held(cx).await?;
    let theirs = Subject {
        users: held.users,
        persons: held.persons,
        organisations: held.organisations,
        ..Subject::default()
    };
    Ok(audit::Subject { objects: theirs.held_by(), users: theirs.users })
}

async fn look_at_jobs(cx: Cx, before: DateTime<Utc>) -> Result<Due> {
    let over = job::put_aside(cx.db(), before).await?;
    let example = |row: &job::Row| (row.name.clone(), format!("/admin/queues/{}", row.id));
    Ok(Due {
        count: job::count_put_aside(cx.db(), before).await?,
        held: 0,
        oldest: over.first().map(|row| row.created_at.0),
        examples: over.iter().take(5).map(example).collect(),
    })
}

async fn forget_jobs(cx: Cx, before: DateTime<Utc>) -> Result<u64> {
    let over = job::put_aside(cx.db(), before).await?;
    let tx = cx.begin().await?;
    for row in &over {
        // an erasure or an administrator may have been faster
        job::discard_if_idle(&tx, row.id).await?;
    }
    cx.commit(tx).await?;
    Ok(over.len() as u64)
}
