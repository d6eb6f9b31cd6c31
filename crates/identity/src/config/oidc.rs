use crate::domain::claims::{Issuer, is_guid};
use platform::Role;
use platform::config::{Key, Said, Section};
use platform::keys::Secret;
use platform::said;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;
use url::Url;

/// How Kontor proves to a provider who asks (OIDC Core §9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClientAuth {
    /// In the `Authorization` header.
    Basic,
    /// Among the fields that are sent.
    Post,
}

/// What becomes of an account whose owner has none of the roles and groups that count here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unmatched {
    /// It keeps its role, and its owner comes in.
    Keep,
    /// It keeps its role, and its owner does not come in.
    Refuse,
    /// It becomes a customer's.
    Customer,
}

/// Where somebody is logged out who logs out here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Logout {
    Here,
    /// Here; a page offers to log out there as well.
    Ask,
    Everywhere,
}

/// `[oidc.name]`: a provider that vouches for people, Microsoft's or any other that speaks OIDC.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting by itself")]
pub struct OidcConfig {
    pub label: Option<String>,
    pub issuer: Option<String>,
    pub tenant: Option<String>,
    pub tenants: Vec<String>,
    pub guests: bool,
    pub authority: String,
    pub graph_url: String,
    pub client_id: Option<String>,
    pub client_secret: Option<Secret>,
    pub client_auth: Option<ClientAuth>,
    pub scopes: Vec<String>,
    pub create: bool,
    pub default_role: Option<Role>,
    pub role_claims: Vec<String>,
    pub roles: Table<Role>,
    pub unmatched: Unmatched,
    pub own_roles: Table<String>,
    pub groups: Table<String>,
    pub trust_second_factor: bool,
    pub auth_time: bool,
    pub recheck: bool,
    pub logout: Logout,
}

impl Default for OidcConfig {
    fn default() -> Self {
        let words = |all: &[&str]| all.iter().map(|&word| word.to_owned()).collect();
        Self {
            label: None,
            issuer: None,
            tenant: None,
            tenants: Vec::new(),
            guests: false,
            authority: "https://login.microsoftonline.com".into(),
            graph_url: "https://graph.microsoft.com/v1.0".into(),
            client_id: None,
            client_secret: None,
            client_auth: None,
            scopes: words(&["openid", "profile", "email"]),
            create: false,
            default_role: None,
            role_claims: words(&["roles", "groups"]),
            roles: Table::default(),
            unmatched: Unmatched::Refuse,
            own_roles: Table::default(),
            groups: Table::default(),
            trust_second_factor: false,
            auth_time: true,
            recheck: true,
            logout: Logout::Here,
        }
    }
}

/// Microsoft's words for the tenants of all companies, and for private accounts beside them.
const ANY: [&str; 2] = ["organizations", "common"];

impl OidcConfig {
    /// Who must have issued the tokens; none while the settings do not say.
    pub fn expects(&self) -> Option<Issuer> {
        let Some(tenant) = self.tenant.as_deref().map(str::trim) else {
            return self.issuer.clone().map(Issuer::Exactly);
        };
        let several = ANY.contains(&tenant);
        let own = || tenant.to_owned();
        let at = if several { "{tenantid}".to_owned() } else { own() };
        let issuer = format!("{}/{at}/v2.0", self.authority.trim_end_matches('/'));
        let mut tenants = self.tenants.clone();
        if !several {
            tenants = vec![own()];
        }
        Some(Issuer::Microsoft { issuer, tenants, guests: self.guests })
    }

    /// Where the provider describes itself (OIDC Discovery §4).
    pub fn discovery_url(&self) -> String {
        let base = match (&self.tenant, &self.issuer) {
            (Some(tenant), _) => {
                format!("{}/{}/v2.0", self.authority.trim_end_matches('/'), tenant.trim())
            }
            (None, issuer) => issuer.clone().unwrap_or_default(),
        };
        format!("{}/.well-known/openid-configuration", base.trim_end_matches('/'))
    }

    /// The role that these roles and groups give here: the most powerful one. None for those who may not come in.
    pub fn role_of<'a>(&self, belongs: impl IntoIterator<Item = &'a String>) -> Option<Role> {
        let given = belongs.into_iter().filter_map(|name| self.roles.0.get(name).copied());
        given.chain(self.default_role).max_by_key(|role| match role {
            Role::Admin => 2,
            Role::Agent => 1,
            Role::Customer => 0,
        })
    }

    /// Which of these roles and groups decide something here, in their order.
    pub fn counted<'a>(&self, belongs: &'a BTreeSet<String>) -> Vec<&'a str> {
        let counts = |name: &&String| {
            self.roles.0.contains_key(*name)
                || self.own_roles.0.contains_key(*name)
                || self.groups.0.contains_key(*name)
        };
        belongs.iter().filter(counts).map(String::as_str).collect()
    }

    /// Whether the provider says who may do what here.
    pub fn decides_roles(&self) -> bool {
        !self.roles.0.is_empty()
    }
}

