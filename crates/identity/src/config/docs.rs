//! What each key means, in German and English.

use platform::config::Key;

pub(super) const OIDC: &[Key] = &[
    Key::new(
        "label",
        "Was auf dem Knopf der Anmeldeseite steht; ohne Angabe der Name des Abschnitts.",
        "What the button on the sign-in page says; the section's name if not set.",
    )
    .live(),
    Key::new(
        "issuer",
        "Die Adresse des Anbieters, genau wie sie in seinem `.well-known/openid-configuration` steht. Bei Microsoft stattdessen `tenant`.",
        "The provider's address, exactly as its `.well-known/openid-configuration` has it. For Microsoft `tenant` instead.",
    )
    .live(),
    Key::new(
        "tenant",
        "Microsoft: die Verzeichnis-ID (Mandanten-ID); `organizations` nur zusammen mit `tenants`.",
        "Microsoft: the directory (tenant) ID; `organizations` only together with `tenants`.",
    )
    .live(),
    Key::new(
        "tenants",
        "Microsoft: die Mandanten-IDs, die herein dürfen, wenn `tenant` mehrere umfasst.",
        "Microsoft: the tenant IDs that may come in where `tenant` stands for several.",
    )
    .live(),
    Key::new(
        "guests",
        "Microsoft: ob auch Gäste des Mandanten herein dürfen (erkannt am Claim `acct`).",
        "Microsoft: whether the tenant's guests may come in too (known by the claim `acct`).",
    )
    .live(),
    Key::new(
        "authority",
        "Microsoft: der Anmeldedienst; anders nur in eigenen Clouds einzelner Länder.",
        "Microsoft: the sign-in service; another one only in clouds of single countries.",
    )
    .live(),
    Key::new(
        "graph_url",
        "Microsoft: wo nach Gruppen gefragt wird, wenn es mehr sind, als in ein Token passen.",
        "Microsoft: where groups are asked for when there are more than fit into a token.",
    )
    .live(),
    Key::new(
        "client_id",
        "Unter welcher Kennung der Anbieter Kontor führt.",
        "By which ID the provider knows Kontor.",
    )
    .live(),
    Key::new(
        "client_secret",
        "Das Geheimnis dazu; leer nur bei Anbietern, die keines verlangen.",
        "The secret to it; empty only for providers that want none.",
    )
    .live()
    .secret(),
    Key::new(
        "client_auth",
        "Wie das Geheimnis gezeigt wird: `basic` oder `post`; ohne Angabe, wie der Anbieter es sagt.",
        "How the secret is shown: `basic` or `post`; as the provider says if not set.",
    )
    .live(),
    Key::new(
        "scopes",
        "Was beim Anbieter erfragt wird; `openid` gehört dazu.",
        "What the provider is asked for; `openid` is part of it.",
    )
    .live(),
    Key::new(
        "create",
        "Ob wer dort ein Konto, hier aber keines hat, bei der ersten Anmeldung eines bekommt.",
        "Whether who has an account there but none here gets one at the first sign-in.",
    )
    .live(),
    Key::new(
        "default_role",
        "Die Rolle derer, denen `roles` keine gibt: `agent` oder `admin`; ohne Angabe kommen sie nicht herein.",
        "The role of those whom `roles` gives none: `agent` or `admin`; without it they do not come in.",
    )
    .live(),
    Key::new(
        "role_claims",
        "In welchen Angaben des ID-Tokens Rollen und Gruppen stehen; Punkte führen hinein (`realm_access.roles`).",
        "Which claims of the ID token hold roles and groups; points lead inside (`realm_access.roles`).",
    )
    .live(),
    Key::new(
        "roles",
        "Welche Rolle oder Gruppe dort welche Rolle hier gibt, als Tabelle oder `Name=admin,Anderer=agent`. Wenn gesetzt, gilt bei jeder Anmeldung, was der Anbieter sagt.",
        "Which role or group there gives which role here, as a table or `name=admin,other=agent`. Once set, what the provider says counts at every sign-in.",
    )
    .live(),
    Key::new(
        "groups",
        "Welche Gruppe dort in welche Gruppe des Helpdesks führt, als Tabelle oder `Name=Gruppe`. Wer sie dort verliert, verliert sie bei der nächsten Anmeldung hier.",
        "Which group there leads into which group of the helpdesk, as a table or `name=group`. Who loses it there loses it here at the next sign-in.",
    )
    .live(),
    Key::new(
        "trust_second_factor",
        "Ob ein zweiter Faktor beim Anbieter (`amr` mit `mfa`) den eigenen von Kontor ersetzt.",
        "Whether a second factor at the provider (`amr` with `mfa`) takes the place of Kontor's own.",
    )
    .live(),
];
