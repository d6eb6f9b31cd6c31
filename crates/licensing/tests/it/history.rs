//! The history on the pages of licences and machines: what happened, and who did it, by names that people know.

use crate::token::{KEY, call, open_licence, token};
use crate::world::World;
use axum::http::Method;
use licensing::actions;
use licensing::domain::activation::MachineDraft;
use licensing::domain::check_out::Wish;
use licensing::domain::licence::LicenceId;
use licensing::domain::machine::Machine;
use licensing::domain::resource::Kind;
use licensing::domain::token::Bearer;
use serde_json::Value;

async fn suspended(w: &World, licence: LicenceId, verb: &str, authorization: &str) {
    let path = format!("/v1/licenses/{licence}/actions/{verb}");
    let headers = [("authorization", authorization)];
    let answer = call(w, Method::POST, &path, &headers, &Value::Null).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

async fn activated(w: &World, licence: LicenceId) -> Machine {
    let draft = MachineDraft {
        fingerprint: Some("aa".into()),
        name: Some("Kasse 1".into()),
        ..MachineDraft::default()
    };
    actions::activate_machine(&w.t.cx(), licence, &draft).await.unwrap()
}

fn timeline(page: &str) -> &str {
    let begin = page.split("<ol class=\"timeline\">").nth(1).unwrap_or_else(|| panic!("{page}"));
    begin.split("</ol>").next().unwrap()
}

#[tokio::test]
async fn programs_are_named_by_their_tokens_and_the_key_by_what_it_is() {
    let w = World::start().await;
    let licence = open_licence(&w).await;
    let (kept, secret) = token(&w, Bearer::Admin, None).await;
    suspended(&w, licence.id, "suspend", &format!("Bearer {secret}")).await;
    let (gone, secret) = token(&w, Bearer::Admin, None).await;
    suspended(&w, licence.id, "reinstate", &format!("Bearer {secret}")).await;
    actions::revoke_token(&w.t.cx(), gone.id).await.unwrap();
    suspended(&w, licence.id, "check-out", &format!("License {KEY}")).await;
    let object = events::licensing::licence_object(licence.id);
    let facts = platform::event::timeline(w.t.db(), &object).await.unwrap();
    let names: Vec<_> = facts.iter().filter_map(|fact| fact.via_name.as_deref()).collect();
    assert_eq!(names[..2], ["Build server"; 2], "the trail calls it as it was called");

    let path = format!("/licences/{}", licence.id);
    let bea = w.t.sign_in(&w.t.admin("Bea").await).await;
    let page = w.t.get(&bea, &path).await.body;
    let told = timeline(&page);
    let link = format!("<a href=\"/admin/licensing/tokens/{}\">Token Build server</a>", kept.id);
    for part in
        [link.as_str(), "<b>Token Build server (deleted)</b>", "<b>The licence’s own key</b>"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("token:") && !told.contains("licence:"), "{told}");
    let ada = w.t.sign_in(&w.t.agent("Ada").await).await;
    let page = w.t.get(&ada, &path).await.body;
    let told = timeline(&page);
    assert!(told.contains("Token Build server") && !told.contains("/admin/"), "{told}");
}

#[tokio::test]
async fn a_licence_tells_what_it_was_given_and_which_files_were_made() {
    let w = World::start().await;
    let licence = open_licence(&w).await;
    let machine = activated(&w, licence.id).await;
    let cx = w.t.cx();
    let names = "one.example\ntwo.example";
    actions::add_resources(&cx, Kind::Domain, false, names).await.unwrap();
    let given = actions::allocate_resources(&cx, licence.id, Kind::Domain, 2).await.unwrap();
    actions::release_resource(&cx, given[0].id, None).await.unwrap();
    actions::quarantine_resource(&cx, given[1].id, "", 9).await.unwrap();
    actions::check_out_licence(&cx, licence.id, &Wish::default()).await.unwrap();
    actions::check_out_machine(&cx, machine.id, &Wish::default()).await.unwrap();
    let ada = w.t.sign_in(&w.t.agent("Ada").await).await;
    let page = w.t.get(&ada, &format!("/licences/{}", licence.id)).await.body;
    let told = timeline(&page);
    let (one, other) = (&given[0].value, &given[1].value);
    for part in [
        format!("changed the resources: +{one}, +{other}"),
        format!("changed the resources: −{one}"),
        format!("changed the resources: −{other}"),
        "made a licence file".to_owned(),
        "made a machine file for Kasse 1".to_owned(),
    ] {
        assert!(told.contains(&part), "{part}: {told}");
    }
    let page = w.t.get(&ada, &format!("/machines/{}", machine.id)).await.body;
    assert!(timeline(&page).contains("made a machine file"), "{page}");
}
