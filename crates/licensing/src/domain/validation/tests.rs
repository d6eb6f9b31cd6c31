use super::*;
use crate::domain::metadata::Metadata;
use crate::domain::policy::Settings;
use crate::domain::strategy::{Interval, Leasing, Matching, Overage};
use chrono::TimeDelta;
use events::licensing::{EnvironmentId, LicenceId, PolicyId, ProductId};
use platform::Millis;
use std::collections::BTreeSet;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_795_248_000_000).unwrap()
}

fn after(seconds: i64) -> Millis {
    Millis(now() + TimeDelta::seconds(seconds))
}

fn licence() -> Licence {
    Licence {
        id: LicenceId::new(),
        product: ProductId::new(),
        policy: PolicyId::new(),
        environment: Some(EnvironmentId::new()),
        organisation: None,
        owner: None,
        group: None,
        name: "Acme".into(),
        name_key: "acme".into(),
        key: Vec::new(),
        key_hash: String::new(),
        key_hint: String::new(),
        is_test: false,
        suspended: false,
        protected: None,
        expires_at: None,
        uses: 0,
        limits: Limits::default(),
        metadata: Metadata::default(),
        machines: 1,
        cores: 4,
        memory: 100,
        disk: 1000,
        first_validated_at: None,
        last_validated_at: None,
        last_checked_in_at: None,
        last_checked_out_at: None,
        end_told_at: None,
        end_soon_told_at: None,
        created_at: after(-86_400 * 40),
        updated_at: after(0),
        version: 1,
    }
}

fn policy(settings: Settings) -> Policy {
    Policy {
        id: PolicyId::new(),
        product: ProductId::new(),
        environment: None,
        name: "Pro".into(),
        name_key: "pro".into(),
        settings,
        metadata: Metadata::default(),
        created_at: after(-60),
        updated_at: after(-60),
        version: 1,
    }
}

fn seat(fingerprint: &str) -> Seat {
    let machine = Machine {
        id: MachineId::new(),
        licence: LicenceId::new(),
        owner: None,
        fingerprint: fingerprint.into(),
        cores: Some(4),
        memory: Some(100),
        disk: Some(1000),
        dies_at: None,
        revived_at: None,
    };
    Seat { machine, components: vec!["cpu".into(), "disk".into(), "board".into(), "mac".into()] }
}

/// A case that is valid, and that a cause is added to.
struct Made {
    of: Snapshot,
    scope: Scope,
}

impl Made {
    fn good() -> Self {
        let member = Member { id: LicenceUserId::new(), email: "ada@acme.test".into() };
        let policy = policy(Settings { strict: true, ..Settings::default() });
        let of = Snapshot {
            limits: Limits { max_machines: Some(1), max_users: Some(1), ..Limits::default() },
            environment: Some("test".into()),
            users: vec![member],
            user_count: 1,
            entitlements: vec!["EXPORT".into()],
            machines: vec![seat("fp-1")],
            release: Some(ReleaseFacts { has_version: true, has_checksum: true }),
            ..Snapshot::new(licence(), policy)
        };
        let list = |all: &[&str]| Some(all.iter().map(|one| (*one).to_owned()).collect());
        let scope = Scope {
            environment: Some("test".into()),
            product: Some(of.licence.product.to_string()),
            policy: Some(of.licence.policy.to_string().to_uppercase()),
            user: Some("Ada@Acme.test".into()),
            entitlements: list(&["EXPORT"]),
            machine: Some(of.machines[0].machine.id.to_string()),
            fingerprints: list(&["fp-1"]),
            components: list(&["cpu", "disk"]),
            checksum: Some("abc".into()),
            version: Some("1.0.0".into()),
        };
        Self { of, scope }
    }

    fn licence(&mut self) -> &mut Licence {
        Arc::make_mut(&mut self.of.licence)
    }

    fn policy(&mut self) -> &mut Policy {
        Arc::make_mut(&mut self.of.policy)
    }

    fn verdict(&self) -> Verdict {
        validate(&self.of, Some(&self.scope), now())
    }
}

fn wrong(text: &mut Option<String>) {
    *text = Some("another".into());
}

fn expired(made: &mut Made, strategy: Expiration) {
    made.licence().expires_at = Some(after(0));
    made.policy().settings.expiration_strategy = strategy;
}

