cli-about = Kontor, the back office of a small software company: one program, one sign-in, one backup.
cli-usage = Usage
cli-commands = Commands
cli-arguments = Arguments
cli-options = Options
cli-usage-options = OPTIONS
cli-usage-command = COMMAND
cli-value-file = FILE
cli-value-folder = DIR
cli-value-key = KEY
cli-value-setting = KEY=VALUE
cli-value-address = ADDRESS
cli-value-email = EMAIL
cli-value-role = ROLE
cli-exit-codes =
    Exit codes:
      0  done
      1  it could not be done
      2  the command was not understood
      3  the configuration is wrong
      4  the database or the keys cannot be used
      5  problems were found (doctor, audit verify, keys rotate, mail inspect, mail check, import)
cli-see-help = “kontor --help” tells what there is.
cli-wrong-argument = “{ $arg }” is not expected here.
cli-wrong-command = There is no command “{ $arg }”.
cli-missing-argument = This is missing: { $arg }
cli-missing-command = A command is missing.
cli-wrong-value = “{ $value }” is no value for { $arg }.
cli-twice = “{ $arg }” does not fit the rest.
cli-meant = Did you mean “{ $name }”?

cli-arg-config = Read this file instead of ./kontor.toml or /etc/kontor/kontor.toml
cli-arg-set = Set one setting, such as --set server.listen=127.0.0.1:9000; may be given several times
cli-arg-data = The folder of the data, like --set data.path=DIR
cli-arg-json = Print one JSON document, also on failure
cli-arg-lang = German or English; without it LC_ALL, LC_MESSAGES or LANG decides
cli-arg-help = Print this help
cli-arg-version = Print the version

cli-serve = Run the server
cli-arg-serve-demo = Fill an empty database with demo data, and print a link to sign in
cli-arg-serve-listen = Where to wait for connections: 127.0.0.1:8080, or unix:/path
cli-serve-address = Kontor is ready: { $address }

cli-doctor = Look at everything, and say what is wrong and what to do
cli-doctor-config = The configuration is right.
cli-doctor-config-warnings = { $warnings }
cli-doctor-config-remedy = “kontor config print” shows what is in force and where it came from.
cli-doctor-new = There is no database yet ({ $path }).
cli-doctor-new-remedy = “kontor serve” makes it.
cli-doctor-database = { $cause }
cli-doctor-running = Kontor runs on this database.
cli-doctor-stopped = Kontor does not run on this database.
cli-doctor-shared = The database is on a server.
cli-doctor-schema = The schema is up to date ({ $n } steps).
cli-doctor-schema-other = The schema is another version's: { $pending } steps wait, { $unknown } are unknown.
cli-doctor-schema-remedy = Steps that wait: start Kontor, or say “kontor migrate up”. Unknown steps: the database was used by a newer Kontor; install that one.
cli-doctor-keys = The root key opens the keyring.

cli-config = Check, print and explain the settings
cli-config-check = Say everything that is wrong with the settings
cli-config-print = Print all settings in force and where each came from
cli-arg-config-print-redacted = Show secrets as “…”; this is so in any case
cli-config-explain = Explain one setting
cli-arg-config-explain-key = The setting, such as server.listen
cli-config-good = The configuration is right ({ $file }).
cli-config-no-file = no file
cli-config-wrong = { $n ->
    [one] The configuration has a problem:
   *[other] The configuration has { $n } problems:
}
cli-config-unknown = There is no setting “{ $key }”.
cli-config-value = value:
cli-config-default = default:
cli-config-variable = variable:
cli-config-aliases = also:

