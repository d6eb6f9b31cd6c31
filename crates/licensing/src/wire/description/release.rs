//! Releases, what they require, their files, and what programs ask to be kept up to date.

use super::kind;
use super::operation::{JSON, JSON_API, Operation, delete, get, patch, post, put};
use super::resource::{Kind, Sent, document, naming_several};
use super::shape::{Field, flag, id, maybe, number, object, record, reference, text, time, words};
use crate::domain::artifact::Status as Stored;
use crate::domain::release::{Channel, Status};
use axum::http::StatusCode;
use serde_json::Value;

fn channel() -> Value {
    words(Channel::ALL, Channel::name)
}

pub(super) fn kinds() -> Vec<Kind> {
    let constraint: Vec<Field> = vec![("created", time()), ("updated", time())];
    vec![
        Kind::new("releases", release())
            .belongs_to("product", &["products"])
            .may_belong_to("environment", &["environments"])
            .has_many(&["entitlements", "constraints", "artifacts", "upgrade"]),
        Kind::new("artifacts", artifact()).belongs_to("release", &["releases"]),
        Kind::new("constraints", constraint)
            .belongs_to("release", &["releases"])
            .belongs_to("entitlement", &["entitlements"]),
    ]
}

fn release() -> Vec<Field> {
    let semver = record(&[
        ("major", number()),
        ("minor", number()),
        ("patch", number()),
        ("prerelease", maybe(text())),
        ("build", maybe(text())),
    ]);
    vec![
        ("name", maybe(text())),
        ("description", maybe(text())),
        ("channel", channel()),
        ("status", words(Status::ALL, Status::name)),
        ("tag", maybe(text())),
        ("version", text()),
        ("semver", maybe(semver)),
        ("minSupported", flag()),
        ("metadata", object()),
        ("backdated", maybe(time())),
        ("published", maybe(time())),
        ("yanked", maybe(time())),
        ("created", time()),
        ("updated", time()),
    ]
}

fn artifact() -> Vec<Field> {
    vec![
        ("filename", text()),
        ("filetype", maybe(text())),
        ("filesize", maybe(number())),
        ("platform", maybe(text())),
        ("arch", maybe(text())),
        ("signature", maybe(text())),
        ("checksum", maybe(text())),
        ("status", words(Stored::ALL, Stored::name)),
        ("metadata", object()),
        ("created", time()),
        ("updated", time()),
    ]
}

pub(super) fn operations() -> Vec<Operation> {
    let mut all = releases();
    all.extend(verbs());
    all.extend(constraints());
    all.extend(artifacts());
    all.extend(of_release());
    all.extend(upgrades());
    all.extend(engines());
    all
}

/// Of which product a release is meant that is named by its version.
fn of_product(one: Operation) -> Operation {
    one.filter("product", text(), "The product, by its id or its code.")
}

/// What is sent of a release.
const SENT: [&str; 9] = [
    "version",
    "channel",
    "tag",
    "name",
    "description",
    "minSupported",
    "backdated",
    "status",
    "metadata",
];

fn releases() -> Vec<Operation> {
    let edited = ["tag", "name", "description", "minSupported", "backdated", "metadata"];
    let related = [("product", "products"), ("constraints", "constraints")];
    let needed = ["version", "product"];
    let (of, one) = (kind("releases"), "/releases/{id}");
    let sent = Sent { attributes: &SENT, related: &related, needed: &needed };
    let filters = [
        ("channel", channel()),
        ("status", words(Status::ALL, Status::name)),
        ("version", text()),
        ("tag", text()),
        ("entitlements", text()),
    ];
    vec![
        of_product(get("/releases", "listReleases"))
            .says("A page of those that whoever asks may have.")
            .reads("release.read")
            .lists("releases")
            .filters(&filters)
            .codes(&["PAGE_CURSOR_INVALID"]),
        post("/releases", "createRelease")
            .says("Notes a version of a product; as `PUBLISHED` it is there for everybody at once.")
            .needs("release.create")
            .takes(of.sent(&sent))
            .creates("releases")
            .codes(&["PRODUCT_NOT_FOUND", "VERSION_INVALID", "VERSION_TAKEN", "TAG_TAKEN"]),
        of_product(get(one, "showRelease"))
            .says("Shows one.")
            .reads("release.read")
            .gives("releases"),
        of_product(patch(one, "changeRelease"))
            .says("Changes what is sent of it; its version and channel stay.")
            .needs("release.update")
            .takes(of.sent(&Sent { attributes: &edited, ..Sent::default() }))
            .gives("releases")
            .codes(&["TAG_TAKEN"]),
        of_product(delete(one, "deleteRelease"))
            .says("Deletes it.")
            .needs("release.delete")
            .removes(),
    ]
}

