//! The real server as a process, and clients that know nothing of its making: keygen-rs as it comes from the registry.

mod common;

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use common::house::{DAY, HOUR};
use common::server::House;
use keygen_rs::license::{License, LicenseCheckoutOpts, LicenseValidationRequest};
use keygen_rs::machine::MachineCheckoutOpts;
use kontor_license::error::Distrust;
use kontor_license::time::{Clock, SystemClock};
use kontor_license::{Client, Config, Error, Licence, PublicKeys, Start, Timestamp};
use serde_json::{Value, json};

const FINGERPRINT: &str = "4d:Eq:UV:D3/XZ";

/// The example program, as a user would run it on this machine: what it prints, and whether it may run.
fn example(house: &House, product: &str, arguments: &[&str]) -> (String, bool) {
    let here = std::env::current_exe().unwrap();
    let program = here.parent().unwrap().parent().unwrap().join("examples/protected");
    let output = Command::new(program)
        .args(arguments)
        .env("KONTOR_LICENSE_URL", &house.address)
        .env("KONTOR_LICENSE_PRODUCT", product)
        .env("KONTOR_LICENSE_PUBLIC_KEY", &house.public_key)
        .env("HOME", &house.folder)
        .env_remove("XDG_STATE_HOME")
        .env_remove("XDG_CACHE_HOME")
        .env("NO_PROXY", "127.0.0.1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (said.concat(), output.status.success())
}

#[test]
fn keygens_own_client_goes_the_whole_way_against_the_real_server() {
    let house = House::open("keygen-rs");
    let policy = json!({"name": "Node", "authenticationStrategy": "LICENSE", "scheme": "ED25519_SIGN",
        "strict": true, "maxMachines": 1});
    let (_, key, product) = house.licence(policy);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let config = house.config(&key, &product);
        let asked = LicenseValidationRequest::for_fingerprint(FINGERPRINT.into());
        let ask = async || keygen_rs::validate_with_config(config.clone(), &asked).await.unwrap();
        let first = ask().await;
        assert_eq!((first.meta.valid, first.meta.code.as_str()), (false, "NO_MACHINE"));
        let licence: License = first.license.unwrap().with_config(config.clone());

        let machine = licence.activate(FINGERPRINT, &[]).await.unwrap();
        let valid = ask().await;
        assert_eq!((valid.meta.valid, valid.meta.code.as_str()), (true, "VALID"));
        let again = licence.activate("another", &[]).await.unwrap_err().to_string();
        assert!(!again.is_empty(), "one seat was sold");

        let file = licence.checkout(&LicenseCheckoutOpts::with_ttl(3600).with_encrypt(true)).await;
        let file = file.unwrap();
        file.verify_with_key(&house.public_key).unwrap();
        assert_eq!(file.decrypt(&key).unwrap().license.id, licence.id);
        let wish = MachineCheckoutOpts { ttl: Some(3600), include: None };
        let file = machine.checkout(&wish).await.unwrap();
        let opened = file.decrypt(&format!("{key}{FINGERPRINT}")).unwrap();
        assert_eq!(opened.machine.id, machine.id);

        let beating = machine.ping().await.unwrap();
        assert_eq!(beating.id, machine.id);
        machine.deactivate().await.unwrap();
        assert_eq!(ask().await.meta.code, "NO_MACHINE");
    });
}

#[test]
fn a_suspension_stops_the_example_at_its_next_question_and_a_dead_server_does_not() {
    let mut house = House::open("example");
    let policy = json!({"name": "Node", "authenticationStrategy": "LICENSE", "maxMachines": 1});
    let (id, key, product) = house.licence(policy);
    let (said, well) = example(&house, &product, &[&key]);
    assert!(well && said.contains("taking one") && said.contains("Running"), "{said}");
    house.vendor(&format!("/licenses/{id}/actions/suspend"), &Value::Null);
    let (said, well) = example(&house, &product, &[&key]);
    assert!(!well && said.contains("SUSPENDED"), "{said}");
    house.vendor(&format!("/licenses/{id}/actions/reinstate"), &Value::Null);
    let (said, well) = example(&house, &product, &[&key]);
    assert!(well && !said.contains("taking one"), "{said}");
    house.kill();
    let (said, well) = example(&house, &product, &[&key]);
    assert!(well && said.contains("The server does not answer"), "{said}");
}

/// The commands of the handbook's chapter, without the two that an administrator gives and the line that names the server.
fn commands(handbook: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(handbook);
    let text = std::fs::read_to_string(path).unwrap();
    let blocks = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let given = |block: &&str| !block.starts_with("kontor ") && !block.starts_with("export ");
    blocks.filter(given).collect()
}

