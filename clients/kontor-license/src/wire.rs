//! The server's resources as this program needs them. What is unknown is left alone, what is missing is none.

use serde_json::{Map, Value};

use crate::code::Code;
use crate::error::{FileFault, Reason, Refusal};
use crate::fingerprint::Component;
use crate::time::Timestamp;
use crate::verify::file::Document;

/// What a validation said, signed by the server.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The one thing to decide by: some codes are valid under one policy and not under another.
    pub valid: bool,
    pub code: Code,
    /// The reason in the server's words.
    pub detail: String,
    /// None where no such licence is known.
    pub licence: Option<LicenceInfo>,
    /// When the server signed it.
    pub at: Timestamp,
}

impl Outcome {
    pub(crate) fn read(answer: &Value, at: Timestamp) -> Option<Self> {
        let meta = &answer["meta"];
        Some(Self {
            valid: meta["valid"].as_bool()?,
            code: Code::from_wire(meta["code"].as_str()?),
            detail: text(&meta["detail"]).unwrap_or_default(),
            licence: LicenceInfo::read(&answer["data"]),
            at,
        })
    }

    /// The licence is good, and this machine is not among its machines yet: activate it.
    pub fn needs_activation(&self) -> bool {
        use Code::*;
        matches!(self.code, NoMachine | NoMachines | FingerprintScopeMismatch) && !self.valid
    }
}

/// A licence.
#[derive(Clone, Debug, PartialEq)]
pub struct LicenceInfo {
    pub id: String,
    pub key: Option<String>,
    pub name: Option<String>,
    /// `ACTIVE`, `EXPIRING`, `SUSPENDED`, …
    pub status: Option<String>,
    /// None: forever.
    pub expiry: Option<Timestamp>,
    pub suspended: bool,
    pub max_machines: Option<i64>,
    pub uses: Option<i64>,
    /// What the vendor wrote there.
    pub metadata: Map<String, Value>,
}

impl LicenceInfo {
    pub(crate) fn read(data: &Value) -> Option<Self> {
        let attributes = &data["attributes"];
        Some(Self {
            id: text(&data["id"])?,
            key: text(&attributes["key"]),
            name: text(&attributes["name"]),
            status: text(&attributes["status"]),
            expiry: match &attributes["expiry"] {
                Value::Null => None,
                // one that cannot be read must not become forever
                text => Some(Timestamp::parse(text.as_str()?)?),
            },
            suspended: attributes["suspended"].as_bool().unwrap_or(false),
            max_machines: attributes["maxMachines"].as_i64(),
            uses: attributes["uses"].as_i64(),
            metadata: attributes["metadata"].as_object().cloned().unwrap_or_default(),
        })
    }
}

/// A machine that holds a seat of the licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineInfo {
    pub id: String,
    pub fingerprint: String,
    pub name: Option<String>,
    /// `NOT_STARTED`, `ALIVE`, `DEAD`, `RESURRECTED`.
    pub heartbeat_status: Option<String>,
    /// Seconds within which a heartbeat is expected.
    pub heartbeat_seconds: Option<u64>,
}

impl MachineInfo {
    pub(crate) fn read(data: &Value) -> Option<Self> {
        let attributes = &data["attributes"];
        Some(Self {
            id: text(&data["id"])?,
            fingerprint: text(&attributes["fingerprint"])?,
            name: text(&attributes["name"]),
            heartbeat_status: text(&attributes["heartbeatStatus"]),
            heartbeat_seconds: attributes["heartbeatDuration"].as_u64(),
        })
    }
}

/// A licence file, verified and opened.
#[derive(Clone, Debug, PartialEq)]
pub struct LicenceFile {
    pub licence: LicenceInfo,
    /// The codes of what the licence allows.
    pub entitlements: Vec<String>,
    pub issued: Timestamp,
    /// None: as long as the licence.
    pub expiry: Option<Timestamp>,
    /// The whole document, for what is not named here.
    pub document: Document,
}

impl LicenceFile {
    pub(crate) fn read(document: Document) -> Result<Self, FileFault> {
        let licence = LicenceInfo::read(&document.data);
        Ok(Self {
            licence: licence.ok_or(FileFault::Form("it holds no licence"))?,
            entitlements: entitlements(&document),
            issued: document.issued,
            expiry: document.expiry,
            document,
        })
    }
}

/// A machine file, verified and opened: one licence on one machine.
#[derive(Clone, Debug, PartialEq)]
pub struct MachineFile {
    pub licence: LicenceInfo,
    pub machine: MachineInfo,
    /// What the machine was made of when the file was issued.
    pub components: Vec<Component>,
    pub entitlements: Vec<String>,
    pub issued: Timestamp,
    /// None: as long as the licence.
    pub expiry: Option<Timestamp>,
    /// Whether the licence is of use after its own expiry, by its policy.
    pub(crate) outlives_expiry: bool,
    pub document: Document,
}

impl MachineFile {
    pub(crate) fn read(document: Document) -> Result<Self, FileFault> {
        let licence = of_type(&document, "licenses").find_map(LicenceInfo::read);
        let strategy = of_type(&document, "policies")
            .find_map(|policy| policy["attributes"]["expirationStrategy"].as_str());
        Ok(Self {
            licence: licence.ok_or(FileFault::Form("it holds no licence"))?,
            machine: MachineInfo::read(&document.data)
                .ok_or(FileFault::Form("it holds no machine"))?,
            components: of_type(&document, "components").filter_map(component).collect(),
            entitlements: entitlements(&document),
            issued: document.issued,
            expiry: document.expiry,
            outlives_expiry: matches!(strategy, Some("MAINTAIN_ACCESS" | "ALLOW_ACCESS")),
            document,
        })
    }
}

fn of_type<'a>(document: &'a Document, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    document.included.iter().filter(move |resource| resource["type"] == kind)
}

fn entitlements(document: &Document) -> Vec<String> {
    of_type(document, "entitlements").filter_map(|one| text(&one["attributes"]["code"])).collect()
}

fn component(resource: &Value) -> Option<Component> {
    let attributes = &resource["attributes"];
    Some(Component {
        name: text(&attributes["name"])?,
        fingerprint: text(&attributes["fingerprint"])?,
    })
}

/// The reasons of a refusal; an answer without any is none.
pub(crate) fn refusal(status: u16, answer: &Value) -> Option<Refusal> {
    let errors = answer["errors"].as_array();
    let reasons: Vec<_> = errors
        .into_iter()
        .flatten()
        .map(|error| Reason {
            code: text(&error["code"]).unwrap_or_default(),
            title: text(&error["title"]).unwrap_or_default(),
            detail: text(&error["detail"]).unwrap_or_default(),
        })
        .collect();
    (status >= 300 || errors.is_some()).then_some(Refusal { status, reasons })
}

pub(crate) fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
