use super::icon;
use chrono::{DateTime, SecondsFormat, Utc};
use maud::{Markup, html};
use platform::Locale;

fn machine(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// "3 min ago", the time of day or the date; goes on counting while the page is open.
pub fn ago(l: &Locale, at: DateTime<Utc>, now: DateTime<Utc>) -> Markup {
    let fresh = (0..60).contains(&(now - at).num_minutes());
    html! {
        time datetime=(machine(at)) title=(l.datetime(at)) data-clock=[fresh.then(|| l.time(at))] {
            (l.ago(at, now))
        }
    }
}

/// A day in the reader's zone.
pub fn date(l: &Locale, at: DateTime<Utc>) -> Markup {
    html! { time.nowrap datetime=(machine(at)) { (l.date(at)) } }
}

/// A day and a time in the reader's zone.
pub fn datetime(l: &Locale, at: DateTime<Utc>) -> Markup {
    html! { time.nowrap datetime=(machine(at)) { (l.datetime(at)) } }
}

/// One line of a timeline: a shape, what happened, and when.
#[derive(Clone, Debug)]
pub struct Moment {
    pub icon: &'static str,
    pub text: Markup,
    pub at: DateTime<Utc>,
}

/// What happened, in the order given.
pub fn timeline(l: &Locale, moments: &[Moment], now: DateTime<Utc>) -> Markup {
    html! {
        ol.timeline {
            @for moment in moments {
                li {
                    (icon(moment.icon))
                    span { (moment.text) " " (ago(l, moment.at, now)) }
                }
            }
        }
    }
}