fn overdue(made: &mut Made) {
    made.policy().settings.require_check_in = true;
    made.policy().settings.check_in_interval = Some(Interval::Month);
}

fn without_machines(made: &mut Made, floating: bool) {
    made.policy().settings.floating = floating;
    let licence = made.licence();
    (licence.machines, licence.cores, licence.memory, licence.disk) = (0, 0, 0, 0);
    made.of.machines.clear();
    made.scope.machine = None;
    made.scope.fingerprints = None;
    made.scope.components = None;
}

fn processes(made: &mut Made) {
    let machine = made.of.machines.first().map_or_else(MachineId::new, |seat| seat.machine.id);
    made.of.processes = vec![Running { machine, owner: None, count: 3 }];
    made.of.limits.max_processes = Some(2);
}

fn silent(made: &mut Made) {
    made.policy().settings.require_heartbeat = true;
}

fn dead(made: &mut Made) {
    made.of.machines[0].machine.dies_at = Some(after(0));
}

type Cause = (Code, fn(&mut Made));

/// Every code but those of a licence that is not there and of one that is good, in the order of the checks.
const CAUSES: &[Cause] = &[
    (Code::Banned, |m| m.of.owner_banned = true),
    (Code::Suspended, |m| m.licence().suspended = true),
    (Code::Expired, |m| expired(m, Expiration::Revoke)),
    (Code::Overdue, overdue),
    (Code::EnvironmentScopeMismatch, |m| wrong(&mut m.scope.environment)),
    (Code::ProductScopeMismatch, |m| wrong(&mut m.scope.product)),
    (Code::PolicyScopeMismatch, |m| wrong(&mut m.scope.policy)),
    (Code::UserScopeMismatch, |m| wrong(&mut m.scope.user)),
    (Code::EntitlementsMissing, |m| {
        m.scope.entitlements = Some(vec!["EXPORT".into(), "SSO".into()]);
    }),
    (Code::MachineScopeMismatch, |m| wrong(&mut m.scope.machine)),
    (Code::HeartbeatDead, dead),
    (Code::FingerprintScopeMismatch, |m| m.scope.fingerprints = Some(vec!["fp-2".into()])),
    (Code::ComponentsScopeMismatch, |m| m.scope.components = Some(vec!["gpu".into()])),
    (Code::ChecksumScopeMismatch, |m| {
        let facts = m.of.release.unwrap_or_default();
        m.of.release = Some(ReleaseFacts { has_checksum: false, ..facts });
    }),
    (Code::VersionScopeMismatch, |m| {
        let facts = m.of.release.unwrap_or_default();
        m.of.release = Some(ReleaseFacts { has_version: false, ..facts });
    }),
    (Code::TooManyUsers, |m| m.of.user_count = 2),
    (Code::TooManyMachines, |m| m.licence().machines = 2),
    (Code::TooManyCores, |m| m.of.limits.max_cores = Some(3)),
    (Code::TooMuchMemory, |m| m.of.limits.max_memory = Some(99)),
    (Code::TooMuchDisk, |m| m.of.limits.max_disk = Some(999)),
    (Code::TooManyProcesses, processes),
    (Code::Expired, |m| m.licence().expires_at = Some(after(0))),
];

