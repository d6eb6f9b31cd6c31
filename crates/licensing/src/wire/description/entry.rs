//! Products, groups, users, entitlements and environments: made, listed, shown, changed and deleted alike.

use super::kind;
use super::operation::{Operation, delete, get, patch, post, put};
use super::resource::{Kind, Sent, naming};
use super::shape::{Field, id, maybe, number, object, one_of, several, text, time, words};
use crate::domain::strategy::{Distribution, Isolation};
use crate::domain::user::Standing;

pub(super) fn kinds() -> Vec<Kind> {
    let metadata = || ("metadata", object());
    let dates = || [("created", time()), ("updated", time())];
    let with = |own: Vec<Field>| own.into_iter().chain([metadata()]).chain(dates()).collect();
    let distribution = words(Distribution::ALL, Distribution::name);
    let limit = || maybe(number());
    let isolation = words(Isolation::ALL, Isolation::name);
    let environment = vec![("name", text()), ("code", text()), ("isolationStrategy", isolation)];
    vec![
        Kind::new(
            "products",
            with(vec![
                ("name", text()),
                ("code", maybe(text())),
                ("distributionStrategy", distribution),
                ("url", maybe(text())),
                ("platforms", several(text())),
            ]),
        )
        .may_belong_to("environment", &["environments"])
        .has_many(&["policies", "licenses", "machines", "users", "tokens"]),
        Kind::new(
            "groups",
            with(vec![
                ("name", text()),
                ("maxUsers", limit()),
                ("maxLicenses", limit()),
                ("maxMachines", limit()),
            ]),
        )
        .may_belong_to("environment", &["environments"])
        .has_many(&["users", "licenses", "machines"]),
        Kind::new("users", with(user()))
            .may_belong_to("environment", &["environments"])
            .may_belong_to("group", &["groups"])
            .has_many(&["licenses", "machines", "tokens"]),
        // of a licence, it may have a value and an end of its own
        Kind::new("entitlements", with(vec![("name", text()), ("code", text())]))
            .at_times("value", maybe(text()))
            .at_times("expiry", maybe(time()))
            .may_belong_to("environment", &["environments"]),
        Kind::new("environments", environment.into_iter().chain(dates()).collect())
            .has_many(&["tokens"]),
    ]
}

fn user() -> Vec<Field> {
    vec![
        ("fullName", maybe(text())),
        ("firstName", maybe(text())),
        ("lastName", maybe(text())),
        ("email", text()),
        ("status", words(Standing::ALL, Standing::name)),
        ("role", one_of(&["user"])),
    ]
}

