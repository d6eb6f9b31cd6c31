identity-sign-in = Sign in
identity-sign-in-help = Forgotten your password? Your administrator gives you a link with which you choose a new one.
identity-sign-in-refused = E-mail address and password do not match, or there were too many wrong attempts. Check both; after several wrong attempts, wait 15 minutes.
identity-to-sign-in = To the sign-in page
identity-email = E-mail address
identity-open-line-admin = If you run Kontor: put a proxy with TLS in front of it, such as nginx, Apache or Caddy, and set server.external_url to its https address.
identity-open-line-here = Only to try it out: on the machine that Kontor runs on it works without TLS, at http://localhost and the port of server.listen.
identity-open-line-proxy = If there is such a proxy already, it must send X-Forwarded-Proto, and server.trusted_proxies must name its address. Without that, Kontor does not know that the connection is encrypted.
identity-open-line-title = Nobody can sign in over this connection
identity-open-line-todo = What you can do:
identity-open-line-unknown = This request came through a proxy at { $address }, which the configuration does not name. If it is yours, this line is missing there; restart Kontor afterwards:
identity-open-line-visitor = If you work here: open the same address with https:// in front, or ask whoever runs Kontor for you.
identity-open-line-why = The connection is not encrypted. Everyone on the way could read your password and take your session, so Kontor accepts neither here.
identity-password = Password
identity-password-new = New password
identity-password-show = Show password
identity-password-hint = { $min } to { $max } characters, everything is allowed, spaces too. A sentence of four or five words that nobody guesses is good.
identity-password-too-short = The password needs at least { $min } characters.
identity-password-too-long = The password may have at most { $max } characters.
identity-password-too-weak = This password is easy to guess. Take several words that have nothing to do with you, your company or Kontor.
identity-password-breached = This password is on lists of stolen passwords, which attackers try first. Take another one, and change it wherever else you use it.
identity-password-current = Present password
identity-password-current-wrong = This is not your present password.
identity-password-change = Change password
identity-password-save = Change password
identity-password-saved = Your password is changed. All other sessions have ended.
identity-password-ends-sessions = All other sessions end with it.
identity-password-none = You have no password yet. Ask an administrator for an invitation with which you choose one.
identity-password-chosen = chosen
identity-password-not-chosen = not chosen yet
identity-link = Link
identity-link-title = Sign in with a one-time link
identity-link-text = This link signs you in once and is void afterwards.
identity-link-confirm = Sign in now
identity-link-spent = The link is unknown, was used already, or has expired.
identity-link-spent-title = This link is no longer good
identity-link-spent-todo = Ask for a new link, or sign in with your password.
identity-link-once = This link is shown only now. Pass it on in a way that only this person reads.
identity-link-copy = Copy link
identity-link-done = Done
identity-link-invite = New invitation
identity-link-reset = Password reset link
identity-choose = Choose a password
identity-choose-title = Welcome, { $name }
identity-choose-text = Choose a password for { $email }. After that you are signed in.
identity-choose-save = Save password and sign in
identity-choose-stolen = This password stands in a list of passwords that were stolen elsewhere. Choose another one, and it goes on.
identity-name = Name
identity-name-blank = Enter a name.
identity-name-unfit = A name has at most { $max } characters and no control characters.
identity-email-unfit = This is not an e-mail address. One looks like this: maria@company.com
identity-email-taken = This e-mail address belongs to another account already.
identity-role = Role
identity-email-same = This is the account's e-mail address already.
identity-email-change = Change the e-mail address
identity-email-new = New e-mail address
identity-email-hint = A link goes to your present address and one to the new address. The new one counts once both are confirmed.
identity-email-ask = Send the links
identity-email-asked = Two links are on their way: one to your present address, one to the new one. They are good for 24 hours.
identity-email-no-post = Kontor sends no letters here. Your administrator enters another address for you.
identity-email-waits-both = { $email } waits for both addresses to be confirmed.
identity-email-waits-new = { $email } still waits for the new mailbox to confirm.
identity-email-waits-old = { $email } still waits for the present mailbox to confirm.
identity-email-until = The links are good until
identity-email-withdraw = Withdraw the change
identity-email-withdrawn = The change is withdrawn. Your address stays as it is.
identity-email-confirm-title = Another e-mail address
identity-email-confirm-text = Shall the account have the address { $email } from now on?
identity-email-confirm = Yes, confirm
identity-email-confirmed-waiting = Thank you. Now the other mailbox still has to confirm.
identity-email-confirmed = The address is changed. From now on, sign in with the new one.
identity-email-confirmed-taken = This address has meanwhile become another account's. Nothing was changed.
identity-role-unknown = There is no such role.
identity-role-not-yet = There is nothing yet that a customer’s account could do. Choose agent or administrator; customers need no account to write to you.
identity-level = Support level
identity-level-of = Level { $level }
identity-level-short = level { $level }
identity-level-hint = For agents only.
identity-level-unknown = The support level is 1, 2, 3 or 4.
identity-lang = Language
identity-lang-unknown = There is no such language.
identity-theme = Theme
identity-theme-auto = As the device
identity-theme-light = Light
identity-theme-dark = Dark
identity-theme-unknown = There is no such theme.
identity-company = Company
identity-company-unfit = A company's name has at most { $max } characters and no control characters.
identity-last-admin = This is the last active administrator. Give someone else this role first.
identity-own-account = You cannot switch off your own account.
identity-inactive = This account is switched off.
identity-state = State
identity-state-active = active
identity-state-inactive = switched off
identity-save = Save
identity-cancel = Cancel
identity-admin = Administration
identity-account = My account
identity-profile = Profile
identity-profile-saved = Your profile is saved.
identity-keys = Keyboard
identity-keys-text = Single keys such as R for reply can be switched on and off.
identity-keys-open = Keyboard map
identity-sessions = Sessions
identity-sessions-text = You are signed in here. End what you do not recognise, and then change your password.
identity-sessions-end-others = End all others
identity-sessions-ended = The sessions have ended.
identity-session-device = Device
identity-session-ip = Address
identity-session-last = Last used
identity-session-own = this session
identity-session-since = since
identity-session-end = End
identity-session-ended = The session has ended.
identity-session-unknown = Unknown device
identity-programs = Signed-in programs
identity-programs-text = These programs signed in with your password and act for you. End what you do not recognise, and then change your password.
identity-programs-none = No program is signed in for you.
identity-programs-end = Sign all programs out
identity-programs-ended = The programs are signed out.
identity-program = Program
identity-program-ended = The program is signed out.
identity-users = Users
identity-users-text = Everyone who may sign in: who they are and which role they have.
identity-users-none = Nobody fits these filters.
identity-users-all = Show all
identity-user-new = New user
identity-user-new-text = You then get an invitation link. The person chooses the password.
identity-user-create = Create and invite
identity-user-saved = The account is saved.
identity-user-activated = The account is active again.
identity-user-deactivated = The account is switched off and its sessions have ended.
identity-user-unlocked = The account is unlocked.
identity-access = Access
identity-since = Created
identity-locked-until = Locked for unknown devices until
identity-unlock = Unlock
identity-end-sessions = End sessions
identity-activate = Switch on again
identity-deactivate = Switch off account
identity-pages = Pages
identity-page = Page { $n }
identity-page-back = Back
identity-page-on = Next
identity-invitation = Invitation for { $name }
identity-invitation-text = With this link { $name } chooses a password. It is valid for 72 hours and works once.
identity-reset = New password for { $name }
identity-reset-text = With this link { $name } chooses a new password. It is valid for 30 minutes and works once.
identity-setup-title = Set up Kontor
identity-setup-text = Make the first account: you become the administrator. After that you connect the first mailbox.
identity-setup-lang-hint = Your own; everyone else chooses for themselves.
identity-setup-finish = Set up and sign in
identity-setup-needed = This Kontor is not set up yet. Open the setup link that the program showed when it started, or get a new one with “kontor setup”.
identity-setup-token-spent = Setup links are good for 60 minutes. Get a new one with “kontor setup” on the server.
identity-setup-done-title = Kontor is set up
identity-setup-done = The setup is finished and cannot be repeated. Sign in.
identity-setup-open-line = The connection is not encrypted: everyone on the way can read your password. Set up https first, or open this page on the server itself.
identity-checks = Checks
identity-check-ok = All right:
identity-check-warn = Attention:
identity-check-fail = Failure:
identity-check-time = The server's clock says { $time } ({ $zone }). If that is wrong, set it.
identity-check-encrypted = The connection is encrypted.
identity-check-local = The connection is not encrypted and stays on this machine. Set up https for other devices.
identity-check-open = The connection is not encrypted and leaves this machine.
identity-proof-title = Please confirm that it is you
identity-proof-text = This step is a delicate one, and you signed in more than ten minutes ago. What you entered is kept: after your password it goes on.
identity-proof-go = Confirm and go on
identity-proof-none = This step is a delicate one, you signed in more than ten minutes ago, and your account has no password. Sign in with a new one-time link and do it again within ten minutes. The command “kontor admin link { $email }” prints such a link on the server, with the same --data as the server has.
identity-second-title = Second factor
identity-second-help = Phone lost? Take one of your recovery codes. If these are gone too, your administrator can reset the second factor.
identity-second-must = Your account needs a second factor. Set it up now and go on; it takes a minute.
identity-factor = Second factor
identity-factor-text = An authenticator app on your phone shows a new code every 30 seconds. With it, nobody gets into your account who knows nothing but your password.
identity-factor-set-up = Set up the second factor
identity-factor-replace = Set up another device
identity-factor-remove = Remove
identity-factor-reset = Reset the second factor
identity-factor-on = set up
identity-factor-off = not set up
identity-factor-app = Authenticator app
identity-factor-since = set up on
identity-factor-ends-sessions = All other sessions end with it.
identity-factor-confirm = Check and set up
identity-factor-step-app = Open your authenticator app, for example Aegis, Google Authenticator, Microsoft Authenticator or your password manager.
identity-factor-step-scan = Scan the picture below with it. On the same device, open the link; where neither works, type the secret.
identity-factor-step-code = Type the code that the app shows now.
identity-factor-qr = QR code for the authenticator app; the secret below says the same
identity-factor-open = Open in the app
identity-factor-secret = Secret
identity-factor-code = Code
identity-factor-code-hint = Six digits from the app, or a recovery code.
identity-factor-first-hint = Six digits that change every 30 seconds.
identity-factor-code-wrong = This code is wrong, or it was used already. Take the next one that the app shows, and check that your phone's clock is right. After five mistakes one waits for 15 minutes, after more of them longer; a recovery code always works.
identity-factor-offer-gone = The page lay open for too long. A new secret stands below: scan it with the app again.
identity-factor-needed = Your account must have a second factor. You can replace it but not remove it.
identity-factors-removed = The second factor is removed.
identity-passkey = Passkey
identity-passkeys = Passkeys
identity-passkeys-text = A passkey signs you in without a password: with the fingerprint, the face or the PIN of your device, or with a security key. It works at the real address of this house alone, so nobody can fish for it, and it counts as a second factor.
identity-passkeys-not-here = Passkeys need an address with a name and https. Your administrator sets it as “server.external_url”.
identity-passkey-since = Made on
identity-passkey-used = Last used
identity-passkey-unused = never
identity-passkey-new = Add a passkey
identity-passkey-make = Make the passkey
identity-passkey-name = Name
identity-passkey-name-hint = So that you know it again, for example: laptop at work, blue security key
identity-passkey-name-first = Passkey { $n }
identity-passkey-name-blank = Give the passkey a name, so that you know it again.
identity-passkey-name-unfit = A name has at most 60 characters.
identity-passkey-no-script = This browser cannot make a passkey here. It takes a current browser with JavaScript, and the address by which this house calls itself.
identity-passkey-stopped = No passkey came. Try again, or take another way.
identity-passkey-sign-in = Sign in with a passkey
identity-passkey-take = Use a passkey
identity-passkey-wrong = That did not work with this passkey. Try again, or take another way.
identity-passkey-not-added = The passkey was not made: it is known already, or it took longer than five minutes. Try again.
identity-passkey-too-many = You have as many passkeys as one person may have. Remove one that is not needed any more.
identity-passkey-added = The passkey is made. From now on you can sign in with it.
identity-passkey-renamed = The passkey has its new name.
identity-passkey-removed = The passkey is removed.
identity-passkey-remove = Remove the passkey
identity-passkey-remove-text = It opens nothing here any more, and all other sessions end. Delete it on your device as well, or it goes on being offered there.
identity-passkey-last-way = Your account has no password, and this is its last passkey. Without it only a link from your administrator lets you in.
identity-passkey-sure = Remove it all the same
identity-proof-passkey = This step is a delicate one, and you signed in more than ten minutes ago. What you entered is kept: after your passkey it goes on.
identity-factor-recovery-hint = One of your recovery codes.
identity-recovery = Recovery codes
identity-recovery-text = Each of these codes takes the place of the app's code once. Keep them where you get at them without your phone: printed, or in your password manager.
identity-recovery-once = The codes are shown now and never again. Kontor itself does not know them afterwards.
identity-recovery-copy = Copy all
identity-recovery-kept = I have kept them
identity-recovery-new = New codes
identity-recovery-few = Make new recovery codes soon; the old ones are void then.
identity-recovery-left =
    { $n ->
        [0] none left
        [one] one left
       *[other] { $n } left
    }
