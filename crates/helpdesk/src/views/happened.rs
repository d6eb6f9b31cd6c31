//! What happened to a ticket, in words: between the messages, and as its history.

use crate::domain::ticket::{Priority, Status};
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{Moment, ago, icon, timeline};

/// One fact with the names of those it is about.
#[derive(Clone, Debug)]
pub(crate) struct Happened {
    pub what: What,
    /// Who did it; none for the server itself.
    pub actor: Option<String>,
    pub at: DateTime<Utc>,
    /// It only says what a message or another line says already: for the history alone.
    pub minor: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum What {
    Opened {
        by_mail: bool,
        archived: bool,
    },
    CustomerWrote,
    Replied,
    Noted,
    /// Handed to somebody, by name; `own` when they took it themselves.
    Assigned {
        to: Option<String>,
        own: bool,
    },
    Status {
        to: String,
    },
    Closed {
        silent: bool,
    },
    Reopened {
        by_customer: bool,
    },
    Changed {
        field: String,
        from: String,
        to: String,
    },
    Tagged {
        added: Vec<String>,
        removed: Vec<String>,
    },
    Escalated {
        from: i16,
        to: i16,
        reason: String,
    },
    Delivery {
        state: String,
    },
}

impl What {
    fn shape(&self) -> &'static str {
        match self {
            Self::Opened { .. } | Self::CustomerWrote => "mail",
            Self::Replied => "reply",
            Self::Noted => "sticky-note",
            Self::Assigned { to: Some(_), .. } => "user-check",
            Self::Assigned { to: None, .. } => "user-x",
            Self::Status { .. } => "circle-dot",
            Self::Closed { .. } => "circle-check",
            Self::Reopened { .. } => "rotate-ccw",
            Self::Changed { .. } => "pencil",
            Self::Tagged { .. } => "tag",
            Self::Escalated { from, to, .. } if to > from => "arrow-up",
            Self::Escalated { .. } => "arrow-down",
            Self::Delivery { .. } => "mail-warning",
        }
    }
}

impl Happened {
    /// The sentence in the reader's language.
    pub fn say(&self, l: &Locale) -> String {
        let server = || l.t("helpdesk-message-system");
        let who = self.actor.clone().unwrap_or_else(server);
        let with = |key: &str, args: &[(&'static str, String)]| {
            let mut all = vec![("who", who.clone().into())];
            all.extend(args.iter().map(|(name, value)| (*name, value.clone().into())));
            l.ta(key, &all)
        };
        match &self.what {
            What::Opened { archived: true, .. } => l.t("helpdesk-happened-archived"),
            What::Opened { by_mail: true, .. } => l.t("helpdesk-happened-opened-mail"),
            What::Opened { .. } => with("helpdesk-happened-opened", &[]),
            What::CustomerWrote => l.t("helpdesk-happened-customer-wrote"),
            What::Replied => with("helpdesk-happened-replied", &[]),
            What::Noted => with("helpdesk-happened-noted", &[]),
            What::Assigned { own: true, .. } => with("helpdesk-happened-taken", &[]),
            What::Assigned { to: Some(to), .. } => {
                with("helpdesk-happened-assigned", &[("to", to.clone())])
            }
            What::Assigned { to: None, .. } => with("helpdesk-happened-released", &[]),
            What::Status { to } => {
                let word = Status::of_name(to).map_or_else(|| to.clone(), |one| l.t(one.key()));
                l.ta("helpdesk-happened-status", &[("to", word.into())])
            }
            What::Closed { silent: true } => with("helpdesk-happened-closed-silent", &[]),
            What::Closed { silent: false } => with("helpdesk-happened-closed", &[]),
            What::Reopened { by_customer: true } => l.t("helpdesk-happened-reopened-customer"),
            What::Reopened { by_customer: false } => with("helpdesk-happened-reopened", &[]),
            What::Changed { field, from, to } => {
                let key = if from.is_empty() {
                    "helpdesk-happened-set"
                } else {
                    "helpdesk-happened-changed"
                };
                with(key, &changed(l, field, from, to))
            }
            What::Tagged { added, removed } => tagged(l, &who, added, removed),
            What::Escalated { from, to, reason } => with(
                "helpdesk-happened-escalated",
                &[("from", from.to_string()), ("to", to.to_string()), ("reason", reason.clone())],
            ),
            What::Delivery { state } => l.t(match state.as_str() {
                "bounced" => "helpdesk-happened-bounced",
                "failed" => "helpdesk-happened-failed",
                "uncertain" => "helpdesk-happened-uncertain",
                "sent" => "helpdesk-happened-sent",
                _ => "helpdesk-happened-queued",
            }),
        }
    }
}

fn changed(l: &Locale, field: &str, from: &str, to: &str) -> Vec<(&'static str, String)> {
    let name = match field {
        "subject" => "helpdesk-subject",
        "priority" => "helpdesk-priority",
        "category" => "helpdesk-category",
        "group" => "helpdesk-group",
        _ => "helpdesk-customer",
    };
    let value = |text: &str| {
        if text.is_empty() {
            return "–".to_owned();
        }
        let level = text.parse().ok().and_then(|level| Priority::new(level).ok());
        match level.filter(|_| field == "priority") {
            Some(priority) => l.t(priority.key()),
            None => text.to_owned(),
        }
    };
    vec![("field", l.t(name)), ("from", value(from)), ("to", value(to))]
}

fn tagged(l: &Locale, who: &str, added: &[String], removed: &[String]) -> String {
    let signed = |sign: char, tags: &[String]| {
        tags.iter().map(|tag| format!("{sign}{tag}")).collect::<Vec<_>>()
    };
    let tags = [signed('+', added), signed('−', removed)].concat().join(", ");
    l.ta("helpdesk-happened-tagged", &[("who", who.into()), ("tags", tags.into())])
}

/// A line between two messages.
pub(crate) fn line(cx: &Cx, happened: &Happened) -> Markup {
    let l = &cx.locale;
    html! {
        li.happened {
            (icon(happened.what.shape())) span { (happened.say(l)) } (ago(l, happened.at, cx.now))
        }
    }
}

/// Everything, the newest first.
pub(crate) fn history(cx: &Cx, all: &[Happened]) -> Markup {
    let l = &cx.locale;
    let moments: Vec<Moment> = all
        .iter()
        .rev()
        .map(|one| Moment { icon: one.what.shape(), text: html! { (one.say(l)) }, at: one.at })
        .collect();
    timeline(l, &moments, cx.now)
}
