//! What comes in and goes out: chapters 1 to 5.

use super::{Chapter, not_here, partly, yes};

pub(super) const CHAPTERS: &[Chapter] = &[
    Chapter {
        title: "V1 Encoding and sanitising",
        rows: &[
            yes(
                "1.1.1",
                "Input is decoded once, before anything else",
                "Mails are decoded once by the crate `message`, forms and addresses by the framework; nothing decodes again.",
                &[
                    "an_encoded_word_never_makes_an_address",
                    "garbage_in_any_address_and_any_body_is_answered_on_every_route",
                ],
            ),
            yes(
                "1.1.2",
                "Output is escaped last, by what writes it",
                "Pages are maud functions that escape every value as they write it; rows hold what was typed.",
                &[
                    "hostile_names_are_only_text",
                    "garbage_in_any_field_of_any_form_is_answered_named_and_nothing_is_lost",
                ],
            ),
            yes(
                "1.2.1",
                "Escaping fits HTML, attributes and headers",
                "maud for HTML; a value with a line end never becomes a header.",
                &[
                    "garbage_in_any_field_of_any_form_is_answered_named_and_nothing_is_lost",
                    "hostile_names_are_only_text",
                    "no_line_end_gets_into_a_header",
                ],
            ),
            yes(
                "1.2.2",
                "Addresses are encoded, and only harmless schemes become links",
                "Only http and https become links; `javascript:` and `data:` in mails go.",
                &[
                    "only_web_addresses_become_links",
                    "links_lead_out_and_tell_nothing",
                    "nothing_active_survives",
                ],
            ),
            yes(
                "1.2.3",
                "No data is written into scripts",
                "There is no inline script; what scripts need stands in attributes.",
                &["a_whole_page_carries_the_nonce_of_its_policy_and_no_inline_code"],
            ),
            yes(
                "1.2.4",
                "Queries are bound, never put together from input",
                "One query builder that binds, in the store rooms alone; garbage in every field, query and address of every route.",
                &[
                    "the_store_alone_writes_queries",
                    "garbage_in_any_query_is_answered",
                    "garbage_in_any_address_and_any_body_is_answered_on_every_route",
                ],
            ),
            yes(
                "1.2.5",
                "No command of the system is built from input",
                "The program starts no other program.",
                &["no_other_program_is_started"],
            ),
            not_here("1.2.6", "LDAP", "No LDAP."),
            not_here("1.2.7", "XPath", "No XML is queried."),
            not_here("1.2.8", "LaTeX", "No LaTeX."),
            yes(
                "1.2.9",
                "Input in regular expressions is escaped",
                "No expression is made of input, and the engine has no backtracking.",
                &[
                    "endless_headers_and_quotes_take_no_endless_time",
                    "unreasonable_html_becomes_plain_text_quickly",
                ],
            ),
            yes(
                "1.3.1",
                "HTML from outside is sanitised by a known library",
                "ammonia with an allow-list, then a sandboxed frame with a policy of its own.",
                &[
                    "nothing_active_survives",
                    "html_stands_in_a_frame_that_runs_nothing_and_asks_nobody",
                    "the ticket shows sender, text, picture and attachment, and runs nothing of the mail",
                ],
            ),
            yes(
                "1.3.2",
                "No code is evaluated",
                "Trusted Types are enforced and `eval` is not allowed by the policy of any page.",
                &["the_headers_of_every_answer_are_those_that_are_listed"],
            ),
            yes(
                "1.3.3",
                "What goes to dangerous places is restricted first",
                "Every typed value has a length and a form of its own; headers are one line.",
                &[
                    "an_address_has_two_parts_and_no_trick",
                    "a_subject_is_one_line_trimmed_and_bounded",
                    "nothing_can_be_smuggled_into_a_header",
                ],
            ),
            yes(
                "1.3.4",
                "SVG from outside runs nothing",
                "It is a download, never an image in a page.",
                &["files_are_saved_not_run_and_only_real_images_are_shown"],
            ),
            yes(
                "1.3.5",
                "Styles and markup from outside are disarmed",
                "Mails keep harmless styles only; there is no Markdown and no template language.",
                &["dress_stays_and_tricks_go", "nothing_active_survives"],
            ),
            yes(
                "1.3.6",
                "Requests that the server makes cannot be led inside",
                "One guard resolves once, refuses addresses that are not public, and dials what it checked.",
                &[
                    "one_bad_address_spoils_a_name_and_a_listed_one_is_allowed_on_its_port_only",
                    "every_special_range_is_known_by_both_of_its_ends",
                    "a_redirect_to_the_metadata_service_is_not_followed",
                    "sockets_to_the_outside_open_in_two_places_only",
                ],
            ),
            not_here(
                "1.3.7",
                "Templates are not made of input",
                "There is no template language; pages are functions.",
            ),
            not_here("1.3.8", "JNDI", "No Java."),
            not_here("1.3.9", "memcache", "None."),
            yes(
                "1.3.10",
                "Format strings are not made of input",
                "The compiler takes none that is not a literal; names in translated texts are checked.",
                &["german_and_english_have_the_same_texts_with_the_same_arguments"],
            ),
            yes(
                "1.3.11",
                "Nothing is smuggled into SMTP or IMAP",
                "Commands and headers refuse line ends and NUL; folder names are quoted.",
                &[
                    "nothing_can_be_smuggled_into_a_header",
                    "a_name_cannot_end_the_command",
                    "an_address_cannot_say_anything_else",
                    "words_between_starttls_and_tls_are_an_attack",
                ],
            ),
            yes(
                "1.4.1",
                "Memory is handled safely",
                "Rust; `unsafe` is forbidden in our code.",
                &["Cargo.toml", "no_mutation_of_a_mail_makes_it_fail"],
            ),
            yes(
                "1.4.2",
                "Numbers do not overflow",
                "Conversions are checked, lints refuse lossy ones; absurd numbers from every side.",
                &[
                    "garbage_in_any_query_is_answered",
                    "a_literal_of_two_gigabytes_costs_neither_memory_nor_the_next_mail",
                ],
            ),
            yes(
                "1.4.3",
                "Memory is freed once and in time",
                "The language does it; faults and endless answers take no memory.",
                &["m3_garbage_from_the_server_holds_up_no_mail_and_takes_no_memory"],
            ),
            not_here("1.5.1", "XML without entities", "No XML is read."),
            yes(
                "1.5.2",
                "What is read back becomes known types only",
                "serde into structs of our own; unknown or wrong fields are refused by name.",
                &[
                    "a_form_that_is_no_form_is_refused_without_a_fault",
                    "what_is_not_there_or_not_meant_is_a_problem_in_json",
                ],
            ),
        ],
    },
    Chapter {
        title: "V2 Rules of the business",
        rows: &[
            yes(
                "2.1.1",
                "The rules for input are written down",
                "Each field says its rule in the form and in the handbook; each noun has one `Refused` with all reasons.",
                &[
                    "docs/en/configuration.md",
                    "docs/en/tickets.md",
                    "everything_that_is_wrong_is_said_at_once_with_its_field",
                ],
            ),
            partly(
                "2.1.2",
                "Rules for values that belong together are written down",
                "In the code's domain rooms and at the fields, not in one document.",
                &["ARCHITECTURE.md"],
            ),
            yes(
                "2.1.3",
                "Limits are written down",
                "Limits of requests, sessions and passwords are settings with their meaning.",
                &[
                    "docs/en/configuration.md",
                    "every_key_of_the_platform_is_explained_in_both_languages_and_no_other",
                ],
            ),
            yes(
                "2.2.1",
                "Input is checked against what is expected",
                "Typed forms and one check per noun; everything wrong is said at once.",
                &[
                    "garbage_in_any_field_of_any_form_is_answered_named_and_nothing_is_lost",
                    "everything_that_is_wrong_is_said_at_once_with_its_field",
                    "whatever a program sends to the API, no answer is a fault of ours",
                ],
            ),
            yes(
                "2.2.2",
                "The server checks, whatever the browser did",
                "Every form works without scripts, so nothing rests on them.",
                &[
                    "a_reply_with_a_file_leaves_once_without_any_script",
                    "the setup and a mailbox are made with forms alone",
                ],
            ),
            yes(
                "2.2.3",
                "Values that belong together are checked together",
                "A group needs its members, a key's scopes its owner's rights, a mailbox its servers.",
                &[
                    "everything_wrong_with_a_mailbox_is_said_at_its_field_and_no_password_comes_back",
                    "a_key_does_what_its_owner_may_and_its_scopes_say_and_no_more",
                ],
            ),
            yes(
                "2.3.1",
                "Steps come in their order",
                "Password, then code, then session; setup, then users; nothing is skipped.",
                &[
                    "with_an_app_the_password_alone_opens_nothing_and_each_code_opens_once",
                    "the_setup_makes_the_first_administrator_and_closes_for_ever",
                    "a_closed_ticket_must_be_reopened_before_it_is_assigned",
                ],
            ),
            yes(
                "2.3.2",
                "The written limits hold",
                "Ten sessions, five mistakes, three letters an hour, and so on.",
                &[
                    "the_eleventh_session_ends_the_oldest",
                    "three_letters_an_hour_are_written_for_one_visitor",
                    "too_many_bytes_are_refused_and_the_text_stays",
                ],
            ),
            yes(
                "2.3.3",
                "All of an act or nothing of it",
                "One action is one transaction with its fact and its jobs.",
                &[
                    "a_reaction_is_queued_with_its_fact_or_not_at_all",
                    "t1_what_fifty_agents_were_promised_survives_kill_9",
                ],
            ),
            yes(
                "2.3.4",
                "What there is once is not given twice",
                "Versions on rows, fences on jobs, one winner each.",
                &[
                    "of_two_who_use_a_link_at_once_one_gets_in",
                    "two_administrators_who_step_down_at_once_do_not_both",
                    "a_worker_whose_claim_went_to_another_changes_nothing",
                ],
            ),
            yes(
                "2.4.1",
                "Machines cannot ask without end",
                "Limits per address, account, key and program, where Redis is named for all nodes together; automatic mails have their own.",
                &[
                    "the_sixth_attempt_in_a_minute_from_one_address_must_wait",
                    "a_key_comes_so_often_and_guesses_are_counted_by_address",
                    "the_receipt_names_the_number_is_marked_as_automatic_and_has_its_limit",
                    "counts each visitor alone",
                    "two_nodes_with_one_redis_count_together",
                ],
            ),
        ],
    },
    Chapter {
        title: "V3 In the browser",
        rows: &[
            yes(
                "3.2.1",
                "Answers are not read as something else",
                "Files are downloads in a sandbox, and other sites embed nothing.",
                &[
                    "files_are_saved_not_run_and_only_real_images_are_shown",
                    "another_site_can_neither_post_nor_embed",
                    "every_endpoint_of_the_api_says_the_same",
                ],
            ),
            yes(
                "3.2.2",
                "Text is put into pages as text",
                "Scripts write text; HTML passes one Trusted Types policy that makes scripts inert.",
                &[
                    "the_headers_of_every_answer_are_those_that_are_listed",
                    "hostile_names_are_only_text",
                ],
            ),
            partly(
                "3.3.1",
                "Cookies are `Secure` with a prefix",
                "`__Host-` and `Secure` for all of them, except on `localhost` without TLS, where they count nowhere else.",
                &[
                    "over_tls_the_cookies_carry_the_host_prefix",
                    "a_cookie_without_protection_counts_on_this_machine_alone",
                ],
            ),
            yes(
                "3.3.2",
                "`SameSite` fits the purpose",
                "`Lax`, so that a link in a mail opens signed in.",
                &["signing_in_begins_a_session_and_remembers_the_device"],
            ),
            partly(
                "3.3.3",
                "Cookies carry `__Host-`",
                "All of them, except on `localhost` without TLS.",
                &["over_tls_the_cookies_carry_the_host_prefix"],
            ),
            yes(
                "3.3.4",
                "Scripts cannot read the session",
                "`HttpOnly`; the value is in no page and no answer's body.",
                &["signing_in_begins_a_session_and_remembers_the_device"],
            ),
            yes(
                "3.4.1",
                "HSTS for a year with subdomains",
                "Wherever the external address is https; can be switched off for houses that share a domain.",
                &[
                    "the_headers_of_every_answer_are_those_that_are_listed",
                    "sends visitors from http to https and keeps their browser there",
                ],
            ),
            yes(
                "3.4.2",
                "Other origins may not read",
                "No answer has a CORS header.",
                &["the_headers_of_every_answer_are_those_that_are_listed"],
            ),
            yes(
                "3.4.3",
                "A Content-Security-Policy with `object-src` and `base-uri` `'none'`",
                "On every answer, with a fresh nonce.",
                &[
                    "the_headers_of_every_answer_are_those_that_are_listed",
                    "every_answer_carries_the_safety_headers_and_a_fresh_nonce",
                ],
            ),
            yes(
                "3.4.4",
                "`nosniff` everywhere",
                "On every answer.",
                &["the_headers_of_every_answer_are_those_that_are_listed"],
            ),
            yes(
                "3.4.5",
                "A Referrer-Policy",
                "`same-origin`.",
                &["the_headers_of_every_answer_are_those_that_are_listed"],
            ),
            yes(
                "3.4.6",
                "Pages cannot be framed",
                "`frame-ancestors 'none'`; a mail's frame by our own pages alone.",
                &["the_headers_of_every_answer_are_those_that_are_listed"],
            ),
            yes(
                "3.4.7★",
                "Violations of the policy are reported",
                "Browsers tell them; each is a line in the security log, a few a minute from one address, with the names of the sites alone.",
                &[
                    "what_a_browser_reports_is_a_line_in_the_security_log_and_never_a_flood",
                    "the_headers_of_every_answer_are_those_that_are_listed",
                ],
            ),
            yes(
                "3.4.8★",
                "`Cross-Origin-Opener-Policy`",
                "`same-origin` on every answer.",
                &["the_headers_of_every_answer_are_those_that_are_listed"],
            ),
            yes(
                "3.5.1",
                "Requests of other sites are told apart",
                "Fetch Metadata, then Origin, then nothing, checked before any handler.",
                &[
                    "a_change_needs_proof_that_it_comes_from_our_own_page",
                    "another_site_can_neither_post_nor_embed",
                ],
            ),
            yes(
                "3.5.2",
                "Nothing rests on the preflight alone",
                "The same check holds for every kind of body; the API knows no cookie.",
                &[
                    "a_change_needs_proof_that_it_comes_from_our_own_page",
                    "nothing_but_a_good_key_comes_in_and_a_cookie_never",
                ],
            ),
            yes(
                "3.5.3",
                "Reading methods change nothing",
                "Every address of a filled house is asked for; no row is another one afterwards.",
                &["asking_for_every_address_changes_no_row"],
            ),
            yes(
                "3.5.4",
                "Different applications have different hosts",
                "One application on one host; HTML from outside gets an origin of its own by the sandbox.",
                &["html_stands_in_a_frame_that_runs_nothing_and_asks_nobody"],
            ),
            not_here("3.5.5", "`postMessage`", "Not used."),
            yes(
                "3.5.8★",
                "Other sites load nothing of it",
                "Cross-site loads are refused unless somebody follows a link.",
                &["other_sites_may_link_but_not_embed", "another_site_can_neither_post_nor_embed"],
            ),
            yes(
                "3.7.1",
                "Only technology that browsers still maintain",
                "HTML, CSS and modules; pages work without scripts.",
                &["a mail is found, read, answered and closed with forms alone"],
            ),
            yes(
                "3.7.2",
                "Nobody is sent on to a foreign address",
                "Only paths of our own are returned to.",
                &[
                    "only_our_own_pages_are_returned_to",
                    "who_is_signed_out_is_led_to_the_door_and_back",
                ],
            ),
        ],
    },
    Chapter {
        title: "V4 Programs as clients",
        rows: &[
            yes(
                "4.1.1",
                "Answers say their type and charset",
                "Every answer with a body.",
                &[
                    "the_headers_of_every_answer_are_those_that_are_listed",
                    "a_program_that_asks_for_json_gets_its_problems_so",
                ],
            ),
            partly(
                "4.1.2",
                "Only pages are led from http to https",
                "Kontor itself leads nobody; the proxies' shipped files lead every address, also those of the API.",
                &["sends visitors from http to https and keeps their browser there"],
            ),
            yes(
                "4.1.3",
                "Headers of the proxy cannot be forged",
                "They count from `server.trusted_proxies` alone.",
                &[
                    "a_stranger_cannot_say_who_he_is",
                    "lets nobody forge an address",
                    "a_proxy_that_nobody_named_opens_no_metrics_and_the_doctor_warns_of_it",
                ],
            ),
            yes(
                "4.2.1",
                "The end of a message is never in doubt",
                "Chunked wins and the connection ends; every other doubt is a 400.",
                &["nothing_is_smuggled_behind_two_lengths", "a_header_without_end_is_refused"],
            ),
            not_here("4.3.1–4.3.2", "GraphQL", "None."),
            not_here(
                "4.4.1–4.4.4",
                "WebSocket",
                "None; pages listen by server-sent events with the ordinary session.",
            ),
        ],
    },
    Chapter {
        title: "V5 Files",
        rows: &[
            yes(
                "5.1.1",
                "Types and sizes that are taken are written down",
                "Sizes are settings; every type is taken, because customers send every type, and none is opened. What is done with a malicious one stands in the handbook.",
                &["docs/en/configuration.md", "docs/en/administration.md"],
            ),
            yes(
                "5.2.1",
                "Files have a size that can be handled",
                "Per request, per mail and per answer from outside.",
                &[
                    "a_body_over_the_limit_is_refused",
                    "a_mail_over_the_limit_is_told_with_its_beginning",
                    "an_answer_that_is_too_large_compressed_or_late_is_refused",
                ],
            ),
            partly(
                "5.2.2",
                "Content fits the name",
                "Only what is shown is looked at: an image is shown when its bytes are one. Other files are taken as they are and only saved.",
                &[
                    "an_image_inside_a_mail_is_shown_only_when_it_is_one",
                    "files_are_saved_not_run_and_only_real_images_are_shown",
                ],
            ),
            not_here("5.2.3", "Archives are checked before they are unpacked", "None is unpacked."),
            yes(
                "5.3.1",
                "Stored files are never run",
                "Sealed, under a keyed hash, outside anything that is served.",
                &[
                    "the_same_bytes_are_stored_once_and_many_come_back_in_their_order",
                    "files_are_saved_not_run_and_only_real_images_are_shown",
                ],
            ),
            yes(
                "5.3.2",
                "Paths are not made of names from outside",
                "A file is found by its hash alone.",
                &[
                    "a_name_is_never_a_path_nor_reordered",
                    "garbage_in_any_address_and_any_body_is_answered_on_every_route",
                ],
            ),
            yes(
                "5.4.1",
                "A download has a name of our choosing",
                "`Content-Disposition` with the cleaned name.",
                &["files_are_saved_not_run_and_only_real_images_are_shown"],
            ),
            yes(
                "5.4.2",
                "Names are encoded",
                "RFC 6266 in answers, RFC 2231 in mails.",
                &[
                    "hostile_names_are_only_text",
                    "files_get_names_that_can_be_stored",
                    "what_is_composed_is_read_back_the_same",
                ],
            ),
            yes(
                "5.4.3",
                "Files are looked at by a virus scanner",
                "By ClamAV where the settings name it, each time a file is asked for or put in; without its answer none is handed out. Which scanner there is, is the house's choice.",
                &[
                    "what the virus scanner finds is neither handed out nor taken, and without its word nothing is",
                ],
            ),
        ],
    },
];