identity-forgot = Forgot your password?
identity-forgot-text = Say your e-mail address. If there is an account with it, we send a link with which you choose another password.
identity-forgot-send = Send the link
identity-forgot-sent = If there is an account with this address, a link is on its way. It is good for 30 minutes. If nothing arrives, look into the spam folder or ask your administrator.
identity-forgot-back = To the sign-in
identity-letter-send = Send the link by mail
identity-letter-sent = The link is on its way by mail.
identity-letter-invitation-subject = Your account at Kontor
identity-letter-invitation =
    Hello { $name },

    an account has been made for you. Choose your password here; the link is good for 72 hours and once:

    { $link }

    Afterwards you sign in with { $email }.
identity-letter-reset-subject = Choose another password
identity-letter-reset =
    Hello { $name },

    with this link you choose another password. It is good for 30 minutes and once:

    { $link }

    If you did not ask for it, there is nothing to do: your password stays as it is.
identity-letter-welcome-subject = Welcome to Kontor
identity-letter-welcome =
    Hello { $name },

    your password is chosen, your account is ready. You sign in with { $email }. Language, colours and a second factor are set here:

    { $link }
identity-letter-password-subject = Your password was changed
identity-letter-password =
    Hello { $name },

    the password of your account { $email } was changed, and all other sessions have ended.

    If that was not you, tell your administrator at once. Your account:

    { $link }
