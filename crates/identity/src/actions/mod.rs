//! Every change to the people who sign in: one file per verb.

mod add_passkey;
mod arrive;
mod ask_passkey;
mod ask_reset;
mod breached;
mod change_email;
mod change_passkey;
mod change_password;
mod change_profile;
mod change_role;
mod change_user;
mod check_code;
mod check_passkey;
mod choose_password;
mod create_key;
mod create_role;
mod create_user;
mod end_entries;
mod end_program;
mod end_sessions;
mod enter;
mod erase_account;
mod finish_setup;
mod give_own_roles;
mod go_to_provider;
mod issue_link;
mod know_bearer;
mod link_sign_in;
mod log_out_by_provider;
mod offer_totp;
mod owed;
mod pass_second;
mod prove;
mod reach;
mod recheck_sign_in;
mod remove_factors;
mod remove_role;
mod renew_program;
mod renew_recovery_codes;
mod return_from_provider;
mod revoke_key;
mod set_active;
mod set_password;
mod set_totp;
mod sign_in;
mod sign_in_by_link;
mod sign_in_by_provider;
mod sign_in_program;
mod sign_in_with_passkey;
mod sign_out;
mod unlink_sign_in;
mod unlock_user;
mod vouch;

pub use add_passkey::add_passkey;
pub use arrive::Arrived;
pub use ask_passkey::{Begun, ask_passkey, offer_passkey};
pub use ask_reset::ask_reset;
pub use change_email::{Confirmed, ask_email_change, confirm_email_change, withdraw_email_change};
pub use change_passkey::{remove_passkey, rename_passkey};
pub use change_password::change_password;
pub use change_profile::{Profile, change_profile};
pub use change_role::change_role;
pub use change_user::change_user;
pub use check_passkey::Shown;
pub use choose_password::{PURPOSES, choose_password};
pub use create_key::{create_key, offered_scopes};
pub use create_role::create_role;
pub use create_user::create_user;
pub use end_program::{end_program, end_programs};
pub use end_sessions::{end_other_sessions, end_own_session, end_sessions};
pub use enter::{Entered, Way};
pub use erase_account::{erase_account, has_last_admin};
pub use finish_setup::{FirstAdmin, finish_setup, make_first_admin};
pub use go_to_provider::{Gone, Journey, go_to_provider};
pub use issue_link::{invite, issue_reset, one_time, post_link};
pub use know_bearer::know_bearer;
pub use log_out_by_provider::log_out_by_provider;
pub use offer_totp::{Offer, offer_again, offer_totp};
pub use owed::{Owed, has_passkeys_alone, must_have_factor, owed};
pub use pass_second::{pass_second, pass_with_new_totp, who_waits};
pub use prove::prove;
pub use recheck_sign_in::{forget_grant, recheck_sign_in};
pub use remove_factors::{remove_factors, remove_own_factors};
pub use remove_role::remove_role;
pub use renew_program::renew_program;
pub use renew_recovery_codes::renew_recovery_codes;
pub use return_from_provider::{Answer, Returned, return_from_provider};
pub use revoke_key::revoke_key;
pub use set_active::set_active;
pub use set_password::{check_password, set_password};
pub use set_totp::set_totp;
pub use sign_in::{Attempt, Refused as SignInRefused, sign_in};
pub use sign_in_by_link::sign_in_by_link;
pub use sign_in_program::{Tokens, Wanted, sign_in_program};
pub use sign_in_with_passkey::{pass_with_passkey, prove_with_passkey, sign_in_with_passkey};
pub use sign_out::{Goodbye, sign_out};
pub use unlink_sign_in::{unlink_own_sign_in, unlink_sign_in};
pub use unlock_user::unlock_user;

use crate::domain::password::{NewPassword, Refused};
use crate::store;
use platform::keys::Secret;
use platform::password::{Checked, PasswordConfig};
use platform::security_log::{Event, Who};
use platform::{Cx, Result, User};

/// Checks a new password against the rules, with what a guesser knows of this person.
async fn new_password(cx: &Cx, user: &User, text: &str) -> Result<NewPassword> {
    let company = store::setup::get(cx.db()).await?.company;
    fit_password(cx, text, &[&user.name, &user.email, &company]).await
}

/// A password that keeps the house's rules and is on no list of stolen ones. `context` is what a guesser would try.
async fn fit_password(cx: &Cx, text: &str, context: &[&str]) -> Result<NewPassword> {
    let checked: Result<_, Refused> = NewPassword::new(text, min_length(cx), context);
    let password = checked?;
    breached::refuse(cx, &password).await?;
    Ok(password)
}

/// How long a new password must be here.
pub fn min_length(cx: &Cx) -> usize {
    cx.kontor.config.section::<PasswordConfig>().min_length as usize
}

/// Whether this is the present password of whoever acts. A wrong one is a line in the security log.
async fn own_password(cx: &Cx, given: Secret) -> Result<()> {
    let user = cx.user()?;
    let stored = store::credential::find(cx.db(), user.id).await?.map(|row| row.password);
    if cx.kontor.passwords.check(user.id, given, stored.as_deref()).await? == Checked::Wrong {
        cx.kontor.security.write(cx, Event::ReauthFailed, Who::Known(&user.email), "bad_password");
        return Err(Refused::CurrentWrong.into());
    }
    Ok(())
}