cli-migrate = Bring the database's schema up to date
cli-arg-migrate-dry-run = Only say what would be done
cli-migrate-status = Show which steps are applied and which wait
cli-migrate-counts = { $applied } steps are applied, { $pending } wait.
cli-migrate-up = Apply the steps that wait; on SQLite a copy is made first
cli-migrate-down = Take back the last steps; on SQLite a copy is made first
cli-arg-migrate-down-steps = How many
cli-migrate-newer = The database was used by a newer Kontor, which made these steps:
cli-migrate-nothing = The schema is up to date.
cli-migrate-applied = { $n ->
    [one] One step was applied.
   *[other] { $n } steps were applied.
}
cli-migrate-reverted = { $n ->
    [one] One step was taken back.
   *[other] { $n } steps were taken back.
}

cli-keys = Show and renew the keys
cli-keys-status = Show the keys and how many values each seals
cli-keys-rotate = Make a new key and seal all values with it, while the server runs
cli-keys-rewrap = Put all keys under a new root key; stop the server first
cli-arg-keys-rewrap-new-root-file = The file of the new root key; it is made if it is missing
cli-keys-newest = in use
cli-keys-old = opens old values
cli-keys-retired = retired
cli-keys-values = { $n ->
    [one] one value
   *[other] { $n } values
}
cli-keys-uncounted = – is not counted: keys for files (file), checksums (mac) and passwords (pepper) always stay in use.
cli-keys-wait = The new key is there. Waiting { $seconds } s, so that every server knows it …
cli-keys-rotated = { $resealed } values were sealed anew, { $unreadable } could not be read.
cli-keys-retire = Take old keys out of service that seal nothing any more; they open nothing afterwards
cli-arg-keys-retire-key = Only this key, as keys status names it; all old ones if not given
cli-keys-too-new = The newest key was made only just now. Wait some seconds until every running server knows it.
cli-keys-in-use = { $values } values are still sealed with the key { $id }. Seal them anew first: kontor keys rotate
cli-keys-needed = The key { $id } is needed: only old keys of columns are retired.
cli-keys-unknown = There is no key { $id }.
cli-keys-now-retired = { $n } keys are out of service.
cli-keys-rewrapped = { $n } keys are under the new root key. Let keys.root_file name { $path } before you start the server.

cli-licence = The licence server: its account, and tokens for programs
cli-licence-account = Show the account with its addresses and its public key, and set it up if there is none
cli-licence-account-shown = Account: { $id }
    Name in addresses: { $slug }
    Address for programs: { $address }
    Public key (Ed25519): { $key }
cli-licence-token = Make a token with which a program of yours comes in; it is printed once
cli-arg-licence-token-name = What it is for, so that you know it again
cli-arg-licence-token-bearer = admin (as it is without this), dev, sales, spprt, read, prod, env, user or activ
cli-arg-licence-token-of = The id of the product, environment, user or licence whose it is
cli-arg-licence-token-days = For so many days; without an end if not given
cli-licence-token-made = The token { $name } is made. Nobody can show it again:
cli-licence-token-nameless = Say what the token is for, so that you know it again: kontor licence token "Shop".
cli-licence-token-of-whom = A token of the kind { $name } belongs to somebody: name the id of the product, environment, user or licence with --of.
cli-licence-bearer-unknown = There is no bearer { $name }. There are: { $all }.
cli-licence-export = Print products, policies, licences, machines and all the rest as JSON
cli-arg-licence-export-keys = With the licence keys in clear
cli-arg-licence-export-file = Where to; standard output if not given
cli-licence-import = Look at a table of licences (CSV) or at exported JSON, and take it over with --run
cli-arg-licence-import-file = The file
cli-arg-licence-import-run = Take over what can be; without this, it is only looked at
cli-arg-licence-import-tell = Tell webhooks of every entry that is taken over
cli-licence-import-counts = Rows: { $total }. Taken over: { $created }, ready: { $ready }, here already: { $known }, wrong: { $wrong }, to be made anew: { $left }.
cli-licence-import-row = Row { $row }: { $why }

cli-mail = Look into mails and mailboxes
cli-mail-inspect = Print what Kontor reads in a mail, one JSON object per file
cli-arg-mail-inspect-files = Files with one raw mail each; - is standard input
cli-mail-trim = Print the part of a plain text that its sender wrote new
cli-arg-mail-trim-file = A file with the text; - is standard input

