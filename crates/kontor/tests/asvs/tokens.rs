//! Tokens that speak for themselves, and sign-in by others: chapters 9 and 10.

use super::{Chapter, not_here, yes};

pub(super) const CHAPTERS: &[Chapter] = &[
    Chapter {
        title: "V9 Self-contained tokens",
        rows: &[
            yes(
                "9.1.1",
                "A token's signature is checked first",
                "Identity and logout tokens of providers; Kontor itself makes none: sessions, keys and programs' tokens are references to rows.",
                &[
                    "a_token_that_the_providers_key_signed_is_believed",
                    "a_token_that_was_changed_by_one_letter_is_not",
                ],
            ),
            yes(
                "9.1.2",
                "Only listed algorithms, never `none`",
                "RS256 and ES256.",
                &[
                    "no_signature_and_one_by_a_shared_or_public_secret_are_refused_by_name",
                    "a_key_counts_only_for_what_it_is_for",
                ],
            ),
            yes(
                "9.1.3",
                "Keys come from where the settings say",
                "The provider's published set; a key that a token brings along does not count.",
                &[
                    "a_key_that_is_kept_for_another_issuer_does_not_count",
                    "a_token_without_a_keys_name_needs_the_only_key",
                    "new_keys_are_fetched_but_not_for_everyone_who_makes_one_up",
                ],
            ),
            yes(
                "9.2.1",
                "A token counts in its time",
                "With 60 seconds of tolerance.",
                &["a_token_that_is_not_for_us_or_not_for_now_is_refused"],
            ),
            yes(
                "9.2.2",
                "A token counts for its kind of purpose",
                "One for logging out signs nobody in, and the other way round.",
                &[
                    "a_token_for_logging_out_signs_nobody_in",
                    "a_logout_says_who_and_when_and_is_no_sign_in",
                ],
            ),
            yes(
                "9.2.3",
                "A token is meant for this house",
                "Audience and `azp`.",
                &["a_token_that_is_not_for_us_or_not_for_now_is_refused"],
            ),
            not_here("9.2.4", "Tokens for several audiences are told apart", "Kontor issues none."),
        ],
    },
    Chapter {
        title: "V10 OAuth and OpenID Connect",
        rows: &[
            yes(
                "10.1.1",
                "Tokens go only to those who need them",
                "They stay in the server; the browser gets a session.",
                &[
                    "the first sign-in makes an account, and the next one finds it",
                    "a_key_is_not_shown_to_the_server_that_a_redirect_leads_to",
                ],
            ),
            yes(
                "10.1.2",
                "An answer belongs to the browser and the journey that asked",
                "State in the address, its other half in a `__Host-` cookie, once, for ten minutes.",
                &[
                    "the_way_back_is_good_once_in_the_browser_that_went_and_for_ten_minutes",
                    "a way back that was used, made up or began elsewhere opens nothing",
                ],
            ),
            yes(
                "10.2.1",
                "The code flow is guarded against forged requests",
                "State and PKCE (S256), both.",
                &[
                    "what_the_provider_did_not_sign_for_this_way_opens_nothing",
                    "the_way_back_is_good_once_in_the_browser_that_went_and_for_ten_minutes",
                ],
            ),
            yes(
                "10.2.2",
                "Providers cannot be mixed up",
                "The answer's `iss` is compared, and demanded where the provider promises it.",
                &["an_answer_in_the_name_of_another_provider_is_not_shown_to_this_one"],
            ),
            not_here(
                "10.3.1–10.3.4",
                "Kontor as a resource server",
                "It takes no token of an authorization server.",
            ),
            not_here(
                "10.4.1–10.4.16",
                "Kontor as an authorization server",
                "It is none for others. Programs sign in to it by a way of its own; their refresh tokens are good once (`a_refresh_token_shown_by_two_ends_the_whole_sign_in`).",
            ),
            yes(
                "10.5.1",
                "An identity token belongs to the request: nonce",
                "It is compared.",
                &[
                    "what_the_provider_did_not_sign_for_this_way_opens_nothing",
                    "a_right_token_says_who_it_is",
                ],
            ),
            yes(
                "10.5.2",
                "Who somebody is comes from what cannot be assigned anew",
                "Issuer and subject, at Microsoft tenant and object ID; never an address.",
                &[
                    "one_sign_in_opens_one_account_and_one_account_has_one_of_each_provider",
                    "at_microsoft_tenant_and_number_say_who_it_is",
                    "an_account_with_the_same_address_is_not_taken_over",
                ],
            ),
            yes(
                "10.5.3",
                "The provider's metadata is the expected provider's",
                "`issuer` letter by letter.",
                &[
                    "a_key_that_is_kept_for_another_issuer_does_not_count",
                    "several_tenants_have_one_issuer_for_all",
                ],
            ),
            yes(
                "10.5.4",
                "The token is meant for this client",
                "`aud` is the client's number.",
                &["a_token_that_is_not_for_us_or_not_for_now_is_refused"],
            ),
            yes(
                "10.5.5",
                "Back-channel log-out cannot be abused",
                "Signed, of its own kind, each once, and only for sessions that the provider vouched for.",
                &[
                    "what_is_no_logout_of_this_provider_ends_nothing",
                    "a_logout_says_who_and_when_and_is_no_sign_in",
                    "who logs out there is signed out here",
                ],
            ),
            not_here("10.6.1–10.6.2", "Kontor as an OpenID provider", "It is none."),
            not_here("10.7.1–10.7.3", "Consent to clients", "There are no clients of others."),
        ],
    },
];
