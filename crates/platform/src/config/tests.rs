use super::*;
use std::path::Path;

fn load(sources: &Sources) -> Result<Config, Vec<String>> {
    Config::load(sources, &PLATFORM_SECTIONS)
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>())
}

fn env(pairs: &[(&str, &str)]) -> Sources {
    let env = pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    Sources { env, ..Sources::default() }
}

fn file(folder: &Path, text: &str) -> Sources {
    let path = folder.join("kontor.toml");
    std::fs::write(&path, text).unwrap();
    Sources { file: Some(path), ..Sources::default() }
}

#[test]
fn nothing_said_gives_the_defaults() {
    let config = load(&Sources::default()).unwrap();
    assert_eq!(config.section::<ServerConfig>().listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.section::<ServerConfig>().max_body_bytes, 26_214_400);
    assert_eq!(config.explain("server.listen").unwrap().origin, Origin::Default);
    let data = config.section::<DataConfig>();
    assert_eq!(
        config.section::<DatabaseConfig>().address(data),
        "sqlite://./data/kontor.db?mode=rwc"
    );
}

#[test]
fn a_flag_beats_the_environment_and_that_beats_a_credential_an_alias_and_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut sources = file(folder.path(), "[server]\nmax_body_bytes = 2001\n");
    let bytes = |sources: &Sources| {
        let config = load(sources).unwrap();
        (
            config.section::<ServerConfig>().max_body_bytes,
            config.explain("server.max_body_bytes").unwrap().origin,
        )
    };
    let path = folder.path().join("kontor.toml");
    assert_eq!(bytes(&sources), (2001, Origin::File { path, line: 2 }));
    sources.env.insert("MAX_CONTENT_LENGTH".into(), "2002".into());
    assert_eq!(bytes(&sources), (2002, Origin::Env("MAX_CONTENT_LENGTH".into())));
    let credential = folder.path().join("server.max_body_bytes");
    std::fs::write(&credential, "2003\n").unwrap();
    sources.env.insert("CREDENTIALS_DIRECTORY".into(), folder.path().display().to_string());
    assert_eq!(bytes(&sources), (2003, Origin::Credential(credential)));
    sources.env.insert("KONTOR_SERVER__MAX_BODY_BYTES".into(), "2004".into());
    assert_eq!(bytes(&sources).0, 2004);
    sources.flags.push(("server.max_body_bytes".into(), "2005".into()));
    assert_eq!(bytes(&sources), (2005, Origin::Flag));
}

#[test]
fn the_environment_is_read_by_the_type_that_is_asked_for() {
    let config = load(&env(&[
        ("KONTOR_SERVER__HSTS", "no"),
        ("KONTOR_SERVER__TRUSTED_PROXIES", "10.0.0.0/8, 192.168.1.5,"),
        ("KONTOR_SERVER__EXTERNAL_URL", ""),
        ("KONTOR_SERVER__DEFAULT_LANGUAGE", "en"),
        ("KONTOR_SERVER__TIME_ZONE", "Europe/Vienna"),
        ("KONTOR_BOOTSTRAP__PASSWORD", "12345"),
        ("KONTOR_LOG__FORMAT", "json"),
    ]))
    .unwrap();
    let server = config.section::<ServerConfig>();
    assert!(!server.hsts && server.external_url.is_none());
    assert_eq!(server.trusted_proxies.len(), 2);
    assert_eq!(
        (server.default_language, server.time_zone),
        (Language::En, chrono_tz::Europe::Vienna)
    );
    let password = config.section::<BootstrapConfig>().password.clone().unwrap();
    assert_eq!(password.expose(), "12345", "digits in a text stay text");
    assert_eq!(config.section::<LogConfig>().format, LogFormat::Json);
}