identity-letter-factor-added-subject = Second factor set up
identity-letter-factor-added =
    Hello { $name },

    an authenticator app was set up for your account { $email }. From now on the sign-in asks for a code.

    If that was not you, tell your administrator at once. Your account:

    { $link }
identity-letter-factors-removed-subject = Second factor removed
identity-letter-factors-removed =
    Hello { $name },

    the second factor of your account { $email } was removed.

    If you know nothing of it, tell your administrator at once. Your account:

    { $link }
identity-letter-passkey-added-subject = New passkey
identity-letter-passkey-added =
    Hello { $name },

    a passkey was made for your account { $email }. From now on it opens the account without a password.

    If that was not you, tell your administrator at once. Your account:

    { $link }
identity-letter-passkey-removed-subject = Passkey removed
identity-letter-passkey-removed =
    Hello { $name },

    a passkey of your account { $email } was removed. It opens nothing any more.

    If that was not you, tell your administrator at once. Your account:

    { $link }
identity-letter-password-stolen-subject = Your password was stolen elsewhere
identity-letter-password-stolen =
    Hello { $name },

    the password of your account { $email } stands in a list of passwords that were stolen from other services. At the next sign-in you choose another one. Change it wherever else you use it, too.

    Your account:

    { $link }
identity-apikey = Key
identity-apikeys = API keys
identity-apikeys-text = What programs come in with: whose they are, what they may do, when they were used last
identity-apikeys-own = Your API keys
identity-apikeys-good = Good API keys
identity-apikeys-own-text = A key lets a program act for you, as far as you tick. It may never do more than you.
identity-apikeys-open = Show API keys
identity-apikeys-empty = There is no key yet.
identity-apikeys-none = No key fits.
identity-apikeys-all = Show all keys
identity-apikey-new = New key
identity-apikey-new-text = The key is shown once. Give it to one program only, so that you can revoke it alone.
identity-apikey-create = Create the key
identity-apikey-name = What is it for?
identity-apikey-name-hint = For example: backup on the file server
identity-apikey-name-blank = Say what the key is for, so that you know it again.
identity-apikey-scopes = What it may do
identity-apikey-scopes-missing = Tick at least one thing that the key may do.
identity-apikey-scope-unknown = One of the permissions does not exist, or is not yours to give.
identity-apikey-days = Good for how many days?
identity-apikey-days-hint = At most { $max } days. Afterwards the program needs a new key.
identity-apikey-days-unfit = A key is good for 1 to { $max } days.
identity-apikey-networks = Only from these addresses
identity-apikey-networks-hint = Addresses or ranges such as 192.0.2.7 or 10.0.0.0/8. Empty: from everywhere.
identity-apikey-network-unfit = “{ $text }” is no address and no range such as 10.0.0.0/8.
identity-apikey-networks-too-many = At most { $max } addresses or ranges.
identity-apikey-too-many = You have { $max } keys already. Revoke one that is not needed any more.
identity-apikey-made = The key is made. From now on it opens the API.
identity-apikey-once = Copy the key now: nobody can show it again, we do not know it ourselves.
identity-apikey-copy = Copy the key
identity-apikey-try = Try it with
identity-apikey-owner = Owner
identity-apikey-last = Last used
identity-apikey-unused = never
identity-apikey-end = Good until
identity-apikey-good = good
identity-apikey-expired = expired
identity-apikey-over = revoked
identity-apikey-revoke = Revoke
identity-apikey-revoked = The key opens nothing any more.
identity-scope-users-read = Read who signs in here
identity-letter-email-old-subject = Another address for your account
identity-letter-email-old =
    Hello { $name },

    your account { $email } shall get the address { $wanted }. Confirm it here; the link is good for 24 hours:

    { $link }

    If you did not ask for it, confirm nothing, change your password and tell your administrator. Without this confirmation everything stays as it is.