/// Names and what each stands for: a table in the file, `a=x,b=y` in the environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Table<T>(pub BTreeMap<String, T>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<'de, T: for<'a> Deserialize<'a>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader(PhantomData))
    }
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: for<'a> Deserialize<'a>> Visitor<'de> for Reader<T> {
    type Value = Table<T>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a table, or text such as \"one=x,two=y\"")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        let pairs = text.split(',').map(str::trim).filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| {
            let (name, value) = pair.rsplit_once('=').ok_or_else(|| {
                E::custom(format!("expects \"name=value,…\", and {pair:?} has no \"=\""))
            })?;
            let value = serde::de::value::StrDeserializer::<E>::new(value.trim());
            Ok((name.trim().to_owned(), T::deserialize(value)?))
        });
        pairs.collect::<Result<_, E>>().map(Table)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut all = BTreeMap::new();
        while let Some((name, value)) = map.next_entry::<String, T>()? {
            if name.trim().is_empty() {
                return Err(A::Error::custom("has an empty name"));
            }
            all.insert(name, value);
        }
        Ok(Table(all))
    }
}

type Problems = Vec<(&'static str, Said)>;

impl Section for OidcConfig {
    const NAME: &'static str = "oidc";
    const FAMILY: bool = true;
    const KEYS: &'static [Key] = super::docs::OIDC;

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        if self.client_id.as_deref().is_none_or(|id| id.trim().is_empty()) {
            problems.push((
                "client_id",
                said!(
                    "fehlt: der Anbieter vergibt sie, wenn Sie Kontor dort eintragen",
                    "is missing: the provider gives it when you register Kontor there"
                ),
            ));
        }
        self.on_tenant(&mut problems);
        self.on_addresses(&mut problems);
        self.on_roles(&mut problems);
        if !self.scopes.iter().any(|scope| scope == "openid") {
            let text = said!("muss openid enthalten", "must contain openid");
            problems.push(("scopes", text));
        }
        problems
    }
}

impl OidcConfig {
    fn on_tenant(&self, problems: &mut Problems) {
        let Some(tenant) = self.tenant.as_deref().map(str::trim) else {
            if !self.tenants.is_empty() {
                let text = said!(
                    "gilt nur zusammen mit tenant (Microsoft)",
                    "counts only together with tenant (Microsoft)"
                );
                problems.push(("tenants", text));
            }
            return;
        };
        if self.issuer.is_some() {
            let text = said!(
                "und tenant sind beide gesetzt: bei Microsoft folgt issuer aus tenant",
                "and tenant are both set: for Microsoft, issuer follows from tenant"
            );
            problems.push(("issuer", text));
        }
        if !is_guid(tenant) && !ANY.contains(&tenant) {
            let text = said!(
                "erwartet die Verzeichnis-ID (Mandanten-ID) wie 1b9e4c1a-…, nicht den Namen des Mandanten; für mehrere Mandanten organizations",
                "expects the directory (tenant) ID such as 1b9e4c1a-…, not the tenant's name; for several tenants organizations"
            );
            problems.push(("tenant", text));
        }
        if ANY.contains(&tenant) && self.tenants.is_empty() {
            let text = said!(
                "muss die Mandanten nennen, die hier herein dürfen: sonst dürfte es jeder mit einem Microsoft-Konto",
                "must name the tenants that may come in: else everyone with a Microsoft account might"
            );
            problems.push(("tenants", text));
        }
        if let Some(wrong) = self.tenants.iter().find(|tenant| !is_guid(tenant)) {
            let text = said!("{wrong:?} ist keine Mandanten-ID", "{wrong:?} is no tenant ID");
            problems.push(("tenants", text));
        }
    }

    fn on_addresses(&self, problems: &mut Problems) {
        if self.tenant.is_none() && self.issuer.is_none() {
            let text = said!(
                "fehlt: die Adresse des Anbieters, wie sie in seinem .well-known/openid-configuration steht (bei Microsoft stattdessen tenant)",
                "is missing: the provider's address as its .well-known/openid-configuration has it (for Microsoft tenant instead)"
            );
            problems.push(("issuer", text));
        }
        let addresses = [
            ("issuer", self.issuer.as_deref()),
            ("authority", Some(self.authority.as_str())),
            ("graph_url", Some(self.graph_url.as_str())),
        ];
        for (key, address) in addresses {
            if address.is_some_and(|address| !is_address(address)) {
                let text = said!(
                    "erwartet eine https-Adresse ohne Abfrage (http nur auf diesem Rechner)",
                    "expects an https address without a query (http on this machine only)"
                );
                problems.push((key, text));
            }
        }
    }

