//! The address of a database, whose password is never shown.

use super::Said;
use crate::said;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// `sqlite://…`, `postgres://…` or `mysql://…`; `Debug`, `Display` and serialising show `…` for the password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// The address with its password, for connecting.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// The file that an `SQLite` address names, or nothing where it names none. One, three and more slashes after the colon
/// begin an absolute path; none and two a relative one. What stands after `?` is another library's business.
pub fn sqlite_file(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite:")?.split('?').next()?;
    let path = path.strip_prefix("//").unwrap_or(path);
    let relative = path.trim_start_matches('/');
    if matches!(relative, "" | ":memory:") {
        return None;
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    Some(format!("{root}{relative}").into())
}

/// Schemes as other tools write them (`SQLAlchemy`'s drivers among them), and ours.
const SCHEMES: [(&str, &str); 4] = [
    ("postgresql", "postgres"),
    ("postgres", "postgres"),
    ("mariadb", "mysql"),
    ("mysql", "mysql"),
];

impl FromStr for DatabaseUrl {
    type Err = Said;

    fn from_str(text: &str) -> Result<Self, Said> {
        let text = text.trim();
        if text.starts_with("sqlite:") {
            sqlite_file(text).ok_or_else(|| said!("nennt keine Datei", "names no file"))?;
            return Ok(Self(text.to_owned()));
        }
        let wrong = || {
            said!(
                "erwartet sqlite://…, postgres://… oder mysql://…",
                "expects sqlite://…, postgres://… or mysql://…"
            )
        };
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        let scheme = scheme.to_ascii_lowercase();
        let plain = scheme.split('+').next().unwrap_or_default(); // mysql+pymysql, postgresql+asyncpg
        let ours = SCHEMES
            .iter()
            .find(|(theirs, _)| *theirs == plain)
            .map(|(_, ours)| ours)
            .ok_or_else(wrong)?;
        let url = format!("{ours}://{rest}");
        let parsed = url::Url::parse(&url)
            .map_err(|why| said!("ist keine Adresse: {why}", "is not an address: {why}"))?;
        match (
            parsed.host_str().is_some_and(|host| !host.is_empty()),
            parsed.path().trim_matches('/').is_empty(),
        ) {
            (false, _) if !parsed.query().is_some_and(|query| query.contains("host")) => {
                Err(said!("nennt keinen Host", "names no host"))
            }
            (_, true) => Err(said!("nennt keine Datenbank", "names no database")),
            _ => Ok(Self(url)),
        }
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match url::Url::parse(&self.0) {
            Ok(mut url) if url.password().is_some() => {
                let hidden = url.set_password(Some("HIDDEN")).is_ok();
                let shown = if hidden {
                    url.as_str().replacen("HIDDEN", "…", 1)
                } else {
                    url.scheme().to_owned()
                };
                f.write_str(&shown)
            }
            Ok(_) => f.write_str(&self.0),
            Err(_) => f.write_str(self.0.split(':').next().unwrap_or_default()),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

super::net::text_serde!(DatabaseUrl);

#[cfg(test)]
mod tests {
    use super::DatabaseUrl;

    fn read(text: &str) -> Result<String, String> {
        let read = text.parse().map(|url: DatabaseUrl| url.expose().to_owned());
        read.map_err(|why: super::Said| why.to_string())
    }

    #[test]
    fn drivers_of_other_languages_are_read_as_the_database_they_mean() {
        assert_eq!(read("mysql+pymysql://u:p@localhost/db").unwrap(), "mysql://u:p@localhost/db");
        assert_eq!(read("postgresql+asyncpg://u:p@h:5432/db").unwrap(), "postgres://u:p@h:5432/db");
        assert_eq!(read("postgresql://u@h/db").unwrap(), "postgres://u@h/db");
        assert_eq!(read("mariadb://u@h/db").unwrap(), "mysql://u@h/db");
        assert_eq!(read("sqlite:///var/lib/k.db").unwrap(), "sqlite:///var/lib/k.db");
    }

    #[test]
    fn slashes_after_sqlite_say_whether_the_path_is_absolute() {
        for (url, file) in [
            ("sqlite:rel", "rel"),
            ("sqlite:./data/kontor.db", "./data/kontor.db"),
            ("sqlite:/abs/path", "/abs/path"),
            ("sqlite://rel", "rel"),
            ("sqlite://./rel/k.db", "./rel/k.db"),
            ("sqlite://../k.db?mode=rwc", "../k.db"),
            ("sqlite:///abs", "/abs"),
            ("sqlite:////abs/path", "/abs/path"),
            ("sqlite:////abs//path?cache=shared&x=1", "/abs//path"),
            ("sqlite:///über alles/k.db", "/über alles/k.db"),
        ] {
            assert_eq!(read(url).unwrap(), url);
            assert_eq!(super::sqlite_file(url), Some(file.into()), "{url}");
        }
        for url in [
            "sqlite:",
            "sqlite://",
            "sqlite:///",
            "sqlite:////",
            "sqlite::memory:",
            "sqlite://:memory:",
            "sqlite:?x",
        ] {
            assert_eq!(read(url).unwrap_err(), "names no file", "{url}");
            assert_eq!(super::sqlite_file(url), None, "{url}");
        }
    }

    #[test]
    fn what_is_no_database_is_refused_without_repeating_it() {
        for text in [
            "oracle://u:hunter2@h/db",
            "hunter2",
            "postgres://u:hunter2@h",
            "postgres://u:hunter2@/db",
        ] {
            let why = read(text).unwrap_err();
            assert!(!why.contains("hunter2"), "{why}");
        }
    }

    #[test]
    fn the_password_is_never_shown() {
        let url: DatabaseUrl = "mysql://anna:s%40crHIDDENet@db.example/kontor?x=1".parse().unwrap();
        assert_eq!(url.to_string(), "mysql://anna:…@db.example/kontor?x=1");
        assert_eq!(format!("{url:?}"), url.to_string());
        assert_eq!(serde_json::to_string(&url).unwrap(), format!("\"{url}\""));
    }
}