/// The codes that no other can be combined with, each with its own way to it.
const ALONE: &[Cause] = &[
    (Code::EnvironmentScopeRequired, |m| {
        m.scope.environment = None;
        m.policy().settings.require_environment_scope = true;
    }),
    (Code::ProductScopeRequired, |m| {
        m.scope.product = None;
        m.policy().settings.require_product_scope = true;
    }),
    (Code::PolicyScopeRequired, |m| {
        m.scope.policy = None;
        m.policy().settings.require_policy_scope = true;
    }),
    (Code::UserScopeRequired, |m| {
        m.scope.user = None;
        m.policy().settings.require_user_scope = true;
    }),
    (Code::EntitlementsScopeEmpty, |m| m.scope.entitlements = Some(Vec::new())),
    (Code::MachineScopeRequired, |m| {
        m.scope.machine = None;
        m.policy().settings.require_machine_scope = true;
    }),
    (Code::HeartbeatNotStarted, silent),
    (Code::FingerprintScopeRequired, |m| {
        m.scope.fingerprints = None;
        m.policy().settings.require_fingerprint_scope = true;
    }),
    (Code::FingerprintScopeEmpty, |m| m.scope.fingerprints = Some(vec![" ".into()])),
    (Code::ComponentsScopeEmpty, |m| m.scope.components = Some(Vec::new())),
    (Code::ComponentsScopeRequired, |m| {
        m.scope.components = None;
        m.policy().settings.require_components_scope = true;
    }),
    (Code::ChecksumScopeRequired, |m| {
        m.scope.checksum = None;
        m.policy().settings.require_checksum_scope = true;
    }),
    (Code::VersionScopeRequired, |m| {
        m.scope.version = None;
        m.policy().settings.require_version_scope = true;
    }),
    (Code::NoMachine, |m| without_machines(m, false)),
    (Code::NoMachines, |m| without_machines(m, true)),
];

#[test]
fn every_code_is_reached_and_has_words_of_its_own() {
    let made = Made::good();
    assert_eq!(made.verdict(), Verdict { valid: true, code: Code::Valid });
    let mut reached = BTreeSet::from([Code::Valid, Verdict::NOT_FOUND.code]);
    for (code, cause) in CAUSES.iter().chain(ALONE) {
        let mut made = Made::good();
        cause(&mut made);
        assert_eq!(made.verdict(), Verdict { valid: false, code: *code });
        reached.insert(*code);
    }
    assert_eq!(reached, Code::ALL.iter().copied().collect());
    let words: BTreeSet<_> = Code::ALL.iter().map(|code| code.detail()).collect();
    assert_eq!(words.len(), Code::ALL.len());
}

#[test]
fn of_two_causes_the_earlier_one_is_told() {
    for (n, (first, one)) in CAUSES.iter().enumerate() {
        for (second, other) in &CAUSES[n + 1..] {
            let mut made = Made::good();
            other(&mut made);
            one(&mut made);
            let told = made.verdict().code;
            // an end under REVOKE_ACCESS is checked early, whichever of the two made it so
            assert_eq!(told, *first, "{first:?} before {second:?}");
        }
    }
}

#[test]
fn of_a_cause_and_one_that_excludes_others_the_earlier_one_is_told() {
    let standing = &CAUSES[..4];
    for (alone, cause) in ALONE {
        for (code, other) in standing {
            let mut made = Made::good();
            cause(&mut made);
            other(&mut made);
            assert_eq!(made.verdict().code, *code, "{code:?} before {alone:?}");
        }
        let mut made = Made::good();
        cause(&mut made);
        made.licence().expires_at = Some(after(0));
        assert_eq!(made.verdict().code, *alone, "{alone:?} before the end");
    }
}

#[test]
fn without_a_scope_only_the_licence_itself_is_looked_at() {
    for (code, cause) in CAUSES.iter().chain(ALONE) {
        let mut made = Made::good();
        cause(&mut made);
        let scoped = code.name().contains("SCOPE")
            || code.name().contains("HEARTBEAT")
            || *code == Code::EntitlementsMissing;
        let told = validate(&made.of, None, now()).code;
        assert_eq!(told, if scoped { Code::Valid } else { *code });
    }
}

#[test]
fn a_lenient_policy_does_not_look_at_seats() {
    let seats = [
        Code::NoMachine,
        Code::NoMachines,
        Code::TooManyMachines,
        Code::TooManyCores,
        Code::TooMuchMemory,
        Code::TooMuchDisk,
        Code::TooManyProcesses,
    ];
    for (code, cause) in CAUSES.iter().chain(ALONE).filter(|(code, _)| seats.contains(code)) {
        let mut made = Made::good();
        cause(&mut made);
        made.policy().settings.strict = false;
        assert_eq!(made.verdict().code, Code::Valid, "{code:?}");
    }
}

#[test]
fn an_end_denies_unless_the_policy_goes_on_after_it() {
    for (strategy, valid) in [
        (Expiration::Restrict, false),
        (Expiration::Revoke, false),
        (Expiration::Maintain, true),
        (Expiration::Allow, true),
    ] {
        for strict in [true, false] {
            let mut made = Made::good();
            expired(&mut made, strategy);
            made.policy().settings.strict = strict;
            assert_eq!(made.verdict(), Verdict { valid, code: Code::Expired }, "{strategy:?}");
        }
    }
}

