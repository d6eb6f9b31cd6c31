//! Eleven faults of the programs that Kontor takes the place of: each is looked for by name.

use super::{Known, proofs};
use std::fmt::Write as _;

struct Fault {
    /// What was wrong there.
    was: &'static str,
    /// How it is here.
    here: &'static str,
    /// Empty where what it was about does not exist here yet.
    proof: &'static [&'static str],
}

const FAULTS: [Fault; 11] = [
    Fault {
        was: "The filter of fail2ban was not anchored and read the web server's log too: a header or a login name with the right words had any address banned.",
        here: "One file that nothing else writes to, an anchored filter, values that cannot hold a blank; the real fail2ban reads a log of attacks.",
        proof: &[
            "fail2ban_bans_attackers_and_nobody_else",
            "nobody_can_have_another_banned_by_what_they_type",
            "what_is_typed_as_a_name_is_never_written",
            "fail2ban takes filter and jail",
        ],
    },
    Fault {
        was: "The key to everybody's “zero knowledge” mail lay in the database so that fetching could go on at night.",
        here: "No such promise is made: there is no mail yet that only its reader can open, and the words “zero knowledge” are not used. What lies in the database opens nothing without the root key.",
        proof: &[
            "a_stolen_database_without_the_root_key_cannot_try_passwords",
            "a_stolen_database_opens_no_session_no_link_and_no_api",
        ],
    },
    Fault {
        was: "The QR code of the second factor was drawn by a script that the page's own policy forbade, so nobody saw it.",
        here: "It is an image in the page, drawn by the server; a real browser reads it under the enforced policy.",
        proof: &[
            "a_code_is_drawn_and_too_much_is_not",
            "the first administrator sets an app up before the first page",
        ],
    },
    Fault {
        was: "Everybody was believed about `X-Forwarded-For`, so limits and bans hit whomever a visitor named.",
        here: "Only `server.trusted_proxies` are believed, and of a list the rightmost that is not one of them; tried with nginx, Apache and Caddy.",
        proof: &[
            "a_stranger_cannot_say_who_he_is",
            "behind_a_trusted_proxy_the_rightmost_untrusted_address_counts",
            "only_a_trusted_proxy_is_believed_about_the_client",
            "lets nobody forge an address",
        ],
    },
    Fault {
        was: "Attachments lay in a public folder of the web server, for everybody and for thirty days in caches; an HTML file there ran as a page.",
        here: "No file has an address of its own: each is asked for with its rights, comes as a download in a sandbox, and is cached nowhere.",
        proof: &[
            "files_are_saved_not_run_and_only_real_images_are_shown",
            "no_address_of_the_house_opens_for_a_customer_or_a_stranger",
            "customers_and_strangers_learn_nothing_and_agents_set_nothing_up",
        ],
    },
    Fault {
        was: "Every installation began with the same administrator and password; the database's password stood on a command line, and copies were not encrypted.",
        here: "A new house has no user; the setup waits behind a link that works once, and passwords are read from files or standard input. An encrypted copy is not built yet: copies are made with the database's own tools.",
        proof: &[
            "a_new_house_has_no_user_and_no_password",
            "a_new_house_is_ready_and_its_setup_waits_behind_a_one_time_link",
            "accounts_are_made_without_a_password_in_the_arguments",
            "a_secret_is_never_printed",
        ],
    },
    Fault {
        was: "`X-XSS-Protection: 1; mode=block` was sent, which in old browsers opened holes.",
        here: "`0` is sent, and the policy of every page does the work.",
        proof: &["the_headers_of_every_answer_are_those_that_are_listed"],
    },
    Fault {
        was: "Changing the one secret key signed everybody out, so nobody changed it.",
        here: "Keys have versions; new ones come in while everything runs, and no session depends on them.",
        proof: &[
            "new_keys_sign_nobody_out_and_a_wrong_or_lost_root_key_opens_nothing",
            "rotation_seals_every_value_anew_and_goes_on_after_a_kill",
        ],
    },
    Fault {
        was: "Two servers with a database each and a copy by hand were called fail-over; both fetched the same mailboxes.",
        here: "Several processes share one database, one of them at a time watches a mailbox; a second one on the same SQLite file is refused.",
        proof: &[
            "n1_one_node_watches_a_mailbox_and_another_takes_over",
            "a_second_server_on_one_sqlite_file_is_refused_but_commands_work_beside_it",
        ],
    },
    Fault {
        was: "Licences were bound to machines by their serial numbers and network addresses, sent and stored as they are.",
        here: "There is no app for licences yet, and nothing that reads a machine's numbers.",
        proof: &[],
    },
    Fault {
        was: "The snippets for the proxy did not load: a directive in the wrong place, a misspelt one.",
        here: "Every file of `deploy/` is read by the program that it is for, and visitors come through the real proxies.",
        proof: &[
            "takes its file, with a port and with a unix socket",
            "systemd finds the unit at most 1.5 exposed",
            "sends visitors from http to https and keeps their browser there",
        ],
    },
];

pub(super) fn wrong(known: &Known) -> Vec<String> {
    let gone = |proof: &&&str| !known.has(proof);
    let all = FAULTS.iter().flat_map(|fault| fault.proof.iter());
    all.filter(gone).map(|proof| format!("originals: there is no {proof}")).collect()
}

pub(super) fn rendered() -> String {
    let mut text = String::from(
        "\n## Faults of the programs that came before\n\nKontor takes the place of several older programs. What was wrong with their \
         security is looked for here by name.\n\n| | There | Here | Proof |\n|---|---|---|---|\n",
    );
    for (at, Fault { was, here, proof }) in FAULTS.iter().enumerate() {
        writeln!(text, "| {} | {was} | {here} | {} |", at + 1, proofs(proof)).unwrap();
    }
    text
}
