//! The whole way, against a server on loopback that can misbehave: activation, starts with and without it, heartbeats.

mod common;

use std::sync::{Arc, mpsc};
use std::time::Duration;

use common::house::*;
use kontor_license::error::{Distrust, FileFault, NoGrace};
use kontor_license::fingerprint::System;
use kontor_license::time::Clock;
use kontor_license::{Beat, Client, Code, Error, Start};

fn why(error: Error) -> NoGrace {
    match error {
        Error::NoGrace { why, .. } => why,
        other => panic!("{other}"),
    }
}

#[test]
fn a_new_machine_is_activated_validated_and_given_back() {
    let house = House::new();
    let licence = house.licence();
    let start = licence.start().unwrap();
    assert!(start.needs_activation() && !start.is_allowed());
    let machine = licence.activate().unwrap();
    assert_eq!(machine.fingerprint, licence.identity().fingerprint);
    assert_eq!(machine.heartbeat_seconds, Some(2700));

    let Start::Online { outcome, offline_until } = licence.start().unwrap() else { panic!() };
    assert!(outcome.valid);
    assert_eq!(outcome.code, Code::Valid);
    assert_eq!(outcome.licence.unwrap().metadata["plan"], "pro");
    assert_eq!(offline_until, Some(NOON.plus(DAY * 7)));

    licence.deactivate().unwrap();
    assert!(house.world().machines.is_empty());
    assert!(!house.has_state(".lic") && !house.has_state(".proof"));
    assert!(licence.start().unwrap().needs_activation());
}

