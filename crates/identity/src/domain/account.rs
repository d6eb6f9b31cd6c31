//! An account: who somebody is here, and what an account must look like.

use platform::{Error, Lang, Refusal, Refuse, Result, Role, RoleId};

/// Why an account says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the name is missing")]
    NameBlank,
    #[error("a name has at most {} characters and no control characters", Name::MAX)]
    NameUnfit,
    #[error("this is no e-mail address")]
    EmailUnfit,
    #[error("another account has this e-mail address")]
    EmailTaken,
    #[error("the account has this e-mail address already")]
    EmailSame,
    #[error("there is no such role")]
    RoleUnknown,
    #[error("there is nothing yet that a customer's account could do; choose agent or admin")]
    RoleNotYet,
    #[error("the support level is 1, 2, 3 or 4")]
    LevelUnknown,
    #[error("there is no such language")]
    LangUnknown,
    #[error("there is no such theme")]
    ThemeUnknown,
    #[error("a company's name has at most {} characters and no control characters", Name::MAX)]
    CompanyUnfit,
    #[error("the last active administrator stays one")]
    LastAdmin,
    #[error("nobody switches off their own account")]
    OwnAccount,
    #[error("the account is switched off")]
    Inactive,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::NameBlank => "identity-name-blank",
            Self::NameUnfit => "identity-name-unfit",
            Self::EmailUnfit => "identity-email-unfit",
            Self::EmailTaken => "identity-email-taken",
            Self::EmailSame => "identity-email-same",
            Self::RoleUnknown => "identity-role-unknown",
            Self::RoleNotYet => "identity-role-not-yet",
            Self::LevelUnknown => "identity-level-unknown",
            Self::LangUnknown => "identity-lang-unknown",
            Self::ThemeUnknown => "identity-theme-unknown",
            Self::CompanyUnfit => "identity-company-unfit",
            Self::LastAdmin => "identity-last-admin",
            Self::OwnAccount => "identity-own-account",
            Self::Inactive => "identity-inactive",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NameBlank | Self::NameUnfit => Some("name"),
            Self::EmailUnfit | Self::EmailTaken | Self::EmailSame => Some("email"),
            Self::RoleUnknown | Self::RoleNotYet | Self::LastAdmin => Some("role"),
            Self::LevelUnknown => Some("level"),
            Self::LangUnknown => Some("lang"),
            Self::ThemeUnknown => Some("theme"),
            Self::CompanyUnfit => Some("company"),
            Self::OwnAccount | Self::Inactive => None,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NameUnfit | Self::CompanyUnfit => vec![("max", Name::MAX.to_string())],
            _ => Vec::new(),
        }
    }
}