#[test]
fn every_problem_is_said_at_once_with_its_place_and_the_name_that_was_meant() {
    let folder = tempfile::tempdir().unwrap();
    let mut sources = file(
        folder.path(),
        "# ours\n[server]\nlisten = \"8080\"\nmax_body_byte = 5\nidle_minutes = 3\n\n[sesion]\nidle_minutes = 5\nx = 1\n",
    );
    sources.env.insert("KONTOR_SERVER__REQUEST_TIMEOUT_SECONDS".into(), "soon".into());
    sources.env.insert("KONTOR_SERVER__TIME_ZONE".into(), "Europe/Entenhausen".into());
    sources.env.insert("KONTOR_SESSION__MAX_PARALLEL".into(), "0".into());
    sources.flags.push(("server.lisen".into(), "x".into()));
    let problems = load(&sources)
        .unwrap_err()
        .join("\n")
        .replace(&format!("{}/", folder.path().display()), "");
    for expected in [
        "server.listen (kontor.toml:3): expects an address with a port such as",
        "server.max_body_byte (kontor.toml:4): no such setting; did you mean server.max_body_bytes?",
        "server.idle_minutes (kontor.toml:5): no such setting; did you mean session.idle_minutes?",
        "[sesion] (kontor.toml:8): no such section; did you mean [session]?",
        "server.request_timeout_seconds (KONTOR_SERVER__REQUEST_TIMEOUT_SECONDS): expects a whole number from 0",
        "server.time_zone (KONTOR_SERVER__TIME_ZONE):",
        "session.max_parallel (KONTOR_SESSION__MAX_PARALLEL): must be between 1 and 100, not 0",
        "server.lisen (flag): no such setting; did you mean server.listen?",
    ] {
        assert!(problems.contains(expected), "{expected}\nis missing in\n{problems}");
    }
    assert_eq!(problems.lines().count(), 8, "{problems}");
}

#[test]
fn a_file_that_is_no_toml_names_the_line() {
    let folder = tempfile::tempdir().unwrap();
    let problems =
        load(&file(folder.path(), "[server]\nhsts = true\nlisten = oops\n")).unwrap_err();
    assert!(problems[0].contains("kontor.toml:3: is not TOML"), "{problems:?}");
    let missing = Sources { file: Some(folder.path().join("none.toml")), ..Sources::default() };
    assert!(load(&missing).unwrap_err()[0].contains("none.toml: cannot be read"));
    let outside = load(&file(folder.path(), "listen = \"127.0.0.1:1\"\n")).unwrap_err();
    assert!(
        outside[0].contains("stands outside a section; did you mean server.listen?"),
        "{outside:?}"
    );
}

#[test]
fn a_secret_can_come_from_a_file_and_a_key_named_file_is_not_mistaken_for_that() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("token");
    std::fs::write(&secret, "6f3b0c9d1e7a4852b6c8f90a1d2e3b4c\n").unwrap();
    let path = secret.display().to_string();
    let config = load(&env(&[
        ("KONTOR_SERVER__METRICS_TOKEN_FILE", &path),
        ("KONTOR_KEYS__ROOT_FILE", &path),
    ]))
    .unwrap();
    let token = config.section::<ServerConfig>().metrics_token.clone().unwrap();
    assert_eq!(token.expose(), "6f3b0c9d1e7a4852b6c8f90a1d2e3b4c");
    assert_eq!(config.section::<KeysConfig>().root_file.as_deref(), Some(secret.as_path()));
    assert!(config.section::<KeysConfig>().root.is_none());

    let twice =
        env(&[("KONTOR_SERVER__METRICS_TOKEN_FILE", &path), ("KONTOR_SERVER__METRICS_TOKEN", "x")]);
    assert!(load(&twice).unwrap_err().join("\n").contains("is set twice"));
    let gone = env(&[("KONTOR_SERVER__METRICS_TOKEN_FILE", "/nowhere/at/all")]);
    assert!(
        load(&gone).unwrap_err()[0].contains("KONTOR_SERVER__METRICS_TOKEN_FILE=/nowhere/at/all")
    );
}

#[test]
fn weak_secrets_refuse_to_start_and_say_how_to_make_one() {
    for weak in ["ihr-super-geheimer-schlüssel-hier", "change-me-in-production", "kurz"] {
        let problem = &load(&env(&[("SECRET_KEY", weak)])).unwrap_err()[0];
        assert!(problem.starts_with("keys.root (SECRET_KEY): is "), "{problem}");
        assert!(
            problem.contains("openssl rand -base64 48") && !problem.contains(weak),
            "{problem}"
        );
    }
}

#[test]
fn no_secret_is_ever_shown() {
    let secret = "6f3b0c9d1e7a4852b6c8f90a1d2e3b4c";
    let url = format!("mysql+pymysql://anna:{secret}@localhost/db");
    let config = load(&env(&[
        ("SECRET_KEY", secret),
        ("DATABASE_URL", &url),
        ("EMAIL_PASSWORD", secret),
        ("TEAMS_WEBHOOK_URL", &format!("https://teams.example/{secret}")),
    ]))
    .unwrap();
    let explained = serde_json::to_string(&config.explain("database.url").unwrap()).unwrap();
    for shown in [
        config.print(),
        explained,
        format!("{:?}", config.section::<KeysConfig>()),
        format!("{config:?}"),
    ] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(
        config.print().contains("url = \"mysql://anna:…@localhost/db\" # DATABASE_URL"),
        "{}",
        config.print()
    );
    let folder = tempfile::tempdir().unwrap();
    let problem = load(&file(folder.path(), "[bootstrap]\npassword = 98765\n")).unwrap_err();
    assert!(!problem[0].contains("98765"), "{problem:?}");
}

