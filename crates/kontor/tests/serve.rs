//! The server as a process: its start, its sockets, its limits and its end.

#[expect(dead_code, reason = "each test binary uses a part of it")]
mod common;

use common::{House, Server, file, read_all, status};
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixDatagram, UnixStream};
use std::time::{Duration, Instant};

const SIGN_IN: &str = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
    Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n";

#[test]
fn a_new_house_is_ready_and_its_setup_waits_behind_a_one_time_link() {
    let house = House::new();
    let server = house.serve(&[]);
    for (path, part) in
        [("/healthz", "\"ok\""), ("/readyz", "\"ready\":true"), ("/health", "\"database\":\"ok\"")]
    {
        let answer = server.get(path);
        assert_eq!(status(&answer), "200", "{path}: {answer}");
        assert!(answer.contains(part), "{path}: {answer}");
    }
    let link = server.said["setup_link"].as_str().unwrap();
    let path = link.strip_prefix(server.said["address"].as_str().unwrap()).unwrap();
    assert_eq!(status(&server.get(path)), "200");
    assert_ne!(status(&server.get("/setup?token=guessed")), "200");
    let token = house.path("data/setup-token");
    assert_eq!(std::fs::metadata(token).unwrap().permissions().mode() & 0o777, 0o600);
}

/// The page as somebody sees it who came by the link that the terminal shows.
fn signed_in(server: &Server, path: &str) -> String {
    let link = server.said["sign_in_link"].as_str().unwrap();
    let token = link.split("token=").nth(1).unwrap();
    let body = format!("token={token}");
    let form = SIGN_IN.replace("/sign-in ", "/sign-in/link ");
    let said = server.raw(format!("{form}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    let cookie =
        said.split("set-cookie: ").nth(1).and_then(|rest| rest.split(';').next()).expect(&said);
    let asked = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n");
    server.raw(format!("{asked}Connection: close\r\n\r\n").as_bytes())
}

#[test]
fn demo_data_are_a_working_helpdesk_and_a_second_start_keeps_them() {
    let house = House::new();
    let count = |page: &str, subject| page.matches(subject).count();
    let mut seen = Vec::new();
    for _ in 0..2 {
        let server = house.serve(&["--demo"]);
        let page = signed_in(&server, "/tickets");
        assert_eq!(status(&page), "200", "{page}");
        seen.push((count(&page, "Frachtbriefe lassen sich"), count(&page, "Stock levels frozen")));
    }
    assert!(seen[0].0 > 0 && seen[0].1 > 0 && seen[0] == seen[1], "{seen:?}");
}

#[test]
fn the_first_administrator_comes_from_the_environment_where_nobody_looks_on() {
    let house = House::new();
    let serve = |password: &str| {
        let mut command = house.command(&["serve", "--json", "--listen", "127.0.0.1:0"]);
        command.env("FIRST_SUPERADMIN_EMAIL", "maria@kontor.test");
        command.env("FIRST_SUPERADMIN_PASSWORD", password);
        command
    };
    let refused = serve("maria@kontor.test").output().unwrap();
    let said = [refused.stdout, refused.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    assert!(!refused.status.success() && said.contains("[first_admin]"), "{said}");
    assert!(!said.contains("maria@kontor.test"), "no password is printed: {said}");
    // later starts leave the account alone, whatever the environment says
    for password in ["Elbe-Speicher-Kontorbuch-1888", "Weser-Kaje-Frachtbrief-1901"] {
        let server = house.start(serve(password));
        assert!(server.said["setup_link"].is_null(), "{}", server.said);
        let body = "email=maria@kontor.test&password=Elbe-Speicher-Kontorbuch-1888";
        let form = format!("{SIGN_IN}Content-Length: {}\r\n\r\n{body}", body.len());
        assert_eq!(status(&server.raw(form.as_bytes())), "303");
    }
}

#[test]
fn the_demo_speaks_the_language_of_the_terminal() {
    for (terminal, page) in [("de_DE.UTF-8", "lang=\"de\""), ("C", "lang=\"en\"")] {
        let house = House::new();
        let mut command = house.command(&["serve", "--json", "--demo", "--listen", "127.0.0.1:0"]);
        command.env("LC_ALL", terminal);
        let server = house.start(command);
        let answer = signed_in(&server, "/");
        assert!(answer.contains(page), "{terminal}: {answer}");
    }
}

#[test]
fn an_existing_database_is_ready_quickly() {
    let house = House::new();
    drop(house.serve(&[]));
    let began = Instant::now();
    let server = house.serve(&[]);
    assert_eq!(status(&server.get("/readyz")), "200");
    // the promise is 300 ms for a release on a quiet machine; this is neither
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
}

#[test]
fn a_request_that_is_open_at_sigterm_is_answered_and_new_ones_are_refused() {
    let house = House::new();
    let mut server = house.serve(&[]);
    let mut open = server.connect();
    let body = "email=anna%40x.test&password=wrong";
    open.write_all(format!("{SIGN_IN}Content-Length: {}\r\n\r\n", body.len()).as_bytes()).unwrap();
    open.write_all(&body.as_bytes()[..7]).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    server.signal("TERM");
    std::thread::sleep(Duration::from_millis(500));
    assert!(server.try_connect().is_err());
    open.write_all(&body.as_bytes()[7..]).unwrap();
    let answer = read_all(&mut open);
    assert!(["200", "303", "422", "401"].contains(&status(&answer)), "{answer}");
    assert_eq!(server.end(), Some(0));
}

#[test]
fn systemd_is_told_of_the_start_the_life_and_the_end() {
    let house = House::new();
    let socket = UnixDatagram::bind(house.path("notify")).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let heard = || {
        let mut text = [0; 512];
        let length = socket.recv(&mut text).expect("systemd hears nothing");
        String::from_utf8_lossy(&text[..length]).into_owned()
    };
    let mut command = house.command(&["serve", "--json", "--listen", "127.0.0.1:0"]);
    command.env("NOTIFY_SOCKET", house.path("notify")).env("WATCHDOG_USEC", "1000000");
    let mut server = house.start(command);
    assert!(heard().contains("READY=1"));
    assert!(heard().contains("WATCHDOG=1"));
    server.signal("TERM");
    assert!((0..3).any(|_| heard().contains("STOPPING=1")));
    assert_eq!(server.end(), Some(0));
}

/// Opens a socket as systemd does, and becomes the server that serves it.
const AS_SYSTEMD: &str = "
import os, socket, sys
s = socket.create_server(('127.0.0.1', 0))
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1')
os.dup2(s.fileno(), 3)
os.set_inheritable(3, True)
os.execv(sys.argv[1], sys.argv[1:])";

#[test]
fn the_socket_that_systemd_holds_is_the_one_that_is_served() {
    let house = House::new();
    let mut command = std::process::Command::new("python3");
    command.args(["-c", AS_SYSTEMD, env!("CARGO_BIN_EXE_kontor"), "serve", "--json"]);
    command.current_dir(house.path(".")).env_clear().env("PATH", "/usr/bin:/bin");
    let server = house.start(command);
    assert_ne!(server.said["address"], "http://127.0.0.1:8080");
    assert_eq!(status(&server.get("/readyz")), "200");
}

#[test]
fn sighup_reads_the_configuration_anew_and_says_what_needs_a_restart() {
    let house = House::new();
    let write = |text: &str| file(&house.path("kontor.toml"), text.as_bytes());
    let log = || std::fs::read_to_string(house.path("log")).unwrap();
    let until = |part: &str| {
        let end = Instant::now() + Duration::from_secs(10);
        while !log().contains(part) {
            assert!(Instant::now() < end, "{part} is missing in {}", log());
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    write("[log]\nlevel = \"warn\"\n[server]\nmetrics_allow = []\n");
    let server = house.serve(&[]);
    server.get("/healthz");
    assert!(!log().contains("Answered"));

    write(
        "[log]\nlevel = \"debug\"\n[server]\nmetrics_token = \"Zk3vQ1s8Xw0bT9mJ2rLr7yHc5uNfAeP4\"\ntime_zone = \"Europe/Vienna\"\n",
    );
    server.signal("HUP");
    until("the configuration was read anew");
    assert_eq!(status(&server.get("/metrics")), "404", "now only with the token");
    until("Answered");
    let said = log();
    for (key, how) in [
        ("log.level", "counts from now on"),
        ("server.metrics_token", "counts from now on"),
        ("server.time_zone", "counts after a restart"),
    ] {
        assert!(said.lines().any(|line| line.contains(key) && line.contains(how)), "{key}: {said}");
    }
    assert!(!said.contains("Zk3vQ1s8"), "a secret stands in the log");

    write("[log]\nlevel = \"loud\"\n[server]\nmetrics_allow = [\"0.0.0.0/0\"]\n");
    server.signal("HUP");
    until("all settings stay as they are");
    assert!(log().contains("log.level") && log().contains("loud"));
    assert_eq!(status(&server.get("/metrics")), "404");
}

#[test]
fn a_unix_socket_answers_and_is_closed_to_others() {
    let house = House::new();
    let path = house.path("kontor.sock");
    // a socket that a killed server left behind is no hindrance
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    let _server = house.serve(&["--listen", &format!("unix:{}", path.display())]);
    let mut stream = UnixStream::connect(&path).unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    assert_eq!(status(&read_all(&mut stream)), "200");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o660);
}

/// The address that the security log names for a forged form that came with `X-Forwarded-For`.
fn logged_address(settings: &[&str]) -> String {
    let house = House::new();
    let server = house.serve(settings);
    let forged = SIGN_IN.replace("same-origin", "cross-site");
    let forwarded = "X-Forwarded-For: 198.51.100.9, 203.0.113.7";
    server.raw(format!("{forged}{forwarded}\r\nContent-Length: 1\r\n\r\nx").as_bytes());
    let log = std::fs::read_to_string(house.path("data/security.log")).unwrap();
    let line =
        log.lines().find(|line| line.contains("SECURITY[CSRF_BLOCKED]")).expect(&log).to_owned();
    line.split("ip=").nth(1).unwrap().split(' ').next().unwrap().to_owned()
}

#[test]
fn only_a_trusted_proxy_is_believed_about_the_client() {
    assert_eq!(logged_address(&[]), "127.0.0.1");
    assert_eq!(logged_address(&["--set", "server.trusted_proxies=127.0.0.1/32"]), "203.0.113.7");
}

#[test]
fn a_proxy_that_nobody_named_opens_no_metrics_and_the_doctor_warns_of_it() {
    let house = House::new();
    let server = house.serve(&[]);
    let ask = |forwarded: &str| {
        server.raw(
            format!(
                "GET /metrics HTTP/1.1\r\nHost: localhost\r\n{forwarded}Connection: close\r\n\r\n"
            )
            .as_bytes(),
        )
    };
    assert_eq!(status(&ask("")), "200");
    let doctor = |house: &House| house.run(&["doctor", "--json"]).out;
    assert!(!doctor(&house).contains("trusted_proxies"));
    assert_eq!(status(&ask("X-Forwarded-For: 203.0.113.7\r\n")), "404");
    let said = doctor(&house);
    assert!(said.contains(r#""state":"warn""#) && said.contains("trusted_proxies"), "{said}");
}

#[test]
fn a_header_that_does_not_end_is_cut_off_and_others_are_served_meanwhile() {
    let house = House::new();
    let server = house.serve(&[]);
    let mut slow = server.connect();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").unwrap();
    let began = Instant::now();
    assert_eq!(status(&server.get("/healthz")), "200");
    let mut rest = [0; 64];
    let read = slow.read(&mut rest).unwrap_or(0);
    assert!(began.elapsed() < Duration::from_secs(18), "it was left open");
    assert!(read == 0 || rest.starts_with(b"HTTP/1.1 4"), "{:?}", String::from_utf8_lossy(&rest));
}

#[test]
fn a_header_without_end_is_refused() {
    let house = House::new();
    let server = house.serve(&[]);
    let mut request = b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: ".to_vec();
    request.extend(std::iter::repeat_n(b'a', 300_000));
    let mut stream = server.connect();
    let _ = stream.write_all(&request); // refused while we still write
    let answer = read_all(&mut stream);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    assert_eq!(status(&server.get("/healthz")), "200");
}

#[test]
fn a_body_over_the_limit_is_refused() {
    let house = House::new();
    let server = house.serve(&["--set", "server.max_body_bytes=2048"]);
    // more than lies on the way: whoever is still sending gets the answer, and no broken connection
    let large = "a".repeat(8 << 20);
    let whole = format!("{SIGN_IN}Content-Length: {}\r\n\r\n{large}", large.len());
    assert_eq!(status(&server.raw(whole.as_bytes())), "413");
    let chunk = "a".repeat(1000);
    let mut request = format!("{SIGN_IN}Transfer-Encoding: chunked\r\n\r\n");
    request += &format!("3e8\r\n{chunk}\r\n").repeat(5);
    request.push_str("0\r\n\r\n");
    assert_eq!(status(&server.raw(request.as_bytes())), "413");
}

/// A proxy in front may read such a message otherwise than we do. With both lengths the chunks count and the
/// connection ends after the answer (RFC 9112 §6.1); every other doubt is a bad request.
#[test]
fn nothing_is_smuggled_behind_two_lengths() {
    let house = House::new();
    let server = house.serve(&[]);
    let head = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n";
    let hidden = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    for (lengths, expected) in [
        ("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "415"),
        ("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "415"),
        ("Content-Length: 4\r\nContent-Length: 5\r\n", "400"),
        ("Transfer-Encoding: chunked, identity\r\n", "400"),
        ("Transfer-Encoding: xchunked\r\n", "400"),
        ("Content-Length: +4\r\n", "400"),
    ] {
        let began = Instant::now();
        let said = server.raw(format!("{head}{lengths}\r\n0\r\n\r\n{hidden}").as_bytes());
        assert!(!said.contains("\"ok\""), "{lengths}: {said}");
        assert_eq!(status(&said), expected, "{lengths}: {said}");
        assert!(began.elapsed() < Duration::from_secs(5), "{lengths}: the connection stayed open");
    }
}
