//! Who somebody is and what they may: chapters 6 to 8.

use super::{Chapter, not_here, partly, yes};

pub(super) const CHAPTERS: &[Chapter] = &[
    Chapter {
        title: "V6 Signing in",
        rows: &[
            yes(
                "6.1.1",
                "How guessing is stopped is written down, without locking owners out",
                "Sign-in in SECURITY.md: limits, locks, and the known device that has its own count.",
                &["SECURITY.md", "five_mistakes_lock_strangers_out_but_not_the_owners_device"],
            ),
            yes(
                "6.1.2",
                "Words that passwords may not be made of are listed",
                "Name, address and company; in SECURITY.md and in the code.",
                &["SECURITY.md", "long_but_easy_to_guess_is_refused"],
            ),
            yes(
                "6.1.3",
                "All ways in are written down with their strength",
                "Password, one-time link or provider, each with the second factor; keys of programs; programs that sign in by password and second factor; there is no other.",
                &[
                    "SECURITY.md",
                    "docs/security/threat-model.md",
                    "links_and_new_passwords_still_ask_for_the_second_factor",
                ],
            ),
            yes(
                "6.2.1",
                "Passwords have at least 8, better 15 characters",
                "15; a house may want up to 64.",
                &["length_is_counted_in_characters", "a_house_may_want_longer_passwords"],
            ),
            yes(
                "6.2.2",
                "Passwords can be changed",
                "On the account page.",
                &["changing_the_password_needs_the_present_one_and_begins_all_sessions_anew"],
            ),
            yes(
                "6.2.3",
                "Changing needs the present one and the new one",
                "And the second factor where there is one.",
                &[
                    "changing_the_password_needs_the_present_one_and_begins_all_sessions_anew",
                    "changing_the_password_does_not_get_round_the_second_factor",
                ],
            ),
            yes(
                "6.2.4",
                "The commonest passwords are refused",
                "zxcvbn, and the list of stolen ones.",
                &[
                    "long_but_easy_to_guess_is_refused",
                    "a_stolen_password_is_refused_and_the_service_learns_five_letters",
                ],
            ),
            yes(
                "6.2.5",
                "No rules about kinds of characters",
                "Only length and how easily it is guessed.",
                &["nothing_is_trimmed_or_folded"],
            ),
            yes(
                "6.2.6",
                "Passwords are masked as they are typed",
                "Every field for one.",
                &["passwords_are_masked_and_can_be_pasted_and_filled_in"],
            ),
            yes(
                "6.2.7",
                "Pasting and password managers work",
                "No field is in their way, and each says what belongs in it.",
                &["passwords_are_masked_and_can_be_pasted_and_filled_in"],
            ),
            yes(
                "6.2.8",
                "A password is checked as it was received",
                "Nothing is cut, trimmed or folded.",
                &["nothing_is_trimmed_or_folded", "only_the_same_password_is_right"],
            ),
            yes("6.2.9", "64 characters are allowed", "128.", &["length_is_counted_in_characters"]),
            yes(
                "6.2.10",
                "Passwords do not run out",
                "There is no such setting.",
                &["docs/en/configuration.md"],
            ),
            yes(
                "6.2.11",
                "The listed words are refused",
                "A password that is easily guessed by whoever knows them.",
                &["long_but_easy_to_guess_is_refused"],
            ),
            yes(
                "6.2.12",
                "Stolen passwords are refused",
                "By five of forty characters of the hash, or in a list of one's own; when one is chosen, and again at the sign-in every 30 days.",
                &[
                    "a_password_that_is_stolen_later_is_found_within_a_month_and_another_one_is_chosen",
                    "a_stolen_password_is_refused_and_the_service_learns_five_letters",
                    "a_list_of_ones_own_serves_without_the_internet_also_for_the_command_line",
                ],
            ),
            yes(
                "6.3.1",
                "Guessing is stopped as it is written",
                "Limits per address and account, locks that double, addresses that are blocked, all outcomes logged.",
                &[
                    "who_guesses_too_often_is_kept_from_guessing_and_the_office_behind_works_on",
                    "the_eleventh_attempt_in_a_minute_on_one_account_must_wait_wherever_it_comes_from",
                    "the_fifth_mistake_locks_for_a_quarter_of_an_hour",
                    "codes_cannot_be_tried_without_end",
                    "passwords_are_guessed_in_vain_from_one_address_and_from_thousands",
                    "who_knows_the_password_guesses_codes_in_vain_and_who_stole_a_session_passwords",
                    "keys_and_tokens_are_guessed_in_vain",
                ],
            ),
            yes(
                "6.3.2",
                "No accounts that everybody knows",
                "A new house has none.",
                &["a_new_house_has_no_user_and_no_password"],
            ),
            partly(
                "6.3.3",
                "Signing in takes several factors",
                "For administrators and whoever administers something by an own role by default, for everybody where `sign_in.second_factor` says so, and for whoever has an app or a passkey; not for everybody by default. A passkey cannot be fished for: it is bound to scheme, host and port, and its owner is verified by the device (★).",
                &[
                    "who_has_a_passkey_needs_it_beside_the_password_whether_the_role_must_or_not",
                    "a_passkey_signs_in_without_a_name_and_without_a_second_question",
                    "whatever_is_wrong_with_a_passkey_has_one_answer",
                    "who_must_have_a_factor_sets_it_up_before_the_first_page",
                    "who_administers_by_an_own_role_needs_the_second_factor_of_administrators",
                    "who_administers_since_the_role_changed_comes_in_with_both_factors",
                    "with_an_app_the_password_alone_opens_nothing_and_each_code_opens_once",
                ],
            ),
            yes(
                "6.3.4",
                "Every way in is as strong as the others",
                "Links, resets and providers ask for the second factor too, unless a provider's own is trusted.",
                &[
                    "links_and_new_passwords_still_ask_for_the_second_factor",
                    "an_unknown_name_costs_as_much_work_as_a_wrong_password",
                    "the_password_is_asked_as_on_the_page_and_the_second_factor_where_it_is_due",
                ],
            ),
            yes(
                "6.3.8★",
                "Nobody learns which accounts exist",
                "The same answer after the same work, counted in runs of Argon2; forgotten passwords are looked up later by a job.",
                &[
                    "unknown_name_wrong_password_and_locked_account_get_the_same_answer",
                    "an_unknown_name_costs_as_much_work_as_a_wrong_password",
                    "a_forgotten_password_is_replaced_by_a_link_in_a_letter",
                ],
            ),
            yes(
                "6.4.1",
                "First secrets are random, short-lived and used once",
                "An invitation is a link for 72 hours; the password is the person's own.",
                &[
                    "links_end_in_time_and_a_new_one_voids_the_old_one",
                    "an_invited_person_chooses_the_password_and_is_in",
                ],
            ),
            yes(
                "6.4.2",
                "No secret questions",
                "There are none, nor hints.",
                &["the_table_names_every_route"],
            ),
            yes(
                "6.4.3",
                "A reset leaves the second factor alone",
                "It does, and ends all sessions.",
                &[
                    "links_and_new_passwords_still_ask_for_the_second_factor",
                    "a_reset_ends_all_sessions_and_unlocks",
                ],
            ),
            partly(
                "6.4.4",
                "A lost factor is replaced as carefully as it was set up",
                "By a recovery code, or by an administrator with a fresh proof; how the administrator knows the person is the house's affair.",
                &[
                    "a_recovery_code_replaces_the_app_once",
                    "an_administrator_resets_a_lost_factor_and_nobody_else_does",
                ],
            ),
            yes(
                "6.4.6★",
                "Administrators cannot choose passwords",
                "They give a link; only the command line on the machine itself can.",
                &["an_administrator_unlocks_ends_sessions_and_gives_a_reset_link"],
            ),
            yes(
                "6.5.1",
                "Each code is good once",
                "The last step is stored; a recovery code goes with its use.",
                &[
                    "codes_are_those_of_the_rfc_and_good_once",
                    "a_recovery_code_replaces_the_app_once",
                    "afterwards the password asks for the code, and each code is good once",
                ],
            ),
            yes(
                "6.5.2",
                "Stored codes are hashed",
                "120 bit, SHA-256.",
                &["the_database_knows_neither_secret_nor_codes"],
            ),
            yes(
                "6.5.3",
                "Codes and secrets come from a secure generator",
                "The kernel's, in one place.",
                &["time_and_chance_are_passed_in", "tokens_are_43_characters_and_never_the_same"],
            ),
            yes(
                "6.5.4",
                "Codes cannot be guessed",
                "Recovery codes have 120 bit, the app's six digits a lock after five mistakes.",
                &["a_code_is_read_however_it_is_typed", "codes_cannot_be_tried_without_end"],
            ),
            partly(
                "6.5.5",
                "Codes end in time",
                "30 seconds, and one step before and after for clocks that differ, which is more than the standard's 30.",
                &[
                    "codes_are_those_of_the_rfc_and_good_once",
                    "a_wait_ends_after_a_quarter_of_an_hour_and_with_the_account",
                ],
            ),
            not_here("6.6.1–6.6.3", "Codes by telephone or push", "None are sent."),
            yes(
                "6.8.1",
                "An identity is provider and subject together",
                "Issuer and subject; an address never opens an account.",
                &[
                    "one_sign_in_opens_one_account_and_one_account_has_one_of_each_provider",
                    "an_account_with_the_same_address_is_not_taken_over",
                ],
            ),
            yes(
                "6.8.2",
                "Signatures of assertions are checked",
                "RS256 and ES256 by the provider\'s published keys.",
                &[
                    "a_token_that_was_changed_by_one_letter_is_not",
                    "no_signature_and_one_by_a_shared_or_public_secret_are_refused_by_name",
                ],
            ),
            not_here("6.8.3", "SAML assertions are used once", "No SAML."),
            yes(
                "6.8.4",
                "How strongly the provider checked is looked at",
                "Its second factor counts where the settings trust it and the token says so (`amr`); otherwise Kontor asks for its own. A fresh proof counts only when the token says that it has just asked (`auth_time`).",
                &[
                    "who_has_no_password_proves_it_by_signing_in_there_anew",
                    "a_second_factor_there_counts_where_it_is_trusted_and_else_ours_is_asked",
                    "more_groups_than_fit_are_noticed_and_a_second_factor_too",
                ],
            ),
            yes(
                "6.3.7",
                "People are told when their ways in change",
                "By letter, where the house writes letters: a new password, a factor, a passkey or a linked sign-in that came or went, another address.",
                &[
                    "the_owner_is_told_by_letter_when_a_passkey_comes_or_goes",
                    "an_address_changes_once_both_mailboxes_have_said_yes",
                ],
            ),
        ],
    },
    Chapter {
        title: "V7 Sessions",
        rows: &[
            yes(
                "7.1.1",
                "Idle time and longest time are written down",
                "30 minutes and 24 hours, in SECURITY.md and as settings.",
                &["SECURITY.md", "docs/en/configuration.md"],
            ),
            yes(
                "7.1.2",
                "How many sessions at once is written down",
                "Ten; the oldest goes.",
                &["SECURITY.md", "the_eleventh_session_ends_the_oldest"],
            ),
            yes(
                "7.1.3",
                "Sessions across several systems are written down",
                "In the handbook: a session here has its own times and ends by back-channel log-out or by the hourly question, at the latest after its longest time.",
                &["docs/en/administration.md", "SECURITY.md"],
            ),
            yes(
                "7.2.1",
                "The server checks the session",
                "Each request asks the database.",
                &["someone_who_left_has_no_session"],
            ),
            yes(
                "7.2.2",
                "Session names are made anew",
                "At every sign-in and proof.",
                &["signing_in_again_voids_the_old_session"],
            ),
            yes(
                "7.2.3",
                "At least 128 random bits",
                "256.",
                &[
                    "tokens_are_43_characters_and_never_the_same",
                    "the_database_does_not_know_the_cookie",
                ],
            ),
            yes(
                "7.2.4",
                "A new one at sign-in and at each proof, and the old one ends",
                "The old cookie reads for five seconds what was under way, and changes nothing.",
                &[
                    "signing_in_again_voids_the_old_session",
                    "an_old_cookie_changes_nothing_and_is_not_replaced_again",
                    "what_was_under_way_with_the_old_cookie_is_answered_for_five_seconds",
                    "d1_killed_while_a_cookie_is_exchanged_the_old_one_opens_or_none",
                    "d2_of_two_tabs_that_prove_at_once_one_gets_the_new_cookie_and_the_other_loses_nothing",
                ],
            ),
            yes(
                "7.3.1",
                "It ends when nobody acts",
                "30 minutes; what pages do by themselves does not count.",
                &["a_session_ends_by_idling_by_age_and_by_command"],
            ),
            yes(
                "7.3.2",
                "It ends after its longest time",
                "24 hours.",
                &[
                    "a_session_ends_by_idling_by_age_and_by_command",
                    "a_stream_ends_with_its_session_even_if_nobody_says_so",
                    "a_clock_that_jumps_ends_sessions_and_never_lengthens_them",
                ],
            ),
            yes(
                "7.4.1",
                "After signing out nothing goes on",
                "The row is gone, the browser clears what it kept.",
                &["signing_out_ends_the_session_and_clears_what_the_browser_kept"],
            ),
            yes(
                "7.4.2",
                "Who is switched off has no session",
                "They end in the same transaction.",
                &[
                    "switching_off_ends_the_sessions_and_switching_on_lets_in_again",
                    "someone_who_left_has_no_session",
                ],
            ),
            yes(
                "7.4.3",
                "A changed factor ends the other sessions",
                "All of them, and programs that signed in.",
                &[
                    "another_device_replaces_the_app_and_ends_all_other_sessions",
                    "changing_the_password_needs_the_present_one_and_begins_all_sessions_anew",
                    "what_ends_sessions_ends_programs_and_somebody_elses_is_not_there",
                ],
            ),
            yes(
                "7.4.4",
                "Every page has the way out",
                "In the head of each.",
                &["every_page_has_the_way_out"],
            ),
            yes(
                "7.4.5",
                "Administrators end sessions",
                "On a user's page.",
                &["an_administrator_unlocks_ends_sessions_and_gives_a_reset_link"],
            ),
            yes(
                "7.5.1",
                "A fresh proof before what signing in rests on is changed",
                "Password and code, if the last is older than ten minutes.",
                &[
                    "every_dangerous_act_asks_and_does_nothing_before",
                    "a_dangerous_act_asks_for_the_code_too",
                ],
            ),
            yes(
                "7.5.2",
                "People see and end their sessions",
                "One by one or all others, with a proof.",
                &[
                    "sessions_are_listed_and_ended_one_by_one_or_all_others",
                    "nobody_ends_the_session_of_another",
                    "every_dangerous_act_asks_and_does_nothing_before",
                ],
            ),
            yes(
                "7.5.3★",
                "A fresh proof before other dangerous acts",
                "Accounts, mailbox secrets, keys.",
                &[
                    "every_dangerous_act_asks_and_does_nothing_before",
                    "a_session_that_was_not_proved_lately_sets_no_mailbox_secret",
                ],
            ),
            yes(
                "7.6.1",
                "Sessions that a provider vouched for end as it is written",
                "By its log-out, within the hour where it no longer lets the person in or gives other roles (asked by refresh token, where it gives one), and after 24 hours whatever it says.",
                &[
                    "who_may_no_longer_come_in_there_is_out_here_within_the_hour",
                    "other_roles_there_end_what_began_with_the_old_ones_and_other_claims_do_not",
                    "a_logout_there_ends_the_sessions_of_that_session_or_of_that_person",
                    "a_logout_outlives_a_fresh_proof_and_reaches_who_owes_the_second_factor",
                ],
            ),
            yes(
                "7.6.2",
                "A session begins by an act of the person",
                "A link asks first; looking at it begins nothing.",
                &[
                    "a_one_time_link_asks_first_and_signs_in_once",
                    "asking_for_every_address_changes_no_row",
                ],
            ),
        ],
    },
    Chapter {
        title: "V8 What somebody may",
        rows: &[
            yes(
                "8.1.1",
                "Who may do what is written down",
                "Roles in the handbook; the tables of the tests name every route with every role and right.",
                &[
                    "docs/en/administration.md",
                    "every_route_of_the_house_says_whom_it_lets_in",
                    "the_table_names_every_route",
                    "every_route_is_in_this_table",
                ],
            ),
            partly(
                "8.1.2",
                "Which fields somebody may see and change is written down",
                "There are no rights on single fields: who may see a thing sees all of it. Only secrets are shown to nobody.",
                &["docs/security/threat-model.md"],
            ),
            yes(
                "8.2.1",
                "Each act needs its right",
                "The right is the first line of each action; every route is asked as every kind of account and with every right by itself, every endpoint with every scope.",
                &[
                    "every_route_lets_in_who_has_its_right_and_nobody_else",
                    "every_route_lets_in_whom_it_should_and_nobody_else",
                    "who_manages_accounts_gives_nobody_more_than_they_have",
                    "who_manages_accounts_touches_nobody_who_may_more",
                    "customers_and_strangers_learn_nothing_and_agents_set_nothing_up",
                    "every_page_and_every_button_is_for_administrators",
                    "every_route_is_for_those_who_work_here",
                    "each_scope_opens_its_own_endpoints_and_no_other",
                    "no_endpoint_answers_without_a_key_nor_with_a_cookie",
                ],
            ),
            yes(
                "8.2.2",
                "Each thing is only for those who may see it",
                "Every address with every real id of a filled house is asked as a customer and as a stranger; what belongs to another person is not there.",
                &[
                    "no_address_of_the_house_opens_for_a_customer_or_a_stranger",
                    "nobody_ends_the_session_of_another",
                    "somebody_elses_key_is_not_there_but_for_who_manages_all",
                    "a_guessed_number_opens_no_foreign_ticket",
                    "who_has_none_of_its_roles_finds_a_reserved_ticket_nowhere",
                    "whatever_hangs_on_a_reserved_ticket_is_not_there_either",
                ],
            ),
            partly(
                "8.2.3",
                "Each field is only for those who may change it",
                "A form takes the fields of its own struct and no others; there is no test of its own.",
                &["people_set_their_own_name_language_and_theme"],
            ),
            yes(
                "8.3.1",
                "The server decides",
                "Rights are asked in actions, never in scripts.",
                &[
                    "customers_may_do_nothing_here",
                    "customers_and_strangers_learn_nothing_and_agents_set_nothing_up",
                ],
            ),
            not_here(
                "8.4.1",
                "Tenants are kept apart",
                "One house is one company. Customers have no portal yet: they can sign in and see only their own account.",
            ),
        ],
    },
];