    fn on_roles(&self, problems: &mut Problems) {
        let given = self.roles.0.values().chain(self.default_role.as_ref());
        if given.into_iter().any(|role| *role == Role::Customer) {
            let text = said!(
                "kennt agent und admin; Konten für Kundschaft gibt es noch nicht",
                "knows agent and admin; there are no accounts for customers yet"
            );
            problems.push(("roles", text));
        }
        if self.create && self.roles.0.is_empty() && self.default_role.is_none() {
            let text = said!(
                "fehlt: mit create muss default_role oder roles sagen, was ein neues Konto darf",
                "is missing: with create, default_role or roles must say what a new account may do"
            );
            problems.push(("default_role", text));
        }
    }
}

/// Whether text is an address that tokens may be asked of: https, or http on this machine.
pub fn is_address(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    let here = match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => return false,
    };
    let line = url.scheme() == "https" || url.scheme() == "http" && here;
    line && url.query().is_none() && url.fragment().is_none() && url.username().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::config::{Config, SectionSpec, Sources};

    const TENANT: &str = "11111111-2222-3333-4444-555555555555";

    fn load(settings: &[(&str, &str)]) -> Result<Config, String> {
        let flag = |(key, value): &(&str, &str)| (format!("oidc.work.{key}"), (*value).to_owned());
        let flags = settings.iter().map(flag).collect();
        let sources = Sources { flags, ..Sources::default() };
        let loaded = Config::load(&sources, &[SectionSpec::of::<OidcConfig>()]);
        loaded.map_err(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    }

    fn wrong(settings: &[(&str, &str)]) -> String {
        load(settings).unwrap_err()
    }

    #[test]
    fn mistakes_are_told_with_their_key_and_what_to_do() {
        let good = [("client_id", "x"), ("issuer", "https://login.example")];
        assert!(load(&good).is_ok());
        let with = |more: &[(&'static str, &'static str)]| wrong(&[&good[..], more].concat());
        assert!(wrong(&good[1..]).starts_with("oidc.work.client_id"));
        assert!(wrong(&good[..1]).starts_with("oidc.work.issuer"));
        assert!(with(&[("issuer", "http://login.example")]).contains("expects an https address"));
        assert!(with(&[("create", "true")]).starts_with("oidc.work.default_role"));
        assert!(with(&[("roles", "boss=customer")]).starts_with("oidc.work.roles"));
        assert!(with(&[("roles", "boss=king")]).contains("unknown variant"));
        assert!(with(&[("roles", "boss")]).contains("has no \"=\""));
        assert!(with(&[("scopes", "profile")]).contains("must contain openid"));
        assert!(with(&[("tenant", TENANT)]).contains("issuer follows from tenant"));
        assert!(with(&[("isuer", "x")]).contains("did you mean oidc.work.issuer"));
        let microsoft = |tenant: &str| wrong(&[("client_id", "x"), ("tenant", tenant)]);
        assert!(microsoft("contoso.onmicrosoft.com").contains("directory (tenant) ID"));
        assert!(microsoft("common").starts_with("oidc.work.tenants"));
    }

    #[test]
    fn the_variables_of_the_replaced_systems_make_microsofts_section() {
        let env = [
            ("MICROSOFT_CLIENT_ID", "8d2f"),
            ("MICROSOFT_CLIENT_SECRET", "geheim"),
            ("MICROSOFT_TENANT_ID", TENANT),
            ("KONTOR_OIDC__MICROSOFT__ROLES", "Kontor.Admin=admin,a=b=agent"),
        ];
        let env = env.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let sources = Sources { env, ..Sources::default() };
        let config = Config::load(&sources, &[SectionSpec::of::<OidcConfig>()]).unwrap();
        let (name, microsoft) = config.family::<OidcConfig>().next().unwrap();
        assert_eq!((name, microsoft.client_id.as_deref()), ("microsoft", Some("8d2f")));
        let issuer = format!("https://login.microsoftonline.com/{TENANT}/v2.0");
        assert_eq!(microsoft.expects().unwrap().text(), issuer);
        assert_eq!(microsoft.discovery_url(), format!("{issuer}/.well-known/openid-configuration"));
        let role = |name: &str| microsoft.role_of([&name.to_owned()]);
        assert_eq!(role("Kontor.Admin"), Some(Role::Admin));
        assert_eq!(role("a=b"), Some(Role::Agent));
        assert_eq!(role("other"), None);
        assert!(!format!("{microsoft:?}").contains("geheim"));
    }

    #[test]
    fn several_tenants_have_one_issuer_for_all() {
        let settings = [("client_id", "x"), ("tenant", "organizations"), ("tenants", TENANT)];
        let config = load(&settings).unwrap();
        let (_, microsoft) = config.family::<OidcConfig>().next().unwrap();
        let issuer = microsoft.expects().unwrap();
        assert_eq!(issuer.text(), "https://login.microsoftonline.com/{tenantid}/v2.0");
        assert!(issuer.may_be(&format!("https://login.microsoftonline.com/{TENANT}/v2.0")));
        assert!(!issuer.may_be("https://evil.example/v2.0"));
        assert!(microsoft.discovery_url().contains("/organizations/v2.0/.well-known/"));
    }
}
