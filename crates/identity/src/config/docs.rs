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
        "unmatched",
        "Mit `roles`: Was aus einem Konto wird, dem der Anbieter keine davon gibt. `refuse` lässt nicht herein und ändert nichts am Konto, `keep` lässt mit der bisherigen Rolle herein, `customer` macht es zum Konto einer Kundin oder eines Kunden. Der letzte Administrator bleibt einer und kommt herein.",
        "With `roles`: what becomes of an account to which the provider gives none of them. `refuse` does not let in and changes nothing about the account, `keep` lets in with the role it has, `customer` makes it a customer's. The last administrator stays one and comes in.",
    )
    .live(),
    Key::new(
        "own_roles",
        "Welche Rolle oder Gruppe dort welche eigene Rolle hier gibt (deren Namen), als Tabelle oder `Name=Rolle`. Gilt für Mitarbeitende bei jeder Anmeldung; eigene Rollen, die hier nicht stehen, bleiben, wie sie vergeben sind. Wer eine verdient hat, die es nicht gibt, kommt nicht herein.",
        "Which role or group there gives which own role here (its name), as a table or `name=role`. Counts for agents at every sign-in; own roles that do not stand here stay as they were given. Who has earned one that does not exist does not come in.",
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
    Key::new(
        "auth_time",
        "Ob zählt, wann der Anbieter zuletzt nach der Person gefragt hat (Claim `auth_time`): Vor heiklen Schritten muss das eben gewesen sein. Aus nur für Anbieter, die es nicht sagen können; bei Microsoft ist es ein optionaler Claim der App-Registrierung.",
        "Whether it counts when the provider last asked who it is (claim `auth_time`): before delicate steps that must have been just now. Off only for providers that cannot say it; at Microsoft it is an optional claim of the app registration.",
    )
    .live(),
    Key::new(
        "recheck",
        "Ob Kontor beim Anbieter stündlich nachfragt, ob Angemeldete dort noch bestehen und dieselben Rollen und Gruppen haben; sonst enden ihre Sitzungen. Dafür verlangt es `offline_access`, wo der Anbieter das kennt, und verwahrt dessen Refresh-Token versiegelt, solange jemand angemeldet ist.",
        "Whether Kontor asks the provider every hour if those who are signed in still exist there and have the same roles and groups; else their sessions end. For that it asks for `offline_access` where the provider knows it, and keeps its refresh token sealed while somebody is signed in.",
    )
    .live(),
    Key::new(
        "logout",
        "Wo jemand abgemeldet wird, der sich hier abmeldet: `here` nur hier, `ask` bietet es für den Anbieter an, `everywhere` geht gleich dorthin. Tragen Sie dort die Adresse von `/sign-in` als erlaubtes Ziel nach der Abmeldung ein.",
        "Where somebody is logged out who signs out here: `here` alone, `ask` offers it for the provider, `everywhere` goes there at once. Register the address of `/sign-in` there as allowed after logging out.",
    )
    .live(),
];