identity-letter-email-new-subject = Confirm your address
identity-letter-email-new =
    Hello { $name },

    the account { $email } shall get this address: { $wanted }. Confirm it here; the link is good for 24 hours:

    { $link }

    If you know nothing of it, there is nothing to do.
identity-letter-email-changed-subject = Your address was changed
identity-letter-email-changed =
    Hello { $name },

    your account now has the address { $email }. Sign in with it.

    If that was not you, tell your administrator at once. Your account:

    { $link }
identity-sso-sign-in = Sign in with { $provider }
identity-sso-accept = Accept the invitation with { $provider }
identity-sso-again = Sign in anew with { $provider }
identity-sso-failed = The sign-in came to nothing
identity-sso-failed-todo = You can try again, or sign in with your e-mail address and password.
identity-sso-journey = This sign-in was not begun in this browser, took longer than ten minutes, or was used already. Begin it anew.
identity-sso-declined = { $provider } did not let you in, or you went back. Nothing has changed.
identity-sso-unreachable = { $provider } does not answer at the moment. Kontor tries again by itself; sign in with your password until then, or a little later.
identity-sso-rejected = { $provider } refused the sign-in ({ $why }). Tell your administrator: the settings here or there do not fit.
identity-sso-unbelievable = What { $provider } answered cannot be believed ({ $why }), so nobody was signed in. Try again; if it happens again, tell your administrator.
identity-sso-tenant = Your account at { $provider } belongs to an organisation that may not sign in here.
identity-sso-guest = You are a guest in that organisation, and guests may not sign in here.
identity-sso-not-linked = No account here is linked with your account at { $provider }. Sign in with your password and link it under “My account”, or ask your administrator for an invitation.
identity-sso-email-taken = There is an account with your e-mail address here already. It is not opened this way, for an address proves nothing: sign in with your password, then link it with { $provider } under “My account”.
identity-sso-no-email = { $provider } says no e-mail address of yours, so no account can be made. Ask your administrator.
identity-sso-no-role = Your account at { $provider } has no role that may sign in here. Ask whoever gives roles there.
identity-sso-groups = You are in more groups than { $provider } says at once, and they could not be asked for. Tell your administrator: Kontor needs to read your groups there, or app roles instead of groups.
identity-sso-elsewhere = Your account at { $provider } is linked with another account here.
identity-sso-already = Your account is linked with { $provider } already. Unlink it first.
identity-sso-signed-out = You are not signed in any more. Sign in and link your account anew.
identity-sso-last-way = Nothing else opens your account but { $provider }. Choose a password first: ask your administrator for an invitation.
identity-sso-not-anew = { $provider } did not say that it has just asked who you are. Log out there and try again. If that does not help, your administrator needs the claim auth_time from there.
identity-goodbye = Signed out
identity-goodbye-here = You are signed out here.
identity-goodbye-text = At { $provider } you are still signed in in this browser: whoever uses it after you gets in again without a password. On a device that is not yours, log out there as well.
identity-goodbye-now = You are being logged out at { $provider } as well. If it does not go on by itself, take the button.
identity-goodbye-there = Log out at { $provider } as well
identity-sso-links = Linked sign-ins
identity-sso-text = With a linked sign-in you get into your account without its password. Who it is, the other house says.
identity-sso-provider = Sign-in
identity-sso-known-as = Known there as
identity-sso-link = Link with { $provider }
identity-sso-linked = Your account is linked. All other sessions have ended.
identity-sso-unlink = Unlink
identity-sso-unlink-from = Unlink from { $provider }
identity-sso-unlinked = The sign-in is unlinked, and its sessions have ended.
identity-sso-unlinked-keys = The sign-in is unlinked, and its sessions have ended. { $n ->
    [one] One API key of this account stays good
   *[other] { $n } API keys of this account stay good
    }: revoke what should not.
