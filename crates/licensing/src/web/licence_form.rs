//! Issuing a licence by hand, and changing what is written down about it.

use super::address::unknown;
use super::fields::{Fields, Id, or_wrong, refused};
use super::licence_list::offered;
use super::licence_verb::{back, user_unknown};
use crate::actions;
use crate::domain::licence::{Licence, LicenceId, LicenceUserId, Limits};
use crate::domain::licence_draft::{End, LicenceDraft};
use crate::domain::licence_facts::LicenceFacts;
use crate::domain::policy::PolicyId;
use crate::store::choices;
use crate::views::licence_form::{self as views, Editing, Filled, Moving};
use crate::{rights, store};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use directory::OrganisationId;
use maud::Markup;
use platform::op::OpId;
use platform::{Cx, Error, Locale, Refusal, Result};
use ui::{Choice, Toast, flash};

/// So many organisations of a name are offered.
const OFFERED: u64 = 8;

/// A form as it was read: what it says, what is wrong with it, and whom a name may mean.
#[derive(Default)]
pub(super) struct Read {
    pub draft: LicenceDraft,
    pub wrong: Vec<Refusal>,
    pub matches: Vec<Choice>,
}

pub(super) async fn new(cx: Cx) -> Result<Markup> {
    cx.require(rights::WORK)?;
    let fields = prefilled(&cx).await?;
    let filled = Filled { fields, op: Some(OpId::new()), ..Filled::default() };
    Ok(views::new(&cx, &filled, &offered(&cx).await?))
}

/// What the address says: a page that knows whose licence it will be leads here.
pub(super) async fn prefilled(cx: &Cx) -> Result<Fields> {
    let query = cx.request.as_ref().map_or("", |request| &request.query);
    let given = Fields::of_query(query);
    let mut pairs = vec![("policy".to_owned(), given.text("policy").to_owned())];
    if let Ok(Some(id)) = given.parsed::<OrganisationId>("organisation")
        && let Some(organisation) = directory::find_organisation(cx.db(), id).await?
    {
        pairs.push(("organisation".into(), id.to_string()));
        pairs.push(("organisation_text".into(), organisation.name));
    }
    Ok(Fields::of(pairs))
}

pub(super) async fn create(cx: Cx, fields: Fields) -> Result<Response> {
    cx.require(rights::WORK)?;
    let op = fields.text("op").parse().unwrap_or_else(|_| OpId::new());
    let mut read = read(&cx, &fields).await?;
    ask_about_past(&cx, &fields, &mut read);
    let key = fields.text("key").trim();
    read.draft.key = (!key.is_empty()).then(|| key.to_owned());
    let policy = or_wrong(&mut read.wrong, policy(&fields));
    let issued = match policy {
        Some(policy) if read.wrong.is_empty() => {
            actions::issue_licence(&cx, Some(op), policy, &read.draft).await
        }
        _ => Err(Error::Refused(read.wrong)),
    };
    match issued {
        Ok(issued) => Ok(back(&cx, issued.licence.id, "licensing-did-issue")),
        Err(error) => {
            let (status, wrong) = refused(error)?;
            let filled = Filled { fields, op: Some(op), wrong, matches: read.matches };
            let page = views::new(&cx, &filled, &offered(&cx).await?);
            Ok((status, page).into_response())
        }
    }
}

pub(super) fn policy(fields: &Fields) -> Result<Option<PolicyId>, Refusal> {
    fields.parsed("policy")?.map(Some).ok_or_else(|| {
        Refusal::new("licensing-policy-missing", "a licence needs a policy").on("policy")
    })
}

/// What the forms of one licence and of a batch have in common.
pub(super) async fn read(cx: &Cx, fields: &Fields) -> Result<Read> {
    let mut read = Read::default();
    let wrong = &mut read.wrong;
    let limits = limits(fields, wrong);
    let end = end(&cx.locale, fields, wrong);
    let group = or_wrong(wrong, fields.parsed("group"));
    let environment = or_wrong(wrong, fields.parsed("environment"));
    let (organisation, matches) = organisation(cx, fields, wrong).await?;
    let owner = owner(cx, fields, wrong).await?;
    read.draft = LicenceDraft {
        name: fields.text("name").to_owned(),
        owner,
        group,
        organisation,
        environment,
        end,
        limits,
        is_test: fields.is_on("is_test"),
        ..LicenceDraft::default()
    };
    read.matches = matches;
    Ok(read)
}

/// When it ends, by the day or the tick; both together are one too many.
fn end(l: &Locale, fields: &Fields, wrong: &mut Vec<Refusal>) -> End {
    let day = or_wrong(wrong, fields.end_of_day(l, "ends"));
    match (day, fields.is_on("endless")) {
        (None, false) => End::ByPolicy,
        (Some(end), false) => End::At(end),
        (day, true) => {
            if day.is_some() {
                let text = "a licence has either an end or none";
                let no = Refusal::new("licensing-ends-and-endless", text);
                wrong.extend([no.clone().on("ends"), no.on("endless")]);
            }
            End::Never
        }
    }
}

