//! Machines, their parts and what runs on them.

use super::kind;
use super::operation::{Operation, delete, get, patch, post, put};
use super::resource::{Kind, Sent, naming};
use super::shape::{Field, flag, id, maybe, number, object, text, time, words};
use crate::domain::machine::Heartbeat;

fn heartbeat() -> serde_json::Value {
    words(Heartbeat::ALL, Heartbeat::name)
}

fn machine() -> Vec<Field> {
    vec![
        ("fingerprint", text()),
        ("cores", maybe(number())),
        ("memory", maybe(number())),
        ("disk", maybe(number())),
        ("ip", maybe(text())),
        ("hostname", maybe(text())),
        ("platform", maybe(text())),
        ("name", maybe(text())),
        ("requireHeartbeat", flag()),
        ("heartbeatStatus", heartbeat()),
        ("heartbeatDuration", maybe(number())),
        ("lastHeartbeat", maybe(time())),
        ("nextHeartbeat", maybe(time())),
        ("lastDeathEvent", maybe(time())),
        ("lastCheckOut", maybe(time())),
        ("maxProcesses", maybe(number())),
        ("metadata", object()),
        ("created", time()),
        ("updated", time()),
    ]
}

pub(super) fn kinds() -> Vec<Kind> {
    let component = vec![
        ("fingerprint", text()),
        ("name", text()),
        ("metadata", object()),
        ("created", time()),
        ("updated", time()),
    ];
    let process = vec![
        ("pid", text()),
        ("status", heartbeat()),
        ("interval", number()),
        ("lastHeartbeat", time()),
        ("nextHeartbeat", time()),
        ("lastDeathEvent", maybe(time())),
        ("metadata", object()),
        ("created", time()),
        ("updated", time()),
    ];
    vec![
        Kind::new("machines", machine())
            .may_belong_to("environment", &["environments"])
            .belongs_to("product", &["products"])
            .belongs_to("policy", &["policies"])
            .belongs_to("license", &["licenses"])
            .may_belong_to("owner", &["users"])
            .may_belong_to("group", &["groups"])
            .has_many(&["components", "processes"]),
        Kind::new("components", component)
            .belongs_to("license", &["licenses"])
            .belongs_to("machine", &["machines"]),
        Kind::new("processes", process)
            .may_belong_to("environment", &["environments"])
            .belongs_to("product", &["products"])
            .belongs_to("license", &["licenses"])
            .belongs_to("machine", &["machines"])
            .may_belong_to("owner", &["users"]),
    ]
}

/// By what a list of machines is narrowed.
pub(super) fn filters() -> Vec<Field> {
    let mut all = vec![("status", heartbeat())];
    all.extend(["policy", "product", "owner", "user", "group"].map(|name| (name, id())));
    all.extend(["license", "key", "fingerprint", "hostname", "ip"].map(|name| (name, text())));
    all
}

pub(super) fn operations() -> Vec<Operation> {
    let mut all = machines();
    all.extend(heartbeats());
    all.extend(related());
    all.extend(components());
    all.extend(processes());
    all
}

/// What is sent of a machine; its fingerprint stays as it is.
const SENT: [&str; 9] =
    ["fingerprint", "name", "ip", "hostname", "platform", "cores", "memory", "disk", "metadata"];

fn machines() -> Vec<Operation> {
    let related = [
        ("license", "licenses"),
        ("owner", "users"),
        ("group", "groups"),
        ("components", "components"),
    ];
    let sent = Sent { attributes: &SENT, related: &related, needed: &["fingerprint", "license"] };
    let edit = Sent { attributes: &SENT[1..], ..Sent::default() };
    let of = kind("machines");
    vec![
        get("/machines", "listMachines")
            .says("A page of machines, the newest first; `metadata[name]` narrows it by what is noted.")
            .needs("machine.read")
            .lists("machines")
            .filters(&filters()),
        post("/machines", "activateMachine")
            .says("Takes a seat of a licence for a machine.")
            .needs("machine.create")
            .takes(of.sent(&sent))
            .creates("machines")
            .codes(&[
                "FINGERPRINT_TAKEN",
                "LICENSE_NOT_FOUND",
                "MACHINE_LIMIT_EXCEEDED",
                "MACHINE_CORE_LIMIT_EXCEEDED",
                "COMPONENTS_FINGERPRINT_TAKEN",
                "VIRTUAL_MACHINE_NOT_ALLOWED",
                "LICENSE_EXPIRED",
                "LICENSE_SUSPENDED",
            ]),
        get("/machines/{id}", "showMachine").says("Shows one.").needs("machine.read").gives("machines"),
        patch("/machines/{id}", "changeMachine")
            .says("Changes what is sent of it, and leaves the rest as it was.")
            .needs("machine.update")
            .takes(of.sent(&edit))
            .gives("machines"),
        delete("/machines/{id}", "deactivateMachine")
            .says("Gives its seat back.")
            .needs("machine.delete")
            .removes()
            .codes(&["DEACTIVATIONS_LIMIT_EXCEEDED"]),
    ]
}