identity-sso-go = On to { $provider }
identity-sso-go-text = Sign in at { $provider } with the account that shall open yours here. All other sessions end with it.
identity-proof-sso = This step is a delicate one, and you signed in more than ten minutes ago. Sign in anew, then do it again within ten minutes.
identity-health-sso = Sign-in with { $provider }: it answers
identity-health-sso-gone = Sign-in with { $provider } does not work: { $cause }
identity-health-own-roles = Own roles of { $provider }: there is no { $names } here.
identity-health-own-roles-remedy = Who has earned one of them at the provider does not come in. Make the role under this name, or change own_roles in the settings.
identity-health-sso-slow = { $provider } has not answered yet; it has been asked.
identity-health-sso-remedy = Signing in with passwords goes on. Check the provider’s address in the settings, whether this server reaches it, and whether outbound.allow names it if it stands in your own network.
identity-letter-linked-subject = Another sign-in opens your account
identity-letter-linked =
    Hello { $name },

    your account { $email } was linked with a sign-in at another house. From now on that opens it too.

    If that was not you, tell your administrator at once. Your account:

    { $link }
identity-letter-unlinked-subject = A sign-in opens your account no longer
identity-letter-unlinked =
    Hello { $name },

    a sign-in at another house was unlinked from your account { $email } and opens it no longer.

    If you know nothing of it, tell your administrator at once. Your account:

    { $link }
