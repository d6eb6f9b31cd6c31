use super::*;

fn said(refusals: &[Refusal]) -> Vec<(&str, Option<&str>)> {
    refusals.iter().map(|r| (r.field.as_deref().unwrap_or_default(), r.code)).collect()
}

#[test]
fn all_that_is_wrong_with_a_machine_is_said_at_once_with_its_place() {
    let part = |name: &str, fingerprint: &str| ComponentDraft {
        name: Some(name.into()),
        fingerprint: Some(fingerprint.into()),
        ..ComponentDraft::default()
    };
    let draft = MachineDraft {
        fingerprint: Some(" \u{a0}".into()),
        name: Some("a\u{7}b".into()),
        hostname: Some("h".repeat(254)),
        cores: Some(-1),
        disk: Some(i64::MAX),
        components: vec![part("disk", "x"), part("", "y"), part("board", "x")],
        ..MachineDraft::default()
    };
    let refused = draft.read().unwrap_err();
    let parts = "/data/relationships/components/data";
    let (second, third) = (format!("{parts}/1/attributes/name"), format!("{parts}/2"));
    assert_eq!(
        said(&refused),
        [
            ("fingerprint", Some("FINGERPRINT_BLANK")),
            ("name", None),
            ("hostname", None),
            ("cores", None),
            ("disk", None),
            (second.as_str(), Some("NAME_BLANK")),
            (third.as_str(), Some("COMPONENTS_FINGERPRINT_CONFLICT")),
        ]
    );
}

#[test]
fn a_fingerprint_must_be_there_and_is_kept_byte_by_byte() {
    let refused = MachineDraft::default().read().unwrap_err();
    assert_eq!(said(&refused), [("fingerprint", Some("FINGERPRINT_MISSING"))]);
    let long = MachineDraft { fingerprint: Some("f".repeat(501)), ..MachineDraft::default() };
    assert_eq!(said(&long.read().unwrap_err()), [("fingerprint", None)]);
    let draft = MachineDraft {
        fingerprint: Some(" Aa:bB ".into()),
        name: Some("  Kasse 3 ".into()),
        ..MachineDraft::default()
    };
    let facts = draft.read().unwrap();
    assert_eq!((facts.fingerprint.as_str(), facts.name.as_str()), (" Aa:bB ", "Kasse 3"));
}

#[test]
fn the_process_number_must_be_there() {
    assert_eq!(said(&read_pid(None).unwrap_err()), [("pid", Some("PID_MISSING"))]);
    assert_eq!(said(&read_pid(Some("  ")).unwrap_err()), [("pid", Some("PID_BLANK"))]);
    assert_eq!(read_pid(Some("4711")).unwrap(), "4711");
}

#[test]
fn an_edit_leaves_alone_what_it_does_not_name() {
    let edit =
        MachineEdit { name: Some(" x ".into()), cores: Some(None), ..MachineEdit::default() };
    let read = edit.read().unwrap();
    assert_eq!((read.name.as_deref(), read.cores, read.memory), (Some("x"), Some(None), None));
    let wrong = MachineEdit { memory: Some(Some(-5)), ..MachineEdit::default() };
    assert_eq!(said(&wrong.read().unwrap_err()), [("memory", None)]);
}

/// Two places that share some of their bounds claim the same where a strategy looks no further.
#[test]
fn a_fingerprint_is_claimed_within_its_bounds() {
    let here = Place {
        environment: None,
        product: ProductId::new(),
        policy: PolicyId::new(),
        licence: LicenceId::new(),
        machine: None,
    };
    let same = |within, there: Place| here.claim(within, "f") == there.claim(within, "f");
    let other_licence = Place { licence: LicenceId::new(), ..here };
    let other_policy = Place { policy: PolicyId::new(), ..other_licence };
    let other_product = Place { product: ProductId::new(), ..other_policy };
    let other_world = Place { environment: Some(EnvironmentId::new()), ..other_product };
    let table = [
        (Uniqueness::Licence, [false, false, false, false]),
        (Uniqueness::Policy, [true, false, false, false]),
        (Uniqueness::Product, [true, true, false, false]),
        (Uniqueness::Account, [true, true, true, false]),
    ];
    for (within, expected) in table {
        let found = [other_licence, other_policy, other_product, other_world]
            .map(|there| same(within, there));
        assert_eq!(found, expected, "{within:?}");
        assert!(same(within, here), "{within:?}");
        assert_ne!(here.claim(within, "f"), here.claim(within, "g"));
    }
}
