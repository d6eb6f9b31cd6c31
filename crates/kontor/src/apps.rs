//! `[apps]`: which apps of the house are switched off.

use crate::APPS;
use platform::App;
use platform::config::{Config, Key, Said, Section, SectionSpec};
use platform::said;
use serde::{Deserialize, Serialize};

/// What every other app stands on.
const NEEDED: [&str; 3] = ["ui", "identity", "directory"];

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AppsConfig {
    pub off: Vec<String>,
}

impl Section for AppsConfig {
    const NAME: &'static str = "apps";
    const KEYS: &'static [Key] = &[Key::new(
        "off",
        "Apps, die ausgeschaltet sind: `[\"helpdesk\"]`. Ihre Daten bleiben, wie sie sind.",
        "Apps that are switched off: `[\"helpdesk\"]`. Their data stay as they are.",
    )];

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let wrong = |name: &String| match APPS.iter().any(|app| app.name == name) {
            false => Some(said!(
                "nennt {name:?}, aber diese App gibt es nicht",
                "names {name:?}, but there is no such app"
            )),
            true if NEEDED.contains(&name.as_str()) => Some(said!(
                "nennt {name:?}, ohne die es kein Haus gibt",
                "names {name:?}, without which there is no house"
            )),
            true => None,
        };
        self.off.iter().filter_map(wrong).map(|said| ("off", said)).collect()
    }
}

/// All sections that a configuration may have; also those of apps that are off.
pub fn sections() -> Vec<SectionSpec> {
    let mut all = platform::Kontor::sections(APPS);
    all.push(SectionSpec::of::<AppsConfig>());
    all
}

/// The apps that are on.
pub fn switched_on(config: &Config) -> Vec<App> {
    let off = &config.section::<AppsConfig>().off;
    APPS.iter().filter(|app| !off.iter().any(|name| name == app.name)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::config::alias::{ALIASES, Meaning};
    use platform::config::{Language, Sources, manual};

    #[tokio::test]
    async fn every_column_of_the_schema_that_names_a_file_is_named_by_its_app() {
        use platform::testing::TestKontor;
        use sea_orm::{ConnectionTrait, DbBackend, Statement};
        let t = TestKontor::start(APPS).await;
        if t.kontor.db.backend() != DbBackend::Sqlite {
            return; // the schema is asked in SQLite's own words
        }
        let sql =
            "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
            WHERE c.name LIKE '%file' ORDER BY 1";
        let asked = Statement::from_string(DbBackend::Sqlite, sql);
        let rows = t.db().query_all_raw(asked).await.unwrap();
        let there: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        let columns = platform::Kontor::file_columns(APPS);
        let mut named: Vec<String> =
            columns.iter().map(|one| format!("{}.{}", one.table, one.column)).collect();
        named.sort_unstable();
        assert!(!named.is_empty());
        assert_eq!(there, named);
    }

    /// `KONTOR_RENEW=1 cargo test -p kontor manual` writes the tables anew.
    #[test]
    fn the_manual_tells_what_the_code_reads_in_both_languages() {
        let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs");
        for (lang, file) in
            [(Language::De, "de/konfiguration.md"), (Language::En, "en/configuration.md")]
        {
            let path = format!("{docs}/{file}");
            let table = |spec: &SectionSpec| {
                (format!("[{}]", manual::name(spec)), manual::section(spec, lang))
            };
            let mut tables: Vec<_> = sections().iter().map(table).collect();
            tables.push(("aliases".into(), manual::aliases(lang)));
            let text = std::fs::read_to_string(&path).unwrap();
            let new = manual::renewed(&text, &tables).unwrap_or_else(|why| panic!("{path}: {why}"));
            if let Some(new) = new.as_ref().filter(|_| std::env::var_os("KONTOR_RENEW").is_some()) {
                std::fs::write(&path, new).unwrap();
                continue;
            }
            assert!(
                new.is_none(),
                "{path} is out of date: say KONTOR_RENEW=1 cargo test -p kontor manual"
            );
        }
    }

    #[test]
    fn every_variable_of_the_replaced_systems_names_a_key_that_exists() {
        // Microsoft's section is there once something names it
        let tenant = ("oidc.microsoft.tenant", "11111111-2222-3333-4444-555555555555");
        let flags = [("oidc.microsoft.client_id", "x"), tenant];
        let flags = flags.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec();
        let sources = Sources { flags, ..Sources::default() };
        let config = Config::load(&sources, &sections()).unwrap();
        for alias in ALIASES {
            if let Meaning::Same(key) | Meaning::Read(key, _) = alias.meaning {
                let explained =
                    config.explain(key).unwrap_or_else(|_| panic!("{key} of {}", alias.name));
                assert!(explained.aliases.contains(&alias.name));
            }
        }
    }

    #[test]
    fn every_key_of_every_app_is_explained_in_both_languages_and_no_other() {
        // of a family one member stands for all
        let flags = [("oidc.name.client_id", "x"), ("oidc.name.issuer", "https://login.example")];
        let flags = flags.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec();
        let sources = Sources { flags, ..Sources::default() };
        let config = Config::load(&sources, &sections()).unwrap();
        for spec in sections() {
            let mut described: Vec<&str> = spec.keys.iter().map(|key| key.name).collect();
            let mut read: Vec<&str> = config
                .keys()
                .filter(|(section, _)| *section == manual::name(&spec))
                .map(|(_, key)| key)
                .collect();
            described.sort_unstable();
            read.sort_unstable();
            assert_eq!(read, described, "[{}]", spec.name);
            for key in spec.keys {
                assert!(
                    key.de.ends_with('.') && key.en.ends_with('.'),
                    "{}.{}",
                    spec.name,
                    key.name
                );
            }
        }
    }

    #[test]
    fn a_wrong_value_of_an_app_is_told_with_its_key() {
        for (key, value) in [
            ("apps.off", "helpdek"),
            ("apps.off", "identity"),
            ("helpdesk.max_attachment_bytes", "5"),
            ("helpdesk.max_attachment_bytes", "much"),
            ("helpdesk.notify_agents", "perhaps"),
            ("helpdesk.history_on_close", "7"),
            ("helpdesk.notify_agent", "true"),
        ] {
            let flags = vec![(key.to_owned(), value.to_owned())];
            let sources = Sources { flags, ..Sources::default() };
            let problems = Config::load(&sources, &sections()).unwrap_err();
            assert_eq!(problems.len(), 1, "{key}={value}: {problems:?}");
            assert_eq!(problems[0].key, key, "{value}");
        }
        let flags = vec![("apps.off".to_owned(), "helpdesk,licensing,operations".to_owned())];
        let config = Config::load(&Sources { flags, ..Sources::default() }, &sections()).unwrap();
        let on: Vec<_> = switched_on(&config).iter().map(|app| app.name).collect();
        assert_eq!(on, ["ui", "identity", "directory"]);
    }
}