#[test]
fn the_replaced_systems_variables_mean_what_they_meant() {
    let config = load(&env(&[
        ("DATABASE_URL", "postgresql+asyncpg://t:p@localhost:5432/db"),
        ("EMAIL_HOST", "outlook.office365.com"),
        ("EMAIL_PORT", "993"),
        ("EMAIL_USERNAME", "support@example.de"),
        ("SMTP_HOST", "smtp.office365.com"),
        ("MAIL_SERVER", "smtp.other.example"),
        ("MAIL_USE_TLS", "True"),
        ("LOG_LEVEL", "WARNING"),
        ("CALDAV_ALLOWED_CIDRS", "192.168.1.0/24,10.10.5.0/28"),
        ("SESSION_COOKIE_SECURE", "True"),
        ("SESSION_COOKIE_SAMESITE", "Lax"),
        ("FLASK_ENV", "development"),
        ("CELERY_BROKER_URL", "redis://localhost:6379/0"),
        ("KUBERNETES_PORT", "1"),
    ]))
    .unwrap();
    assert_eq!(
        config.section::<DatabaseConfig>().url.as_ref().unwrap().expose(),
        "postgres://t:p@localhost:5432/db"
    );
    let first = config.section::<BootstrapConfig>();
    assert_eq!((first.imap_host.as_deref(), first.imap_port), (Some("outlook.office365.com"), 993));
    assert_eq!(first.smtp_host.as_deref(), Some("smtp.office365.com"));
    assert_eq!(
        (first.mailbox_address(), first.smtp_security),
        (Some("support@example.de"), MailSecurity::Starttls)
    );
    assert_eq!(config.section::<LogConfig>().level, "warn");
    let allow = &config.section::<OutboundConfig>().allow;
    assert!(
        allow[1].allows("10.10.5.3:443".parse().unwrap())
            && !allow[1].allows("10.10.5.3:80".parse().unwrap())
    );
    let warnings: Vec<_> = config.warnings().iter().map(ToString::to_string).collect();
    let warnings = warnings.join("\n");
    assert_eq!(config.warnings().len(), 3, "{warnings}");
    for named in ["MAIL_SERVER", "FLASK_ENV", "CELERY_BROKER_URL"] {
        assert!(warnings.contains(named), "{named} in {warnings}");
    }
}

#[test]
fn an_sqlalchemy_path_counts_its_slashes_their_way() {
    let url = |text: &str| {
        let config = load(&env(&[("DATABASE_URL", text)])).unwrap();
        config.section::<DatabaseConfig>().url.as_ref().unwrap().expose().to_owned()
    };
    assert_eq!(url("sqlite:///helpdesk.db"), "sqlite://helpdesk.db");
    assert_eq!(url("sqlite:////var/lib/helpdesk.db"), "sqlite:///var/lib/helpdesk.db");
}

#[test]
fn a_single_underscore_is_told_and_foreign_variables_are_left_alone() {
    let config =
        load(&env(&[("KONTOR_SERVER_LISTEN", "x"), ("KONTOR_SERVICE_HOST", "10.0.0.1")])).unwrap();
    assert_eq!(config.warnings().len(), 1);
    assert!(config.warnings()[0].en.contains("KONTOR_SERVER__LISTEN, with two underscores"));
}

#[test]
fn systemds_folders_are_where_data_and_logs_go_unless_said_otherwise() {
    let mut sources =
        env(&[("STATE_DIRECTORY", "/var/lib/kontor:/x"), ("LOGS_DIRECTORY", "/var/log/kontor")]);
    let config = load(&sources).unwrap();
    assert_eq!(config.section::<DataConfig>().path, Path::new("/var/lib/kontor"));
    assert_eq!(
        config.section::<LogConfig>().security_file.as_deref(),
        Some(Path::new("/var/log/kontor/security.log"))
    );
    sources.env.insert("KONTOR_DATA__PATH".into(), "/srv".into());
    assert_eq!(load(&sources).unwrap().section::<DataConfig>().path, Path::new("/srv"));
}

