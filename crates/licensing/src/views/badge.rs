//! How licences and machines stand: shape, word and colour.

use crate::domain::licence::Status;
use crate::domain::machine::Heartbeat;
use platform::Locale;
use ui::{Badge, Tone};

pub(crate) fn status_key(status: Status) -> &'static str {
    match status {
        Status::Banned => "licensing-status-banned",
        Status::Suspended => "licensing-status-suspended",
        Status::Expired => "licensing-status-expired",
        Status::Expiring => "licensing-status-expiring",
        Status::Inactive => "licensing-status-inactive",
        Status::Active => "licensing-status-active",
    }
}

pub(crate) fn status(l: &Locale, status: Status) -> Badge {
    let (tone, shape) = match status {
        Status::Banned => (Tone::Danger, "ban"),
        Status::Suspended => (Tone::Warn, "circle-pause"),
        Status::Expired => (Tone::Danger, "circle-x"),
        Status::Expiring => (Tone::Brass, "clock-alert"),
        Status::Inactive => (Tone::Quiet, "circle-dashed"),
        Status::Active => (Tone::Ok, "circle-check"),
    };
    Badge::new(tone, shape, l.t(status_key(status)))
}

pub(crate) fn test(l: &Locale) -> Badge {
    Badge::new(Tone::Info, "wrench", l.t("licensing-licence-test"))
}

pub(crate) fn heartbeat_key(heartbeat: Heartbeat) -> &'static str {
    match heartbeat {
        Heartbeat::NotStarted => "licensing-heartbeat-not-started",
        Heartbeat::Alive => "licensing-heartbeat-alive",
        Heartbeat::Dead => "licensing-heartbeat-dead",
        Heartbeat::Resurrected => "licensing-heartbeat-resurrected",
    }
}

pub(crate) fn heartbeat(l: &Locale, heartbeat: Heartbeat) -> Badge {
    let (tone, shape) = match heartbeat {
        Heartbeat::NotStarted => (Tone::Quiet, "circle-dashed"),
        Heartbeat::Alive => (Tone::Ok, "activity"),
        Heartbeat::Dead => (Tone::Danger, "circle-x"),
        Heartbeat::Resurrected => (Tone::Ok, "rotate-ccw"),
    };
    Badge::new(tone, shape, l.t(heartbeat_key(heartbeat)))
}
