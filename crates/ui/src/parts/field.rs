use super::icon;
use crate::tag::{Attrs, Tag};
use maud::{Markup, Render, html};
use platform::{Locale, Refusal};

/// One value of a select: what is sent and what is read.
#[derive(Clone, Debug)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

#[derive(Clone, Debug)]
enum Kind {
    Input(&'static str),
    Area { rows: u8 },
    Select(Vec<Choice>),
    Check,
    Radio(Vec<Choice>),
    Combobox { source: String, label: String, matches: Vec<Choice> },
    File { multiple: bool },
}

/// A form field with its label, hint and error, wired for screen readers.
/// `Field::text("subject", l.t("…")).value(&form.subject).hint(…).errors(l, &refusals).required()`
#[derive(Clone, Debug)]
pub struct Field {
    kind: Kind,
    name: String,
    label: String,
    id: String,
    value: String,
    hint: Option<String>,
    error: Option<String>,
    optional: Option<String>,
    matches_legend: String,
    hide_label: bool,
    checked: bool,
    class: &'static str,
    attrs: Attrs,
}

impl Field {
    fn new(kind: Kind, name: impl Into<String>, label: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            kind,
            id: format!("f-{name}"),
            name,
            label: label.into(),
            value: String::new(),
            hint: None,
            error: None,
            optional: None,
            matches_legend: String::new(),
            hide_label: false,
            checked: false,
            class: "",
            attrs: Vec::new(),
        }
    }

    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Input("text"), name, label)
    }

    /// Any other `<input type>`: `date`, `time`, `number`, `url`, `tel`, `search`, `color`.
    pub fn input(kind: &'static str, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Input(kind), name, label)
    }

    pub fn email(name: impl Into<String>, label: impl Into<String>) -> Self {
        let field = Self::new(Kind::Input("email"), name, label);
        field.attr("autocapitalize", "none").attr("spellcheck", "false")
    }

    /// `autocomplete` is `current-password` or `new-password`.
    pub fn password(
        name: impl Into<String>,
        label: impl Into<String>,
        autocomplete: &'static str,
    ) -> Self {
        Self::new(Kind::Input("password"), name, label).attr("autocomplete", autocomplete)
    }

    pub fn area(name: impl Into<String>, label: impl Into<String>, rows: u8) -> Self {
        Self::new(Kind::Area { rows }, name, label)
    }

    pub fn select(
        name: impl Into<String>,
        label: impl Into<String>,
        choices: impl IntoIterator<Item = Choice>,
    ) -> Self {
        Self::new(Kind::Select(choices.into_iter().collect()), name, label)
    }

    /// One of a few, all visible.
    pub fn radio(
        name: impl Into<String>,
        label: impl Into<String>,
        choices: impl IntoIterator<Item = Choice>,
    ) -> Self {
        Self::new(Kind::Radio(choices.into_iter().collect()), name, label)
    }

    /// A tick; sends its value (`on` unless set) when ticked, nothing otherwise.
    pub fn check(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Check, name, label).value("on")
    }

    /// Typing asks `source?q=…` for `<li role=option data-value data-label>` lines; a hidden field `name` holds the
    /// chosen value, `name_text` what was typed (all that arrives without scripts). `label` is the chosen one's text.
    pub fn combobox(
        name: impl Into<String>,
        label: impl Into<String>,
        source: impl Into<String>,
        chosen: impl Into<String>,
    ) -> Self {
        let (source, text) = (source.into(), chosen.into());
        Self::new(Kind::Combobox { source, label: text, matches: Vec::new() }, name, label)
    }

    /// What a combobox's text may mean, to choose from without scripts: what is chosen arrives as `name_match`.
    #[must_use]
    pub fn matches(mut self, l: &Locale, choices: Vec<Choice>) -> Self {
        if let Kind::Combobox { matches, .. } = &mut self.kind
            && !choices.is_empty()
        {
            self.matches_legend = l.t("ui-matches");
            matches.extend(choices);
            matches.push(Choice::new("", l.t("ui-matches-none")));
        }
        self
    }

    /// Files: dropping on the form and pasting into it work too. `.attr("data-upload", path)` sends each at once
    /// as field `file` and takes the answered `<li class="file">`.
    pub fn file(name: impl Into<String>, label: impl Into<String>, multiple: bool) -> Self {
        Self::new(Kind::File { multiple }, name, label)
    }

    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// Shows those refusals that are about this field.
    #[must_use]
    pub fn errors(self, l: &Locale, refusals: &[Refusal]) -> Self {
        let about = |r: &&Refusal| r.field.as_deref() == Some(self.name.as_str());
        let said: Vec<_> = refusals.iter().filter(about).map(|r| r.say(l)).collect();
        if said.is_empty() { self } else { self.error(Some(said.join(" "))) }
    }

    #[must_use]
    pub fn required(self) -> Self {
        self.attr("required", "")
    }

    /// Says "optional" beside the label; for forms where most fields are required.
    #[must_use]
    pub fn optional(mut self, l: &Locale) -> Self {
        self.optional = Some(l.t("ui-field-optional"));
        self
    }

    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }

    /// At most this many characters.
    #[must_use]
    pub fn max(self, characters: usize) -> Self {
        self.attr("maxlength", characters.to_string())
    }

    #[must_use]
    pub fn placeholder(self, text: impl Into<String>) -> Self {
        self.attr("placeholder", text)
    }

    #[must_use]
    pub fn autofocus(self) -> Self {
        self.attr("autofocus", "")
    }

    /// Sends the form as soon as it changes (a button beside it is for those without scripts).
    #[must_use]
    pub fn at_once(self) -> Self {
        self.attr("data-submit", "")
    }

    /// The label is read, not seen: toolbars.
    #[must_use]
    pub fn hide_label(mut self) -> Self {
        self.hide_label = true;
        self
    }

    /// Ids, keys, addresses of machines.
    #[must_use]
    pub fn mono(mut self) -> Self {
        self.class = "mono";
        self
    }

    /// Any further attribute of the control, such as `autocomplete` or `hx-get`.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attrs.push((name, value.into()));
        self
    }

    fn described_by(&self) -> Option<String> {
        let mut ids = Vec::new();
        if self.error.is_some() {
            ids.push(format!("{}-error", self.id));
        }
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.id));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn wired(&self, tag: Tag) -> Tag {
        tag.attr("id", &self.id)
            .maybe("aria-describedby", self.described_by())
            .maybe("aria-invalid", self.error.as_ref().map(|_| "true"))
            .attrs(&self.attrs)
    }

    fn control(&self, tag: Tag) -> Tag {
        self.wired(tag.attr("class", format!("input {}", self.class).trim_end()))
    }

    fn options(&self, choices: &[Choice]) -> Markup {
        html! {
            @for choice in choices {
                option value=(choice.value) selected[choice.value == self.value] { (choice.label) }
            }
        }
    }

    fn draw(&self) -> Markup {
        match &self.kind {
            Kind::Input(kind) => {
                let tag = Tag::new("input").attr("type", kind).attr("name", &self.name);
                let shown = (!self.value.is_empty()).then_some(&self.value);
                self.control(tag.maybe("value", shown)).void()
            }
            Kind::Area { rows } => {
                let tag = Tag::new("textarea").attr("name", &self.name).attr("rows", rows);
                // HTML drops one line break after the tag: a text may begin with one
                self.control(tag).holding(&html! { "\n" (self.value) })
            }
            Kind::Select(choices) => {
                let tag = Tag::new("select").attr("name", &self.name);
                self.control(tag).holding(&self.options(choices))
            }
            Kind::File { multiple } => {
                let tag = Tag::new("input").attr("type", "file").attr("name", &self.name);
                let list = format!("{}-files", self.id);
                let tag = tag.flag("multiple", *multiple).attr("data-list", &list);
                html! { (self.control(tag).void()) ul.files #(list) {} }
            }
            Kind::Combobox { source, label, matches } => html! {
                (self.draw_combobox(source, label))
                @if !matches.is_empty() {
                    fieldset.matches {
                        legend { (self.matches_legend) }
                        (radios((&format!("{}-match", self.id), &format!("{}_match", self.name)), matches, ""))
                    }
                }
            },
            Kind::Radio(choices) => html! {
                div.choices { (radios((&self.id, &self.name), choices, &self.value)) }
            },
            Kind::Check => self.draw_check(),
        }
    }

    fn draw_combobox(&self, source: &str, label: &str) -> Markup {
        let list = format!("{}-list", self.id);
        let tag = Tag::new("input")
            .attr("type", "text")
            .attr("role", "combobox")
            .attr("name", format!("{}_text", self.name))
            .attr("value", label)
            .attr("autocomplete", "off")
            .attr("aria-expanded", "false")
            .attr("aria-autocomplete", "list")
            .attr("aria-controls", &list)
            .attr("data-source", source);
        html! {
            div.combobox {
                (self.control(tag).void())
                input type="hidden" name=(self.name) value=(self.value);
                ul.combobox-list role="listbox" #(list) aria-label=(self.label) {}
            }
        }
    }

    fn draw_check(&self) -> Markup {
        let tag = Tag::new("input")
            .attr("type", "checkbox")
            .attr("name", &self.name)
            .attr("value", &self.value)
            .flag("checked", self.checked);
        html! {
            div.check {
                (self.wired(tag).void())
                div {
                    label for=(self.id) { (self.label) }
                    (self.below())
                }
            }
        }
    }

    fn below(&self) -> Markup {
        html! {
            @if let Some(error) = &self.error {
                p.field-error #{ (self.id) "-error" } { (icon("circle-alert")) span { (error) } }
            }
            @if let Some(hint) = &self.hint {
                p.hint #{ (self.id) "-hint" } { (hint) }
            }
        }
    }
}

fn radios((id, name): (&str, &str), choices: &[Choice], chosen: &str) -> Markup {
    html! {
        @for (i, choice) in choices.iter().enumerate() {
            @let id = format!("{id}-{i}");
            div.check {
                input type="radio" #(id) name=(name) value=(choice.value) checked[choice.value == chosen];
                label for=(id) { (choice.label) }
            }
        }
    }
}

impl Render for Field {
    fn render(&self) -> Markup {
        match self.kind {
            Kind::Check => self.draw(),
            Kind::Radio(_) => html! {
                fieldset.field aria-describedby=[self.described_by()] {
                    legend.field-label.visually-hidden[self.hide_label] { (self.label) }
                    (self.draw())
                    (self.below())
                }
            },
            _ => html! {
                div.field {
                    label for=(self.id) class=[self.hide_label.then_some("visually-hidden")] {
                        (self.label)
                        @if let Some(word) = &self.optional { " " span.optional { (word) } }
                    }
                    (self.draw())
                    (self.below())
                }
            },
        }
    }
}