cli-audit = Check the record of what happened
cli-audit-verify = Recompute the audit chain; any later change shows
cli-arg-audit-verify-head = A hash that was noted earlier and must still be in the chain
cli-audit-whole = The chain is whole: { $links } links, { $unsealed } facts wait to be chained, { $erased } are erased. Head: { $head }
cli-audit-broken = The chain is broken at link { $seq }: { $reason }
cli-audit-no-head = “{ $head }” is not the head of a chain. A head has 64 characters of 0–9 and a–f, as “kontor audit verify” prints it. The chain was not checked.
cli-audit-key = Print the public key that the heads of the chain are signed with
cli-arg-audit-verify-heads = A file of signed heads that were kept elsewhere; all of them must be in the chain
cli-audit-heads-fine = { $heads } signed heads are in the chain, the newest is no. { $number }.
cli-audit-heads-none = The file holds no head that this house signed: it says nothing about the chain.
cli-audit-heads-foreign = Not signed by this house: line { $lines } of the file.
cli-audit-heads-cut = The end of the chain was cut off: link { $from } and all after it are gone. Head no. { $number } was signed at { $at }.
cli-audit-heads-anew = The chain was made anew: from link { $from } on at the earliest, up to { $number } at the latest, it is another one than was signed at { $at }.

cli-serve-first-admin = The first administrator of `[first_admin]` cannot be made, and Kontor does not start without. { $why }
cli-serve-setup = Set it up here, within an hour: { $link }
cli-serve-sign-in = Sign in here, within half an hour: { $link }

cli-setup = Make a new one-time link to the setup
cli-setup-link = Set Kontor up here, within an hour: { $link }
cli-setup-done = Kontor is set up already; “kontor admin link EMAIL” makes a link to sign in.

cli-admin = Accounts: make one, let somebody in again, end sessions
cli-admin-create = Make an account; without a password it prints a link with which its owner chooses one
cli-arg-admin-create-email = The address with which its owner signs in
cli-arg-admin-create-name = The owner's name
cli-arg-admin-create-role = admin (as it is without this) or agent
cli-arg-admin-create-level = Support level of an agent, 1 to 4
cli-arg-admin-create-own-role = A role of your own for an agent, by its name; several times for several
cli-arg-admin-create-password-stdin = Read the password from the first line of standard input, or ask for it unseen
cli-admin-own-role-agents = Roles of your own are for agents: add --role agent.
cli-admin-own-role-unknown = There is no role called { $name }.
cli-admin-created = The account { $email } is there.
cli-admin-invitation = Choose a password here, within 72 hours: { $link }
cli-admin-password = Password for { $email }:
cli-admin-link = Print a link that signs somebody in once
cli-arg-admin-link-email = The address of the account
cli-admin-sign-in = Sign in here, within half an hour: { $link }
cli-admin-unlock = Let somebody try again after too many wrong passwords
cli-arg-admin-unlock-email = The address of the account
cli-admin-unlocked = { $email } may try again.
cli-admin-sessions = Sessions of an account
cli-admin-sessions-revoke = End all sessions of an account
cli-arg-admin-sessions-revoke-email = The address of the account
cli-admin-revoked = { $n ->
    [0] { $email } had no session.
    [one] One session of { $email } was ended.
   *[other] { $n } sessions of { $email } were ended.
}
cli-admin-second-factor = The second factor of an account
cli-admin-second-factor-remove = Remove an account's second factor, when it is lost together with the recovery codes
cli-arg-admin-second-factor-remove-email = The address of the account
cli-admin-factor-removed = { $email } has no second factor any more; all sessions have ended.
cli-admin-unknown = There is no account { $email }.
cli-demo-refused = This database is in use: demo data go only into an empty one. Take another folder (--data).

