//! "On Monday X wrote:" in the languages that mailers speak.

/// "wrote", as it stands in such a line.
const WROTE: &[&str] = &[
    "wrote",
    "writes",
    "schrieb",
    "schreibt",
    "geschrieben",
    "a écrit",
    "écrit",
    "escribió",
    "escribio",
    "escreveu",
    "escrita",
    "ha scritto",
    "scrive",
    "schreef",
    "geschreven",
    "skrev",
    "skrev følgende",
    "kirjoitti",
    "napisał",
    "napisała",
    "napisał(a)",
    "napisał/a",
    "pisze",
    "napsal",
    "napsala",
    "napsal(a)",
    "napísal",
    "napísal(a)",
    "írta",
    "a scris",
    "написал",
    "написала",
    "написал(а)",
    "пишет",
    "написав",
    "написала",
    "пише",
    "έγραψε",
    "yazdı",
    "şunları yazdı",
    "tarihinde",
    "写道",
    "寫道",
    "写到",
    "のメール",
    "のメッセージ",
    "書きました",
    "wrote to",
    "đã viết",
    "a scrit",
    "כתב",
    "كتب",
    "skrifaði",
    "va escriure",
    "escribiu",
    "idatzi du",
    "님이 작성",
    "님이 씀",
    "작성:",
    "menulis",
    "raksta",
    "rašė",
    "kirjutas",
    "је написао",
    "napisao je",
    "je napisao",
    "je napisal",
    "написа",
];

/// How such a line begins: "on", "at", weekdays.
const OPENERS: &[&str] = &[
    "on ",
    "at ",
    "am ",
    "um ",
    "le ",
    "el ",
    "il ",
    "il giorno ",
    "op ",
    "den ",
    "em ",
    "a ",
    "no dia ",
    "w dniu ",
    "dnia ",
    "dne ",
    "dňa ",
    "pe ",
    "la data ",
    "în ",
    "på ",
    "ti ",
    "ma ",
    "ke ",
    "to ",
    "pe ",
    "la ",
    "su ",
    "в ",
    "на ",
    "на дату",
    "στις ",
    "tarih",
    "vào ",
    "pada ",
    "za ",
    "met ",
    "---- on ",
    "---- el ",
    "---- le ",
    "---- am ",
    "-------- on ",
    "在",
    "于",
    "於",
    "*on ",
    "| on ",
    "[on ",
    "кому",
    "dana ",
    "y ",
    "vào lúc",
    "mon, ",
    "tue, ",
    "wed, ",
    "thu, ",
    "fri, ",
    "sat, ",
    "sun, ",
    "pon",
    "wt",
    "śr",
    "czw",
    "pt",
    "sob",
    "niedz",
    "пн",
    "вт",
    "ср",
    "чт",
    "пт",
    "сб",
    "вс",
    "нд",
];

/// Month names that make a line without year or time a date.
const MONTHS: &[&str] = &[
    "jan", "feb", "mär", "mar", "apr", "mai", "may", "jun", "jul", "aug", "sep", "okt", "oct",
    "nov", "dez", "dec",
];

/// Whether a line, or a few joined lines, are an introduction.
pub fn is_introduction(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "*_\u{200e}\u{200f}".contains(c));
    let length = text.chars().count();
    if !(10..=400).contains(&length) {
        return false;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_end_matches(|c: char| c.is_whitespace() || "-:：>*_".contains(c));
    let closed = bare.len() < lower.trim_end().len();
    let verb = verb_position(bare);
    let address = has_address(bare);
    let dated = has_date(bare);
    match verb {
        // "… wrote:", or "… wrote" alone at the end of a dated line
        Some(end) if begins(bare) && (dated || address) => closed || end == bare.len(),
        // "Name <address> wrote on Monday:"
        Some(_) => {
            closed
                && address
                && (dated || bare.starts_with(|c: char| c.is_alphanumeric() || "\"'<*".contains(c)))
        }
        // "2013-07-20 Name <address>:"
        None => {
            address && starts_with_date(bare) && (closed || bare.ends_with(')')) && bare.len() < 200
        }
    }
}

/// Whether a line could be the first of an introduction that goes on below.
pub fn may_begin(text: &str) -> bool {
    let lower = text.trim_start_matches(['*', '_']).to_lowercase();
    let digits = lower.chars().any(|c| c.is_ascii_digit());
    (begins(&lower) && digits)
        || (starts_with_date(&lower))
        || (verb_position(&lower).is_some() && (has_address(&lower) || digits))
        || (lower.contains('<') && lower.len() < 200 && has_address(&lower))
}

/// Whether a line begins like an introduction and has a date: nothing before it can belong to it.
pub fn begins_dated(text: &str) -> bool {
    let lower = text.to_lowercase();
    begins(&lower) && has_date(&lower) && is_introduction(text)
}

fn begins(lower: &str) -> bool {
    lower.starts_with(|c: char| c.is_ascii_digit())
        || OPENERS.iter().any(|opener| lower.starts_with(opener))
}

/// The end of the last "wrote" that stands as a word.
fn verb_position(lower: &str) -> Option<usize> {
    WROTE
        .iter()
        .flat_map(|verb| lower.rmatch_indices(verb))
        .filter(|(at, verb)| {
            let wide = verb.chars().next().is_some_and(|c| c > '\u{2e80}');
            let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric) && !wide;
            !joins(lower[..*at].chars().next_back())
                && !joins(lower[at + verb.len()..].chars().next())
        })
        .map(|(at, verb)| at + verb.len())
        .max()
}

fn has_address(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || "<>()[]\",;".contains(c)).any(|word| {
        word.split_once('@')
            .is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
    })
}

/// A year, a time, or a day with a month.
fn has_date(lower: &str) -> bool {
    let mut runs = lower.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let year = runs.any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")));
    let bytes = lower.as_bytes();
    let time = bytes.windows(4).any(|w| {
        w[0].is_ascii_digit()
            && matches!(w[1], b':' | b'.' | b'h')
            && w[2].is_ascii_digit()
            && w[3].is_ascii_digit()
    });
    let day = lower.chars().any(|c| c.is_ascii_digit())
        && MONTHS.iter().any(|month| lower.contains(month));
    year || time || day
}

/// `2013/7/20`, `2016-10-24`, `23 mar 2017`, `20.10.2016`
fn starts_with_date(lower: &str) -> bool {
    let head: String = lower.chars().take(24).collect();
    let Some(first) = head.split(|c: char| !c.is_ascii_digit()).next().filter(|d| !d.is_empty())
    else {
        return false;
    };
    let rest = &head[first.len()..];
    match first.len() {
        4 => {
            rest.starts_with(['-', '/', '.', '年'])
                && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
        }
        1 | 2 => rest.starts_with(['.', '/', '-', ' ']) && has_date(&head),
        _ => false,
    }
}
