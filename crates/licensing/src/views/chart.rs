//! Charts, drawn on the server: an image of what a table beside it says, in the colours of the theme.

use crate::domain::statistics::Week;
use maud::{Markup, html};
use platform::Locale;
use ui::{Column, Table};

/// Of a chart's bars together, in its own units; it is drawn as wide as there is room.
const WIDTH: usize = 720;
/// In pixels.
const HEIGHT: usize = 120;
/// A cell of a week.
const CELL: usize = 28;
/// In pixels, as the days beside it.
const ROW: usize = 18;

/// A day, a month or the like with how much there was of it.
pub(crate) struct Bar {
    pub label: String,
    pub value: i64,
}

/// Something with how much there was of it, and where it leads.
pub(crate) struct Rank {
    pub label: String,
    pub href: Option<String>,
    pub value: i64,
}

/// Bars from the first to the last, with a table for those who read it.
pub(crate) fn bars(l: &Locale, title: &str, (head, count): (&str, &str), all: &[Bar]) -> Markup {
    let most = all.iter().map(|bar| bar.value).max().unwrap_or_default();
    if most == 0 {
        return html! { p.meta { (l.t("licensing-statistics-nothing")) } };
    }
    let step = WIDTH / all.len().max(1);
    let table = Table::new(title).column(Column::new(head)).column(Column::number(count)).rows(
        all.iter().filter(|bar| bar.value > 0).map(|bar| {
            html! { th scope="row" { (bar.label) } td.number { (l.number(bar.value)) } }
        }),
    );
    html! {
        div.stack.tight {
            div.meta.number { (l.number(most)) }
            svg.chart role="img" aria-label=(title) height=(HEIGHT) viewBox={ "0 0 " (step * all.len()) " " (HEIGHT) }
                preserveAspectRatio="none" {
                line x1="0" y1=(HEIGHT) x2=(step * all.len()) y2=(HEIGHT) stroke="var(--line)" {}
                @for (at, bar) in all.iter().enumerate() {
                    @let height = part(bar.value, most, HEIGHT);
                    rect x=(at * step) y=(HEIGHT - height) width=(step.saturating_sub(1).max(1)) height=(height)
                        fill="var(--accent)" { title { (bar.label) ": " (l.number(bar.value)) } }
                }
            }
            @if let (Some(first), Some(last)) = (all.first(), all.last()) {
                div.line.spread.meta { span { (first.label) } span { (last.label) } }
            }
        }
        (as_table(l, &table))
    }
}

/// How high this is where the greatest is `whole`; something is never nothing.
fn part(value: i64, most: i64, whole: usize) -> usize {
    let (value, most) = (u128::try_from(value).unwrap_or(0), u128::try_from(most).unwrap_or(1));
    let height = value * whole as u128 / most.max(1);
    usize::try_from(height).unwrap_or(whole).max(usize::from(value > 0))
}

/// The hours of a week, the darker the more.
pub(crate) fn week(l: &Locale, title: &str, week: &Week) -> Markup {
    let most = week.iter().flatten().copied().max().unwrap_or_default();
    if most == 0 {
        return html! { p.meta { (l.t("licensing-statistics-nothing")) } };
    }
    let days: Vec<String> = (1..=7).map(|n| l.t(&format!("licensing-weekday-{n}"))).collect();
    let hours = (0..24).map(|hour| Column::number(format!("{hour}")));
    let table = Table::new(title).column(Column::new(l.t("licensing-statistics-day")));
    let table = hours.fold(table, Table::column);
    let table = table.rows(days.iter().zip(week).map(|(day, hours)| {
        html! { th scope="row" { (day) } @for n in hours { td.number { (l.number(*n)) } } }
    }));
    html! {
        div.week {
            svg.chart role="img" aria-label=(title) preserveAspectRatio="none" viewBox={ "0 0 " (24 * CELL) " " (7 * ROW) } {
                @for (row, (day, hours)) in days.iter().zip(week).enumerate() {
                    @for (hour, n) in hours.iter().enumerate() {
                        rect x=(hour * CELL) y=(row * ROW) width=(CELL - 2) height=(ROW - 2)
                            fill=(if *n > 0 { "var(--accent)" } else { "var(--sunken)" })
                            fill-opacity=(opacity(*n, most)) {
                            title { (day) " " (hour) ":00 – " (l.number(*n)) }
                        }
                    }
                }
            }
            @for day in &days { div.meta aria-hidden="true" { (day) } }
            div.hours.meta aria-hidden="true" { @for hour in (0..24).step_by(6) { span { (hour) ":00" } } }
        }
        (as_table(l, &table))
    }
}

/// From a fifth for the least to the whole for the most; nothing is drawn as it is.
fn opacity(n: i64, most: i64) -> String {
    if n == 0 {
        return "1".into();
    }
    format!("0.{:02}", part(n, most, 79) + 20)
}

/// The greatest first, each with its part of the greatest.
pub(crate) fn ranks(l: &Locale, title: &str, (head, count): (&str, &str), all: &[Rank]) -> Markup {
    let most = all.iter().map(|rank| rank.value).max().unwrap_or_default();
    if most == 0 {
        return html! { p.meta { (l.t("licensing-statistics-nothing")) } };
    }
    let whole = |n: i64| u64::try_from(n).unwrap_or_default();
    let table = Table::new(title)
        .column(Column::new(head))
        .column(Column::number(count))
        .column(Column::hidden(title))
        .rows(all.iter().map(|rank| {
            html! {
                th scope="row" {
                    @if let Some(href) = &rank.href { a href=(href) { (rank.label) } } @else { (rank.label) }
                }
                td.number { (l.number(rank.value)) }
                td { (ui::progress(&rank.label, &ui::part_of(l, whole(rank.value), whole(most)), (whole(rank.value), whole(most)), "")) }
            }
        }));
    html! { (table) }
}

fn as_table(l: &Locale, table: &Table) -> Markup {
    html! { details { summary { (l.t("licensing-statistics-table")) } (table) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_is_as_high_as_there_is_room_and_something_is_never_nothing() {
        let heights = [0, 1, 500, 1000].map(|n| part(n, 1000, 100));
        assert_eq!(heights, [0, 1, 50, 100]);
        assert_eq!(part(i64::MAX, i64::MAX, 116), 116);
        assert_eq!([0, 1, 1000].map(|n| opacity(n, 1000)), ["1", "0.21", "0.99"]);
    }
}