identity-program-scopes-missing = Say in scopes what the program wants to do.
identity-program-code-missing = A code of the authenticator app is needed, or a recovery code.
identity-program-factor-missing = This account must set up a second factor first, in the browser.
identity-program-password-stolen = This password stands in a list of stolen ones. Choose another one first, in the browser.
identity-purpose-sign-in = Sign-in
identity-purpose-sign-in-text = By what somebody proves who they are: password, second factor, passkeys, linked sign-ins. For the safety of accounts; Art. 6 (1) b and f GDPR.
identity-purpose-sign-in-kept = Until the account is erased or the proof removed; what is only under way for minutes to days.
identity-purpose-programs = Access for programs
identity-purpose-programs-text = Keys and sign-ins of programs, with the name that their owner gave them and the network address that was used last; Art. 6 (1) b and f GDPR.
identity-purpose-programs-kept = Until they expire or are revoked, and 90 days after that.
identity-privacy-account = Account
identity-privacy-proofs = Password, factors, passkeys, keys and linked sign-ins
identity-privacy-why = Without the account they serve no purpose.
identity-privacy-own = Nobody erases their own account. Ask another administrator to do it.
identity-flag-reset = Forgotten passwords
identity-flag-reset-hint = Whoever forgot their password can have a link written, if the house sends letters.
identity-flag-programs = Sign-in of programs
identity-flag-programs-hint = Programs can sign in with address and password. Those that are signed in stay so, and keys go on.
identity-area = Accounts and keys
identity-right-users = See, invite, change and switch off accounts, as far as one’s own rights reach
identity-right-own-keys = Make keys for one’s own programs
identity-right-keys = See and revoke everybody’s keys
identity-roles = Roles
identity-roles-text = What people who work here may do, put together as you need it
identity-roles-none = There are no roles of your own yet. Until then everyone has what the kind of the account gives.
identity-roles-built-in = Built in
identity-roles-built-in-text = Every account is of one of these kinds. Agents who are given roles of your own have exactly the rights of those, together; agents without any have the ones listed here.
identity-roles-own = Roles of your own
identity-role-new = New role
identity-role-create = Create role
identity-role-copy = Copy
identity-role-copy-of = Copy of { $name }
identity-role-remove = Delete
identity-role-name = Name
identity-role-description = What it is for
identity-role-rights = Rights
identity-role-rights-all = everything
identity-role-rights-none = nothing
identity-role-rights-count = { $n ->
    [one] one right
   *[other] { $n } rights
 }
