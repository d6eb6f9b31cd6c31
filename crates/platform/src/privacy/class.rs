//! What each column holds, seen from whoever it tells about. Every column of every table has a class; a test over the real
//! schema says so. The classes say what an archive of someone's data has, and are the record of processing (Art. 30 GDPR).

/// How sensitive a column is, and to whom it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Ids, numbers, moments and states that say nothing about a person by themselves.
    Technical,
    /// What the house set up: names of groups, hosts, templates. About no person.
    House,
    /// Points to a person or an account: a pseudonym, worth nothing once that is erased.
    Reference,
    /// Names, addresses, numbers by which somebody is reached.
    Contact,
    /// What people wrote or sent, and what was written about them.
    Content,
    /// From where and with what somebody came: addresses of machines, devices.
    Usage,
    /// Passwords, keys and their hashes: in no archive, and in no log.
    Secret,
}

impl Class {
    /// All of them, the least personal first.
    pub const ALL: [Self; 7] = [
        Self::Technical,
        Self::House,
        Self::Reference,
        Self::Contact,
        Self::Content,
        Self::Usage,
        Self::Secret,
    ];

    /// Whether it tells about a person.
    pub fn is_personal(self) -> bool {
        !matches!(self, Self::Technical | Self::House)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Technical => "platform-class-technical",
            Self::House => "platform-class-house",
            Self::Reference => "platform-class-reference",
            Self::Contact => "platform-class-contact",
            Self::Content => "platform-class-content",
            Self::Usage => "platform-class-usage",
            Self::Secret => "platform-class-secret",
        }
    }
}

/// What a column's values are, so that an archive can write them down on every database alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Id,
    Text,
    Number,
    /// Milliseconds since 1970 in UTC; RFC 3339 in archives.
    Time,
    Flag,
    Bytes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    pub class: Class,
}

const fn column(name: &'static str, kind: Kind, class: Class) -> Column {
    Column { name, kind, class }
}

pub const fn id(name: &'static str, class: Class) -> Column {
    column(name, Kind::Id, class)
}

pub const fn text(name: &'static str, class: Class) -> Column {
    column(name, Kind::Text, class)
}

pub const fn number(name: &'static str, class: Class) -> Column {
    column(name, Kind::Number, class)
}

pub const fn time(name: &'static str) -> Column {
    column(name, Kind::Time, Class::Technical)
}

pub const fn flag(name: &'static str) -> Column {
    column(name, Kind::Flag, Class::Technical)
}

pub const fn bytes(name: &'static str, class: Class) -> Column {
    column(name, Kind::Bytes, class)
}

/// Why data are kept: one line of the record of processing. All are text keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purpose {
    pub name: &'static str,
    /// About whom, what for, and on which ground.
    pub text: &'static str,
    /// For how long.
    pub kept: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub name: &'static str,
    pub purpose: &'static Purpose,
    pub columns: &'static [Column],
    /// By what its rows have an order in which no two are equal; none: by the first column.
    ordered: &'static [&'static str],
}

impl Table {
    pub const fn new(
        name: &'static str,
        purpose: &'static Purpose,
        columns: &'static [Column],
    ) -> Self {
        Self { name, purpose, columns, ordered: &[] }
    }

    /// Where the first column alone does not tell its rows apart, or an index has another order.
    #[must_use]
    pub const fn ordered(self, ordered: &'static [&'static str]) -> Self {
        Self { ordered, ..self }
    }

    /// The columns by which its rows are read in a fixed order.
    pub fn order(&self) -> Vec<&'static Column> {
        if self.ordered.is_empty() {
            return self.columns.iter().take(1).collect();
        }
        let column = |name: &&str| self.columns.iter().find(|column| column.name == *name);
        self.ordered.iter().filter_map(column).collect()
    }

    /// What an archive has of it: everything but secrets.
    pub fn shown(&self) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().filter(|column| column.class != Class::Secret)
    }
}