#[test]
fn a_limit_that_may_be_passed_is_told_and_hides_nothing_that_denies() {
    let mut made = Made::good();
    made.licence().machines = 2;
    made.policy().settings.overage_strategy = Overage::Double;
    assert_eq!(made.verdict(), Verdict { valid: true, code: Code::TooManyMachines });
    made.licence().machines = 3;
    assert_eq!(made.verdict(), Verdict { valid: false, code: Code::TooManyMachines });
    made.licence().machines = 2;
    made.of.limits.max_cores = Some(1);
    assert_eq!(made.verdict(), Verdict { valid: false, code: Code::TooManyCores });
    made.of.limits.max_cores = None;
    expired(&mut made, Expiration::Restrict);
    assert_eq!(made.verdict(), Verdict { valid: false, code: Code::Expired });
    expired(&mut made, Expiration::Maintain);
    assert_eq!(made.verdict(), Verdict { valid: true, code: Code::TooManyMachines });
}

#[test]
fn where_nothing_is_activated_a_scope_of_machines_says_so_first() {
    for (floating, code) in [(false, Code::NoMachine), (true, Code::NoMachines)] {
        let mut made = Made::good();
        without_machines(&mut made, floating);
        made.policy().settings.strict = false;
        made.scope.fingerprints = Some(vec!["fp-9".into()]);
        assert_eq!(made.verdict().code, code);
        made.scope.machine = Some("fp-9".into());
        assert_eq!(made.verdict().code, code);
        made.scope.fingerprints = Some(Vec::new());
        made.scope.machine = None;
        assert_eq!(made.verdict().code, Code::FingerprintScopeEmpty);
    }
}

#[test]
fn so_many_fingerprints_must_be_known_and_alive_as_the_policy_says() {
    let fingerprints = |all: &[&str]| Some(all.iter().map(|one| (*one).to_owned()).collect());
    for (strategy, known_two_of_four, one_of_two_dead) in [
        (Matching::Any, Code::Valid, Code::Valid),
        (Matching::Two, Code::Valid, Code::HeartbeatDead),
        (Matching::Most, Code::Valid, Code::Valid),
        (Matching::All, Code::FingerprintScopeMismatch, Code::HeartbeatDead),
    ] {
        let mut made = Made::good();
        made.scope.machine = None;
        made.scope.components = None;
        made.policy().settings.strict = false;
        made.policy().settings.machine_matching_strategy = strategy;
        made.of.machines.push(seat("fp-2"));
        made.scope.fingerprints = fingerprints(&["fp-1", "fp-2", "fp-3", "fp-4"]);
        assert_eq!(made.verdict().code, known_two_of_four, "{strategy:?}");
        made.scope.fingerprints = fingerprints(&["fp-1", "fp-2", "fp-1"]);
        dead(&mut made);
        assert_eq!(made.verdict().code, one_of_two_dead, "{strategy:?}");
    }
}

#[test]
fn components_are_those_of_the_machine_that_is_meant() {
    let mut made = Made::good();
    made.policy().settings.component_matching_strategy = Matching::All;
    let mut other = seat("fp-2");
    other.components = vec!["gpu".into()];
    made.of.machines.push(other);
    assert_eq!(made.verdict().code, Code::Valid);
    made.scope.components = Some(vec!["gpu".into()]);
    assert_eq!(made.verdict().code, Code::ComponentsScopeMismatch);
    made.scope.machine = None;
    made.scope.fingerprints = None;
    assert_eq!(made.verdict().code, Code::Valid);
    made.scope.components = Some(vec!["gpu".into(), "cpu".into()]);
    assert_eq!(made.verdict().code, Code::ComponentsScopeMismatch);
}

#[test]
fn a_machine_of_one_user_is_no_other_users() {
    let mut made = Made::good();
    let (ada, bob) = (made.of.users[0].id, LicenceUserId::new());
    made.of.users.push(Member { id: bob, email: "bob@acme.test".into() });
    made.of.machines[0].machine.owner = Some(ada);
    assert_eq!(made.verdict().code, Code::Valid);
    made.scope.user = Some(bob.to_string());
    assert_eq!(made.verdict().code, Code::UserScopeMismatch);
    made.scope.machine = None;
    assert_eq!(made.verdict().code, Code::UserScopeMismatch);
}

