//! A licensed program that says what it does: it starts with the server or in grace, takes a seat if it has none, and
//! lets its heart beat until Enter is pressed.
//!
//! ```text
//! export KONTOR_LICENSE_URL=https://licences.example.com KONTOR_LICENSE_PRODUCT=0193… KONTOR_LICENSE_PUBLIC_KEY=d75a98…
//! cargo run --example protected -- C1B6DE-39A6E3-DE1529-8559A0-4AF593-V3
//! ```
//!
//! A real program has address, product and public key built in: who can change the key can license anything.

use std::process::ExitCode;

use kontor_license::{Beat, Client, Config, Error, Licence, PublicKeys, Start};

fn main() -> ExitCode {
    let Some(key) = std::env::args().nth(1) else {
        eprintln!("usage: protected LICENCE-KEY [deactivate]");
        return ExitCode::FAILURE;
    };
    match run(&key, std::env::args().nth(2).as_deref() == Some("deactivate")) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(key: &str, deactivate: bool) -> Result<bool, Error> {
    let keys = PublicKeys::new(&setting("KONTOR_LICENSE_PUBLIC_KEY")?)?;
    let config =
        Config::new(&setting("KONTOR_LICENSE_URL")?, &setting("KONTOR_LICENSE_PRODUCT")?, keys)
            .version(env!("CARGO_PKG_VERSION"));
    let licence = Client::new(config)?.licence(key)?;
    tell_machine(&licence);
    if deactivate {
        licence.deactivate()?;
        println!("This machine has given its seat back.");
        return Ok(true);
    }
    if !may_run(&licence)? {
        return Ok(false);
    }
    let heart = licence.heartbeat(None, tell_beat)?;
    println!("Running. Press Enter to end.");
    let _ = std::io::stdin().read_line(&mut String::new());
    heart.stop();
    Ok(true)
}

fn tell_machine(licence: &Licence) {
    let identity = licence.identity();
    let names: Vec<_> = identity.components.iter().map(|one| &*one.name).collect();
    println!("This machine is {} (from {:?}),", identity.fingerprint, identity.headline);
    println!(
        "known by: {}.",
        if names.is_empty() { "nothing else".into() } else { names.join(", ") }
    );
    if identity.low_confidence() {
        println!(
            "That is little: the id is as good as the folder or the setting that it comes from."
        );
    }
}

fn may_run(licence: &Licence) -> Result<bool, Error> {
    let mut start = licence.start()?;
    if start.needs_activation() {
        println!("It has no seat of this licence yet; taking one.");
        match licence.activate() {
            Ok(machine) => println!("It is machine {} now.", machine.id),
            Err(error) if error.has_code("MACHINE_LIMIT_EXCEEDED") => {
                println!("All seats are taken; give one back on another machine first.");
                return Ok(false);
            }
            Err(error) => return Err(error),
        }
        start = licence.start()?;
    }
    match &start {
        Start::Online { outcome, offline_until } if outcome.valid => {
            println!("The server says: {}.", outcome.detail);
            match offline_until {
                Some(until) => println!("Without it, starts will work until {until}."),
                None => println!(
                    "Without it, starts will not work: {}.",
                    licence.trouble().unwrap_or_default()
                ),
            }
        }
        Start::Online { outcome, .. } => {
            println!("Not licensed: {} ({}).", outcome.detail, outcome.code);
        }
        Start::Grace(grace) => {
            println!(
                "The server does not answer. The last file of {} is good until {}.",
                grace.file.issued, grace.until
            );
            if grace.clock_set_back {
                println!("The clock was set back; the next start needs the server.");
            }
        }
    }
    Ok(start.is_allowed())
}

fn tell_beat(beat: Beat) {
    match beat {
        Beat::Alive { .. } => println!("The heart beats."),
        Beat::Missed { error } => println!("A beat was lost: {error}."),
        Beat::Valid { offline_until, .. } => {
            println!("Still licensed; a new file holds until {offline_until:?}.");
        }
        Beat::Invalid { outcome } => {
            println!("Not licensed any more: {}. Save your work.", outcome.detail);
        }
        Beat::Ended { error } => println!("The heart has stopped: {error}."),
        _ => {}
    }
}

fn setting(name: &str) -> Result<String, Error> {
    std::env::var(name).map_err(|_| Error::Setting(format!("{name} is not set")))
}
