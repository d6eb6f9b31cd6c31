//! `kontor privacy`: the record of processing, and dry runs of what would be erased. Nothing here changes anything.

use super::{Call, Failed, wait};
use clap::Subcommand;
use operations::actions;
use platform::privacy::{Fate, Privacy, Purpose, What};
use platform::{Cx, Error, Kontor};
use serde_json::{Value, json};

#[derive(Subcommand)]
pub enum Command {
    Record,
    Retention,
    Preview {
        who: String,
        #[arg(long)]
        letters: bool,
    },
}

pub fn run(call: &Call, command: Command) -> Result<(), Failed> {
    if let Command::Record = command {
        return record(call);
    }
    wait(async {
        let kontor = call.open().await?;
        match command {
            Command::Retention => retention(call, &kontor).await,
            Command::Preview { who, letters } => preview(call, &kontor, (&who, letters)).await,
            Command::Record => record(call),
        }
    })
}

fn record(call: &Call) -> Result<(), Failed> {
    let all = Kontor::privacy(crate::APPS);
    let purposes = operations::purposes(&all);
    let lines: Vec<Value> = purposes.iter().map(|purpose| line(call, &all, purpose)).collect();
    call.print(&json!({ "record": lines }), || operations::record(&call.l, &all).replace('\r', ""))
}

fn line(call: &Call, all: &[Privacy], purpose: &Purpose) -> Value {
    let tables = all.iter().flat_map(|privacy| privacy.tables);
    let ours = tables.filter(|table| table.purpose.name == purpose.name);
    let columns = ours.flat_map(|table| {
        let personal = table.columns.iter().filter(|column| column.class.is_personal());
        personal.map(|column| {
            let name = format!("{}.{}", table.name, column.name);
            json!({ "column": name, "class": format!("{:?}", column.class).to_lowercase() })
        })
    });
    let [name, text, kept] = [purpose.name, purpose.text, purpose.kept].map(|key| call.l.t(key));
    json!({ "purpose": name, "text": text, "kept": kept, "columns": columns.collect::<Vec<_>>() })
}

async fn retention(call: &Call, kontor: &Kontor) -> Result<(), Failed> {
    let cx = Cx::system(kontor);
    let (mut lines, mut words) = (Vec::new(), Vec::new());
    for rule in actions::rules(&cx) {
        let due = match (rule.before)(&cx) {
            Some(before) => Some((before, (rule.look)(cx.clone(), before).await?)),
            None => None,
        };
        let count = due.as_ref().map(|(_, due)| due.count);
        lines.push(json!({
            "rule": rule.name,
            "setting": rule.setting,
            "before": due.as_ref().map(|(before, _)| before.to_rfc3339()),
            "count": count,
            "held": due.as_ref().map(|(_, due)| due.held),
            "oldest": due.as_ref().and_then(|(_, due)| due.oldest).map(|at| at.to_rfc3339()),
        }));
        let said = count.map_or_else(|| call.l.t("operations-retention-ever"), |n| n.to_string());
        words.push(format!("{}: {said}  ({})", call.l.t(rule.label), rule.setting));
    }
    call.print(&json!({ "rules": lines }), || words.join("\n"))
}

/// `user:<id>`, `person:<id>`, or an address.
async fn preview(call: &Call, kontor: &Kontor, (who, letters): (&str, bool)) -> Result<(), Failed> {
    let cx = Cx::system(kontor);
    let mut object = who.to_owned();
    if who.contains('@') {
        let user = platform::users::find_by_email(cx.db(), who).await?;
        let person = directory::find_person_by_email(cx.db(), who).await?;
        let user = user.map(|user| format!("user:{}", user.id));
        let found = user.or_else(|| person.map(|person| format!("person:{}", person.id)));
        object = found.ok_or(Error::NotFound)?;
    }
    let subject = actions::subject_of(&cx, &object, letters).await?;
    let fates = actions::preview_erasure(&cx, &subject).await?;
    let lines: Vec<Value> = fates.iter().map(|fate| fated(call, fate)).collect();
    let said = json!({ "name": subject.name, "emails": subject.emails, "would": lines });
    call.print(&said, || {
        let line = |fate: &Fate| {
            let [noun, why] = [fate.noun, fate.why].map(|key| call.l.t(key));
            format!("{:>6}  {}: {noun} – {why}", fate.count, word(call, fate.what))
        };
        fates.iter().map(line).collect::<Vec<_>>().join("\n")
    })
}

fn fated(call: &Call, fate: &Fate) -> Value {
    let what = format!("{:?}", fate.what).to_lowercase();
    json!({ "noun": call.l.t(fate.noun), "count": fate.count, "what": what, "why": call.l.t(fate.why) })
}

fn word(call: &Call, what: What) -> String {
    call.l.t(match what {
        What::Deleted => "operations-fate-deleted",
        What::Pseudonymised => "operations-fate-pseudonymised",
        What::Kept => "operations-fate-kept",
        What::Letters => "operations-fate-letters",
        What::Refused => "operations-fate-refused",
    })
}
