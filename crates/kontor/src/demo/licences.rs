//! The demo company's licences: two products, what they are sold as, and who has them.

use super::usage::{self, Running};
use chrono::TimeDelta;
use directory::{OrganisationId, search_organisations};
use licensing::actions::{self, Start};
use licensing::domain::activation::MachineDraft;
use licensing::domain::draft::Given;
use licensing::domain::entitlement::{Entitlement, EntitlementId};
use licensing::domain::licence::LicenceId;
use licensing::domain::licence_draft::{End, LicenceDraft};
use licensing::domain::machine::MachineId;
use licensing::domain::policy::{Policy, PolicyId};
use licensing::domain::product::{Product, ProductId};
use licensing::domain::release;
use licensing::domain::resource::Kind;
use platform::{Cx, Lang, Result};
use serde_json::{Value, json};

/// What the products are sold as.
struct Sold {
    store: ProductId,
    cash: ProductId,
    for_ever: PolicyId,
    yearly: PolicyId,
    trial: PolicyId,
    floating: PolicyId,
    features: Vec<EntitlementId>,
}

pub async fn set_up(cx: &Cx, lang: Lang) -> Result<()> {
    let sold = catalogue(cx, lang).await?;
    releases(cx, lang, &sold).await?;
    let domains =
        "holm.demo.example\nhusum.demo.example\nhanselog.demo.example\nnorthgate.demo.example";
    actions::add_resources(cx, Kind::Domain, false, domains).await?;
    let numbers = "+494055501001\n+494055501002\n+494055501003";
    actions::add_resources(cx, Kind::Phone, false, numbers).await?;
    let mut running = Vec::new();
    for (n, one) in ALL.iter().enumerate() {
        let licence = issue(cx, &sold, (n, one)).await?;
        // nothing runs any more with the others
        let runs = matches!(one.3, Fate::Usual | Fate::Ending) && !licence.machines.is_empty();
        running.extend(Some(licence).filter(|_| runs));
    }
    usage::write(cx, lang, &running).await
}

fn given(attributes: Value) -> Given {
    match attributes {
        Value::Object(attributes) => Given::attributes(attributes),
        _ => Given::default(),
    }
}

async fn product(cx: &Cx, name: &str, code: &str) -> Result<ProductId> {
    let url = format!("https://{code}.kontor.example");
    let sent = json!({ "name": name, "code": code, "url": url, "platforms": ["Windows", "Linux", "macOS"] });
    Ok(actions::create_entry::<Product>(cx, None, &given(sent)).await?.id)
}

async fn policy(cx: &Cx, product: ProductId, mut sent: Value) -> Result<PolicyId> {
    sent["product"] = product.to_string().into();
    sent["authenticationStrategy"] = "MIXED".into();
    Ok(actions::create_entry::<Policy>(cx, None, &given(sent)).await?.id)
}

async fn catalogue(cx: &Cx, lang: Lang) -> Result<Sold> {
    let say = |de, en| if lang == Lang::De { de } else { en };
    let store = product(cx, say("Lagerwerk", "Stockroom"), "stockroom").await?;
    let cash = product(cx, say("Kassenbuch", "Cashbook"), "cashbook").await?;
    let day = 86_400;
    let for_ever = json!({ "name": say("Dauerlizenz", "Perpetual"), "scheme": "ED25519_SIGN" });
    let yearly = json!({
        "name": say("Jahresabo", "Yearly subscription"), "duration": 365 * day, "floating": true,
        "maxMachines": 3, "expirationStrategy": "MAINTAIN_ACCESS",
    });
    let trial = json!({
        "name": say("Testversion, 30 Tage", "Trial, 30 days"), "duration": 30 * day, "strict": true,
        "expirationBasis": "FROM_FIRST_ACTIVATION", "expirationStrategy": "REVOKE_ACCESS",
    });
    let floating = json!({
        "name": say("Schwebende Plätze", "Floating seats"), "floating": true, "maxMachines": 10,
        "maxProcesses": 5, "processLeasingStrategy": "PER_LICENSE", "heartbeatDuration": 2700,
        "heartbeatCullStrategy": "KEEP_DEAD", "heartbeatResurrectionStrategy": "ALWAYS_REVIVE",
    });
    let mut features = Vec::new();
    for (name, code) in [
        (say("Schnittstellen", "Interfaces"), "api"),
        (say("Auswertungen", "Reports"), "reports"),
        (say("Mehrere Standorte", "Several sites"), "sites"),
    ] {
        let sent = given(json!({ "name": name, "code": code }));
        features.push(actions::create_entry::<Entitlement>(cx, None, &sent).await?.id);
    }
    let sold = Sold {
        for_ever: policy(cx, cash, for_ever).await?,
        yearly: policy(cx, store, yearly).await?,
        trial: policy(cx, store, trial).await?,
        floating: policy(cx, store, floating).await?,
        store,
        cash,
        features,
    };
    actions::attach_policy_entitlements(cx, sold.floating, &sold.features).await?;
    Ok(sold)
}