fn verbs() -> Vec<Operation> {
    vec![
        of_product(post("/releases/{id}/actions/publish", "publishRelease"))
            .says("Lets everybody have it who may.")
            .needs("release.publish")
            .gives("releases")
            .codes(&["RELEASE_YANKED"]),
        of_product(post("/releases/{id}/actions/yank", "yankRelease"))
            .says("Takes it back: nobody is offered it any more.")
            .needs("release.yank")
            .gives("releases"),
    ]
}

fn constraints() -> Vec<Operation> {
    let all = "/releases/{id}/constraints";
    let entitlement = record(&[("data", record(&[("id", id())]))]);
    let one = record(&[("relationships", record(&[("entitlement", entitlement)]))]);
    vec![
        of_product(get(all, "listConstraints"))
            .says("What a licence has to open before it opens this release.")
            .reads("constraint.read")
            .gives_all("constraints"),
        of_product(post(all, "attachConstraints"))
            .says("Requires these entitlements too.")
            .needs("release.constraints.attach")
            .takes(record(&[("data", super::shape::several(one))]))
            .gives_all("constraints")
            .codes(&["CONSTRAINTS_ENTITLEMENT_NOT_FOUND"]),
        of_product(delete(all, "detachConstraints"))
            .says("Requires these no more.")
            .needs("release.constraints.detach")
            .takes(naming_several("constraints"))
            .removes(),
        of_product(get("/releases/{id}/constraints/{constraint}", "showConstraint"))
            .says("One of them.")
            .reads("constraint.read")
            .gives("constraints"),
        of_product(get("/releases/{id}/entitlements", "listReleaseEntitlements"))
            .says("The entitlements that it requires.")
            .reads("entitlement.read")
            .answers(
                StatusCode::OK,
                JSON_API,
                document(Some(super::shape::several(object())), None),
            ),
    ]
}

fn filters() -> Vec<Field> {
    let mut all = vec![("release", id()), ("status", words(Stored::ALL, Stored::name))];
    all.extend(["filename", "filetype", "platform", "arch"].map(|name| (name, text())));
    all
}

/// The artifact with `links.redirect`: led to it, or told where it is to whoever prefers that.
fn led(one: Operation, leading: StatusCode, told: StatusCode) -> Operation {
    let data = || document(Some(reference("artifacts")), None);
    one.answers(told, JSON_API, data()).answers(leading, JSON_API, data())
}

fn artifacts() -> Vec<Operation> {
    let attributes = [
        "filename",
        "filetype",
        "filesize",
        "platform",
        "arch",
        "signature",
        "checksum",
        "metadata",
    ];
    let (of, one) = (kind("artifacts"), "/artifacts/{id}");
    let needed = ["filename", "release"];
    let sent =
        Sent { attributes: &attributes, related: &[("release", "releases")], needed: &needed };
    let edit = Sent { attributes: &attributes, ..Sent::default() };
    let make = post("/artifacts", "createArtifact")
        .says("Announces a file of a release, which is sent to where this leads.")
        .needs("artifact.create")
        .takes(of.sent(&sent))
        .codes(&["FILENAME_TAKEN", "RELEASE_NOT_FOUND", "RELEASE_YANKED"]);
    let fetch = of_product(get(one, "fetchArtifact")).says(
        "Leads to the file, by its id, or by its name to that of the highest version that has one.",
    );
    let fetch = fetch.reads("artifact.read").filters(&filters());
    vec![
        of_product(get("/artifacts", "listArtifacts"))
            .says("A page of the files that whoever asks may have.")
            .reads("artifact.read")
            .lists("artifacts")
            .filters(&filters())
            .codes(&["PAGE_CURSOR_INVALID"]),
        led(make, StatusCode::TEMPORARY_REDIRECT, StatusCode::CREATED),
        led(fetch, StatusCode::SEE_OTHER, StatusCode::OK),
        patch(one, "changeArtifact")
            .says("Changes what is said of a file, until it is there.")
            .needs("artifact.update")
            .takes(of.sent(&edit))
            .gives("artifacts")
            .codes(&["ARTIFACT_UPLOADED", "ARTIFACT_YANKED"]),
        delete(one, "deleteArtifact").says("Takes it back.").needs("artifact.delete").removes(),
        post("/artifacts/{id}/actions/yank", "yankArtifact")
            .says("Takes it back.")
            .needs("artifact.delete")
            .removes(),
    ]
}

