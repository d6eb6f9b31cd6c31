use super::*;
use crate::domain::policy::PolicyId;
use serde_json::json;

fn sent(body: Value) -> Sent {
    Sent::new(body)
}

fn codes(sent: &mut Sent) -> Vec<(String, String)> {
    let Err(fault) = sent.done() else { return Vec::new() };
    let one = |one: super::super::fault::One| {
        let Some(Source::Pointer(place)) = one.source else { panic!("{one:?}") };
        (one.code.into_owned(), place.into_owned())
    };
    fault.errors.into_iter().map(one).collect()
}

#[test]
fn absent_null_and_given_are_three_things_in_either_spelling() {
    let mut sent = sent(json!({ "data": { "type": "licenses", "attributes": {
        "name": "A", "max_machines": 3, "maxUses": null, "protected": true,
        "expiry": "2026-11-21T09:00:00+01:00", "unknown": {},
    } } }));
    sent.is("licenses");
    assert_eq!(sent.text("name"), Given::This(Some("A".into())));
    assert_eq!(sent.number("maxMachines"), Given::This(Some(3)));
    assert_eq!(sent.number("maxUses"), Given::This(None));
    assert_eq!(sent.number("maxUsers"), Given::Nothing);
    assert_eq!(sent.flag("protected"), Given::This(Some(true)));
    let at = time_of("2026-11-21T08:00:00Z").unwrap();
    assert_eq!(sent.time("expiry"), Given::This(Some(at)));
    assert!(sent.done().is_ok());
}

#[test]
fn all_that_is_wrong_is_said_at_once_with_its_place() {
    let mut sent = sent(json!({ "data": { "type": "machines", "attributes": {
        "name": 7, "maxMachines": "3", "strict": "yes", "expiry": "tomorrow", "scheme": "X",
        "metadata": [1], "tags": ["a", 1],
    } } }));
    sent.is("licenses");
    let word = |text: &str| (text == "ED25519_SIGN").then_some(1);
    assert_eq!(sent.text("name"), Given::Nothing);
    assert_eq!(sent.number("maxMachines"), Given::Nothing);
    assert_eq!(sent.flag("strict"), Given::Nothing);
    assert_eq!(sent.time("expiry"), Given::Nothing);
    assert_eq!(sent.word("scheme", word), Given::Nothing);
    assert_eq!(sent.metadata(), Given::Nothing);
    assert_eq!(sent.texts("tags"), Given::Nothing);
    let all = codes(&mut sent);
    let all: Vec<_> = all.iter().map(|(code, place)| (code.as_str(), place.as_str())).collect();
    assert_eq!(
        all,
        [
            ("TYPE_INVALID", "/data/type"),
            ("NAME_INVALID", "/data/attributes/name"),
            ("MAX_MACHINES_INVALID", "/data/attributes/maxMachines"),
            ("STRICT_INVALID", "/data/attributes/strict"),
            ("EXPIRY_INVALID", "/data/attributes/expiry"),
            ("SCHEME_NOT_ALLOWED", "/data/attributes/scheme"),
            ("METADATA_INVALID", "/data/attributes/metadata"),
            ("TAGS_INVALID", "/data/attributes/tags"),
        ]
    );
}

#[test]
fn what_has_to_be_there_gives_up_with_all_that_was_noted() {
    let mut empty = Sent::default();
    empty.is("licenses");
    let fault = empty.need_one::<PolicyId>("policy").unwrap_err();
    let codes: Vec<_> = fault.errors.iter().map(|one| &*one.code).collect();
    assert_eq!((fault.status, codes), (BAD, vec!["DATA_MISSING", "POLICY_MISSING"]));
    assert_eq!(fault.errors[1].source, Some(Source::Pointer("/data/relationships/policy".into())));
    let mut sent = sent(json!({ "meta": { "key": 1 } }));
    let fault = sent.need_text("/meta/key").unwrap_err();
    assert_eq!((fault.errors.len(), &*fault.errors[0].code), (1, "KEY_INVALID"));
}

#[test]
fn relationships_name_one_or_many() {
    let id = PolicyId::new();
    let mut sent = sent(json!({ "data": { "relationships": {
        "policy": { "data": { "type": "policies", "id": id } },
        "owner": { "data": null },
        "group": { "data": { "type": "groups", "id": "nonsense" } },
        "components": { "data": [
            { "type": "components", "attributes": { "name": "cpu", "fingerprint": "x" } },
            { "type": "components", "name": "disk", "fingerprint": "y" },
        ] },
    } } }));
    assert_eq!(sent.one::<PolicyId>("policy"), Given::This(Some(id)));
    assert_eq!(sent.one::<PolicyId>("owner"), Given::This(None));
    assert_eq!(sent.one::<PolicyId>("user"), Given::Nothing);
    assert_eq!(sent.one::<PolicyId>("group"), Given::Nothing);
    let components = sent.many("components").or(None).unwrap();
    let named: Vec<_> = components.iter().map(|one| (one.text("name"), one.id())).collect();
    assert_eq!(named, [(Some("cpu"), None), (Some("disk"), None)]);
    let place = String::from("/data/relationships/group");
    assert_eq!(codes(&mut sent), [("GROUP_NOT_FOUND".to_owned(), place)]);
}

#[test]
fn a_body_may_be_nothing_but_the_members() {
    let id = PolicyId::new();
    let mut these = sent(json!({ "data": [{ "type": "policies", "id": id }] }));
    assert_eq!(these.need_ids::<PolicyId>("/data"), Ok(vec![id]));
    let mut odd = sent(json!({ "data": [{ "id": id }, { "id": 7 }] }));
    let fault = odd.need_ids::<PolicyId>("/data").unwrap_err();
    assert_eq!(fault.errors[0].source, Some(Source::Pointer("/data/1".into())));
    let mut one = sent(json!({ "data": { "id": id } }));
    assert_eq!(one.need_one::<PolicyId>("/data"), Ok(id));
}

#[test]
fn both_media_types_are_json_and_forms_are_not() {
    assert!(is_json("application/vnd.api+json") && is_json("application/JSON; charset=utf-8"));
    assert!(!is_json("application/x-www-form-urlencoded") && !is_json("text/plain"));
}