async fn releases(cx: &Cx, lang: Lang, sold: &Sold) -> Result<()> {
    let text = match lang {
        Lang::De => "Schnellere Listen und weniger Klicks beim Umlagern.",
        Lang::En => "Faster lists, and fewer clicks when goods are moved.",
    };
    for (product, versions) in
        [(sold.store, ["4.1.0", "4.2.0", "5.0.0-beta.1"]), (sold.cash, ["2.0.3", "2.1.0", "2.2.0"])]
    {
        for (n, version) in versions.into_iter().enumerate() {
            let draft = release::Draft {
                version: version.into(),
                description: text.into(),
                ..release::Draft::default()
            };
            let made = actions::create_release(cx, None, product, &draft).await?;
            // the last one is still being worked on
            if n < 2 {
                actions::publish_release(cx, made.id).await?;
            }
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum As {
    ForEver,
    Yearly,
    Trial,
    Floating,
}

/// What is the matter with a licence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Usual,
    Suspended,
    Expired,
    Ending,
    /// For the customer's own tests.
    Test,
}

/// A licence: whose, as what, on how many machines, and how it stands.
type One = (&'static str, As, usize, Fate);

const ALL: &[One] = &[
    ("Reederei Holm & Söhne", As::Yearly, 3, Fate::Usual),
    ("Reederei Holm & Söhne", As::ForEver, 1, Fate::Usual),
    ("Reederei Holm & Söhne", As::Yearly, 1, Fate::Test),
    ("Kaffeerösterei Altona GmbH", As::Yearly, 2, Fate::Ending),
    ("Kaffeerösterei Altona GmbH", As::ForEver, 1, Fate::Usual),
    ("Stadtwerke Husum", As::Floating, 7, Fate::Usual),
    ("Stadtwerke Husum", As::Floating, 2, Fate::Test),
    ("Stadtwerke Husum", As::ForEver, 1, Fate::Usual),
    ("Tischlerei Brügmann", As::ForEver, 1, Fate::Usual),
    ("Tischlerei Brügmann", As::Trial, 1, Fate::Expired),
    ("Gemeinschaftspraxis am Dammtor", As::Yearly, 2, Fate::Suspended),
    ("Gemeinschaftspraxis am Dammtor", As::ForEver, 0, Fate::Usual),
    ("Hanse Logistik AG", As::Floating, 9, Fate::Usual),
    ("Hanse Logistik AG", As::Yearly, 3, Fate::Usual),
    ("Hanse Logistik AG", As::Yearly, 0, Fate::Expired),
    ("Northgate Brewing Ltd", As::Yearly, 2, Fate::Usual),
    ("Northgate Brewing Ltd", As::ForEver, 1, Fate::Usual),
    ("Lighthouse Dental Group", As::Floating, 4, Fate::Usual),
    ("Lighthouse Dental Group", As::Yearly, 1, Fate::Ending),
    ("Fjord & Field AS", As::Yearly, 3, Fate::Usual),
    ("Fjord & Field AS", As::ForEver, 1, Fate::Usual),
    ("Fjord & Field AS", As::Trial, 0, Fate::Usual),
    ("Meridian Robotics", As::Trial, 1, Fate::Usual),
    ("Meridian Robotics", As::Trial, 1, Fate::Test),
    ("Elbtal Steuerberatung PartG", As::ForEver, 1, Fate::Usual),
];

const PLATFORMS: [&str; 3] = ["Windows 11", "Ubuntu 26.04", "macOS 26"];

async fn whose(cx: &Cx, name: &str) -> Result<Option<OrganisationId>> {
    let found = search_organisations(cx.db(), name, 5).await?;
    Ok(found.iter().find(|one| one.name == name).map(|one| one.id))
}

async fn issue(cx: &Cx, sold: &Sold, (n, one): (usize, &One)) -> Result<Running> {
    let (name, sold_as, machines, fate) = *one;
    let (policy, label) = match sold_as {
        As::ForEver => (sold.for_ever, "Kasse"),
        As::Yearly => (sold.yearly, "Lager"),
        As::Trial => (sold.trial, "Test"),
        As::Floating => (sold.floating, "Pool"),
    };
    let draft = LicenceDraft {
        name: format!("{label}-{:03}", 101 + n),
        organisation: whose(cx, name).await?,
        end: match fate {
            Fate::Expired => End::At(cx.now - TimeDelta::days(12)),
            Fate::Ending => End::At(cx.now + TimeDelta::days(2)),
            _ => End::ByPolicy,
        },
        is_test: fate == Fate::Test,
        entitlements: sold.features.iter().copied().take(n % 3).collect(),
        ..LicenceDraft::default()
    };
    let licence = actions::issue_licence(cx, None, policy, &draft).await?.licence.id;
    let mut all = Vec::with_capacity(machines);
    for m in 0..machines {
        let machine = machine(cx, licence, (n, m)).await?;
        all.push(machine);
        if sold_as == As::Floating && m < 3 {
            actions::ping_machine(cx, machine).await?;
            let version = Some("4.2.0".to_owned());
            actions::start_session(cx, &Start { machine, version, takeover: false }).await?;
        }
    }
    if sold_as == As::Floating && fate == Fate::Usual {
        actions::allocate_resources(cx, licence, Kind::Domain, 1).await?;
    }
    if fate == Fate::Suspended {
        actions::suspend_licence(cx, licence).await?;
    }
    let product = if sold_as == As::ForEver { sold.cash } else { sold.store };
    Ok(Running { licence, product, machines: all, floats: sold_as == As::Floating })
}

async fn machine(cx: &Cx, licence: LicenceId, (n, m): (usize, usize)) -> Result<MachineId> {
    let host = format!("pc-{:02}-{:02}", n + 1, m + 1);
    let draft = MachineDraft {
        // as long as the hashes that programs send
        fingerprint: Some(format!("{:064x}", 0xC0FF_EE00_u64 + (n * 100 + m) as u64)),
        name: Some(host.to_uppercase()),
        hostname: Some(format!("{host}.example")),
        platform: Some(PLATFORMS[(n + m) % PLATFORMS.len()].into()),
        ip: Some(format!("198.51.100.{}", 10 + n)),
        cores: Some(4),
        ..MachineDraft::default()
    };
    Ok(actions::activate_machine(cx, licence, &draft).await?.id)
}