/// An end that has passed is asked about: it may be the wrong year.
pub(super) fn ask_about_past(cx: &Cx, fields: &Fields, read: &mut Read) {
    let is_past = matches!(read.draft.end, End::At(end) if end < cx.now);
    if is_past && !fields.is_on(views::MEANT) {
        read.wrong.push(Refusal::new(views::PAST, "this day is past").on("ends"));
    }
}

fn limits(fields: &Fields, wrong: &mut Vec<Refusal>) -> Limits {
    let mut count = |name| or_wrong(wrong, fields.count(name));
    Limits {
        max_machines: count("max_machines"),
        max_processes: count("max_processes"),
        max_users: count("max_users"),
        max_cores: count("max_cores"),
        max_memory: count("max_memory"),
        max_disk: count("max_disk"),
        max_uses: count("max_uses"),
        max_deactivations: count("max_deactivations"),
    }
}

/// The organisation that was chosen, or that the typed name means; without scripts only the name changes.
async fn organisation(
    cx: &Cx,
    fields: &Fields,
    wrong: &mut Vec<Refusal>,
) -> Result<(Option<OrganisationId>, Vec<Choice>)> {
    if let Some(id) = or_wrong(wrong, fields.parsed("organisation_match")) {
        return Ok((Some(id), Vec::new()));
    }
    let chosen: Option<OrganisationId> = or_wrong(wrong, fields.parsed("organisation"));
    let Some(text) = fields.all("organisation_text").next().map(str::trim) else {
        return Ok((chosen, Vec::new()));
    };
    if text.is_empty() {
        return Ok((None, Vec::new()));
    }
    if let Some(id) = chosen
        && let Some(known) = directory::find_organisation(cx.db(), id).await?
        && known.name == text
    {
        return Ok((Some(id), Vec::new()));
    }
    let found = directory::search_organisations(cx.db(), text, OFFERED).await?;
    let mut same = found.iter().filter(|one| one.name.to_lowercase() == text.to_lowercase());
    if let (Some(only), None) = (same.next(), same.next()) {
        return Ok((Some(only.id), Vec::new()));
    }
    let refusal = if found.is_empty() {
        Refusal::new("licensing-organisation-nobody", "no organisation is called so")
            .with("text", text)
    } else {
        Refusal::new("licensing-organisation-choose", "several organisations may be meant")
    };
    wrong.push(refusal.on("organisation"));
    Ok((None, found.into_iter().map(|one| Choice::new(one.id.to_string(), one.name)).collect()))
}

/// The user of licences whose address was typed.
async fn owner(
    cx: &Cx,
    fields: &Fields,
    wrong: &mut Vec<Refusal>,
) -> Result<Option<LicenceUserId>> {
    let email = fields.text("owner").trim();
    if email.is_empty() {
        return Ok(None);
    }
    let owner = choices::user_by_email(cx.db(), email).await?;
    if owner.is_none() {
        wrong.push(user_unknown("owner", email));
    }
    Ok(owner.map(|owner| owner.id))
}

async fn stored(cx: &Cx, licence: &Licence) -> Result<Fields> {
    let l = &cx.locale;
    let mut pairs: Vec<(String, String)> = vec![
        ("name".into(), licence.name.clone()),
        ("ends".into(), licence.expires_at.map(|end| views::day(l, end.0)).unwrap_or_default()),
    ];
    if let Some(id) = licence.organisation
        && let Some(organisation) = directory::find_organisation(cx.db(), id).await?
    {
        pairs.push(("organisation".into(), id.to_string()));
        pairs.push(("organisation_text".into(), organisation.name));
    }
    for (name, limit) in licence.limits.named() {
        pairs.push((name.into(), limit.map(|most| most.to_string()).unwrap_or_default()));
    }
    Ok(Fields::of(pairs))
}

pub(super) async fn edit(cx: Cx, Id(id): Id<LicenceId>) -> Result<Markup> {
    cx.require(rights::WORK)?;
    let licence = store::licence::get(cx.db(), id).await?;
    let filled = Filled { fields: stored(&cx, &licence).await?, ..Filled::default() };
    Ok(views::edit(&cx, &Editing { version: licence.version, licence, filled, theirs: None }))
}

