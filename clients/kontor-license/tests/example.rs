//! The example program, run as a user would: it takes a seat, runs, starts without the server, and gives the seat back.

mod common;

use std::process::{Command, Stdio};

use common::house::{House, KEY, Mood, PRODUCT};
use kontor_license::time::{Clock, SystemClock};

/// What it prints, and whether it ended well. Its folders are the test's, its machine is this one.
fn run(house: &House, arguments: &[&str]) -> (String, bool) {
    let here = std::env::current_exe().unwrap();
    let program = here.parent().unwrap().parent().unwrap().join("examples/protected");
    let public_key = house.world().signer.public_hex();
    let output = Command::new(program)
        .args(arguments)
        .env("KONTOR_LICENSE_URL", house.url())
        .env("KONTOR_LICENSE_PRODUCT", PRODUCT)
        .env("KONTOR_LICENSE_PUBLIC_KEY", public_key)
        .env("HOME", &house.folder)
        .env("LOCALAPPDATA", house.folder.join("state"))
        .env("APPDATA", house.folder.join("second"))
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
fn the_example_takes_a_seat_runs_starts_without_the_server_and_gives_the_seat_back() {
    let house = House::new();
    house.set_time(SystemClock.now());
    let (said, well) = run(&house, &[KEY]);
    assert!(well && said.contains("taking one") && said.contains("Running"), "{said}");
    assert!(said.contains("Without it, starts will work until"), "{said}");
    let (said, well) = run(&house, &[KEY]);
    assert!(well && !said.contains("taking one"), "{said}");

    house.mood(Mood::Silent);
    let (said, well) = run(&house, &[KEY]);
    assert!(well && said.contains("The server does not answer"), "{said}");

    house.mood(Mood::Honest);
    house.world().suspended = true;
    let (said, well) = run(&house, &[KEY]);
    assert!(!well && said.contains("Not licensed: in words (SUSPENDED)"), "{said}");
    house.mood(Mood::Silent);
    let (said, well) = run(&house, &[KEY]);
    assert!(!well && said.contains("it never said yet that the licence is valid here"), "{said}");

    house.mood(Mood::Honest);
    house.world().suspended = false;
    let (said, well) = run(&house, &[KEY, "deactivate"]);
    assert!(well && said.contains("given its seat back"), "{said}");
    assert!(house.world().machines.is_empty());
    let (said, well) = run(&house, &[]);
    assert!(!well && said.contains("usage"), "{said}");
}