identity-role-holders = Who has it
identity-role-holders-none = Nobody has it.
identity-role-holders-more = and { $n } more
identity-role-kept = It can be deleted when nobody has it any more.
identity-role-effect = Changes take effect with the next click of everyone who has the role. Where rights are added, they sign in anew.
identity-role-saved = The role is saved.
identity-role-removed = The role is deleted.
identity-role-name-blank = A role needs a name.
identity-role-name-unfit = A name has at most { $max } characters and no control characters.
identity-role-name-taken = Another role has this name.
identity-role-description-unfit = At most { $max } characters.
identity-role-right-unknown = There is no such right.
identity-role-in-use = People still have this role: { $n }. Give them another one first.
identity-role-not-yours = You can only give what you have yourself.
identity-role-named = The settings call this role by its name (oidc.{ $provider }.own_roles). Change them first.
identity-own-roles = Roles of your own
identity-own-roles-hint = For agents. Without a role: the usual rights of agents. With roles: exactly their rights, together.
identity-security = Security
identity-security-text = How safe this house is set up, and what would make it better
identity-security-intro = What the settings and accounts say right now. Settings are changed in kontor.toml or the environment; the names on the right are theirs.
identity-security-state = State
identity-security-finding = Finding
identity-security-setting = Setting
identity-security-line = Everybody comes over a closed line: { $address }.
identity-security-line-open = The address of this house does not begin with https.
identity-security-line-remedy = Set server.external_url to your https address. Until then nobody signs in from another machine.
identity-security-factors = { $with } of { $all } people who work here have a second factor or a passkey. { $policy }
identity-security-factors-remedy = Set sign_in.second_factor to admins or staff: a password alone is guessed or phished too easily.
identity-security-factor-nobody = Nobody must have one.
identity-security-factor-admins = Administrators must have one.
identity-security-factor-staff = Everybody who works here must have one.
identity-security-factor-everyone = Everybody must have one.
identity-security-admins = Accounts with the role administrator: { $all }, of them with a second factor or a passkey: { $with }.
identity-security-admins-remedy = Make a second administrator, so that a lost device or a holiday locks nobody out.
identity-security-passwords = New passwords have at least { $length } characters and are not easily guessed. { $stolen }
identity-security-passwords-remedy = Set password.breached to online, or to file with a list of your own.
identity-security-stolen-online = They are looked up among stolen ones; the service learns five of forty characters of a hash.
identity-security-stolen-file = They are looked up in your own list of stolen ones.
identity-security-stolen-off = They are not looked up among stolen ones.
identity-security-providers = People also sign in through { $labels }.
identity-security-providers-none = Nobody signs in through a provider such as Microsoft 365.
identity-security-sessions = A session ends after { $idle } minutes without an action and after { $hours } hours; { $most } at most for each person.
identity-security-locks = { $locked ->
    [0] No sign-in is locked
    [one] One sign-in is locked
   *[other] { $locked } sign-ins are locked
 } after too many mistakes.