pub(super) async fn change(cx: Cx, Id(id): Id<LicenceId>, fields: Fields) -> Result<Response> {
    cx.require(rights::WORK)?;
    let licence = store::licence::get(cx.db(), id).await?;
    let mut read = read(&cx, &fields).await?;
    let is_same_day = licence.expires_at.map(|end| views::day(&cx.locale, end.0)).as_deref()
        == Some(fields.text("ends"));
    if !is_same_day {
        ask_about_past(&cx, &fields, &mut read);
    }
    let draft = read.draft;
    let edit = move |facts: &mut LicenceFacts| {
        facts.name = draft.name;
        facts.limits = draft.limits;
        facts.organisation = draft.organisation;
        match draft.end {
            // the day stands in the form, the moment does not
            End::At(_) if is_same_day => {}
            End::At(end) => facts.expires_at = Some(end),
            End::Never | End::ByPolicy => facts.expires_at = None,
        }
    };
    let changed = if read.wrong.is_empty() {
        actions::change_licence(&cx, id, Some(fields.version()), edit).await
    } else {
        Err(Error::Refused(read.wrong))
    };
    let Err(error) = changed else { return Ok(back(&cx, id, "licensing-did-save")) };
    let (status, wrong) = refused(error)?;
    let licence = store::licence::get(cx.db(), id).await?;
    let theirs = match status {
        StatusCode::CONFLICT => Some(stored(&cx, &licence).await?),
        _ => None,
    };
    // after a conflict was shown, saving again is meant
    let version = if theirs.is_some() { licence.version } else { fields.version() };
    let filled = Filled { fields, wrong, matches: read.matches, op: None };
    let page = views::edit(&cx, &Editing { licence, version, filled, theirs });
    Ok((status, page).into_response())
}

pub(super) async fn ask_to_move(cx: Cx, Id(id): Id<LicenceId>) -> Result<Markup> {
    cx.require(rights::WORK)?;
    draw_move(&cx, id, &Filled::default()).await
}

/// The policies to which it can move: those of its product but its own.
async fn draw_move(cx: &Cx, id: LicenceId, filled: &Filled) -> Result<Markup> {
    let licence = store::licence::get(cx.db(), id).await?;
    let product = store::product::get(cx.db(), licence.product).await?;
    let mut policies = choices::policies_of(cx.db(), product.id).await?;
    policies.retain(|policy| policy.id != licence.policy);
    Ok(views::move_to(cx, &Moving { licence, product, policies }, filled))
}

pub(super) async fn move_to(cx: Cx, Id(id): Id<LicenceId>, fields: Fields) -> Result<Response> {
    cx.require(rights::WORK)?;
    let moved = match policy(&fields) {
        Ok(Some(policy)) => actions::move_licence(&cx, id, policy).await,
        Ok(None) => Err(unknown("policy").into()),
        Err(refusal) => Err(refusal.into()),
    };
    match moved {
        Ok(_) => Ok(back(&cx, id, "licensing-did-move")),
        Err(error) => {
            let (status, wrong) = refused(error)?;
            let filled = Filled { fields, wrong, ..Filled::default() };
            Ok((status, draw_move(&cx, id, &filled).await?).into_response())
        }
    }
}

pub(super) async fn ask_to_assign(cx: Cx, Id(id): Id<LicenceId>) -> Result<Markup> {
    cx.require(rights::WORK)?;
    let licence = store::licence::get(cx.db(), id).await?;
    let owner = match licence.owner {
        Some(id) => store::user::find(cx.db(), id).await?,
        None => None,
    };
    let group = licence.group.map(|id| id.to_string()).unwrap_or_default();
    let email = owner.map(|owner| owner.email).unwrap_or_default();
    let pairs = vec![("owner".to_owned(), email), ("group".to_owned(), group)];
    let filled = Filled { fields: Fields::of(pairs), ..Filled::default() };
    Ok(views::assign(&cx, &licence, &filled, &offered(&cx).await?))
}

pub(super) async fn assign(cx: Cx, Id(id): Id<LicenceId>, fields: Fields) -> Result<Response> {
    cx.require(rights::WORK)?;
    let mut wrong = Vec::new();
    let owner = owner(&cx, &fields, &mut wrong).await?;
    let group = or_wrong(&mut wrong, fields.parsed("group"));
    let assigned = if wrong.is_empty() {
        match actions::change_group(&cx, id, group).await {
            Ok(_) => actions::change_owner(&cx, id, owner).await,
            no => no,
        }
    } else {
        Err(Error::Refused(wrong))
    };
    match assigned {
        Ok(licence) => {
            let toast = Toast::ok(cx.locale.t("licensing-did-save"));
            let to = format!("/licences/{}", licence.id);
            Ok(([flash(&toast)], Redirect::to(&to)).into_response())
        }
        Err(error) => {
            let (status, wrong) = refused(error)?;
            let licence = store::licence::get(cx.db(), id).await?;
            let filled = Filled { fields, wrong, ..Filled::default() };
            let page = views::assign(&cx, &licence, &filled, &offered(&cx).await?);
            Ok((status, page).into_response())
        }
    }
}
