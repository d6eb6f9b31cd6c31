//! The house itself: chapters 11 to 17.

use super::{Chapter, not_here, not_yet, partly, yes};

pub(super) const CHAPTERS: &[Chapter] = &[
    Chapter {
        title: "V11 Cryptography",
        rows: &[
            yes(
                "11.1.1",
                "How keys live is written down",
                "The inventory says where each key lies, how it is renewed and what happens when it is lost.",
                &[
                    "docs/security/threat-model.md",
                    "an_old_key_is_retired_when_nothing_needs_it_and_not_before",
                ],
            ),
            yes(
                "11.1.2",
                "There is an inventory of keys and algorithms",
                "With what each protects; one module holds them all.",
                &["docs/security/threat-model.md", "secret_keys_live_in_one_module"],
            ),
            yes(
                "11.2.1",
                "Known implementations are used",
                "RustCrypto and rustls; checked against the vectors of their documents.",
                &[
                    "deriving_is_hkdf_sha256_of_rfc_5869",
                    "encrypting_is_xchacha20_poly1305_of_the_draft",
                    "codes_are_those_of_the_rfc_and_good_once",
                ],
            ),
            partly(
                "11.2.2",
                "Algorithms and keys can be replaced",
                "Sealed values carry version and key, keys and costs are renewed while everything runs. Keys of files and of keyed hashes cannot be renewed.",
                &[
                    "a_value_of_the_first_version_still_opens",
                    "rotation_seals_every_value_anew_and_goes_on_after_a_kill",
                    "a_hash_of_less_cost_is_renewed_at_the_next_sign_in",
                ],
            ),
            yes(
                "11.2.3",
                "128 bit of strength everywhere",
                "Keys of 256 bit.",
                &["docs/security/threat-model.md", "deriving_is_hkdf_sha256_of_rfc_5869"],
            ),
            yes(
                "11.3.1",
                "No weak modes",
                "One cipher, XChaCha20-Poly1305.",
                &["secret_keys_live_in_one_module"],
            ),
            yes(
                "11.3.2",
                "Only approved ciphers",
                "As above; TLS by rustls' defaults.",
                &["encrypting_is_xchacha20_poly1305_of_the_draft"],
            ),
            yes(
                "11.3.3",
                "What is encrypted cannot be changed unseen",
                "Authenticated, and bound to table, column and row.",
                &[
                    "every_changed_byte_and_every_cut_is_refused",
                    "a_sealed_value_opens_in_its_place_and_nowhere_else",
                ],
            ),
            yes(
                "11.4.1",
                "Only approved hashes",
                "SHA-256 and HMAC; SHA-1 only where RFC 6238 and the list of stolen passwords ask for it.",
                &["secret_keys_live_in_one_module", "deriving_is_hkdf_sha256_of_rfc_5869"],
            ),
            yes(
                "11.4.2",
                "Passwords are hashed at a cost of today",
                "Argon2id, 64 MiB and 3 passes, over a peppered password; renewed when the cost rises.",
                &[
                    "a_hash_of_less_cost_or_an_older_pepper_is_right_but_old",
                    "a_stolen_database_without_the_root_key_cannot_try_passwords",
                ],
            ),
            yes(
                "11.4.3",
                "Hashes are long enough",
                "256 bit.",
                &["a_changed_fact_is_found", "an_untouched_chain_is_whole_and_counts_its_links"],
            ),
            yes(
                "11.4.4",
                "Keys from passwords are stretched",
                "By the same Argon2id. A root key is no password: a short or typed one is refused.",
                &[
                    "weak_secrets_refuse_to_start_and_say_how_to_make_one",
                    "a_root_key_that_others_may_read_or_that_is_no_key_is_refused",
                ],
            ),
            yes(
                "11.5.1",
                "Chance comes from a secure generator with 128 bit",
                "From the kernel, in one place; 256 bit.",
                &["time_and_chance_are_passed_in", "tokens_are_43_characters_and_never_the_same"],
            ),
            yes(
                "11.6.1",
                "Signatures and keys by approved algorithms",
                "Kontor signs nothing; of others it takes RS256 and ES256.",
                &[
                    "no_signature_and_one_by_a_shared_or_public_secret_are_refused_by_name",
                    "a_token_that_the_providers_key_signed_is_believed",
                ],
            ),
        ],
    },
    Chapter {
        title: "V12 On the wire",
        rows: &[
            yes(
                "12.1.1",
                "TLS 1.2 or newer, the newest first",
                "rustls knows no older one; the proxies' files ask for the same.",
                &["a_mail_goes_out_by_postfix_and_comes_in_by_dovecot", "deploy/nginx/kontor.conf"],
            ),
            partly(
                "12.1.2",
                "Strong cipher suites",
                "rustls has no others as a client; towards visitors it is the proxy that chooses, and its file is not tested for that.",
                &["deploy/nginx/kontor.conf"],
            ),
            not_here("12.1.3", "Client certificates", "None are taken."),
            yes(
                "12.2.1",
                "Visitors come by TLS only",
                "Without TLS nobody signs in except on the machine itself; the proxies lead to https.",
                &[
                    "over_an_open_line_nobody_signs_in_and_the_page_says_why_and_what_to_do",
                    "sends visitors from http to https and keeps their browser there",
                ],
            ),
            partly(
                "12.2.2",
                "Certificates are publicly trusted",
                "Yours to get; Caddy's file does it by itself.",
                &["deploy/caddy/Caddyfile"],
            ),
            partly(
                "12.3.1",
                "All other connections are encrypted",
                "Mail and web always, also inside the house. A database on another machine is encrypted only if its address asks for it; the logs and the proxy are on the same machine.",
                &[
                    "a_mail_goes_out_by_postfix_and_comes_in_by_dovecot",
                    "words_between_starttls_and_tls_are_an_attack",
                ],
            ),
            yes(
                "12.3.2",
                "Certificates of others are verified",
                "Always; nothing switches it off.",
                &["postfix_refuses_a_wrong_password_and_a_foreign_certificate_is_never_taken"],
            ),
            not_here(
                "12.3.3",
                "Inner HTTP services use TLS",
                "There is one process; it talks to the proxy on the same machine or through a unix socket.",
            ),
            yes(
                "12.3.4",
                "Own authorities are named",
                "`extra_ca_file`, beside Mozilla's.",
                &["a_mail_goes_out_by_postfix_and_comes_in_by_dovecot"],
            ),
        ],
    },
    Chapter {
        title: "V13 Configuration",
        rows: &[
            yes(
                "13.1.1",
                "What it talks to is written down",
                "Mail servers, the list of stolen passwords, Resend, sign-in providers, remote pictures when asked for, the database, Redis and a virus scanner where they are named.",
                &[
                    "docs/security/threat-model.md",
                    "sockets_to_the_outside_open_in_two_places_only",
                ],
            ),
            partly(
                "13.2.1",
                "Programs behind it sign in one by one with what does not stay the same",
                "The database and mail servers take passwords; they lie in credentials or sealed.",
                &["a_secret_can_come_from_a_file_and_a_key_named_file_is_not_mistaken_for_that"],
            ),
            partly(
                "13.2.2",
                "With the least of rights",
                "The unit has next to none; the database's user owns its own database, because the program changes the schema itself.",
                &[
                    "systemd finds the unit at most 1.5 exposed",
                    "a_unix_socket_answers_and_is_closed_to_others",
                ],
            ),
            yes(
                "13.2.3",
                "No default passwords behind it",
                "Examples and typed secrets are refused at the start.",
                &[
                    "examples_and_typed_secrets_are_refused",
                    "weak_secrets_refuse_to_start_and_say_how_to_make_one",
                ],
            ),
            partly(
                "13.2.4",
                "Only listed systems are talked to",
                "No address inside, except those in `outbound.allow`; outside any public address that an administrator or a picture names.",
                &[
                    "one_bad_address_spoils_a_name_and_a_listed_one_is_allowed_on_its_port_only",
                    "a_mail_server_may_be_in_the_house_but_never_the_metadata_service",
                ],
            ),
            yes(
                "13.2.5",
                "The server loads from nowhere else",
                "What it serves is in the binary.",
                &[
                    "nothing_that_is_loaded_names_a_foreign_host",
                    "files_are_kept_for_ever_and_others_do_not_exist",
                ],
            ),
            yes(
                "13.3.1",
                "Secrets are kept by something made for it",
                "systemd credentials or guarded files; in the database sealed; none in the source.",
                &[
                    "the_root_key_is_looked_for_in_the_settings_the_credential_and_the_data_folder",
                    "no_secret_is_ever_shown",
                    "a_secret_in_a_file_that_everyone_reads_is_told",
                ],
            ),
            yes(
                "13.3.2",
                "Few may read them",
                "Files that others may read are refused or told.",
                &[
                    "a_root_key_that_others_may_read_or_that_is_no_key_is_refused",
                    "the_token_is_in_a_file_that_only_its_owner_reads",
                ],
            ),
            yes(
                "13.4.1",
                "No source control in what is served",
                "One binary with its own files.",
                &["files_are_kept_for_ever_and_others_do_not_exist"],
            ),
            yes(
                "13.4.2",
                "No debug mode",
                "There is none; a panic says nothing of the inside.",
                &["a_panic_is_a_500_that_says_nothing_of_the_inside"],
            ),
            yes(
                "13.4.3",
                "No listings of folders",
                "No folder is served.",
                &["files_are_kept_for_ever_and_others_do_not_exist"],
            ),
            yes(
                "13.4.4",
                "No TRACE",
                "Refused at every address.",
                &["nobody_is_told_what_they_sent_by_trace"],
            ),
            yes(
                "13.4.5",
                "Monitoring is not for everybody",
                "`/metrics` is for this machine, listed addresses or a token; probes say no more than well or not; the API's description is there only where it is switched on.",
                &[
                    "metrics_are_for_this_machine_and_not_for_whom_a_proxy_on_it_forwards",
                    "probes_answer_without_a_session",
                    "the_description_is_there_where_it_is_switched_on",
                ],
            ),
        ],
    },
    Chapter {
        title: "V14 Data",
        rows: &[
            yes(
                "14.1.1",
                "Sensitive data are classified",
                "Column by column; the page Privacy shows it, and what the server can see is listed by how it is protected.",
                &["every_column_of_every_table_has_a_class", "docs/security/threat-model.md"],
            ),
            yes(
                "14.1.2",
                "Each class has its rules",
                "Secrets are sealed or hashed and in no archive; what tells about people can be taken out, erased and aged by rules.",
                &[
                    "an_archive_has_all_of_a_person_and_an_erasure_leaves_nothing_of_them",
                    "a_dry_run_changes_nothing_and_says_what_the_rule_then_does",
                    "docs/security/threat-model.md",
                ],
            ),
            partly(
                "14.2.1",
                "Nothing secret stands in addresses",
                "Sessions and keys never do. One-time links do, as links must: they ask before they are used, work once, and end in half an hour (invitations in 72).",
                &[
                    "a_one_time_link_asks_first_and_signs_in_once",
                    "what_is_not_there_or_not_meant_is_a_problem_in_json",
                ],
            ),
            yes(
                "14.2.2",
                "Nothing sensitive in caches of servers",
                "`no-store` on everything but what everybody may have.",
                &["the_headers_of_every_answer_are_those_that_are_listed"],
            ),
            yes(
                "14.2.3",
                "Nothing goes to third parties",
                "Pages load nothing from elsewhere; pictures in mails only when asked for, and by the server.",
                &[
                    "nothing_that_is_loaded_names_a_foreign_host",
                    "images_that_are_asked_for_are_fetched_by_us_and_never_from_inside_the_house",
                ],
            ),
            partly(
                "14.2.4",
                "The rules of each class are kept",
                "For secrets, files, logs and the audit trail; ticket texts are readable in the database.",
                &[
                    "a_stolen_database_opens_no_session_no_link_and_no_api",
                    "what_is_typed_as_a_name_is_never_written",
                ],
            ),
            yes(
                "14.3.1",
                "Signing out clears the browser",
                "`Clear-Site-Data`, except the cookie that knows the device.",
                &["signing_out_ends_the_session_and_clears_what_the_browser_kept"],
            ),
            yes(
                "14.3.2",
                "Browsers keep no pages",
                "`no-store`.",
                &["the_headers_of_every_answer_are_those_that_are_listed"],
            ),
            yes(
                "14.3.3",
                "Nothing sensitive in the browser's storage",
                "Only how pages are folded and set, in one place; drafts lie on the server.",
                &[
                    "the_browser_keeps_small_choices_in_one_place_and_nothing_else",
                    "a_draft_comes_back_and_others_see_who_writes",
                ],
            ),
        ],
    },
    Chapter {
        title: "V15 How it is built",
        rows: &[
            partly(
                "15.1.1",
                "How soon weak parts are replaced is written down",
                "Critical in 7 days, high in 30; nothing watches it by itself.",
                &["SECURITY.md"],
            ),
            partly(
                "15.1.2",
                "All parts of others are listed",
                "Two lock files pin them; what the browser loads is listed with its licence. There is no SBOM in a standard form.",
                &[
                    "every_part_has_a_licence_and_the_known_ones_are_there",
                    "no_dependency_without_a_use",
                    "one_version_of_what_must_be_one",
                ],
            ),
            partly(
                "15.1.3",
                "What costs much is written down",
                "Hashing, reading mails and searching, in the documents of the code and of the bench; not in one place.",
                &["bench/README.md"],
            ),
            not_yet(
                "15.2.1",
                "No part is older than the promise",
                "No check of known weaknesses runs by itself (cargo-deny, npm audit).",
            ),
            yes(
                "15.2.2",
                "What costs much cannot stop the house",
                "Hashing has a queue, mails have bounds, jobs their own workers.",
                &[
                    "a_flood_is_told_that_the_house_is_busy_and_the_rest_is_served",
                    "five_hundred_levels_of_nesting_are_no_trouble",
                    "m4_slow_silent_refusing_and_expired_servers_hold_up_no_other_mailbox_and_are_shown",
                ],
            ),
            partly(
                "15.2.3",
                "Nothing that is only for tests is in it",
                "Fault points are a feature that no release has; the sheet of all page parts is there at `/styleguide`.",
                &["demo_data_never_go_into_a_database_that_is_in_use"],
            ),
            yes(
                "15.3.1",
                "Only the fields that are needed go out",
                "The API answers with structs of its own, never with rows.",
                &[
                    "a_key_is_shown_once_and_says_who_comes",
                    "the_database_knows_neither_secret_nor_codes",
                ],
            ),
            yes(
                "15.3.2",
                "Redirects are followed only where they are meant",
                "At most three, each checked again; keys are not shown to where they lead.",
                &[
                    "three_redirects_are_followed_and_a_fourth_is_not",
                    "a_key_is_not_shown_to_the_server_that_a_redirect_leads_to",
                ],
            ),
            yes(
                "15.3.3",
                "A form changes only what it is for",
                "Each handler reads a struct of its own.",
                &[
                    "a_form_that_is_no_form_is_refused_without_a_fault",
                    "what_is_wrong_with_a_new_key_is_said_at_its_field_and_nothing_is_lost",
                ],
            ),
            yes(
                "15.3.4",
                "The visitor's address is the right one",
                "Everywhere the same, after the rules for proxies.",
                &[
                    "only_a_trusted_proxy_is_believed_about_the_client",
                    "lets nobody forge an address",
                ],
            ),
            yes(
                "15.3.5",
                "Types are what they seem",
                "Rust and TypeScript; a value of a wrong type in a row is an error.",
                &["a_value_of_a_wrong_type_is_an_error_and_never_bent"],
            ),
            partly(
                "15.3.6",
                "No prototype pollution",
                "No script merges objects from outside; shown by reading.",
                &[],
            ),
            yes(
                "15.3.7",
                "The same name twice is not misread",
                "Every query with every name twice.",
                &["garbage_in_any_query_is_answered"],
            ),
        ],
    },
    Chapter {
        title: "V16 Logs and errors",
        rows: &[
            yes(
                "16.1.1",
                "What is logged where is written down",
                "Security log, audit trail and the program's log, in the handbook.",
                &["docs/en/operation.md"],
            ),
            yes(
                "16.2.1",
                "Each line says when, who, from where and what",
                "And which request.",
                &["a_line_reads_as_documented"],
            ),
            yes(
                "16.2.2",
                "Times are UTC or say their zone",
                "UTC, except where an old filter wants the other form.",
                &["a_line_reads_as_documented", "the_settings_say_where_and_how_it_is_written"],
            ),
            yes(
                "16.2.3",
                "Logs go only where it is written",
                "One file, one table, standard error.",
                &["the_settings_say_where_and_how_it_is_written"],
            ),
            yes(
                "16.2.4",
                "Programs can read them",
                "One line with names and values; JSON for the program's log.",
                &["a_line_reads_as_documented", "fail2ban_bans_attackers_and_nobody_else"],
            ),
            yes(
                "16.2.5",
                "Secrets are in no log",
                "What is typed as a name is written as a keyed hash; a key by its public part.",
                &[
                    "what_is_typed_as_a_name_is_never_written",
                    "a_key_is_shown_once_and_says_who_comes",
                    "a_secret_shows_itself_to_nobody",
                ],
            ),
            yes(
                "16.3.1",
                "Every sign-in is logged, with how",
                "Both outcomes of every factor.",
                &[
                    "signing_in_begins_a_session_and_remembers_the_device",
                    "an_unknown_name_costs_as_much_work_as_a_wrong_password",
                ],
            ),
            yes(
                "16.3.2",
                "Refused access is logged",
                "Forged requests, wrong keys, limits, blocked addresses, and whoever is signed in and asks for what they may not do.",
                &[
                    "nothing_but_a_good_key_comes_in_and_a_cookie_never",
                    "who_asks_for_what_they_may_not_do_is_a_line_in_the_security_log",
                    "who_guesses_too_often_is_kept_from_guessing_and_the_office_behind_works_on",
                ],
            ),
            yes(
                "16.3.3",
                "Attempts to get round the rules are logged",
                "Limits, locks, forged requests, addresses inside, wrong links.",
                &[
                    "the_sixth_attempt_in_a_minute_from_one_address_must_wait",
                    "what_the_guard_refuses_is_a_line_in_the_security_log",
                    "five_mistakes_lock_strangers_out_but_not_the_owners_device",
                ],
            ),
            yes(
                "16.3.4",
                "Unexpected faults are logged, and failures of TLS",
                "A mailbox shows them in words, the program's log keeps them.",
                &[
                    "the_trouble_of_a_mailbox_is_said_in_the_readers_language",
                    "a_refused_sign_in_is_told_from_a_closed_port",
                ],
            ),
            yes(
                "16.4.1",
                "Nothing can be smuggled into a log",
                "Values are encoded and cut.",
                &[
                    "nobody_can_have_another_banned_by_what_they_type",
                    "long_and_strange_values_are_cut_between_characters",
                ],
            ),
            yes(
                "16.4.2",
                "Logs cannot be changed unseen",
                "The audit trail is a keyed chain; the file is the program's own.",
                &[
                    "a_changed_fact_is_found",
                    "who_can_only_write_to_the_database_cannot_chain_a_changed_fact_anew",
                    "a_chain_cut_short_is_found",
                ],
            ),
            partly(
                "16.4.3",
                "Logs go to another system",
                "The chain's signed heads do (`[audit]`), so that nothing can be cut off unseen; the lines themselves go by export, or by what collects the log files.",
                &["a_head_is_appended_to_a_file_and_sent_until_it_arrives"],
            ),
            yes(
                "16.5.1",
                "Errors say nothing of the inside",
                "A sentence and the request's number.",
                &[
                    "a_panic_is_a_500_that_says_nothing_of_the_inside",
                    "each_kind_of_problem_says_what_happened_and_what_to_do_in_both_languages",
                ],
            ),
            yes(
                "16.5.2",
                "It goes on when others fail",
                "Mail servers, sign-in providers, Redis, the list of stolen passwords.",
                &[
                    "m4_slow_silent_refusing_and_expired_servers_hold_up_no_other_mailbox_and_are_shown",
                    "a_service_that_is_down_keeps_nobody_from_choosing_a_password",
                    "without_redis_a_node_counts_by_itself_says_so_and_comes_back",
                ],
            ),
            yes(
                "16.5.3",
                "It fails closed",
                "No session without its row, no commit without its claim, no key in place of a lost one.",
                &[
                    "new_keys_sign_nobody_out_and_a_wrong_or_lost_root_key_opens_nothing",
                    "a_password_that_is_replaced_while_it_is_checked_begins_no_session",
                    "a_newer_schema_is_refused_with_a_sentence_and_left_alone",
                ],
            ),
        ],
    },
    Chapter { title: "V17 WebRTC", rows: &[not_here("17", "Calls in the browser", "None.")] },
];