/// A person's or company's name: one line, never blank, short enough for every database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    pub const MAX: usize = 200;

    pub fn of_person(text: &str) -> Result<Self, Refused> {
        match text.trim() {
            "" => Err(Refused::NameBlank),
            text => Self::fit(text).ok_or(Refused::NameUnfit),
        }
    }

    /// A house may do without a company's name.
    pub fn of_company(text: &str) -> Result<Option<Self>, Refused> {
        match text.trim() {
            "" => Ok(None),
            text => Self::fit(text).map(Some).ok_or(Refused::CompanyUnfit),
        }
    }

    fn fit(text: &str) -> Option<Self> {
        let fits = text.chars().count() <= Self::MAX && !text.chars().any(char::is_control);
        fits.then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where somebody gets mail, and what they sign in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// RFC 5321 §4.5.3.1.3 leaves 254 octets for an address.
    pub const MAX: usize = 254;

    /// One that an account gets: a host of at least two labels (RFC 1123 §2.1), as in the directory. Whether mail arrives
    /// is found out by sending some.
    pub fn new(text: &str) -> Result<Self, Refused> {
        let email = Self::typed(text)?;
        let host = email.as_str().rsplit_once('@').map_or("", |(_, host)| host);
        let of_letters = |label: &str| {
            !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let good = host.contains('.') && host.split('.').all(of_letters);
        good.then_some(email).ok_or(Refused::EmailUnfit)
    }

    /// One that somebody signs in with: an account from before the rule of `new` keeps its way in.
    pub fn typed(text: &str) -> Result<Self, Refused> {
        let text = text.trim();
        let strange = |c: char| c.is_whitespace() || c.is_control() || "<>,;:\"()[]\\".contains(c);
        // some letters grow in lower case, and the lower case is what is stored to look up
        if text.to_lowercase().len() > Self::MAX || text.len() > Self::MAX || text.contains(strange)
        {
            return Err(Refused::EmailUnfit);
        }
        match text.rsplit_once('@') {
            Some((local, domain)) if is_local(local) && is_domain(domain) => {
                Ok(Self(text.to_owned()))
            }
            _ => Err(Refused::EmailUnfit),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_local(local: &str) -> bool {
    !local.is_empty() && local.len() <= 64 && !local.contains('@')
}

fn is_domain(domain: &str) -> bool {
    !domain.is_empty() && domain.split('.').all(|label| !label.is_empty() && label.len() <= 63)
}

pub fn role(text: &str) -> Result<Role, Refused> {
    match text {
        "admin" => Ok(Role::Admin),
        "agent" => Ok(Role::Agent),
        "customer" => Ok(Role::Customer),
        _ => Err(Refused::RoleUnknown),
    }
}

/// The roles that an account can be given, beside the one that it `has` already: a customer's account can do nothing
/// until there are pages for customers.
pub fn offered(has: Option<Role>) -> impl Iterator<Item = Role> {
    let more = has.filter(|role| !role.is_staff());
    [Role::Agent, Role::Admin].into_iter().chain(more)
}

/// The same as `role`, for an account that `has` a role already or none yet.
pub fn offered_role(text: &str, has: Option<Role>) -> Result<Role, Refused> {
    let role = role(text)?;
    offered(has).find(|one| *one == role).ok_or(Refused::RoleNotYet)
}

/// The word that `role` reads.
pub fn role_word(role: Role) -> &'static str {
    match role {
        Role::Admin => "admin",
        Role::Agent => "agent",
        Role::Customer => "customer",
    }
}

pub fn level(text: &str) -> Result<i16, Refused> {
    match text.trim().parse() {
        Ok(level @ 1..=4) => Ok(level),
        _ => Err(Refused::LevelUnknown),
    }
}

pub fn lang(text: &str) -> Result<Lang, Refused> {
    Lang::ALL.into_iter().find(|lang| lang.tag() == text).ok_or(Refused::LangUnknown)
}

/// `light`, `dark`, or nothing for what the device says.
pub fn theme(text: &str) -> Result<&'static str, Refused> {
    match text {
        "" => Ok(""),
        "light" => Ok("light"),
        "dark" => Ok("dark"),
        _ => Err(Refused::ThemeUnknown),
    }
}

/// What a person is told to enter for an account, all of it right.
#[derive(Clone, Debug)]
pub struct Account {
    pub name: Name,
    pub email: Email,
    pub role: Role,
    /// Support level 1 to 4; 1 for everyone who is no agent.
    pub level: i16,
    pub lang: Lang,
    /// Own roles, for agents alone.
    pub roles: Vec<RoleId>,
}

impl Account {
    pub fn new(name: &str, email: &str, role: Role, lang: Lang) -> Result<Self> {
        let mut faults = Faults::default();
        let (name, email) = (faults.take(Name::of_person(name)), faults.take(Email::new(email)));
        let roles = Vec::new();
        faults.all((|| Some(Self { name: name?, email: email?, role, level: 1, lang, roles }))())
    }
}

/// Collects everything that is wrong with a form, so that all of it is said at once.
#[derive(Debug, Default)]
pub struct Faults(Vec<Refusal>);

impl Faults {
    pub fn take<T, R: Refuse>(&mut self, parsed: Result<T, R>) -> Option<T> {
        parsed.map_err(|refused| self.0.push(refused.into())).ok()
    }

    /// The whole, or all that is wrong with its parts.
    pub fn all<T>(self, whole: Option<T>) -> Result<T> {
        match whole {
            Some(whole) if self.0.is_empty() => Ok(whole),
            _ => Err(Error::Refused(self.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_that_says_something() {
        assert_eq!(Name::of_person("  Erika Öztürk ").unwrap().as_str(), "Erika Öztürk");
        assert_eq!(Name::of_person(" \u{a0}"), Err(Refused::NameBlank));
        assert_eq!(Name::of_person("a\0b"), Err(Refused::NameUnfit));
        assert_eq!(Name::of_person("a\nb"), Err(Refused::NameUnfit));
        assert!(Name::of_person(&"ß".repeat(200)).is_ok());
        assert_eq!(Name::of_person(&"x".repeat(201)), Err(Refused::NameUnfit));
    }

    #[test]
    fn an_address_has_two_parts_and_no_trick() {
        for good in ["a@b.de", "maria@kontor.test", "jörg@müller.de", "a+b@x.y.z", "o'hara@x.test"]
        {
            assert!(Email::new(good).is_ok(), "{good}");
        }
        let long = format!("{}@x.test", "a".repeat(65));
        for bad in
            ["", "@", "a@", "@b", "a b@c", "a@b@c", "a@b..c", "a@.b", "x\0@y", "<a@b>", &long]
        {
            assert_eq!(Email::typed(bad), Err(Refused::EmailUnfit), "{bad}");
            assert_eq!(Email::new(bad), Err(Refused::EmailUnfit), "{bad}");
        }
        for bare in ["anna@x", "a@-b.de", "a@b-.de", "a@b_c.de", "root@localhost"] {
            assert_eq!(Email::new(bare), Err(Refused::EmailUnfit), "{bare}");
            assert!(Email::typed(bare).is_ok(), "an older account may have {bare}");
        }
        // İ is two bytes, and three in lower case
        let grows = format!(
            "{}@{}",
            "İ".repeat(32),
            ["İ".repeat(31), "İ".repeat(31), "İ".repeat(30)].join(".")
        );
        assert!(grows.len() <= 254 && grows.to_lowercase().len() > 254);
        assert!(Email::new(&grows).is_err());
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let Err(Error::Refused(all)) = Account::new("", "nonsense", Role::Agent, Lang::De) else {
            panic!()
        };
        let fields: Vec<_> = all.iter().filter_map(|r| r.field.as_deref()).collect();
        assert_eq!(fields, ["name", "email"]);
    }
}