cli-mail-check = Try a mailbox: receiving, then sending; nothing is fetched or sent
cli-arg-mail-check-mailbox = The mailbox's address; not needed where there is only one
cli-mailbox-unknown = Which mailbox? There are: { $known }

cli-bench = What measuring needs
cli-bench-fill = Fill an empty database with invented tickets, the same on every run
cli-arg-bench-fill-tickets = How many tickets, each with two messages; with 5,000 customers of 500 firms
cli-arg-bench-fill-licences = How many licences, each with one machine
cli-bench-beat = Let heartbeats of invented machines become durable, as many as can be in a second
cli-arg-bench-beat-count = How many heartbeats
cli-arg-bench-beat-at-once = How many wait at once, as programs that ask do
cli-bench-beaten = { $n } heartbeats were durable after { $seconds } s.
cli-bench-drop-month = Fill a month with invented heartbeats and drop it, as old months are dropped
cli-arg-bench-drop-month-heartbeats = How many heartbeats
cli-bench-dropped = { $n } heartbeats were gone after { $seconds } s; who wanted to write meanwhile waited { $wait } ms at most.
cli-bench-not-filled = There are no invented licences here. Fill an empty database first: kontor bench fill --licences N
cli-bench-filled = { $n } tickets and { $licences } licences are in the database, after { $seconds } s.
cli-bench-not-empty = The database has tickets already. Only an empty one is filled, so that what is invented does not mix with what is real.

cli-import = Turn old mail into tickets, each mail once however often it is imported
cli-arg-import-mailbox = The address of the mailbox that the mails belong to; not needed where there is only one
cli-arg-import-open = Open tickets as if the mails came now, with receipts; otherwise they come in closed and nobody is answered
cli-import-maildir = Import the folder of a mail server (Maildir)
cli-arg-import-maildir-folder = The folder that holds cur and new
cli-import-mbox = Import an mbox file
cli-arg-import-mbox-file = The file
cli-import-eml = Import single mails
cli-arg-import-eml-files = Files with one raw mail each
cli-import-done = { $new ->
    [one] One mail was imported,
   *[other] { $new } mails were imported,
} { $known ->
    [one] one was there already.
   *[other] { $known } were there already.
}
cli-blocked = Blocked addresses: show, block, unblock
cli-blocked-list = Show what is blocked at present
cli-blocked-add = Block an address or a range
cli-arg-blocked-add-address = The address or range, such as 203.0.113.7 or 2001:db8:1:2::/64
cli-arg-blocked-add-reason = Why
cli-arg-blocked-add-minutes = For so many minutes; for good if not given
cli-blocked-remove = Let an address in again
cli-arg-blocked-remove-address = The address or range, as “blocked list” names it
cli-blocked-added = { $address } is blocked.
cli-blocked-removed = { $address } is no longer blocked.
cli-blocked-unknown = { $address } is not blocked; “kontor blocked list” shows what is.
cli-privacy = Personal data: the record of processing, and dry runs
cli-privacy-record = Show the record of processing (Art. 30 GDPR): which data, what for, for how long
cli-privacy-retention = Show what each rule of retention would erase now; changes nothing
cli-privacy-preview = Show what an erasure would do; the erasure itself begins on the page Privacy
cli-arg-privacy-preview-who = An e-mail address, or user:ID or person:ID as the page names it
cli-arg-privacy-preview-letters = Business letters are kept
cli-switch = Switches: apps, features, maintenance, read-only mode
cli-switch-list = Show all switches and how they stand
cli-switch-on = Switch on
cli-arg-switch-on-name = The switch, as “switch list” names it: maintenance, read-only, helpdesk
cli-arg-switch-on-text-de = What the others read in German during maintenance
cli-arg-switch-on-text-en = What the others read in English during maintenance
cli-switch-off = Switch off
cli-arg-switch-off-name = The switch, as “switch list” names it
cli-switch-is-on = { $name } is on.
cli-switch-is-off = { $name } is off.