fn heartbeats() -> Vec<Operation> {
    let ping = |path, name| {
        post(path, name)
            .says("Says that it lives.")
            .needs("machine.heartbeat.ping")
            .gives("machines")
            .codes(&["MACHINE_HEARTBEAT_DEAD"])
    };
    let reset = |path, name| {
        post(path, name)
            .says("Lets its heartbeat begin anew.")
            .needs("machine.heartbeat.reset")
            .gives("machines")
    };
    vec![
        ping("/machines/{id}/actions/ping", "pingMachine"),
        ping("/machines/{id}/actions/ping-heartbeat", "pingMachineHeartbeat"),
        reset("/machines/{id}/actions/reset", "resetMachine"),
        reset("/machines/{id}/actions/reset-heartbeat", "resetMachineHeartbeat"),
    ]
}

fn related() -> Vec<Operation> {
    vec![
        get("/licenses/{id}/machines", "listLicenseMachines")
            .says("A page of a licence's machines.")
            .needs("machine.read")
            .lists("machines")
            .filters(&filters()),
        get("/machines/{id}/components", "listMachineComponents")
            .says("A page of its parts.")
            .needs("component.read")
            .lists("components"),
        get("/machines/{id}/processes", "listMachineProcesses")
            .says("A page of what runs on it.")
            .needs("process.read")
            .lists("processes"),
        get("/machines/{id}/license", "showMachineLicense")
            .says("The licence that it has a seat of.")
            .needs("license.read")
            .gives("licenses"),
        get("/machines/{id}/product", "showMachineProduct")
            .says("The product that it runs.")
            .needs("product.read")
            .gives_maybe("products"),
        get("/machines/{id}/owner", "showMachineOwner")
            .says("Whose it is, or null.")
            .needs("user.read")
            .gives_maybe("users"),
        put("/machines/{id}/owner", "changeMachineOwner")
            .says("Gives it to somebody, or to nobody.")
            .needs("machine.owner.update")
            .takes(naming("users"))
            .gives("machines")
            .codes(&["OWNER_NOT_ALLOWED"]),
        get("/machines/{id}/group", "showMachineGroup")
            .says("The group that it is in, or null.")
            .needs("group.read")
            .gives_maybe("groups"),
        put("/machines/{id}/group", "changeMachineGroup")
            .says("Puts it into a group, or into none.")
            .needs("machine.group.update")
            .takes(naming("groups"))
            .gives("machines")
            .codes(&["GROUP_NOT_FOUND", "GROUP_MACHINE_LIMIT_EXCEEDED"]),
    ]
}

fn components() -> Vec<Operation> {
    let of = kind("components");
    let sent = Sent {
        attributes: &["fingerprint", "name", "metadata"],
        related: &[("machine", "machines")],
        needed: &["fingerprint", "name", "machine"],
    };
    let edit = Sent { attributes: &["name", "metadata"], ..Sent::default() };
    vec![
        get("/components", "listComponents")
            .says("A page of parts of machines.")
            .needs("component.read")
            .lists("components")
            .filters(&[("machine", text()), ("license", id())]),
        post("/components", "createComponent")
            .says("Notes a part of a machine.")
            .needs("component.create")
            .takes(of.sent(&sent))
            .creates("components")
            .codes(&["MACHINE_NOT_FOUND", "FINGERPRINT_TAKEN"]),
        get("/components/{id}", "showComponent")
            .says("Shows one.")
            .needs("component.read")
            .gives("components"),
        patch("/components/{id}", "changeComponent")
            .says("Changes what is sent of it, and leaves the rest as it was.")
            .needs("component.update")
            .takes(of.sent(&edit))
            .gives("components"),
        delete("/components/{id}", "deleteComponent")
            .says("Forgets it.")
            .needs("component.delete")
            .removes(),
    ]
}

fn processes() -> Vec<Operation> {
    let of = kind("processes");
    let sent = Sent {
        attributes: &["pid", "metadata"],
        related: &[("machine", "machines")],
        needed: &["pid", "machine"],
    };
    let edit = Sent { attributes: &["metadata"], ..Sent::default() };
    let ping = |path, name| {
        post(path, name)
            .says("Says that it still runs.")
            .needs("process.heartbeat.ping")
            .gives("processes")
            .codes(&["PROCESS_HEARTBEAT_DEAD"])
    };
    let mut filters = vec![("machine", text()), ("status", heartbeat())];
    filters.extend(["license", "owner", "user"].map(|name| (name, id())));
    vec![
        get("/processes", "listProcesses")
            .says("A page of running copies of programs.")
            .needs("process.read")
            .lists("processes")
            .filters(&filters),
        post("/processes", "startProcess")
            .says("Says that a copy runs on a machine.")
            .needs("process.create")
            .takes(of.sent(&sent))
            .creates("processes")
            .codes(&["MACHINE_NOT_FOUND", "MACHINE_PROCESS_LIMIT_EXCEEDED", "PID_TAKEN"]),
        get("/processes/{id}", "showProcess")
            .says("Shows one.")
            .needs("process.read")
            .gives("processes"),
        patch("/processes/{id}", "changeProcess")
            .says("Changes what is noted about it.")
            .needs("process.update")
            .takes(of.sent(&edit))
            .gives("processes"),
        delete("/processes/{id}", "endProcess")
            .says("Says that it ended.")
            .needs("process.delete")
            .removes(),
        ping("/processes/{id}/actions/ping", "pingProcess"),
        ping("/processes/{id}/actions/ping-heartbeat", "pingProcessHeartbeat"),
    ]
}