fn of_release() -> Vec<Operation> {
    let fetch = of_product(get("/releases/{id}/artifacts/{file}", "fetchReleaseArtifact"))
        .says("Leads to one of them, by its id or its name.")
        .reads("artifact.read");
    vec![
        of_product(get("/releases/{id}/artifacts", "listReleaseArtifacts"))
            .says("A page of its files.")
            .reads("artifact.read")
            .lists("artifacts")
            .filters(&filters()),
        led(fetch, StatusCode::SEE_OTHER, StatusCode::OK),
    ]
}

fn upgrades() -> Vec<Operation> {
    let told = record(&[("current", text()), ("next", text())]);
    let told = document(Some(reference("releases")), Some(told));
    let asked = |path, name| {
        of_product(get(path, name))
            .says("The highest version above this one that whoever asks may have; 404 where there is none.")
            .reads("release.upgrade")
            .filter("constraint", text(), "Within which versions, such as `^1.2`.")
            .filter("channel", channel(), "How far it is at least.")
            .filter("platform", text(), "With a file for this system.")
            .filter("arch", text(), "With a file for this architecture.")
            .answers(StatusCode::OK, JSON_API, told.clone())
            .codes(&["CONSTRAINT_INVALID"])
    };
    vec![
        asked("/releases/actions/upgrade", "upgradeByQuery")
            .filter("version", text(), "The version that runs.")
            .needed()
            .codes(&["CONSTRAINT_INVALID", "VERSION_MISSING"]),
        asked("/releases/{id}/upgrade", "upgrade"),
        asked("/releases/{id}/actions/upgrade", "upgradeByAction"),
    ]
}

fn engines() -> Vec<Operation> {
    let bundle = record(&[
        ("url", text()),
        ("signature", text()),
        ("version", text()),
        ("pub_date", time()),
        ("notes", text()),
    ]);
    vec![
        get("/engines/tauri/{product}", "askForTauri")
            .says("What Tauri's updater asks: the newest bundle, or 204.")
            .reads("release.upgrade")
            .filter("version", text(), "The version that runs.")
            .filter("constraint", text(), "Within which versions, such as `^1.2`.")
            .filter("channel", channel(), "How far it is at least.")
            .filter("platform", text(), "`{{target}}` of Tauri.")
            .needed()
            .filter("arch", text(), "`{{arch}}` of Tauri.")
            .needed()
            .answers(StatusCode::OK, JSON, bundle)
            .nothing(StatusCode::NO_CONTENT)
            .codes(&["CONSTRAINT_INVALID"]),
        get("/engines/raw/{product}/{release}/{file}", "fetchByNames")
            .says("Leads to a file by the names of its product, its release and itself.")
            .reads("release.download")
            .nothing(StatusCode::SEE_OTHER),
    ]
}

/// Where files are sent and fetched: addresses that were given out, and are good for a while.
pub(super) fn of_files() -> Vec<Operation> {
    let given = |one: Operation| {
        one.filter("until", number(), "As it stands in the address that was given out.")
            .needed()
            .filter("proof", text(), "As it stands in the address that was given out.")
            .needed()
            .codes(&["LINK_EXPIRED"])
    };
    let at = "/{artifact}/{filename}";
    vec![
        given(get(at, "fetchFile"))
            .says("The file, or the part of it that `Range` asks for.")
            .file(StatusCode::OK)
            .file(StatusCode::PARTIAL_CONTENT)
            .also(StatusCode::RANGE_NOT_SATISFIABLE),
        given(put(at, "sendFile"))
            .says("Sends the file; any media type is good.")
            .nothing(StatusCode::OK)
            .codes(&["CHECKSUM_INVALID", "FILESIZE_INVALID", "FILE_INFECTED", "LINK_EXPIRED"]),
    ]
}