#[test]
fn the_handbook_leads_to_a_licensed_program_by_its_own_commands() {
    let house = House::open("handbook");
    for handbook in ["en/licence-server.md", "de/lizenzserver.md"] {
        let script = format!("set -euo pipefail\n{}", commands(handbook));
        let output = Command::new("bash")
            .args(["-c", &script])
            .env("KONTOR", &house.address)
            .env("TOKEN", &house.token)
            .env("NO_PROXY", "127.0.0.1")
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{handbook}: {said}{wrong}");
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines[..3], ["NO_MACHINES", "VALID", "ALIVE"], "{handbook}: {said}");
        assert_eq!(lines[3], "-----BEGIN MACHINE FILE-----", "{handbook}");
    }
}

/// A clock that goes wrong by so many milliseconds.
#[derive(Default)]
struct Wrong(AtomicI64);

impl Clock for Wrong {
    fn now(&self) -> Timestamp {
        Timestamp(SystemClock.now().0 + self.0.load(Ordering::SeqCst))
    }
}

impl Wrong {
    fn ahead(&self, time: Duration) {
        self.0.store(i64::try_from(time.as_millis()).unwrap(), Ordering::SeqCst);
    }

    fn behind(&self, time: Duration) {
        self.0.store(-i64::try_from(time.as_millis()).unwrap(), Ordering::SeqCst);
    }
}

/// A program of this product, activated and started at the real server, and the clock that it goes by.
struct Program {
    house: House,
    clock: Arc<Wrong>,
    product: String,
    key: String,
}

impl Program {
    fn new(name: &str, mut policy: Value) -> Self {
        let house = House::open(name);
        policy["authenticationStrategy"] = "LICENSE".into();
        policy["name"] = "Node".into();
        let (_, key, product) = house.licence(policy);
        let program = Self { house, clock: Arc::default(), product, key };
        program.start().activate().unwrap();
        let Start::Online { outcome, offline_until } = program.start().start().unwrap() else {
            panic!("the server is there")
        };
        assert!(outcome.valid && offline_until.is_some());
        program
    }

    /// A start: everything that it knows comes from its folders.
    fn start(&self) -> Licence {
        let keys = PublicKeys::new(&self.house.public_key).unwrap();
        let config = Config::new(&self.house.address, &self.product, keys)
            .state_folder(self.house.folder.join("state"))
            .second_folder(self.house.folder.join("second"))
            .clock(self.clock.clone())
            .within(Duration::from_secs(20));
        Client::new(config).unwrap().licence(&self.key).unwrap()
    }
}

/// L2, with the real server's own files.
#[test]
fn a_program_outlives_six_days_and_23_hours_without_its_server_and_not_seven_days_and_one_hour() {
    let mut program = Program::new(
        "outage",
        json!({"maxMachines": 1, "requireHeartbeat": true,
        "heartbeatDuration": 86_400, "heartbeatBasis": "FROM_CREATION"}),
    );
    program.start().beat().unwrap();
    program.house.kill();
    program.clock.ahead(DAY * 6 + HOUR * 23);
    let Start::Grace(grace) = program.start().start().unwrap() else { panic!("nobody is there") };
    assert!(!grace.clock_set_back);
    let left = grace.left(program.clock.now());
    assert!(left <= HOUR && left > Duration::from_mins(55), "{left:?}");
    program.clock.ahead(DAY * 7 + HOUR);
    let said = program.start().start().unwrap_err().to_string();
    assert!(said.contains("did not answer") && said.contains("good until"), "{said}");
    // the server is back: the late heartbeat counts, and all is as before
    program.clock.ahead(Duration::ZERO);
    program.house.rise();
    assert_eq!(program.start().beat().unwrap().heartbeat_status.as_deref(), Some("ALIVE"));
    assert!(program.start().start().unwrap().is_allowed());
}

/// L3, with the real server's own signatures.
#[test]
fn a_clock_that_is_a_year_wrong_is_told_so_and_lengthens_nothing() {
    let mut program = Program::new("clock", json!({"maxMachines": 1}));
    program.clock.ahead(DAY * 365);
    let Err(Error::Untrusted(Distrust::Old { signed, now })) = program.start().validate() else {
        panic!("an answer of a year ago is no answer to this question")
    };
    let apart = Duration::from_millis(u64::try_from(now.0 - signed.0).unwrap());
    assert!(apart > DAY * 364 && apart < DAY * 366, "{apart:?}");
    assert!(program.start().start().is_err(), "the file is over by this clock");

    // a year behind: the server's signed time is believed, and what it signs lasts no longer for it
    program.clock.behind(DAY * 365);
    let Start::Online { outcome, offline_until } = program.start().start().unwrap() else {
        panic!("the server is there")
    };
    assert!(outcome.valid);
    let latest = SystemClock.now().plus(DAY * 7 + HOUR);
    assert!(offline_until.is_none_or(|end| end < latest), "{offline_until:?}");
    program.house.kill();
    match program.start().start() {
        Err(Error::NoGrace { .. }) => {}
        Ok(Start::Grace(grace)) => {
            assert!(grace.clock_set_back && grace.until < latest, "{grace:?}");
        }
        other => panic!("{other:?}"),
    }
    assert!(program.start().start().is_err(), "a clock that was set back is let through once");
}