/// What is done with all entries of a kind, and the names of the five operations.
pub(super) struct Entries {
    pub(super) kind: &'static str,
    /// The list, and the single one.
    pub(super) at: [&'static str; 2],
    /// To list, make, show, change, put and delete.
    pub(super) names: [&'static str; 6],
    /// To read, make, change and delete.
    pub(super) permissions: [&'static str; 4],
    pub(super) filters: Vec<Field>,
}

impl Entries {
    /// `draft` is what makes one; what changes one needs nothing of it.
    pub(super) fn operations(&self, draft: &Sent<'_>) -> Vec<Operation> {
        let ([all, one], [read, create, update, remove]) = (self.at, self.permissions);
        let [list, make, show, change, replace, gone] = self.names;
        let shape = kind(self.kind);
        let edit = shape.sent(&Sent { needed: &[], ..*draft });
        vec![
            get(all, list)
                .says("A page of those that whoever asks sees, the newest first.")
                .needs(read)
                .lists(self.kind)
                .filters(&self.filters),
            post(all, make)
                .says("Makes one.")
                .needs(create)
                .takes(shape.sent(draft))
                .creates(self.kind),
            get(one, show).says("Shows one.").needs(read).gives(self.kind),
            patch(one, change)
                .says("Changes what is sent of it, and leaves the rest as it was.")
                .needs(update)
                .takes(edit.clone())
                .gives(self.kind),
            put(one, replace).says("The same as PATCH.").needs(update).takes(edit).gives(self.kind),
            delete(one, gone).says("Deletes it.").needs(remove).removes(),
        ]
    }
}

pub(super) fn operations() -> Vec<Operation> {
    let mut all = products();
    all.extend(groups());
    all.extend(users());
    all.extend(entitlements());
    all.extend(environments());
    all
}

fn products() -> Vec<Operation> {
    let entries = Entries {
        kind: "products",
        at: ["/products", "/products/{id}"],
        names: [
            "listProducts",
            "createProduct",
            "showProduct",
            "changeProduct",
            "replaceProduct",
            "deleteProduct",
        ],
        permissions: ["product.read", "product.create", "product.update", "product.delete"],
        filters: vec![("code", text())],
    };
    let attributes = ["name", "code", "distributionStrategy", "url", "platforms", "metadata"];
    entries.operations(&Sent { attributes: &attributes, related: &[], needed: &["name"] })
}

fn groups() -> Vec<Operation> {
    let entries = Entries {
        kind: "groups",
        at: ["/groups", "/groups/{id}"],
        names: [
            "listGroups",
            "createGroup",
            "showGroup",
            "changeGroup",
            "replaceGroup",
            "deleteGroup",
        ],
        permissions: ["group.read", "group.create", "group.update", "group.delete"],
        filters: Vec::new(),
    };
    let attributes = ["name", "maxUsers", "maxLicenses", "maxMachines", "metadata"];
    let sent = Sent { attributes: &attributes, related: &[], needed: &["name"] };
    let mut all = entries.operations(&sent);
    all.push(
        get("/groups/{id}/users", "listGroupUsers")
            .says("A page of the users in a group.")
            .needs("group.users.read")
            .lists("users"),
    );
    all
}

fn users() -> Vec<Operation> {
    let entries = Entries {
        kind: "users",
        at: ["/users", "/users/{id}"],
        names: ["listUsers", "createUser", "showUser", "changeUser", "replaceUser", "deleteUser"],
        permissions: ["user.read", "user.create", "user.update", "user.delete"],
        filters: vec![
            ("email", text()),
            ("group", id()),
            ("status", words(Standing::ALL, Standing::name)),
        ],
    };
    let attributes = ["firstName", "lastName", "email", "role", "metadata"];
    let related = [("group", "groups")];
    let sent = Sent { attributes: &attributes, related: &related, needed: &["email"] };
    let mut all = entries.operations(&sent);
    all.extend([
        get("/users/{id}/group", "showUserGroup")
            .says("The group that a user is in; 404 where there is none.")
            .needs("user.read")
            .gives("groups"),
        put("/users/{id}/group", "changeUserGroup")
            .says("Puts a user into a group, or into none.")
            .needs("user.group.update")
            .takes(naming("groups"))
            .gives("users")
            .codes(&["GROUP_NOT_FOUND", "DATA_MISSING"]),
        post("/users/{id}/actions/ban", "banUser")
            .says("Bans a user: none of its licences is good any more.")
            .needs("user.ban")
            .gives("users"),
        post("/users/{id}/actions/unban", "unbanUser")
            .says("Lets a banned user in again.")
            .needs("user.unban")
            .gives("users"),
    ]);
    all
}

fn entitlements() -> Vec<Operation> {
    let entries = Entries {
        kind: "entitlements",
        at: ["/entitlements", "/entitlements/{id}"],
        names: [
            "listEntitlements",
            "createEntitlement",
            "showEntitlement",
            "changeEntitlement",
            "replaceEntitlement",
            "deleteEntitlement",
        ],
        permissions: [
            "entitlement.read",
            "entitlement.create",
            "entitlement.update",
            "entitlement.delete",
        ],
        filters: vec![("code", text())],
    };
    let attributes = ["name", "code", "metadata"];
    entries.operations(&Sent { attributes: &attributes, related: &[], needed: &["name", "code"] })
}

fn environments() -> Vec<Operation> {
    let entries = Entries {
        kind: "environments",
        at: ["/environments", "/environments/{id}"],
        names: [
            "listEnvironments",
            "createEnvironment",
            "showEnvironment",
            "changeEnvironment",
            "replaceEnvironment",
            "deleteEnvironment",
        ],
        permissions: [
            "environment.read",
            "environment.create",
            "environment.update",
            "environment.delete",
        ],
        filters: Vec::new(),
    };
    let attributes = ["name", "code", "isolationStrategy"];
    entries.operations(&Sent { attributes: &attributes, related: &[], needed: &["name", "code"] })
}
