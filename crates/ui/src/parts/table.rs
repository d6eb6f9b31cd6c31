use super::icon;
use maud::{Markup, Render, html};

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Ascending,
    Descending,
}

/// A column's head.
#[derive(Clone, Debug)]
pub struct Column {
    label: String,
    number: bool,
    hidden: bool,
    sort: Option<(String, Option<Sort>)>,
}

impl Column {
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), number: false, hidden: false, sort: None }
    }

    /// Right-aligned; give the cells `td.number`.
    pub fn number(label: impl Into<String>) -> Self {
        Self { number: true, ..Self::new(label) }
    }

    /// Its name is read, not seen: a column of buttons (`td.actions`).
    pub fn hidden(label: impl Into<String>) -> Self {
        Self { hidden: true, ..Self::new(label) }
    }

    /// Its head is a link that sorts; `now` is how it is sorted at present.
    #[must_use]
    pub fn sorts(mut self, href: impl Into<String>, now: Option<Sort>) -> Self {
        self.sort = Some((href.into(), now));
        self
    }
}

/// A ledger: hairlines, numbers to the right. Rows are `html! { th scope="row" { … } td { … } }`.
#[derive(Clone, Debug)]
pub struct Table {
    caption: String,
    shown: bool,
    cards: bool,
    columns: Vec<Column>,
    rows: Vec<Markup>,
    foot: Option<Markup>,
}

impl Table {
    /// `caption` is read; `shown_caption` shows it too.
    pub fn new(caption: impl Into<String>) -> Self {
        Self {
            caption: caption.into(),
            shown: false,
            cards: false,
            columns: Vec::new(),
            rows: Vec::new(),
            foot: None,
        }
    }

    #[must_use]
    pub fn shown_caption(mut self) -> Self {
        self.shown = true;
        self
    }

    /// On a phone each row becomes a block; `td data-label=…` says its column.
    #[must_use]
    pub fn cards(mut self) -> Self {
        self.cards = true;
        self
    }

    #[must_use]
    pub fn column(mut self, column: Column) -> Self {
        self.columns.push(column);
        self
    }

    #[must_use]
    pub fn columns(mut self, labels: impl IntoIterator<Item = String>) -> Self {
        self.columns.extend(labels.into_iter().map(Column::new));
        self
    }

    #[must_use]
    pub fn row(mut self, cells: Markup) -> Self {
        self.rows.push(cells);
        self
    }

    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Markup>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// The sum line, between a single and a double rule.
    #[must_use]
    pub fn foot(mut self, cells: Markup) -> Self {
        self.foot = Some(cells);
        self
    }
}

fn head(column: &Column) -> Markup {
    let sorted = column.sort.as_ref().and_then(|(_, now)| *now);
    let aria = sorted.map(|sort| match sort {
        Sort::Ascending => "ascending",
        Sort::Descending => "descending",
    });
    html! {
        th.number[column.number] scope="col" aria-sort=[aria] {
            @match &column.sort {
                Some((href, now)) => a href=(href) {
                    (column.label)
                    @match now {
                        Some(Sort::Ascending) => (icon("arrow-up")),
                        Some(Sort::Descending) => (icon("arrow-down")),
                        None => {}
                    }
                },
                None if column.hidden => span.visually-hidden { (column.label) },
                None => (column.label),
            }
        }
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        html! {
            div.table-frame {
                table.table.cards[self.cards] {
                    caption class=[(!self.shown).then_some("visually-hidden")] { (self.caption) }
                    thead { tr { @for column in &self.columns { (head(column)) } } }
                    tbody { @for row in &self.rows { tr { (row) } } }
                    @if let Some(foot) = &self.foot { tfoot { tr { (foot) } } }
                }
            }
        }
    }
}
