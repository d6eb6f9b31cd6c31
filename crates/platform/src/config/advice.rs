//! What works but is unwise: told at every start and by `config check`.

use super::load::Settings;
use super::{
    BootstrapConfig, Cidr, Listen, MailSecurity, Origin, OutboundConfig, Said, Section,
    ServerConfig,
};
use crate::password::{PasswordConfig, list};
use crate::said;
use std::os::unix::fs::MetadataExt;

/// All advice on these settings, each a sentence that begins with the key.
pub(super) fn on(config: &Settings) -> Vec<Said> {
    let mut advice = Vec::new();
    if let Some(server) = config.find::<ServerConfig>() {
        on_server(server, &mut advice);
    }
    if let Some(outbound) = config.find::<OutboundConfig>()
        && outbound.allow.iter().any(|rule| rule.range.is_everything())
    {
        advice.push(said!(
            "outbound.allow nennt jede Adresse, also können Webziele in Ihr eigenes Netz reichen",
            "outbound.allow names every address, so web targets may reach into your own network"
        ));
    }
    if let Some(first) = config.find::<BootstrapConfig>() {
        for (key, host, security) in [
            ("imap_security", &first.imap_host, first.imap_security),
            ("smtp_security", &first.smtp_host, first.smtp_security),
        ] {
            let far = host.as_deref().is_some_and(|host| !is_this_machine(host));
            if security == MailSecurity::None && far {
                advice.push(said!(
                    "bootstrap.{key} ist none, also reist das Passwort des Postfachs ungeschützt",
                    "bootstrap.{key} is none, so the mailbox's password travels unprotected"
                ));
            }
        }
    }
    advice.extend(unfit_list(config));
    advice.extend(open_file(config));
    advice
}

fn on_server(server: &ServerConfig, advice: &mut Vec<Said>) {
    let everything = |ranges: &[Cidr]| ranges.iter().any(Cidr::is_everything);
    if everything(&server.trusted_proxies) {
        advice.push(said!(
            "server.trusted_proxies nennt jede Adresse, also kann sich jeder für jeden ausgeben",
            "server.trusted_proxies names every address, so anyone can claim to be anyone"
        ));
    }
    if everything(&server.metrics_allow) {
        advice.push(said!(
            "server.metrics_allow nennt jede Adresse, also kann jeder die Messwerte lesen",
            "server.metrics_allow names every address, so anyone can read the metrics"
        ));
    }
    let address = server.external_url.as_deref().and_then(|url| url::Url::parse(url.trim()).ok());
    match (address, &server.listen) {
        (Some(url), _) if url.scheme() == "http" && !url.host_str().is_some_and(is_this_machine) => advice.push(
            said!(
                "server.external_url ist nicht https, also kann sich dort niemand anmelden: stellen Sie einen Proxy mit TLS davor",
                "server.external_url is not https, so nobody can sign in there: put a proxy with TLS in front"
            ),
        ),
        (None, Listen::Tcp(address)) if !address.ip().is_loopback() => advice.push(
            said!(
                "server.listen ist für andere offen, aber server.external_url fehlt, also führen Links in Mails ins Leere; setzen Sie es auf die Adresse, die Browser benutzen",
                "server.listen is open to others but server.external_url is not set, so links in mails lead nowhere; set it to the address that browsers use"
            ),
        ),
        _ => {}
    }
}

fn is_this_machine(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// A list of stolen passwords in which none is found.
fn unfit_list(config: &Settings) -> Option<Said> {
    let path = config.find::<PasswordConfig>()?.list()?;
    list::check(path).err().map(|unfit| unfit.said(path))
}

/// A file with a secret that every user of the machine can read.
fn open_file(config: &Settings) -> Option<Said> {
    let path = config.file.as_deref()?;
    let metadata = std::fs::metadata(path).ok().filter(|metadata| metadata.mode() & 0o007 != 0)?;
    let from_file = |origin: Option<&Origin>| matches!(origin, Some(Origin::File { .. }));
    let secret = config.sections.values().find_map(|section| {
        let key = section
            .spec
            .keys
            .iter()
            .find(|key| key.secret && from_file(section.origins.get(key.name)))?;
        Some(format!("{}.{}", section.spec.name, key.name))
    })?;
    let mode = metadata.mode() & 0o777;
    let path = path.display();
    Some(said!(
        "{secret} steht in {path}, das jeder Benutzer lesen kann ({mode:o}); sagen Sie: chmod 640",
        "{secret} stands in {path}, which every user can read ({mode:o}); say: chmod 640"
    ))
}

impl Settings {
    /// The section's values, where the section was asked for.
    fn find<S: Section>(&self) -> Option<&S> {
        self.sections.contains_key(S::NAME).then(|| self.section())
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, PLATFORM_SECTIONS, Sources};
    use std::os::unix::fs::PermissionsExt;

    fn all(config: &Config) -> Vec<String> {
        config.warnings().iter().map(ToString::to_string).collect()
    }

    fn warnings(flags: &[(&str, &str)]) -> Vec<String> {
        let flags = flags.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        let sources = Sources { flags, ..Sources::default() };
        all(&Config::load(&sources, &PLATFORM_SECTIONS).unwrap())
    }

    #[test]
    fn unwise_settings_are_told_and_usual_ones_are_not() {
        assert_eq!(warnings(&[]), Vec::<String>::new());
        let usual = [
            ("server.external_url", "https://kontor.example.de"),
            ("server.listen", "0.0.0.0:8080"),
        ];
        assert_eq!(warnings(&usual), Vec::<String>::new());
        for (key, value) in [
            ("server.trusted_proxies", "10.0.0.0/8,0.0.0.0/0"),
            ("server.metrics_allow", "::/0"),
            ("server.external_url", "http://kontor.example.de"),
            ("server.listen", "0.0.0.0:8080"),
            ("outbound.allow", "0.0.0.0/0:443"),
        ] {
            let told = warnings(&[(key, value)]);
            assert_eq!(told.len(), 1, "{key}: {told:?}");
            assert!(told[0].starts_with(key), "{told:?}");
        }
        let far = [("bootstrap.imap_host", "mail.example.de"), ("bootstrap.imap_security", "none")];
        assert_eq!(warnings(&[far[0], far[1], ("bootstrap.address", "a@b.de")]).len(), 1);
        assert_eq!(
            warnings(&[("bootstrap.smtp_host", "127.0.0.1"), ("bootstrap.smtp_security", "none")])
                .len(),
            0
        );
    }

    #[test]
    fn a_secret_in_a_file_that_everyone_reads_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kontor.toml");
        std::fs::write(&path, "[bootstrap]\npassword = \"x\"\n").unwrap();
        let told = |mode: u32| {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            let sources = Sources { file: Some(path.clone()), ..Sources::default() };
            all(&Config::load(&sources, &PLATFORM_SECTIONS).unwrap()).join("\n")
        };
        assert!(told(0o644).starts_with("bootstrap.password stands in"));
        assert_eq!(told(0o640), "");
    }
}
