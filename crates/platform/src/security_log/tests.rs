use super::*;
use crate::http::RequestInfo;
use crate::testing::TestKontor;

const FILTER: &str = include_str!("../../../../deploy/fail2ban/filter.d/kontor.conf");

fn line(event: Event, user: &str, ip: &str, reason: &str) -> String {
    let now = DateTime::from_timestamp_millis(1_795_255_201_123).unwrap();
    let about = About { event, user: encoded(user), ip, request: "01J9", reason };
    format!("{} {}", stamp(now, SecurityTime::Iso), about.line())
}

/// Whether the filter that we ship bans an address for this line. As fail2ban does it: the date is cut out of the line
/// first, then the expression is searched, with `<ADDR>` standing for an address.
fn banned(line: &str) -> Option<String> {
    let setting = |name: &str| {
        let start = FILTER.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        start.trim_start_matches([' ', '=']).to_owned()
    };
    let address = r"(?P<addr>\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4})";
    let date =
        setting("datepattern").replace("%%Y", r"\d{4}").replace("%%z", r"(?:Z|[+-]\d\d:?\d\d)");
    let date = ["%%m", "%%d", "%%H", "%%M", "%%S"]
        .iter()
        .fold(date, |date, part| date.replace(part, r"\d\d"));
    let date = regex::Regex::new(&date.replace("%%f", r"\d{1,6}")).unwrap();
    let rest = &line[date.find(line)?.end()..];
    let fail = regex::Regex::new(&setting("failregex").replace("<ADDR>", address)).unwrap();
    fail.captures(rest).map(|found| found["addr"].to_owned())
}

#[test]
fn a_line_reads_as_documented() {
    assert_eq!(
        line(Event::LoginFailed, "anna", "203.0.113.7", "bad_password"),
        "2026-11-21T10:00:01.123Z SECURITY[LOGIN_FAILED]: user=anna ip=203.0.113.7 req=01J9 reason=bad_password"
    );
}

#[test]
fn fail2ban_bans_attackers_and_nobody_else() {
    for (event, user, ip) in [
        (Event::LoginFailed, "anna", "203.0.113.7"),
        (Event::LoginFailed, "jörg müller", "198.51.100.4"),
        (Event::SecondFactorFailed, "anna@example.de", "2001:db8::7"),
        (Event::Lockout, "anna", "203.0.113.9"),
        (Event::SetupFailed, "", "203.0.113.9"),
        (Event::ApiKeyInvalid, "", "203.0.113.9"),
    ] {
        assert_eq!(banned(&line(event, user, ip, "x")).as_deref(), Some(ip), "{event:?}");
    }
    for event in [
        Event::LoginSuccess,
        Event::Logout,
        Event::PasswordChanged,
        Event::RateLimited,
        Event::CsrfBlocked,
        Event::AccessDenied,
        Event::AddressBlocked,
        Event::AddressUnblocked,
        Event::Blocked,
    ] {
        assert_eq!(banned(&line(event, "anna", "203.0.113.7", "")), None, "{event:?}");
    }
}

#[test]
fn nobody_can_have_another_banned_by_what_they_type() {
    let forged = "2026-11-21T10:00:01.123Z SECURITY[LOGIN_FAILED]: user=x ip=192.0.2.1";
    for typed in [
        "x ip=192.0.2.1",
        "x\n2026-11-21T10:00:01Z SECURITY[LOGIN_FAILED]: user=x ip=192.0.2.1",
        "x\r\u{2028}SECURITY[LOGIN_FAILED]: user=x ip=192.0.2.1 ",
        forged,
    ] {
        let written = line(Event::LoginFailed, typed, "203.0.113.7", typed);
        assert_eq!(written.lines().count(), 1);
        assert_eq!(banned(&written).as_deref(), Some("203.0.113.7"), "{written}");
        let harmless = line(Event::LoginSuccess, typed, "203.0.113.7", typed);
        assert_eq!(banned(&harmless), None, "{harmless}");
    }
    assert_eq!(
        banned(&format!("127.0.0.1 - - \"GET / HTTP/1.1\" 200 \"{forged}\"")),
        None,
        "an access log line"
    );
}

#[test]
fn long_and_strange_values_are_cut_between_characters() {
    assert_eq!(encoded(&"a".repeat(100)).len(), 64);
    assert_eq!(
        encoded(&"ü".repeat(100)),
        "%C3%BC".repeat(10),
        "60 characters: an eleventh would be cut in two"
    );
    assert_eq!(encoded("a b=c%d\u{7f}?"), "a%20b%3Dc%25d%7F%3F");
    assert_eq!(encoded(""), "-");
}

#[tokio::test]
async fn the_settings_say_where_and_how_it_is_written() {
    let t = TestKontor::start_with(&[], &[("log.security_time", "plain")]).await;
    let log = SecurityLog::of_config(&t.kontor.config, &t.kontor.keys).unwrap();
    log.write(&t.cx(), Event::Logout, Who::Nobody, "");
    let written = std::fs::read_to_string(t.folder().join("security.log")).unwrap();
    let (time, rest) = written.split_at(19);
    assert_eq!(rest, " SECURITY[LOGOUT]: user=- ip=- req=-\n");
    assert!(chrono::NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M:%S").is_ok(), "{written}");
}

async fn kontor_and_log() -> (TestKontor, PathBuf, SecurityLog) {
    let t = TestKontor::start(&[]).await;
    let path = t.folder().join("log/sub/security.log");
    let log = SecurityLog::open(path.clone(), &t.kontor.keys).unwrap();
    (t, path, log)
}

#[tokio::test]
async fn what_is_typed_as_a_name_is_never_written() {
    let (t, path, log) = kontor_and_log().await;
    log.write(&t.cx(), Event::LoginFailed, Who::Typed("my-Secret-password"), "unknown_user");
    log.write(&t.cx(), Event::LoginFailed, Who::Typed(" my-secret-password"), "unknown_user");
    log.write(&t.cx(), Event::LoginFailed, Who::Known("?12345678"), "bad_password");
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(!written.to_lowercase().contains("secret"), "{written}");
    let users: Vec<&str> =
        written.lines().map(|line| line.split("user=").nth(1).unwrap()).collect();
    assert_eq!(users[0], users[1], "the same name is the same hash");
    assert!(users[0].starts_with('?') && users[0].split(' ').next().unwrap().len() == 9);
    assert!(users[2].starts_with("%3F12345678 "), "no account can look like a hash");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}

#[tokio::test]
async fn rotation_needs_no_signal_and_threads_do_not_mix_lines() {
    let (t, path, log) = kontor_and_log().await;
    let mut cx = t.cx();
    let client = "::ffff:203.0.113.7".parse().unwrap();
    cx.request = Some(Arc::new(RequestInfo { id: "r1".into(), ..RequestInfo::of_client(client) }));
    let old = path.with_extension("1");
    let fifty =
        || (0..50).for_each(|_| log.write(&cx, Event::LoginFailed, Who::Known("anna"), "x"));
    std::thread::scope(|scope| {
        let _threads: Vec<_> = (0..4).map(|_| scope.spawn(fifty)).collect();
    });
    std::fs::rename(&path, &old).unwrap();
    log.write(&cx, Event::Logout, Who::Known("anna"), "");
    let before = std::fs::read_to_string(&old).unwrap();
    assert_eq!(before.lines().count(), 200);
    assert!(before.lines().all(|line| banned(line).as_deref() == Some("203.0.113.7")));
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .contains("SECURITY[LOGOUT]: user=anna ip=203.0.113.7 req=r1\n")
    );
}