#[test]
fn every_key_of_the_platform_is_explained_in_both_languages_and_no_other() {
    for spec in PLATFORM_SECTIONS {
        let mut described: Vec<&str> = spec.keys.iter().map(|key| key.name).collect();
        described.sort_unstable();
        assert_eq!((spec.names)(), described, "[{}]", spec.name);
        assert!(
            spec.keys.iter().all(|key| key.de.ends_with('.') && key.en.ends_with('.')),
            "[{}]",
            spec.name
        );
    }
}

#[test]
fn explaining_an_unknown_key_offers_the_nearest() {
    let config = load(&Sources::default()).unwrap();
    assert_eq!(config.explain("server.lissten").unwrap_err(), Some("server.listen".into()));
    let listen = config.explain("server.listen").unwrap();
    assert_eq!(listen.variable, "KONTOR_SERVER__LISTEN");
    assert!(listen.meaning_de.contains("wartet") && listen.meaning_en.contains("waits"));
}

#[test]
fn what_print_writes_can_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let printed = load(&env(&[("SMTP_HOST", "smtp.example.de")])).unwrap().print();
    let again = load(&file(folder.path(), &printed)).unwrap();
    assert_eq!(again.section::<BootstrapConfig>().smtp_host.as_deref(), Some("smtp.example.de"));
}

#[test]
fn a_file_that_was_cut_or_garbled_anywhere_is_told_and_never_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let whole = "\u{feff}[server]\nexternal_url = \"https://über.example\" # ä\n[bootstrap]\nname = 'ß\u{1f600}'\n";
    assert!(load(&file(folder.path(), whole)).is_ok());
    for (at, sign) in whole.char_indices() {
        for garbled in [
            whole[..at].to_owned(),
            format!("{}\u{0}{}", &whole[..at], &whole[at..]),
            format!("{}[{}", &whole[..at], &whole[at + sign.len_utf8()..]),
        ] {
            if let Err(problems) = load(&file(folder.path(), &garbled)) {
                assert!(problems.iter().all(|problem| !problem.is_empty()), "{garbled:?}");
            }
        }
    }
}

#[test]
fn a_new_reading_changes_what_may_change_and_tells_the_rest() {
    let flags = |pairs: &[(&str, &str)]| Sources {
        flags: pairs.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect(),
        ..Sources::default()
    };
    let token = |last: char| format!("Zk3vQ1s8Xw0bT9mJ2rLr7yHc5uNfAeP{last}");
    let config = load(&flags(&[
        ("server.listen", "127.0.0.1:1"),
        ("server.metrics_token", &token('a')),
        ("session.idle_minutes", "10"),
    ]))
    .unwrap();
    let shared = config.clone();
    let before = config.section::<ServerConfig>();
    let again = flags(&[
        ("server.listen", "127.0.0.1:2"),
        ("server.metrics_token", &token('b')),
        ("server.trusted_proxies", "10.0.0.1"),
        ("database.max_connections", "7"),
    ]);
    let mut changes = config.reload(&again, &PLATFORM_SECTIONS).unwrap();
    changes.sort_by(|a, b| a.key.cmp(&b.key));
    let told: Vec<_> = changes.iter().map(|change| (change.key.as_str(), change.live)).collect();
    assert_eq!(
        told,
        [
            ("database.max_connections", false),
            ("server.listen", false),
            ("server.metrics_token", true),
            ("server.trusted_proxies", true),
            ("session.idle_minutes", true),
        ]
    );
    let server = shared.section::<ServerConfig>();
    assert_eq!(server.listen.to_string(), "127.0.0.1:1", "only a restart changes it");
    assert_eq!(server.metrics_token.as_ref().unwrap().expose(), &token('b'));
    assert_eq!((server.trusted_proxies.len(), before.trusted_proxies.len()), (1, 0));
    assert_eq!(shared.section::<DatabaseConfig>().max_connections, 10);
    assert_eq!(
        shared.section::<SessionConfig>().idle_minutes,
        30,
        "gone from the sources: the default"
    );

    let wrong = flags(&[("session.idle_minutes", "20"), ("session.max_parallel", "0")]);
    assert_eq!(config.reload(&wrong, &PLATFORM_SECTIONS).unwrap_err().len(), 1);
    assert_eq!(shared.section::<SessionConfig>().idle_minutes, 30);
    // what waited for a restart still waits
    let told = config.reload(&again, &PLATFORM_SECTIONS).unwrap();
    assert!(told.iter().any(|change| change.key == "server.listen" && !change.live));
    assert!(!format!("{config:?}").contains("Zk3vQ1s8"));
}