identity-security-letters = Letters go out: invitations, forgotten passwords, and notices to owners when their account changes.
identity-security-letters-none = No letters go out: nobody learns by mail that a password or a second factor was changed.
identity-security-letters-remedy = Set up [post] with your mail server or Resend.
identity-security-root = The root key does not lie in the data folder: a copy of the folder opens nothing sealed.
identity-security-root-near = The root key lies in the data folder: whoever copies the folder has both halves.
identity-security-root-remedy = Put it elsewhere with keys.root_file, or use the credential of the shipped systemd unit, and keep a copy apart from the backups.
identity-seen = What can the server see?
identity-seen-intro = Kontor is a helpdesk: it reads mail in order to sort and answer it. So this is the honest list. While it runs, the server sees all of it except the last two lines.
identity-seen-what = What
identity-seen-database = In a stolen database
identity-seen-disk = On a stolen disk without the root key
identity-seen-yes = yes
identity-seen-not-there = not in it
identity-seen-sealed = no, sealed
identity-seen-never = no, and not even to be guessed
identity-seen-hashes = hashes that open nothing
identity-seen-tickets = ticket texts, subjects, notes, drafts
identity-seen-people = people, organisations, addresses, telephone numbers
identity-seen-attachments = names, sizes and kinds of attachments
identity-seen-staff = names and addresses of your people, their roles, when and from where they signed in
identity-seen-audit = the audit trail, times, settings in the database
identity-seen-files = raw mails and contents of attachments
identity-seen-secrets = passwords of mailboxes, secrets of second factors, letters in the queue
identity-seen-passwords = passwords of your people
identity-seen-tokens = sessions, links, recovery codes, keys and tokens of programs
identity-seen-end = Whoever has the disk together with the root key has what the server has, except that passwords of people would have to be guessed, each guess at the cost of Argon2id. No mail here could only be opened by its reader, and we do not say “zero knowledge”.