#[test]
fn seats_per_user_are_counted_for_each_by_themselves() {
    let mut made = Made::good();
    let (ada, bob) = (made.of.users[0].id, LicenceUserId::new());
    made.of.users.push(Member { id: bob, email: "bob@acme.test".into() });
    (made.of.user_count, made.of.limits.max_users) = (2, None);
    made.policy().settings.machine_leasing_strategy = Leasing::User;
    made.of.machines = ["a-1", "b-1", "b-2"].map(seat).into();
    made.of.machines[0].machine.owner = Some(ada);
    made.of.machines[1].machine.owner = Some(bob);
    made.of.machines[2].machine.owner = Some(bob);
    made.licence().machines = 3;
    made.scope = Scope { user: Some(ada.to_string()), ..Scope::default() };
    assert_eq!(made.verdict().code, Code::Valid);
    made.scope.user = Some(bob.to_string());
    assert_eq!(made.verdict().code, Code::TooManyMachines);
    made.scope = Scope { fingerprints: Some(vec!["a-1".into()]), ..Scope::default() };
    assert_eq!(made.verdict().code, Code::Valid);
    assert_eq!(validate(&made.of, None, now()).code, Code::TooManyMachines);
    made.of.machines.truncate(1);
    made.scope = Scope { user: Some(bob.to_string()), ..Scope::default() };
    assert_eq!(made.verdict().code, Code::NoMachine);
}

#[test]
fn processes_are_counted_for_a_machine_a_user_or_the_licence() {
    let mut made = Made::good();
    made.of.machines.push(seat("fp-2"));
    let ids = [0, 1].map(|n: usize| made.of.machines[n].machine.id);
    let ada = Some(made.of.users[0].id);
    made.of.processes = vec![
        Running { machine: ids[0], owner: ada, count: 1 },
        Running { machine: ids[1], owner: ada, count: 2 },
        Running { machine: ids[1], owner: None, count: 2 },
    ];
    made.scope = Scope::default();
    for (leasing, most, code) in [
        (Leasing::Machine, 4, Code::Valid),
        (Leasing::Machine, 3, Code::TooManyProcesses),
        (Leasing::User, 3, Code::Valid),
        (Leasing::User, 2, Code::TooManyProcesses),
        (Leasing::Licence, 5, Code::Valid),
        (Leasing::Licence, 4, Code::TooManyProcesses),
    ] {
        made.policy().settings.process_leasing_strategy = leasing;
        made.of.limits.max_processes = Some(most);
        assert_eq!(made.verdict().code, code, "{leasing:?} {most}");
    }
    made.policy().settings.process_leasing_strategy = Leasing::Machine;
    made.of.limits.max_processes = Some(1);
    made.scope.fingerprints = Some(vec!["fp-1".into()]);
    assert_eq!(made.verdict().code, Code::Valid);
}

#[test]
fn nothing_is_loaded_that_nobody_asks_for() {
    let mut settings = Settings::default();
    let most = Limits { max_processes: Some(1), ..Limits::default() };
    assert_eq!(Wants::of(&settings, &most, Some(&Scope::default())), Wants::default());
    let scope = Scope { fingerprints: Some(vec!["x".into()]), ..Scope::default() };
    let wants = Wants::of(&settings, &most, Some(&scope));
    assert_eq!(wants, Wants { machines: Machines::Named, ..Wants::default() });
    let scope = Scope { components: Some(Vec::new()), ..Scope::default() };
    let wants = Wants::of(&settings, &most, Some(&scope));
    assert_eq!(wants, Wants { machines: Machines::WithParts, ..Wants::default() });
    settings.strict = true;
    settings.machine_leasing_strategy = Leasing::User;
    let most = Limits { max_users: Some(1), ..most };
    let wants = Wants::of(&settings, &most, None);
    let users = Wants { user_count: true, processes: true, ..Wants::default() };
    assert_eq!(wants, Wants { machines: Machines::All, ..users });
}
