//! States as shape, word and colour.

use crate::domain::message::Delivery;
use crate::domain::ticket::{Priority, Status};
use platform::Locale;
use ui::{Badge, Tone};

pub(crate) fn status(l: &Locale, status: Status) -> Badge {
    let (tone, shape) = match status {
        Status::New => (Tone::Info, "circle"),
        Status::Open => (Tone::Accent, "circle-dot"),
        Status::Waiting => (Tone::Warn, "circle-pause"),
        Status::Closed => (Tone::Ok, "circle-check"),
    };
    Badge::new(tone, shape, l.t(status.key()))
}

pub(crate) fn priority(l: &Locale, priority: Priority) -> Badge {
    let (tone, shape) = match priority {
        Priority::URGENT => (Tone::Danger, "flame"),
        Priority::HIGH => (Tone::Danger, "signal-high"),
        Priority::LOW => (Tone::Quiet, "signal-low"),
        _ => (Tone::Plain, "signal-medium"),
    };
    Badge::new(tone, shape, l.t(priority.key()))
}

pub(crate) fn level(l: &Locale, level: i16) -> Badge {
    Badge::new(Tone::Plain, "layers", l.ta("helpdesk-level-short", &[("n", level.into())]))
}

/// The sender's own server says that the mail is not from whom it claims.
pub(crate) fn unverified(l: &Locale) -> Badge {
    Badge::new(Tone::Warn, "shield-alert", l.t("helpdesk-unverified"))
}

pub(crate) fn delivery(l: &Locale, delivery: Delivery) -> Badge {
    let (tone, shape) = match delivery {
        Delivery::Queued => (Tone::Quiet, "clock"),
        Delivery::HandingOver => (Tone::Quiet, "loader"),
        Delivery::Sent => (Tone::Quiet, "check"),
        Delivery::Failed => (Tone::Danger, "circle-x"),
        Delivery::Uncertain => (Tone::Warn, "circle-help"),
        Delivery::Bounced => (Tone::Danger, "mail-warning"),
    };
    Badge::new(tone, shape, l.t(delivery.key()))
}
