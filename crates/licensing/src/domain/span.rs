//! Lengths of time as they are written: `P30D`, `PT1H`, `30d`, or seconds alone.

use chrono::TimeDelta;

/// None where it is no length of time. Months and years are as long as their longest.
pub fn span(text: &str) -> Option<TimeDelta> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(TimeDelta::seconds(seconds.into()));
    }
    let upper = text.to_ascii_uppercase();
    let (days, times) = match upper.strip_prefix('P') {
        Some(rest) => rest.split_once('T').unwrap_or((rest, "")),
        // as people write it, hours and all
        None => return parts(&upper, |unit| of_day(unit).or_else(|| of_time(unit))),
    };
    if days.is_empty() && times.is_empty() {
        return None;
    }
    parts(days, of_day)?.checked_add(&parts(times, of_time)?)
}

/// Seconds of a unit among the days.
fn of_day(unit: char) -> Option<i64> {
    let days = match unit {
        'D' => 1,
        'W' => 7,
        'M' => 31,
        'Y' => 366,
        _ => return None,
    };
    Some(days * 86_400)
}

fn of_time(unit: char) -> Option<i64> {
    match unit {
        'H' => Some(3600),
        'M' => Some(60),
        'S' => Some(1),
        _ => None,
    }
}

/// The sum of numbers, each with its unit behind it.
fn parts(text: &str, of: impl Fn(char) -> Option<i64>) -> Option<TimeDelta> {
    let (mut sum, mut number) = (0_i64, String::new());
    for c in text.chars() {
        if c.is_ascii_digit() {
            number.push(c);
            continue;
        }
        let count: i64 = number.parse().ok()?;
        sum = sum.checked_add(count.checked_mul(of(c)?)?)?;
        number.clear();
    }
    if number.is_empty() { TimeDelta::try_seconds(sum) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_in_each_of_their_forms() {
        for (text, seconds) in [
            ("P30D", Some(2_592_000)),
            ("p1w", Some(604_800)),
            ("PT1H30M", Some(5400)),
            ("P1DT1S", Some(86_401)),
            ("30d", Some(2_592_000)),
            ("2h", Some(7200)),
            ("3600", Some(3600)),
            ("P", None),
            ("", Some(0)),
            ("30", Some(30)),
            ("P30", None),
            ("d", None),
            ("soon", None),
            ("P99999999999999999Y", None),
        ] {
            assert_eq!(span(text).map(|length| length.num_seconds()), seconds, "{text}");
        }
    }
}
