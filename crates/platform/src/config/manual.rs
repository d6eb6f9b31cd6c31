//! The tables of the manual, written from what the code reads, so that they cannot drift apart.

use super::alias::{ALIASES, Meaning};
use super::{Key, Language, SectionSpec, alias, show};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How a section is named in the manual; a member of a family by a name that stands for any.
pub fn name(spec: &SectionSpec) -> String {
    if spec.family { format!("{}.name", spec.name) } else { spec.name.to_owned() }
}

/// The table of a section's keys in Markdown.
pub fn section(spec: &SectionSpec, lang: Language) -> String {
    let (head, not_set) = match lang {
        Language::De => ("| Schlüssel | Variable | Standard | Bedeutung |", "–"),
        Language::En => ("| Key | Variable | Default | Meaning |", "–"),
    };
    let defaults = (spec.read)(&BTreeMap::new()).shown;
    let mut out = format!("{head}\n|---|---|---|---|\n");
    for key in spec.keys {
        let path = format!("{}.{}", name(spec), key.name);
        let default = defaults.get(key.name).and_then(show::toml_text);
        let default = default.map_or_else(|| not_set.to_owned(), |value| format!("`{value}`"));
        let variable = show::variable(&path);
        let live = if key.live { " ↻" } else { "" };
        let meaning = format!("{}{}{live}", meaning(key, lang), also(&path, lang));
        let _ = writeln!(out, "| `{}` | `{variable}` | {default} | {meaning} |", key.name);
    }
    out
}

fn meaning(key: &Key, lang: Language) -> &'static str {
    match lang {
        Language::De => key.de,
        Language::En => key.en,
    }
}

fn also(path: &str, lang: Language) -> String {
    let names: Vec<String> = alias::of_key(path).iter().map(|name| format!("`{name}`")).collect();
    match (names.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Language::De) => format!(" Auch: {}.", names.join(", ")),
        (false, Language::En) => format!(" Also: {}.", names.join(", ")),
    }
}

/// The table of the replaced systems' variables in Markdown.
pub fn aliases(lang: Language) -> String {
    let (head, always, unused) = match lang {
        Language::De => ("| Variable | Bedeutung in Kontor |", "immer so", "ohne Bedeutung"),
        Language::En => ("| Variable | Meaning in Kontor |", "always so", "no meaning"),
    };
    let mut out = format!("{head}\n|---|---|\n");
    for alias in ALIASES {
        let why = |why: alias::Why| match lang {
            Language::De => why.de,
            Language::En => why.en,
        };
        let meaning = match alias.meaning {
            Meaning::Same(key) | Meaning::Read(key, _) => format!("`{key}`"),
            Meaning::Always(usual, reason) => format!("`{}`: {always}. {}", usual[0], why(reason)),
            Meaning::Nothing(reason) => format!("{unused}. {}", why(reason)),
        };
        let _ = writeln!(out, "| `{}` | {meaning} |", alias.name);
    }
    out
}

/// Whether the manual's text holds these tables between `<!-- begin NAME -->` and `<!-- end NAME -->`; else the text
/// with the tables put in. A table whose place is missing is named.
pub fn renewed(text: &str, tables: &[(String, String)]) -> Result<Option<String>, String> {
    let mut new = text.to_owned();
    for (name, table) in tables {
        let (begin, end) = (format!("<!-- begin {name} -->\n"), format!("<!-- end {name} -->"));
        let from =
            new.find(&begin).ok_or_else(|| format!("there is no place for {name}"))? + begin.len();
        let to = new[from..].find(&end).ok_or_else(|| format!("{name} has no end"))? + from;
        new.replace_range(from..to, &format!("\n{table}\n"));
    }
    Ok((new != text).then_some(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_put_where_their_names_stand() {
        let table = [("[a]".to_owned(), "new\n".to_owned())];
        let text = "x\n<!-- begin [a] -->\nold\n<!-- end [a] -->\ny";
        let new = renewed(text, &table).unwrap().unwrap();
        assert_eq!(new, "x\n<!-- begin [a] -->\n\nnew\n\n<!-- end [a] -->\ny");
        assert_eq!(renewed(&new, &table), Ok(None));
        assert!(renewed("", &table).is_err());
    }
}