#[test]
fn a_level_of_the_log_is_a_level_or_a_list_of_parts() {
    let load = |level: &str| load(&env(&[("KONTOR_LOG__LEVEL", level)]));
    for good in ["info", "WARN", "off", "info,platform=debug", "helpdesk::mail=trace, warn"] {
        assert!(load(good).is_ok(), "{good}");
    }
    for bad in ["", "loud", "info,loud", "info=", "platform=loud", "warn,,info"] {
        let told = load(bad).map(|_| ()).unwrap_err().join("\n");
        assert!(told.starts_with("log.level (KONTOR_LOG__LEVEL): expects"), "{bad}: {told}");
    }
}

#[test]
fn what_is_wrong_is_said_in_german_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let text = "[server]\nlisten = \"8080\"\nhsts = 5\nmax_body_byte = 5\n[log]\nformat = \"xml\"\n[keys]\nroot = \"geheim\"\n";
    let mut sources = file(folder.path(), text);
    sources.env.insert("KONTOR_SESSION__MAX_PARALLEL".into(), "viele".into());
    sources.flags.push(("session.idle_minutes".into(), "1".into()));
    let problems = Config::load(&sources, &PLATFORM_SECTIONS).unwrap_err();
    let all: Vec<_> = problems.iter().map(|problem| problem.say(crate::Lang::De)).collect();
    let all = all.join("\n");
    for expected in [
        "erwartet eine Adresse mit Port wie",
        "gibt es nicht; meinten Sie server.max_body_bytes?",
        "ist von der falschen Art (integer `5`); erwartet wird",
        "kennt `xml` nicht; erwartet wird `text` oder `json`",
        "ist ein Beispiel aus einer Anleitung",
        "erwartet eine ganze Zahl ab 0, nicht \"viele\"",
        "session.idle_minutes (Schalter): muss zwischen 5 und 1440 liegen, nicht 1",
    ] {
        assert!(all.contains(expected), "{expected}\nis missing in\n{all}");
    }
    assert!(!all.contains('\u{1f}') && !all.contains("expects"), "{all}");
    let advice = load(&env(&[("KONTOR_SERVER__METRICS_ALLOW", "::/0")])).unwrap();
    assert!(advice.warnings()[0].de.contains("nennt jede Adresse"));
}

/// A section of which there may be several.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Pier {
    depth: u32,
    token: Option<crate::keys::Secret>,
}

impl Section for Pier {
    const NAME: &'static str = "pier";
    const FAMILY: bool = true;
    const KEYS: &'static [Key] =
        &[Key::new("depth", "Tiefe.", "Depth."), Key::new("token", "Wort.", "Word.").secret()];
}

#[test]
fn a_family_has_as_many_members_as_are_named_anywhere() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret");
    std::fs::write(&secret, "from a file\n").unwrap();
    let mut sources = file(folder.path(), "[pier.east]\ndepth = 3\n[pier.west]\ndepth = 4\n");
    let given = [
        ("KONTOR_PIER__EAST__TOKEN_FILE", secret.to_str().unwrap()),
        ("KONTOR_PIER__SOUTH__DEPTH", "7"),
    ];
    sources.env.extend(given.map(|(name, value)| (name.into(), value.into())));
    sources.flags.push(("pier.west.depth".into(), "5".into()));
    let config = Config::load(&sources, &[SectionSpec::of::<Pier>()]).unwrap();
    let all: Vec<_> = config.family::<Pier>().map(|(name, pier)| (name, pier.depth)).collect();
    assert_eq!(all, [("east", 3), ("south", 7), ("west", 5)]);
    let (_, east) = config.family::<Pier>().next().unwrap();
    assert_eq!(east.token.as_ref().unwrap().expose(), "from a file");
    let told = config.explain("pier.east.token").unwrap();
    assert_eq!((told.value, told.variable.as_str()), ("…".into(), "KONTOR_PIER__EAST__TOKEN"));
}

#[test]
fn a_member_without_a_fitting_name_and_a_key_outside_of_one_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let spec = [SectionSpec::of::<Pier>()];
    let told = |text: &str| {
        let problems = Config::load(&file(folder.path(), text), &spec).unwrap_err();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    assert!(told("[pier]\ndepth = 3\n").contains("[pier.name]"), "{}", told("[pier]\ndepth = 3\n"));
    assert!(told("[pier.\"a b\"]\ndepth = 3\n").contains("lower-case letters"));
    assert!(told("[pier.east]\ndepht = 3\n").contains("did you mean pier.east.depth"));
}