#[test]
fn an_activation_tells_hashes_and_surroundings_and_nothing_else_of_the_machine() {
    let house = House::new();
    house.licence().activate().unwrap();
    let sent = house.world().activation.clone();
    let data = &sent["data"];
    let components = data["relationships"]["components"]["data"].as_array().unwrap();
    let names: Vec<_> =
        components.iter().map(|one| one["attributes"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["smbios", "board", "install", "cpu"]);
    assert_eq!(data["attributes"]["metadata"]["fingerprintVersion"], 1);
    assert_eq!(data["attributes"]["metadata"]["lowConfidence"], false);
    let text = sent.to_string().to_lowercase();
    for raw in ["4c4c4544", "cnws20097j00ab", "8c3f7d1b6a2e", "genuineintel", "hostname"] {
        assert!(!text.contains(raw), "{raw} left the machine: {text}");
    }
}

#[test]
fn a_machine_that_has_its_seat_already_is_found_and_no_second_seat_taken() {
    let house = House::new();
    let first = house.licence().activate().unwrap();
    let again = house.licence().activate().unwrap();
    assert_eq!(first.id, again.id);
    assert_eq!(house.world().machines.len(), 1);
}

#[test]
fn where_no_seat_is_left_the_refusal_says_so() {
    let house = House::new();
    house.world().seats = 0;
    let error = house.licence().activate().unwrap_err();
    assert!(error.has_code("MACHINE_LIMIT_EXCEEDED"), "{error}");
    assert!(!error.is_silence());
    assert!(error.to_string().contains("in words"), "{error}");
}

#[test]
fn a_licence_that_wants_a_beating_heart_gets_a_beat_before_the_start_is_judged() {
    let house = House::new();
    house.world().wants_heart = true;
    let licence = house.licence();
    licence.activate().unwrap();
    assert_eq!(licence.validate().unwrap().code, Code::HeartbeatNotStarted);
    let Start::Online { outcome, offline_until } = licence.start().unwrap() else { panic!() };
    assert!(outcome.valid && offline_until.is_some());
    assert_eq!(house.world().beats, 1);
}

#[test]
fn every_kind_of_false_answer_counts_as_none() {
    let house = House::new();
    let licence = house.activated();
    let distrust = |mood| {
        house.mood(mood);
        match licence.validate() {
            Err(error @ Error::Untrusted(_)) if error.is_silence() => match error {
                Error::Untrusted(distrust) => distrust,
                _ => unreachable!(),
            },
            other => panic!("{mood:?}: {other:?}"),
        }
    };
    assert_eq!(distrust(Mood::Portal), Distrust::Unsigned("Keygen-Date"));
    assert_eq!(distrust(Mood::Elsewhere), Distrust::Unsigned("Keygen-Date"));
    assert_eq!(distrust(Mood::Changed), Distrust::Digest);
    assert_eq!(distrust(Mood::Foreign), Distrust::Signature);
    assert_eq!(distrust(Mood::Late), Distrust::Old { signed: NOON.minus(MINUTE * 10), now: NOON });
    assert_eq!(distrust(Mood::OtherKey), Distrust::Other("licence key"));
    assert_eq!(distrust(Mood::OtherMachine), Distrust::Other("machine"));
    house.mood(Mood::Honest);
    licence.validate().unwrap();
    assert_eq!(distrust(Mood::Replayed), Distrust::Nonce);
    house.mood(Mood::Silent);
    assert!(matches!(licence.validate(), Err(Error::Unreachable(_))));
    // none of it took anything from the program that was licensed before
    for mood in
        [Mood::Portal, Mood::Changed, Mood::Foreign, Mood::Replayed, Mood::Silent, Mood::Busy]
    {
        house.mood(mood);
        assert!(matches!(house.licence().start().unwrap(), Start::Grace(_)), "{mood:?}");
    }
}

#[test]
fn without_the_server_the_program_starts_for_seven_days_and_not_a_minute_longer() {
    let house = House::new();
    house.activated();
    house.mood(Mood::Silent);
    for day in 0..7 {
        let Start::Grace(grace) = house.licence().start().unwrap() else { panic!("day {day}") };
        assert_eq!(grace.until, NOON.plus(DAY * 7));
        assert_eq!(grace.file.entitlements, ["REPORTS"]);
        assert!(!grace.clock_set_back);
        house.pass(DAY);
    }
    assert!(house.licence().start().is_ok());
    house.pass(MINUTE);
    let error = house.licence().start().unwrap_err();
    let words = error.to_string();
    assert!(words.contains("did not answer") && words.contains("good until"), "{words}");
    assert_eq!(why(error), NoGrace::File(FileFault::Expired(NOON.plus(DAY * 7))));
    house.mood(Mood::Honest);
    assert!(house.licence().start().unwrap().is_allowed());
}

#[test]
fn blocking_the_server_from_the_first_minute_on_gives_nothing() {
    let house = House::new();
    house.mood(Mood::Silent);
    assert_eq!(why(house.licence().start().unwrap_err()), NoGrace::NeverValidated);
    // activated, but never told that it is valid
    house.mood(Mood::Honest);
    house.licence().activate().unwrap();
    house.mood(Mood::Silent);
    assert_eq!(why(house.licence().start().unwrap_err()), NoGrace::NeverValidated);
}

#[test]
fn a_file_alone_or_a_proof_alone_or_one_that_was_changed_gives_no_grace() {
    let house = House::new();
    house.activated();
    house.mood(Mood::Silent);
    for (ending, expected) in [(".proof", NoGrace::NeverValidated), (".lic", NoGrace::NoFile)] {
        let path = house.state(ending);
        let good = std::fs::read_to_string(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(why(house.licence().start().unwrap_err()), expected);
        // the id of the key is not signed, and nothing is decided by it
        let keyid = good.find("keyid").unwrap_or(0)..good.find(", algorithm").unwrap_or(0);
        for at in (0..good.len() - 1).step_by(41).filter(|at| !keyid.contains(at)) {
            let Some(wrong) = common::flipped(&good, at * 8) else { continue };
            std::fs::write(&path, wrong).unwrap();
            assert!(house.licence().start().is_err(), "{ending}, byte {at}");
        }
        std::fs::write(&path, good).unwrap();
        assert!(house.licence().start().is_ok());
    }
}

#[test]
fn a_signed_no_ends_everything_also_for_later_without_the_server() {
    let house = House::new();
    house.activated();
    house.world().suspended = true;
    let Start::Online { outcome, offline_until } = house.licence().start().unwrap() else {
        panic!()
    };
    assert_eq!((outcome.valid, outcome.code, offline_until), (false, Code::Suspended, None));
    house.mood(Mood::Silent);
    assert_eq!(why(house.licence().start().unwrap_err()), NoGrace::NeverValidated);
}

#[test]
fn a_code_that_this_version_does_not_know_is_decided_by_valid_alone() {
    let house = House::new();
    let licence = house.activated();
    house.world().code = Some("TOO_MANY_MOONS");
    let outcome = licence.validate().unwrap();
    assert_eq!((outcome.valid, outcome.code), (false, Code::Other("TOO_MANY_MOONS".into())));
}

#[test]
fn a_licence_that_ends_within_the_grace_ends_it_unless_its_policy_lets_it_live() {
    let house = House::new();
    house.world().expiry = Some(NOON.plus(DAY * 2));
    house.activated();
    house.mood(Mood::Silent);
    let Start::Grace(grace) = house.licence().start().unwrap() else { panic!() };
    assert_eq!(grace.until, NOON.plus(DAY * 2));
    house.pass(DAY * 3);
    assert!(matches!(
        why(house.licence().start().unwrap_err()),
        NoGrace::File(FileFault::Expired(_))
    ));

    let house = House::new();
    house.world().expiry = Some(NOON.plus(DAY * 2));
    house.world().strategy = "MAINTAIN_ACCESS";
    house.activated();
    house.mood(Mood::Silent);
    house.pass(DAY * 3);
    assert!(house.licence().start().is_ok());
}

#[test]
fn a_clock_that_is_set_back_is_let_through_once_and_then_wants_the_server() {
    let house = House::new();
    house.activated();
    house.mood(Mood::Silent);
    house.pass(DAY * 5);
    assert!(house.licence().start().is_ok());
    house.set_clocks(NOON.plus(DAY));
    let Start::Grace(grace) = house.licence().start().unwrap() else { panic!() };
    assert!(grace.clock_set_back);
    let seen = NOON.plus(DAY * 5);
    let now = NOON.plus(DAY);
    assert_eq!(why(house.licence().start().unwrap_err()), NoGrace::ClockSetBack { now, seen });
    // right again, but the debt stays
    house.set_clocks(seen);
    assert!(matches!(why(house.licence().start().unwrap_err()), NoGrace::ClockSetBack { .. }));
    house.mood(Mood::Honest);
    assert!(house.licence().start().unwrap().is_allowed());
    house.mood(Mood::Silent);
    assert!(house.licence().start().is_ok());
}

#[test]
fn a_file_whose_time_is_over_does_not_come_back_with_the_clock() {
    let house = House::new();
    house.activated();
    house.mood(Mood::Silent);
    house.pass(DAY * 7);
    assert!(house.licence().start().is_ok());
    house.pass(DAY);
    // the program ran and saw that it was over
    assert!(house.licence().start().is_err());
    house.set_clocks(NOON.plus(DAY));
    assert!(house.licence().start().is_err());
}

#[test]
fn a_clock_that_was_wrong_once_is_put_right_by_the_server_and_not_for_ever() {
    let house = House::new();
    house.activated();
    house.mood(Mood::Silent);
    house.set_clocks(NOON.plus(DAY * 6));
    assert!(house.licence().start().is_ok());
    house.set_clocks(NOON);
    house.mood(Mood::Honest);
    assert!(house.licence().start().unwrap().is_allowed());
    house.mood(Mood::Silent);
    let Start::Grace(grace) = house.licence().start().unwrap() else { panic!() };
    assert!(!grace.clock_set_back);
}

#[test]
fn whoever_removes_what_remembers_the_time_gets_no_grace() {
    let house = House::new();
    house.activated();
    house.mood(Mood::Silent);
    let copies = [house.folder.join("second"), house.folder.join("state")];
    let remove = |folder: &std::path::Path| {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().to_string_lossy().ends_with(".clock") {
                std::fs::remove_file(entry.path()).unwrap();
            }
        }
    };
    remove(&copies[0]);
    assert!(house.licence().start().is_ok(), "one copy is enough");
    for folder in &copies {
        remove(folder);
    }
    assert_eq!(why(house.licence().start().unwrap_err()), NoGrace::ClockUnknown);
}

#[test]
fn the_state_folder_on_another_machine_gives_no_grace_and_needs_a_seat_of_its_own() {
    let house = House::new();
    house.activated();
    let mut clone = Machine::default();
    clone.files.insert("/sys/class/dmi/id/product_uuid", "bbbbbbbb-0042-3010-8051-b7c04f4e3332");
    clone.files.insert("/sys/class/dmi/id/board_serial", "OTHERBOARD1");
    let config = house.config().sources(System::Linux, Arc::new(clone));
    let licence = Client::new(config).unwrap().licence(KEY).unwrap();
    let Start::Online { outcome, .. } = licence.start().unwrap() else { panic!() };
    assert_eq!(outcome.code, Code::FingerprintScopeMismatch);
    assert!(licence.activate().unwrap_err().has_code("MACHINE_LIMIT_EXCEEDED"));
}

#[test]
fn a_clone_that_forges_its_memory_is_held_against_what_the_server_signed() {
    let house = House::new();
    let honest = house.activated();
    house.mood(Mood::Silent);
    let mut clone = Machine::default();
    clone.files.insert("/sys/class/dmi/id/product_uuid", "bbbbbbbb-0042-3010-8051-b7c04f4e3332");
    clone.files.insert("/sys/class/dmi/id/board_serial", "OTHERBOARD1");
    let config = house.config().sources(System::Linux, Arc::new(clone));
    let client = Client::new(config).unwrap();
    let own = client.licence(KEY).unwrap().identity().components.clone();
    let lines: Vec<_> =
        own.iter().map(|one| format!("[\"{}\",\"{}\"]", one.name, one.fingerprint)).collect();
    let forged = format!(
        r#"{{"version":1,"fingerprint":"{}","headline":"smbios","components":[{}]}}"#,
        honest.identity().fingerprint,
        lines.join(",")
    );
    std::fs::write(house.state("machine.json"), forged).unwrap();
    let licence = client.licence(KEY).unwrap();
    assert_eq!(licence.identity().fingerprint, honest.identity().fingerprint);
    let found = why(licence.start().unwrap_err());
    assert_eq!(found, NoGrace::OtherMachine(vec!["smbios".into(), "board".into()]));
}

#[test]
fn a_repaired_machine_keeps_its_seat_its_file_and_its_grace() {
    let house = House::new();
    let before = house.activated();
    let mut repaired = Machine::default();
    repaired.files.insert("/sys/class/dmi/id/board_serial", "NEWBOARD22");
    let config = house.config().sources(System::Linux, Arc::new(repaired));
    let client = Client::new(config).unwrap();
    let after = client.licence(KEY).unwrap();
    assert_eq!(after.identity().fingerprint, before.identity().fingerprint);
    assert!(after.start().unwrap().is_allowed());
    house.mood(Mood::Silent);
    assert!(matches!(client.licence(KEY).unwrap().start().unwrap(), Start::Grace(_)));
}

#[test]
fn a_fresh_file_is_fetched_once_a_day_and_no_more() {
    let house = House::new();
    house.activated();
    let checkouts = || {
        let world = house.world();
        world.seen.iter().filter(|line| line.ends_with("/actions/check-out")).count()
    };
    assert_eq!(checkouts(), 1);
    house.pass(HOUR);
    house.licence().start().unwrap();
    assert_eq!(checkouts(), 1);
    house.pass(DAY);
    let Start::Online { offline_until, .. } = house.licence().start().unwrap() else { panic!() };
    assert_eq!(checkouts(), 2);
    assert_eq!(offline_until, Some(house.clock.now().plus(DAY * 7)));
}

#[test]
fn a_file_that_came_by_hand_is_opened_for_this_machine_and_key_alone() {
    let house = House::new();
    let licence = house.activated();
    let fingerprint = licence.identity().fingerprint.clone();
    let text = house.world().machine_file(&fingerprint, NOON, DAY * 365);
    house.mood(Mood::Silent);
    house.pass(DAY * 300);
    let file = licence.open_machine_file(&text).unwrap();
    assert_eq!(file.licence.name.as_deref(), Some("Example"));
    house.pass(DAY * 100);
    assert!(matches!(licence.open_machine_file(&text), Err(Error::File(FileFault::Expired(_)))));
    house.set_clocks(NOON);
    let other = Client::new(house.config()).unwrap().licence("OTHER-KEY").unwrap();
    assert!(matches!(other.open_machine_file(&text), Err(Error::File(FileFault::Locked))));
}

#[test]
fn a_licence_file_is_checked_out_and_opened() {
    let house = House::new();
    let licence = house.activated();
    let (text, file) = licence.check_out_licence(None).unwrap();
    assert_eq!(file.licence.id, LICENCE);
    assert_eq!(licence.open_licence_file(&text).unwrap(), file);
    assert!(licence.open_machine_file(&text).is_err());
}

#[test]
fn the_heart_beats_through_silence_and_stops_when_it_is_dropped() {
    let house = House::new();
    let licence = house.activated();
    let (tell, told) = mpsc::channel();
    let heart = licence.heartbeat(Some(Duration::from_millis(20)), move |beat| {
        let _ = tell.send(beat);
    });
    let heart = heart.unwrap();
    let next = || told.recv_timeout(Duration::from_secs(20)).unwrap();
    assert!(
        matches!(next(), Beat::Alive { machine } if machine.heartbeat_status.as_deref() == Some("ALIVE"))
    );
    house.mood(Mood::Silent);
    while !matches!(next(), Beat::Missed { .. }) {}
    house.mood(Mood::Honest);
    while !matches!(next(), Beat::Alive { .. }) {}
    drop(heart);
    while told.recv_timeout(Duration::from_secs(20)).is_ok() {}
    let beats = house.world().beats;
    assert!(beats >= 2);
    std::thread::sleep(Duration::from_millis(80));
    assert_eq!(house.world().beats, beats);
}

#[test]
fn the_heart_stops_by_itself_when_the_seat_is_taken_away() {
    let house = House::new();
    let licence = house.activated();
    let (tell, told) = mpsc::channel();
    let heart = licence.heartbeat(Some(Duration::from_millis(10)), move |beat| {
        let _ = tell.send(beat);
    });
    let heart = heart.unwrap();
    assert!(matches!(told.recv_timeout(Duration::from_secs(20)).unwrap(), Beat::Alive { .. }));
    house.world().machines.clear();
    let last = told.iter().last().unwrap();
    assert!(matches!(last, Beat::Ended { error } if error.has_code("NOT_FOUND")));
    heart.stop();
}

#[test]
fn the_daily_question_of_a_long_run_ends_the_heart_when_the_answer_is_no() {
    let house = House::new();
    house.activated();
    let config = house.config().renew_after(Duration::from_millis(1));
    let licence = Client::new(config).unwrap().licence(KEY).unwrap();
    let (tell, told) = mpsc::channel();
    let heart = licence.heartbeat(Some(Duration::from_millis(10)), move |beat| {
        let _ = tell.send(beat);
    });
    let heart = heart.unwrap();
    let next = || told.recv_timeout(Duration::from_secs(20)).unwrap();
    while !matches!(next(), Beat::Valid { .. }) {}
    house.world().suspended = true;
    let last = told.iter().last().unwrap();
    assert!(matches!(last, Beat::Invalid { outcome } if outcome.code == Code::Suspended));
    heart.stop();
}

#[test]
fn a_ping_tells_a_wrong_key_from_a_wrong_address() {
    let house = House::new();
    let client = Client::new(house.config()).unwrap();
    assert_eq!(client.ping().unwrap(), NOON);
    house.mood(Mood::Foreign);
    assert!(matches!(client.ping(), Err(Error::Untrusted(Distrust::Signature))));
    house.mood(Mood::Silent);
    assert!(matches!(client.ping(), Err(Error::Unreachable(_))));
}

#[test]
fn keys_are_exchanged_while_programs_run() {
    use common::signer::Signer;
    let house = House::new();
    house.activated();
    let keys = Signer::new(7).public().or(&Signer::new(9).public_hex()).unwrap();
    let url_and_rest = house.config();
    let config = url_and_rest.keys(keys);
    let licence = Client::new(config).unwrap().licence(KEY).unwrap();
    house.mood(Mood::Foreign);
    assert!(licence.validate().unwrap().valid);
}

#[test]
fn a_state_folder_that_cannot_be_written_stops_no_program_that_has_the_server() {
    let house = House::new();
    house.activated();
    std::fs::create_dir_all(&house.folder).unwrap();
    let wall = house.folder.join("wall");
    std::fs::write(&wall, "a file where the folder should be").unwrap();
    let config = house.config().state_folder(wall.join("state")).second_folder(wall.join("second"));
    let licence = Client::new(config).unwrap().licence(KEY);
    // nothing can be read there either
    assert!(matches!(licence, Err(Error::State { .. })), "a folder below a file");
    std::fs::remove_file(&wall).unwrap();
    let config = house.config().state_folder(wall.join("state")).second_folder(wall.join("second"));
    let licence = Client::new(config).unwrap().licence(KEY).unwrap();
    std::fs::write(&wall, "a file where the folder should be").unwrap();
    let Start::Online { outcome, offline_until } = licence.start().unwrap() else { panic!() };
    assert!(outcome.valid);
    assert_eq!(offline_until, None);
    assert!(licence.trouble().unwrap().contains("wall"), "{:?}", licence.trouble());
    house.mood(Mood::Silent);
    assert!(licence.start().is_err());
}

#[test]
fn settings_that_cannot_work_are_said_before_anything_is_sent() {
    let house = House::new();
    let client = Client::new(house.config()).unwrap();
    let wrong = Client::new(house.config().environment("a\r\nHost: evil"));
    assert!(matches!(wrong, Err(Error::Setting(_))));
    for key in ["", "  ", "two words", "line\r\nHost: evil"] {
        assert!(matches!(client.licence(key), Err(Error::Setting(_))), "{key:?}");
    }
    assert!(house.world().seen.is_empty());
}
