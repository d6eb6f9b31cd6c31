## the app and its rights

licensing-app = Licences
licensing-right-view = See licences, machines and products
licensing-right-work = Issue, change, suspend and renew licences, free machines
licensing-right-manage = Set up products, policies, tokens and keys, delete for good

licensing-nav-licences = Licences
licensing-nav-machines = Machines
licensing-nav-products = Products
licensing-nav-policies = Policies
licensing-nav-entitlements = Features
licensing-nav-groups = Groups
licensing-nav-users = Users
licensing-nav-environments = Environments

## metadata, words and limits

licensing-metadata-no-object = Metadata must be a JSON object.
licensing-metadata-many-keys = Metadata may have at most 64 keys.
licensing-metadata-deep = Metadata may be at most 4 levels deep.
licensing-metadata-long = Metadata may be at most 16 KB long.
licensing-word-licensed = with a licence only
licensing-word-open = for everybody
licensing-word-closed = by you alone
licensing-word-isolated = isolated: sees its own alone
licensing-word-shared = shared: also sees what belongs to none
licensing-word-unique-per-account = everywhere
licensing-word-unique-per-product = per product
licensing-word-unique-per-policy = per policy
licensing-word-unique-per-license = per licence
licensing-word-unique-per-machine = per machine
licensing-word-match-any = one
licensing-word-match-two = two
licensing-word-match-most = half or more
licensing-word-match-all = all
licensing-word-restrict-access = valid no more; earlier releases stay
licensing-word-revoke-access = nothing works any more
licensing-word-maintain-access = stays valid, without new releases
licensing-word-allow-access = stays valid
licensing-word-from-creation = from creation
licensing-word-from-first-validation = from the first validation
licensing-word-from-first-activation = from the first activation
licensing-word-from-first-download = from the first download
licensing-word-from-first-use = from the first use
licensing-word-from-first-ping = from the first heartbeat
licensing-word-from-expiry = from the present end
licensing-word-from-now = from now
licensing-word-from-now-if-expired = from now if it is over already
licensing-word-keep-expiry = the end stays
licensing-word-reset-expiry = the end begins anew
licensing-word-token = with a token
licensing-word-license = with the licence key
licensing-word-session = with a session
licensing-word-mixed = with a token or the licence key
licensing-word-none = not at all
licensing-word-per-machine = per machine
licensing-word-per-license = per licence
licensing-word-per-user = per user
licensing-word-always-allow-overage = as far as one likes
licensing-word-allow-1-25x-overage = up to 1.25 times
licensing-word-allow-1-5x-overage = up to 1.5 times
licensing-word-allow-2x-overage = up to twice
licensing-word-no-overage = not allowed
licensing-word-deactivate-dead = are released
licensing-word-keep-dead = are kept
licensing-word-no-revive = never
licensing-word-always-revive = at any time
licensing-word-1-minute-revive = within 1 minute
licensing-word-2-minute-revive = within 2 minutes
licensing-word-5-minute-revive = within 5 minutes
licensing-word-10-minute-revive = within 10 minutes
licensing-word-15-minute-revive = within 15 minutes
licensing-word-day = day
licensing-word-week = week
licensing-word-month = month
licensing-word-year = year
licensing-word-ed25519-sign = Ed25519 (recommended)
licensing-word-ecdsa-p256-sign = ECDSA P-256
licensing-word-rsa-2048-pkcs1-sign = RSA 2048, PKCS #1 v1.5 (old form)
licensing-word-rsa-2048-pkcs1-sign-v2 = RSA 2048, PKCS #1 v1.5
licensing-word-rsa-2048-pkcs1-pss-sign = RSA 2048, PSS (old form)
licensing-word-rsa-2048-pkcs1-pss-sign-v2 = RSA 2048, PSS
licensing-word-rsa-2048-jwt-rs256 = JSON Web Token (RS256)

## licences

licensing-licence-name-long = A name may have at most { $count } characters.
licensing-licence-name-control = Control characters cannot be stored.
licensing-licence-limit-zero = At least 1, or empty for the policy’s limit.
licensing-licence-limit-large = This number is too large.
licensing-licence-too-many = At most { $count } licences can be issued at once.
licensing-licence-key-taken = Another licence has this key already.
licensing-licence-key-short = A key has at least { $count } characters.
licensing-licence-key-long = A key is at most { $count } bytes long.
licensing-licence-key-invalid = A key must not look like an ID, nor have control characters, nor spaces at its ends.
licensing-licence-key-pool = The keys of this policy come from a pool.
licensing-licence-key-dataset = The dataset of a JSON Web Token must be a JSON object, with numbers for exp, nbf and iat.
licensing-licence-pool-empty = The pool of keys is empty.
licensing-licence-scheme = The scheme of this policy cannot be signed with.
licensing-licence-policy-unknown = There is no such policy.
licensing-licence-user-unknown = There is no such user.
licensing-licence-group-unknown = There is no such group.
licensing-licence-environment-unknown = There is no such environment.
licensing-licence-organisation-unknown = There is no such organisation.
licensing-licence-group-full = The group has as many licences as it may have.
licensing-licence-suspended = The licence is suspended already.
licensing-licence-not-suspended = The licence is not suspended.
licensing-licence-no-duration = The licence cannot be renewed: its policy names no duration.
licensing-licence-never-ends = The licence cannot be renewed: it never ends.
licensing-licence-no-check-in = The policy does not demand that the licence checks in.
licensing-licence-uses-amount = At least 1.
licensing-licence-uses-over = The licence may not be used so often.
licensing-licence-uses-below = There are no fewer uses than none.
licensing-licence-users-over = The licence has as many users as it may have.
licensing-licence-user-owns = Whoever owns the licence uses it anyway.
licensing-licence-user-detached = This user does not use the licence.
licensing-licence-entitlement-unknown = There is no such feature.
licensing-licence-entitlement-detached = The licence does not have this feature for itself.
licensing-licence-value-long = A value has at most { $count } characters.
licensing-licence-other-product = A licence cannot move to a policy of another product.
licensing-licence-other-keys = A licence cannot move to a policy whose keys are made in another way.
licensing-licence-over-strict = The licence has more than the strict policy allows.
licensing-licence = Licence
licensing-licence-new = New licence
licensing-licence-new-text = The key is made as the policy says.
licensing-licence-issue = Issue licence
licensing-licence-edit = Edit { $name }
licensing-licence-nameless = Licence …{ $hint }
licensing-licence-test = Test licence
licensing-test-hint = Marked as a test everywhere.
licensing-list = List of licences
licensing-list-all = All
licensing-list-ending = Ending within 30 days
licensing-list-unassigned = Without a holder
licensing-list-tests = Test licences
licensing-list-found = Found: { $text }
licensing-list-choose = Choose a licence.
licensing-list-nothing = What you choose is shown here.
licensing-list-none = There are no licences yet.
licensing-list-none-found = Nothing matches this filter.
licensing-list-export = Save as CSV
licensing-status-active = Active
licensing-status-inactive = Inactive
licensing-status-expiring = Ending soon
licensing-status-expired = Expired
licensing-status-suspended = Suspended
licensing-status-banned = Owner banned
licensing-pages-filter = Filter
licensing-filter-any = Any
licensing-filter-apply = Apply
licensing-filter-reset = Reset filter
licensing-filter-chip = { $name }: { $value }
licensing-filter-ends = Ends within days
licensing-filter-from = Ends from
licensing-filter-until = Ends until
licensing-filter-sort = Order
licensing-sort-newest = Newest first
licensing-sort-name = By name
licensing-sort-end = By end
licensing-sort-end-last = By end, latest first
licensing-environment-none = Live
licensing-environment-of-policy = As the policy
licensing-group-none = No group
licensing-policy-choose = Please choose
licensing-policy-missing = Choose the policy.
licensing-policy-none-yet = A policy comes first: it says what licences may do.
licensing-product-none-yet = A product comes first: everything else belongs to one.
licensing-pages-policies = Policies
licensing-owner-hint = The e-mail address of a user of licences.
licensing-owner-nobody = No user of licences has the address { $email }.
licensing-organisation-nobody = No organisation is called “{ $text }”.
licensing-organisation-choose = Several organisations may be meant. Choose one.
licensing-choice-unknown = There is no such choice ({ $field }).
licensing-date-wrong = This is no day.
licensing-form-stale = Someone else changed this meanwhile.
licensing-form-unreadable = The form could not be read.
licensing-field-name = Name
licensing-field-status = Status
licensing-field-product = Product
licensing-field-policy = Policy
licensing-field-organisation = Organisation
licensing-field-owner = Owner
licensing-field-group = Group
licensing-field-environment = Environment
licensing-field-test = Test licence
licensing-field-assigned = Has a holder
licensing-field-ends = Ends
licensing-field-protected = Protected
licensing-field-metadata = Metadata
licensing-field-created = Created
licensing-field-first-validated = First validated
licensing-field-last-validated = Last validated
licensing-field-last-check-in = Last check-in
licensing-field-last-check-out = Last check-out
licensing-field-id = ID
licensing-limit-machines = Machines
licensing-limit-users = Users
licensing-limit-processes = Processes
licensing-limit-cores = Cores
licensing-limit-memory = Memory (bytes)
licensing-limit-disk = Disk (bytes)
licensing-limit-uses = Uses
licensing-ends-hint = Blank: as the policy says.
licensing-ends-edit-hint = Blank: without an end.
licensing-no-end = no end
licensing-no-end-ever = Without an end, whatever the policy says
licensing-ends-and-endless = A licence has either an end or none: leave the day blank, or take the tick away.
licensing-ends-past = This day is past: the licence would have ended already. Choose a later day, or tick below that you mean it.
licensing-ends-past-meant = The end may lie in the past
licensing-limits = Limits
licensing-limits-own = Own limits
licensing-limits-hint = Blank: as the policy says.
licensing-taken = { $taken } (no limit)
licensing-taken-of = { $taken } of { $most }
licensing-seats = Machines: { $taken }
licensing-seats-of = { $taken } of { $most } seats
licensing-key = Key
licensing-key-end = End of the key
licensing-key-show = Show key
licensing-key-hide = Hide
licensing-key-copy = Copy
licensing-key-hint = Whoever looks at the key is noted in the security log.
licensing-key-own = Own key
licensing-key-own-hint = Blank: a new key is made. Where keys are signed, this is what is signed.
licensing-pages-facts = Facts
licensing-pages-history = History
licensing-history-none = Nothing has happened yet.
licensing-pages-users = Users
licensing-pages-users-none = Nobody but the owner.
licensing-users-email = The user’s e-mail address
licensing-users-attach = Add user
licensing-users-detach = Remove user
licensing-feature = Feature
licensing-features = Features
licensing-features-none = No features.
licensing-features-value = Value
licensing-features-past = This day is past. Choose a later one.
licensing-features-attach = Add feature
licensing-features-detach = Remove feature
licensing-features-of-policy = by the policy
licensing-pages-edit = Edit
licensing-pages-more = More
licensing-pages-save = Save
licensing-pages-cancel = Cancel
licensing-pages-yes = Yes
licensing-pages-no = No
licensing-pages-actions = Actions
licensing-renew = Renew
licensing-suspend = Suspend
licensing-reinstate = Reinstate
licensing-move = Another policy
licensing-move-title = { $name }: another policy
licensing-move-text = What the new policy says counts at once. It also says whether the end stays. Only policies of the same product are offered.
licensing-move-nowhere = There is no other policy of the product { $product }.
licensing-assign = Owner and group
licensing-assign-title = { $name }: owner and group
licensing-did-save = Saved.
licensing-did-issue = The licence is issued.
licensing-did-renew = The licence is renewed.
licensing-did-suspend = The licence is suspended.
licensing-did-reinstate = The licence is reinstated.
licensing-did-move = The licence follows the other policy now.
licensing-did-remove = { $name } is deleted.
licensing-pages-remove = Delete
licensing-remove-one = Delete { $name }
licensing-remove-many = { $n ->
    [one] Delete one licence
   *[other] Delete { $n } licences
}
licensing-remove-text = This cannot be undone. Machines that go along: { $machines }. Programs with these keys stop working.
licensing-remove-more = and { $n } more
licensing-remove-word = delete
licensing-remove-confirm = Type “{ $word }”
licensing-remove-unconfirmed = Type the word “{ $word }”.
licensing-remove-for-good = Delete for good

## licences in bulk and batches

licensing-bulk-delete = Delete …
licensing-bulk-done = { $n ->
    [one] One licence changed.
   *[other] { $n } licences changed.
}
licensing-bulk-partly = { $n ->
    [one] One licence changed, but not these: { $failed }
   *[other] { $n } licences changed, but not these: { $failed }
}
licensing-batch = Many licences at once
licensing-batch-text = Up to { $most } licences of a policy, all or none.
licensing-batch-count = How many
licensing-batch-count-wrong = Enter a number from 1 to { $most }.
licensing-batch-name-hint = # becomes the number.
licensing-batch-issue = Issue licences
licensing-batch-done = { $n ->
    [one] One licence issued
   *[other] { $n } licences issued
}
licensing-batch-fetch = Download keys as CSV
licensing-batch-fetch-text = Here you get all keys in one file. The page is good for 48 hours; whoever downloads the keys is noted in the security log.

## files and the offline desk

licensing-offline = File for a machine without a network
licensing-offline-text = The file proves the licence where no server can be asked. Carry it there, for example on a USB stick.
licensing-offline-for = For
licensing-offline-for-hint = A machine's file is good on that machine alone.
licensing-offline-licence = the licence, on any machine
licensing-offline-request = Request of the machine
licensing-offline-request-hint = The fingerprint that the program shows, or the request that it wrote down. It counts before the choice above.
licensing-offline-register = Register the machine if it is new
licensing-offline-register-hint = A new machine takes one of the licence's seats.
licensing-offline-time = Good for
licensing-offline-time-hint = A suspension reaches a machine without a network only when its file ends.
licensing-offline-day = one day
licensing-offline-week = one week
licensing-offline-month = 30 days
licensing-offline-year = one year
licensing-offline-for-ever = for ever
licensing-offline-encrypt = Encrypt
licensing-offline-encrypt-hint = It is opened with the licence key, a machine's file with its fingerprint as well.
licensing-offline-make = Make the file
licensing-offline-back = Back
licensing-offline-check = How programs check it
licensing-offline-check-text = The file is signed with Ed25519. A program that carries this public key knows that it is genuine.
licensing-offline-public-key = Public key
licensing-offline-copy = Copy the public key
licensing-file-ttl-invalid = The time must be at least one hour.
licensing-file-include-invalid = Some of what should come along cannot.
licensing-file-algorithm-invalid = Files are not made with this algorithm.
licensing-file-suspended = The licence is suspended: no file is made of it.
licensing-file-banned = The owner of the licence is banned: no file is made of it.
licensing-file-expired = The licence is expired and may not be used any more: no file is made of it.
licensing-file-machine-unknown = No machine of this licence has this fingerprint. If it is new, tick “Register the machine if it is new”.
licensing-file-request-unreadable = The request names no fingerprint.

## machines, components, processes

licensing-fingerprint-missing = The machine’s fingerprint is missing.
licensing-fingerprint-taken = This fingerprint is taken already.
licensing-component-taken = A component of this machine belongs to another one already.
licensing-component-conflict = Two components of this machine have the same fingerprint.
licensing-component-many = A machine has at most { $most } components.
licensing-component-name-missing = The component’s name is missing.
licensing-process-pid-missing = The number of the process is missing.
licensing-process-pid-taken = A process with this number runs on this machine already.
licensing-machine-too-long = This is longer than { $most } characters.
licensing-machine-control-character = Control characters are not allowed here.
licensing-machine-out-of-range = This must be a number between 0 and { $most }.
licensing-machine-owner-not-allowed = This person does not use the licence.
licensing-machine-group-not-found = There is no such group.
licensing-machine-licence-suspended = The licence is suspended.
licensing-machine-licence-expired = The licence has expired.
licensing-machine-limit = The licence is limited to { $most } machines, and has as many already.
licensing-machine-core-limit = The machines of this licence may have at most { $most } cores together.
licensing-machine-memory-limit = The machines of this licence may have at most { $most } bytes of memory together.
licensing-machine-disk-limit = The machines of this licence may have at most { $most } bytes of disk together.
licensing-process-limit = At most { $most } processes may run at once with this licence.
licensing-machine-group-limit = The group is limited to { $most } machines, and has as many already.
licensing-machine-dead = The machine counts as dead: its heartbeat comes too late.
licensing-process-dead = The process counts as dead: its heartbeat comes too late.
licensing-machine = Machine
licensing-machines = Machines
licensing-machines-all = All machines of this licence
licensing-machines-choose = Choose a machine.
licensing-machines-none = No machine runs it yet.
licensing-machine-edit = Edit { $name }
licensing-machine-release = Release
licensing-machine-release-title = Release { $name }
licensing-machine-release-text = The seat of the licence { $licence } becomes free. The program on this machine has to activate again, if a seat is free then.
licensing-did-release = { $name } is released.
licensing-heartbeat-not-started = Not watched
licensing-heartbeat-alive = Alive
licensing-heartbeat-dead = Dead
licensing-heartbeat-resurrected = Back again
licensing-beat-not-started = This machine has sent no heartbeat yet and is not watched.
licensing-beat-alive = Last heartbeat: { $at }
licensing-beat-dead = Counts as dead since { $at }: no heartbeat came any more.
licensing-beat-resurrected = Was dead and is back since { $at }.
licensing-components = Components
licensing-components-none = No components are known.
licensing-processes = Processes
licensing-processes-none = No processes run.
licensing-field-fingerprint = Fingerprint
licensing-field-heartbeat = Heartbeat
licensing-field-last-beat = Last heartbeat
licensing-machines-activated = activated
licensing-field-activated = Activated
licensing-field-hostname = Host name
licensing-field-platform = Platform
licensing-field-ip = IP address
licensing-field-cores = Cores
licensing-field-memory = Memory
licensing-field-disk = Disk
licensing-field-pid = Process id

## validation

## entries of the catalogue

licensing-edit = Edit
licensing-edit-title = Edit { $name }
licensing-save = Save
licensing-saved = Saved.
licensing-cancel = Cancel
licensing-back = Back
licensing-remove = Delete
licensing-remove-title = Delete { $name }?
licensing-remove-final = This cannot be undone.
licensing-remove-blocked = See what stands on it
licensing-remove-do = Delete for good
licensing-removed = { $name } was deleted.
licensing-facts = Details
licensing-history = History
licensing-id = ID
licensing-yes = yes
licensing-live = none: live
licensing-choice-none = none
licensing-for-ever = valid for ever
licensing-show-all = Show all
licensing-nothing-found = Nothing matches this search.
licensing-entry-created = created the entry
licensing-entry-changed = changed: { $fields }
licensing-entry-banned = banned the user
licensing-entry-unbanned = lifted the ban
licensing-entry-attached = added features
licensing-entry-detached = removed features
licensing-entry-pool-filled = put keys into the pool
licensing-entry-pool-popped = took a key out of the pool
licensing-refused-missing = Fill in this field.
licensing-refused-text = This must be text.
licensing-refused-long = At most { $most } characters are possible.
licensing-refused-control = The text contains control characters, which cannot be stored.
licensing-refused-number = Enter a whole number.
licensing-refused-span = Enter a span of time such as 10 min or 2 h; at least { $least }.
licensing-refused-span-days = Enter a span of time such as 365 d; at least { $least }.
licensing-refused-flag = This can be yes or no only.
licensing-refused-small = The smallest possible value is { $least }.
licensing-refused-great = The largest possible value is { $most }.
licensing-refused-short = The shortest possible span is { $least }.
licensing-refused-word = Choose one of the values that are offered.
licensing-refused-taken = This is taken already.
licensing-refused-code = Letters without accents, digits, dots, hyphens and underscores are possible.
licensing-refused-address = This is not a web address such as https://example.org.
licensing-refused-email = This is not an e-mail address.
licensing-refused-json = This is not valid JSON.
licensing-refused-unknown = There is no such entry.
licensing-refused-environment = This entry belongs to another environment.
licensing-refused-fixed = This cannot be changed later.
licensing-refused-full = The group is full: it may have at most { $most }.
licensing-in-use-policies = Policies that still belong to this product: { $n }. Delete them first.
licensing-in-use-licences = Licences that still stand on this: { $n }. Delete or move them first.
licensing-in-use-entries = Entries that still belong to this environment: { $n }. Delete them first.
licensing-field-code = Code
licensing-field-url = Web address
licensing-field-distribution-strategy = Distribution
licensing-field-platforms = Platforms
licensing-field-email = E-mail address
licensing-field-first-name = First name
licensing-field-last-name = Last name
licensing-field-isolation-strategy = Isolation
licensing-field-max-licenses = Most licences
licensing-field-duration = Duration
licensing-field-strict = Strict
licensing-field-floating = Several machines (floating)
licensing-field-use-pool = Keys from a pool
licensing-field-max-machines = Most machines
licensing-field-max-processes = Most processes
licensing-field-max-users = Most users
licensing-field-max-cores = Most processor cores
licensing-field-max-memory = Most memory (bytes)
licensing-field-max-disk = Most disk space (bytes)
licensing-field-max-uses = Most uses
licensing-field-machine-uniqueness-strategy = A machine is unique
licensing-field-machine-matching-strategy = Of several machines must match
licensing-field-component-uniqueness-strategy = A component is unique
licensing-field-component-matching-strategy = Of several components must match
licensing-field-expiration-strategy = After its end
licensing-field-expiration-basis = The duration begins
licensing-field-renewal-basis = A renewal counts
licensing-field-transfer-strategy = When the policy changes
licensing-field-authentication-strategy = Programs sign in
licensing-field-machine-leasing-strategy = Machines are counted
licensing-field-process-leasing-strategy = Processes are counted
licensing-field-overage-strategy = Passing the limits
licensing-field-scheme = Signature of keys
licensing-field-encrypted = Encrypted (outdated)
licensing-field-require-product-scope = Product
licensing-field-require-policy-scope = Policy
licensing-field-require-machine-scope = Machine
licensing-field-require-fingerprint-scope = Fingerprint
licensing-field-require-components-scope = Components
licensing-field-require-user-scope = User
licensing-field-require-checksum-scope = Checksum
licensing-field-require-version-scope = Version
licensing-field-require-environment-scope = Environment
licensing-field-require-check-in = Demand a regular check-in
licensing-field-check-in-interval = Interval
licensing-field-check-in-interval-count = Number of intervals
licensing-field-heartbeat-duration = Window
licensing-field-heartbeat-cull-strategy = Dead machines
licensing-field-heartbeat-resurrection-strategy = Return of dead machines
licensing-field-heartbeat-basis = It is watched
licensing-field-require-heartbeat = Demand a heartbeat
licensing-hint-product-code = Short name by which programs call the product, such as backup-pro.
licensing-hint-product-distribution-strategy = Who may download this product's releases.
licensing-hint-product-platforms = One a line, such as Windows.
licensing-hint-product-metadata = Any JSON object that your programs are given along.
licensing-hint-entitlement-code = What programs ask for, such as EXPORT_PDF.
licensing-hint-licence_environment-code = What programs call the environment. Licences of the environment test count as test licences everywhere.
licensing-hint-licence_environment-isolation-strategy = Whether the environment also sees what belongs to none.
licensing-hint-licence_user-email = By this you and your programs know the user. It is no sign-in to Kontor.

## products

licensing-products = Products
licensing-products-about = What you license. Each licence belongs to a product by its policy.
licensing-product-new = New product
licensing-products-none = There is no product yet. Create one first, then its policies.
licensing-product-removal = The product's tokens go along. It can be deleted only when it has no policies any more.

## policies

licensing-hint-policy-scheme = Signed keys can be checked without a connection. Without a signature the key is a random number. The signature cannot be changed once licences exist.
licensing-hint-policy-use-pool = Each new licence takes a key that you put into the pool before. Not together with a signature.
licensing-hint-policy-encrypted = For old programs only, which ask for it. New ones do not need it.
licensing-hint-policy-protected = Only you issue licences, not the users themselves.
licensing-hint-policy-authentication-strategy = How your customers' program shows who it is. For libraries that know the licence key alone, choose the licence key or both.
licensing-hint-policy-duration = Such as 365 d or 36 h, or seconds; at least a day. Empty: for ever.
licensing-hint-policy-expiration-strategy = What a licence may still do after its end.
licensing-hint-policy-expiration-basis = From when the duration is counted.
licensing-hint-policy-renewal-basis = From when a renewal is counted.
licensing-hint-policy-transfer-strategy = What becomes of the end when a licence comes under this policy.
licensing-hint-policy-floating = Without this a licence is bound to exactly one machine.
licensing-hint-policy-strict = A licence is valid only while all limits are kept and at least one machine is activated.
licensing-hint-policy-max-machines = Empty: as many as you like. Without several machines only 1 is possible.
licensing-hint-policy-max-processes = Empty: as many as you like.
licensing-hint-policy-max-uses = How often the program may count a use. Empty: as often as you like.
licensing-hint-policy-overage-strategy = How far the limits may be passed before something is refused.
licensing-hint-policy-machine-leasing-strategy = Whether the limit of machines is for the whole licence or for each user.
licensing-hint-policy-process-leasing-strategy = Whether the limit of processes is for each machine, licence or user.
licensing-hint-policy-machine-uniqueness-strategy = Within which bounds a fingerprint may be there once.
licensing-hint-policy-machine-matching-strategy = When a program names several fingerprints.
licensing-hint-policy-component-matching-strategy = When a program names several components. Most lets single parts be replaced.
licensing-hint-policy-require-heartbeat = A machine must report regularly, or its licence is not valid there.
licensing-hint-policy-heartbeat-duration = For so long a machine may be silent, such as 10 min; at least 1 min. Empty: 10 min. For usual libraries not below 2 min.
licensing-hint-policy-heartbeat-basis = Any machine that ever sent a heartbeat is watched from then on, even if none is demanded.
licensing-hint-policy-heartbeat-cull-strategy = What becomes of a machine that no longer reports. When it is released it vanishes from the licence.
licensing-hint-policy-heartbeat-resurrection-strategy = For how long a dead machine may come back. Possible only if dead machines are kept.
licensing-hint-policy-require-check-in = The licence must check in at this interval, or it is overdue.
licensing-hint-policy-check-in-interval-count = 1 to 365. Such as 2 and week: every two weeks.
licensing-policies = Policies
licensing-policies-about = What licences of a kind have in common: duration, limits and rules.
licensing-policy-new = New policy
licensing-policies-none = There is no policy yet. Each licence needs one.
licensing-policy-removal = The keys in its pool go along. It can be deleted only when no licence is under it any more.
licensing-policy-seats = { $n ->
    [one] 1 machine
   *[other] { $n } machines
}
licensing-policy-seats-any = any number of machines
licensing-policy-no-entitlements = Licences of this policy have no features by themselves.
licensing-policy-attach-which = Another feature
licensing-policy-attach = Add feature
licensing-policy-detach = Remove { $name }
licensing-policy-node-locked = Without several machines (floating) only 1 machine is possible.
licensing-policy-no-revival = Only machines that are kept after their death can come back at any time. Choose that dead machines are kept, or a time within which they come back.
licensing-policy-no-interval = Choose the interval at which the licence must check in.
licensing-policy-no-interval-count = Enter a number from 1 to 365.
licensing-policy-pool-with-scheme = Keys from a pool cannot be signed. Choose one of the two.
licensing-policy-scheme-in-use = There are licences already whose keys are signed so. Create a new policy for another signature.
licensing-section-keys = Keys and access
licensing-section-keys-about = How keys are made, and how programs show who they are.
licensing-section-time = Duration
licensing-section-time-about = How long a licence is valid, and what happens then.
licensing-section-limits = Limits
licensing-section-limits-about = How much a licence allows. Empty means: no limit.
licensing-section-fingerprints = Fingerprints
licensing-section-fingerprints-about = When two machines or components are the same.
licensing-section-heartbeat = Heartbeat
licensing-section-heartbeat-about = Signs of life by which Kontor knows whether a machine still runs. Any machine that ever sent one is watched from then on.
licensing-section-check-in = Check-in
licensing-section-check-in-about = Whether the licence must check in at a fixed interval.
licensing-section-scopes = What a validation must name
licensing-section-scopes-about = If one of these is missing, the validation is not valid.
licensing-section-nothing = None of this is set.
licensing-pool = Pool
licensing-pool-title = Pool of { $name }
licensing-pool-about = New licences of this policy take the oldest key that waits here.
licensing-pool-waiting = { $n ->
    [one] 1 key waits
   *[other] { $n } keys wait
}
licensing-pool-keys = More keys
licensing-pool-hint = One a line, at least 6 characters, at most 1,000 at once.
licensing-pool-add = Put into the pool
licensing-pool-none = This policy has no pool.
licensing-pool-empty = The pool is empty.
licensing-pool-many = At most { $most } keys are possible at once.
licensing-pool-key = A key has at least 6 characters and no control characters.
licensing-pool-taken = One of these keys exists already.

## entitlements

licensing-entitlements = Features
licensing-entitlements-about = What a licence opens. They come from the policy or belong to one licence alone.
licensing-entitlement-new = New feature
licensing-entitlements-none = There is no feature yet.
licensing-entitlement-removal = All policies and licences that have the feature lose it at once.

## environments

licensing-environments = Environments
licensing-environments-about = Worlds of their own for trying things, whose entries never meet the live ones.
licensing-environment-new = New environment
licensing-environments-none = There is no environment yet. With the code test its licences are shown as test licences.
licensing-environment-removal = The environment's tokens go along. It can be deleted only when nothing belongs to it any more.
licensing-environment-test = test licences

## groups

licensing-groups = Groups
licensing-groups-about = Licences, machines and users that belong together and share limits.
licensing-group-new = New group
licensing-groups-none = There is no group yet.
licensing-group-removal = The group's licences, machines and users stay and belong to none then.

## users of licences

licensing-users = Users
licensing-users-about = Who uses your licences. These users do not sign in to Kontor.
licensing-user-new = New user
licensing-users-none = There is no user yet. Mostly your programs create them.
licensing-user-removal = The user loses access to the licences of others, and their tokens go along. A user who owns licences cannot be deleted.
licensing-user-banned = banned
licensing-user-ban = Ban
licensing-user-unban = Lift ban

## account, key pairs and tokens

licensing-account = Licence server
licensing-account-text = Where licensed programs find it, the keys by which they check what it says, and the tokens of your own programs
licensing-account-admin = Administration
licensing-account-none = No program has asked yet. The account gets its id and its first pair of keys when the first one does, or now.
licensing-account-open = Set up the licence server
licensing-account-opened = The licence server has its account and its first pair of keys.
licensing-account-id = Account id
licensing-account-slug = Name in addresses
licensing-account-address = Address for programs
licensing-account-address-named = Address with the account
licensing-account-since = Set up on
licensing-account-copy = Copy
licensing-account-examples = How a program asks
licensing-account-examples-text = Put the key of a licence in place of KEY. The policy of the licence says whether programs may come in with it.
licensing-account-example-curl = Validate a key with curl
licensing-account-example-rust = keygen-rs
licensing-account-example-go = keygen-go
licensing-pair-ed25519 = Ed25519 key
licensing-pair-ed25519-text = Signs every answer, and keys and files unless a policy says otherwise. Put it into your program.
licensing-pair-ecdsa = ECDSA key (P-256)
licensing-pair-ecdsa-text = For programs that ask for answers signed with ecdsa-p256, and for policies with that scheme.
licensing-pair-rsa = RSA key (2048 bits)
licensing-pair-rsa-text = For programs that ask for answers signed with RSA, and for policies with such a scheme.
licensing-pair-hex = Hexadecimal
licensing-pair-base64 = Base64
licensing-pair-pem = PEM
licensing-pair-make = Make this key now
licensing-pair-made = The pair of keys is made.
licensing-bearer-admin = Administrator
licensing-bearer-environment = Environment
licensing-bearer-product = Product
licensing-bearer-user = User
licensing-bearer-licence = Licence
licensing-bearer-developer = Developer
licensing-bearer-sales = Sales
licensing-bearer-support = Support
licensing-bearer-read-only = Read only
licensing-token = Token
licensing-tokens = Tokens
licensing-tokens-text = What programs come in with to the licence server: whose they are, what they may do, when they were used last
licensing-tokens-empty = There is no token yet.
licensing-tokens-none = No token fits.
licensing-tokens-all = Show all tokens
licensing-tokens-older = Older tokens
licensing-token-new = New token
licensing-token-new-text = The token is shown once. Give it to one program only, so that you can revoke it alone, and never build one into a program that you hand out.
licensing-token-create = Create the token
licensing-token-cancel = Cancel
licensing-token-name = What is it for?
licensing-token-name-hint = For example: shop, build server
licensing-token-name-blank = Say what the token is for, so that you know it again.
licensing-token-name-unfit = A name has at most { $max } characters and no control characters.
licensing-token-unnamed = Without a name
licensing-token-bearer = Bearer
licensing-token-bearer-hint = A product’s token reaches that product and its licences alone, an environment’s that environment alone. Tokens of users and licences are made over the interface.
licensing-token-owner-missing = Choose whose token it is to be: this one is not there.
licensing-token-days = Good for how many days?
licensing-token-days-hint = Empty: without an end.
licensing-token-expiry-past = The end must lie in the future: a whole number of days from 1 to 36500, or nothing.
licensing-token-fewer = Only some permissions
licensing-token-fewer-text = Tick nothing, and the token may do all that its bearer may. What the bearer may not cannot be given.
licensing-token-permissions = Permissions
licensing-token-permission-not-allowed = This bearer may not have the permission { $name }.
licensing-token-permissions-blank = A token that may do nothing is of no use.
licensing-token-count-unfit = The number must be at least 1.
licensing-token-count-not-supported = Only tokens of licences count what they activate.
licensing-token-activations-spent = This token has activated as many machines as it may.
licensing-token-deactivations-spent = This token has deactivated as many machines as it may.
licensing-token-may-all = all of the bearer
licensing-token-may-some = { $n ->
    [one] one permission
   *[other] { $n } permissions
}
licensing-token-last = Last used
licensing-token-unused = never
licensing-token-end = Good until
licensing-token-endless = without an end
licensing-token-expired = expired
licensing-token-made = Made on
licensing-token-maker = Made by
licensing-token-activations = Machines activated
licensing-token-deactivations = Machines deactivated
licensing-token-made-text = The token is made. From now on it opens the licence server.
licensing-token-once = Copy the token now: nobody can show it again, we do not know it ourselves.
licensing-token-copy = Copy the token
licensing-token-use = How it is sent
licensing-token-done = Done
licensing-token-renew = Make it anew
licensing-token-renew-text = The token gets another secret, which is shown once, and is good for as long again. The one of now opens nothing from that moment on.
licensing-token-revoke = Revoke
licensing-token-revoke-text = Programs that come in with this token are refused at once. That cannot be undone.
licensing-token-revoke-sure = Revoke the token for good
licensing-token-revoked = The token opens nothing any more.

## releases and artifacts

licensing-releases = Releases
licensing-releases-text = Versions of your products, their files, and who gets them.
licensing-releases-none = No release yet. Create one and upload its files.
licensing-releases-not-found = No release matches this filter.
licensing-releases-all = All
licensing-releases-filter = Filter releases
licensing-release-new = New release
licensing-release-edit = Edit
licensing-release-edit-title = Edit { $name }
licensing-release-save = Save
licensing-release-saved = Saved.
licensing-release-cancel = Cancel
licensing-release-publish = Publish
licensing-release-was-published = The release is published.
licensing-release-yank = Yank
licensing-release-yank-title = Yank { $name }?
licensing-release-yank-text = Nobody is offered this release any more, and nobody gets its files. It cannot be published again.
licensing-release-was-yanked = The release was yanked.
licensing-release-remove = Delete
licensing-release-remove-title = Delete { $name }?
licensing-release-remove-text =
    { $files ->
        [0] The release is deleted for good.
        [one] The release and its file are deleted for good.
       *[other] The release and its { $files } files are deleted for good.
    } This cannot be undone.
licensing-release-remove-do = Delete for good
licensing-release-was-removed = The release was deleted.
licensing-release-draft = Draft
licensing-release-published = Published
licensing-release-yanked = Yanked
licensing-release-product = Product
licensing-release-version = Version
licensing-release-version-hint = As semver.org has it, such as 1.2.3 or 1.2.3-beta.1. It cannot be changed later.
licensing-release-channel = Channel
licensing-release-channel-usual = As the version says
licensing-release-channel-stable = Stable
licensing-release-channel-rc = Release candidate
licensing-release-channel-beta = Beta
licensing-release-channel-alpha = Alpha
licensing-release-channel-dev = Development
licensing-release-tag = Tag
licensing-release-tag-hint = Another name by which programs find the release, such as lts.
licensing-release-name = Name
licensing-release-notes = What is new
licensing-release-metadata = Metadata
licensing-release-least = Minimum version
licensing-release-least-text = Programs of older versions must be updated.
licensing-release-backdated = Backdated to
licensing-release-backdated-hint = Licences that expired after this day still get the release.
licensing-release-published-at = Published at
licensing-release-yanked-at = Yanked at
licensing-release-files = Files
licensing-release-requires = Required features
licensing-release-requires-none = None: every licence of the product gets this release.
licensing-release-feature = Feature
licensing-release-require = Require feature
licensing-release-require-less = No longer require
licensing-release-history = History
licensing-release-happened-created = created the release
licensing-release-happened-changed = changed { $fields }
licensing-release-happened-published = published the release
licensing-release-happened-yanked = yanked the release
licensing-release-version-missing = A version is needed.
licensing-release-version-invalid = This is not a version such as 1.2.3 or 1.2.3-beta.1.
licensing-release-version-taken = This version exists already.
licensing-release-channel-unknown = There is no such channel.
licensing-release-channel-other = Channel and version do not fit: stable versions have no suffix, the others have one.
licensing-release-tag-taken = Another release has this tag.
licensing-release-tag-invalid = A tag consists of letters, digits, dots, hyphens and underscores, and is no version.
licensing-release-name-long = The name is too long (at most 200 characters).
licensing-release-description-long = The text is too long (at most 20,000 characters).
licensing-release-control = Control characters cannot be stored.
licensing-release-backdated-invalid = This is not a day.
licensing-release-product-unknown = There is no such product.
licensing-release-entitlement-unknown = There is no such feature.
licensing-release-is-yanked = The release was yanked and cannot be published again.
licensing-artifacts-none = No file yet.
licensing-artifact-head-name = File
licensing-artifact-head-platform = Platform
licensing-artifact-head-size = Size
licensing-artifact-head-sum = SHA-256
licensing-artifact-head-state = State
licensing-artifact-waiting = Waiting
licensing-artifact-uploaded = Uploaded
licensing-artifact-failed = Failed
licensing-artifact-yanked = Yanked
licensing-artifact-yank = Yank file
licensing-artifact-remove = Delete file
licensing-artifact-was-added = The file was uploaded.
licensing-artifact-was-yanked = The file was yanked.
licensing-artifact-was-removed = The file was deleted.
licensing-artifact-add = Upload file
licensing-artifact-file = File
licensing-artifact-file-hint = At most { $most } here; programs upload larger files by the API.
licensing-artifact-platform = Platform
licensing-artifact-platform-hint = As your program calls it: linux, darwin, windows.
licensing-artifact-arch = Architecture
licensing-artifact-arch-hint = Such as x86_64 or arm64; empty for all.
licensing-artifact-signature = Signature
licensing-artifact-signature-hint = Your own, such as Tauri's; it is handed on with the file.
licensing-artifact-filename-missing = A file name is needed.
licensing-artifact-filename-invalid = This is not a plain file name.
licensing-artifact-filename-taken = The release has a file of this name.
licensing-artifact-word-long = This is too long (at most 50 characters).
licensing-artifact-filesize-invalid = The size must not be negative.
licensing-artifact-checksum-invalid = The checksum must be plain text (at most 200 characters).
licensing-artifact-signature-invalid = The signature must be plain text (at most 4,000 characters).
licensing-artifact-release-unknown = There is no such release.
licensing-artifact-is-uploaded = This file was uploaded before.
licensing-artifact-is-yanked = This file was yanked.
licensing-artifact-size-differs = The file has another size than was announced.
licensing-artifact-checksum-differs = The file has another checksum than was announced.
licensing-artifact-file-missing = A file is needed.
licensing-artifact-file-large = The file is larger than { $most }, which is the most this form takes. Upload it by the API, which takes larger ones.
licensing-artifact-broken-off = The file broke off on its way.
licensing-artifact-infected = The virus scanner found something in the file.

## webhooks

licensing-webhooks = Webhooks
licensing-webhooks-text = Addresses of your own programs that the licence server tells what happens. Every message is signed as every answer of the API is.
licensing-webhooks-none = Nobody is told anything yet.
licensing-webhook-new = Add a webhook
licensing-webhook-add = Add
licensing-webhook-save = Save
licensing-webhook-saved = The webhook is saved.
licensing-webhook-on = On
licensing-webhook-off = Off
licensing-webhook-enabled = On
licensing-webhook-all = All events
licensing-webhook-some =
    { $count ->
        [one] One event
       *[other] { $count } events
    }
licensing-webhook-url = Address
licensing-webhook-subscriptions = Events
licensing-webhook-subscriptions-hint = One name to a line, such as license.created. Leave empty for all.
licensing-webhook-events = These events there are
licensing-webhook-algorithm = Signature
licensing-webhook-test = Send a trial message
licensing-webhook-tested = A trial message is on its way.
licensing-webhook-retried = The message is sent once more.
licensing-webhook-trouble = The receiver signed off ({ $why }). So the webhook was switched off.
licensing-webhook-stale = Somebody else changed the webhook meanwhile. Look before you save again.
licensing-webhook-remove = Delete webhook
licensing-webhook-remove-text = The list of its messages goes with the webhook.
licensing-webhook-removed = The webhook is deleted.
licensing-webhook-url-unfit = Enter an address that begins with https:// or http://.
licensing-webhook-url-long = The address may have at most 1000 characters.
licensing-webhook-event-unknown = There is no event “{ $name }”.
licensing-webhook-algorithm-unknown = There is no such kind of signature.
licensing-webhook-delivered-already = This message is on its way.
licensing-deliveries = Messages
licensing-deliveries-none = Nothing was told yet.
licensing-deliveries-older = Older messages
licensing-delivery-event = Event
licensing-delivery-status = State
licensing-delivery-tries = Tries
licensing-delivery-next = Next try:
licensing-delivery-retry = Send again
licensing-delivery-delivering = On its way
licensing-delivery-delivered = Arrived
licensing-delivery-failing = Tried again
licensing-delivery-failed = Failed

## hardware

## usage and meters

## resources

licensing-resources = Resources
licensing-resources-text = Domains, addresses and phone numbers that are given to licences. What comes back stays in quarantine for 30 days before somebody else gets it.
licensing-resources-none = The pool is empty. Enter values below, one to a line.
licensing-resources-not-found = No resource matches this choice.
licensing-resources-all = All
licensing-resources-filter = Choose resources
licensing-resources-counts = { $taken } given, { $apart } in quarantine
licensing-resources-add = Add resources
licensing-resources-add-button = Add
licensing-resources-added =
    { $added ->
        [0] Nothing added
        [one] One resource added
       *[other] { $added } resources added
    }{ $known ->
        [0] .
        [one] ; one was there already.
       *[other] ; { $known } were there already.
    }
licensing-resources-given =
    { $count ->
        [one] One resource given.
       *[other] { $count } resources given.
    }
licensing-resources-of = Resources of { $licence }
licensing-resources-of-none = This licence has no resources.
licensing-resources-give = Give free resources
licensing-resources-give-button = Give
licensing-resource-kind = Kind
licensing-resource-kind-domain = Domains
licensing-resource-kind-address = IP addresses
licensing-resource-kind-phone = Phone numbers
licensing-resource-one-domain = Domain
licensing-resource-one-address = IP address
licensing-resource-one-phone = Phone number
licensing-resource-free = Free
licensing-resource-taken = Given
licensing-resource-apart = In quarantine
licensing-resource-pool = Pool
licensing-resource-pool-test = For test licences
licensing-resource-pool-live = For real licences
licensing-resource-until = Until
licensing-resource-since = Since
licensing-resource-holder = Licence
licensing-resource-reason = Reason
licensing-resource-values = Values
licensing-resource-values-hint = One value to a line. Phone numbers with their country: +49 89 123456.
licensing-resource-for-test = For test licences only
licensing-resource-count = Number
licensing-resource-give = Give to a licence
licensing-resource-licence-id = Id of the licence
licensing-resource-licence-hint = It stands in the licence's address and on its page.
licensing-resource-release = Release
licensing-resource-release-text = After its release the value stays in quarantine for 30 days.
licensing-resource-return = End quarantine
licensing-resource-quarantine = Put in quarantine
licensing-resource-quarantine-button = Put in quarantine
licensing-resource-days-label = For so many days
licensing-resource-remove = Remove from the pool
licensing-resource-removed = The resource is in the pool no more.
licensing-resource-done = { $value } is changed.
licensing-resource-unfit = “{ $text }” does not fit this kind.
licensing-resource-nothing = Enter at least one value.
licensing-resource-many = At most 10,000 at once.
licensing-resource-few = Not so many of this kind are free, but only: { $free }. Nothing was given. Ask for fewer, or fill the pool first.
licensing-resource-none-free = None of this kind is free. Fill the pool first.
licensing-resource-count-unfit = Enter a number from 1 to { $most }.
licensing-resource-not-free = This resource is free no more.
licensing-resource-not-allocated = This resource is given to nobody.
licensing-resource-no-quarantine = This resource is not in quarantine.
licensing-resource-held = The resource is given. Release it first.
licensing-resource-other-pool = Test licences get resources for test licences only, others only the rest.
licensing-resource-no-licence = There is no such licence.
licensing-resource-days = A quarantine lasts 1 to 3650 days.
licensing-resource-reason-long = The reason may have at most 200 characters.

## customers' portal

licensing-portal = Your licences
licensing-portal-text = Enter the mail address that your licences were bought or assigned with. You get a link by mail; no password is needed.
licensing-portal-email = Mail address
licensing-portal-ask = Send me a link
licensing-portal-by-key = Enter with a licence key instead
licensing-portal-by-key-text = With the key and a mail address that belongs to it you see this one licence.
licensing-portal-key = Licence key
licensing-portal-enter-by-key = Enter with the key
licensing-portal-sent = Look into your mailbox
licensing-portal-sent-text = If there are licences for this address, a link is on its way. It is good for 15 minutes and once.
licensing-portal-back = Back
licensing-portal-confirm-text = With this button you enter the portal; the link is used up by it.
licensing-portal-confirm = Enter
licensing-portal-spent-title = This link is over
licensing-portal-spent = A link is good for 15 minutes and once, and a newer one takes its place.
licensing-portal-again = Ask for a new link
licensing-portal-insecure = This page was opened without encryption. Open it by its address with https:// to enter.
licensing-portal-no-address = Enter a mail address such as name@example.com.
licensing-portal-no-key = Key and mail address do not belong together. Check both.
licensing-portal-not-of-key = Check the mail address too.
licensing-portal-key-missing = Enter the licence key.
licensing-portal-too-many = Those were too many tries. Wait for a while, then send the form again.
licensing-portal-home = Go to your licences
licensing-portal-licences = My licences
licensing-portal-language = Language
licensing-portal-end = Leave
licensing-portal-end-others = End elsewhere
licensing-portal-did-end-others = You are no longer signed in anywhere else.
licensing-portal-all = All
licensing-portal-good = In force
licensing-portal-over = Expired
licensing-portal-none = There is no licence for you at the moment.
licensing-portal-devices = Devices
licensing-portal-device = Device
licensing-portal-devices-none = The licence is not used on any device.
licensing-portal-last-sign = Last heard of
licensing-portal-no-sign = not yet
licensing-portal-file-made = Licence file of
licensing-portal-kept = Your vendor looks after the devices of this licence. Ask there if one shall be replaced.
licensing-portal-release-named = Release { $name }
licensing-portal-release-text = The device gives its seat back and its program stops working with this licence.
licensing-portal-did-release = { $name } is released. Its seat is free for another device.
licensing-portal-letter = Send me the key by mail
licensing-portal-downloads = Downloads
licensing-portal-downloads-none = There is nothing to download with this licence.
licensing-portal-no-files = This version has no files.
licensing-portal-fetch = Download
licensing-portal-fetch-named = Download { $name }
licensing-portal-older = Older versions
licensing-portal-file = File for a device without internet
licensing-portal-file-text = The program on the device shows a request or writes it into a file. Give it here, carry the licence file that you get to the device, and open it there with the program.
licensing-portal-request = Request of the device
licensing-portal-request-hint = What the program shows: a fingerprint, or the content of its request file. It counts before the choice above.
licensing-portal-upload = Or the request file
licensing-portal-register = Register the device if it is new
licensing-portal-register-hint = A new device takes one of the licence's seats.
licensing-portal-device-unknown = No device of this licence has this fingerprint. If it is new, tick “Register the device if it is new”.
licensing-portal-device-kept = No device of this licence has this fingerprint. Your vendor registers new devices; ask there.
licensing-portal-device-limit = The licence is limited to { $most } devices, and has as many already.
licensing-portal-core-limit = The devices of this licence may have at most { $most } cores together.
licensing-portal-memory-limit = The devices of this licence may have at most { $most } bytes of memory together.
licensing-portal-disk-limit = The devices of this licence may have at most { $most } bytes of disk together.
licensing-portal-group-limit = The group is limited to { $most } devices, and has as many already.
licensing-portal-fingerprint-missing = The device’s fingerprint is missing.
licensing-portal-help = Ask for help
licensing-portal-customer = The customer
licensing-letter-portal-subject = Your way to your licences
licensing-letter-portal-subject-of = Your way to your licences at { $vendor }
licensing-letter-regards =
    Kind regards
    { $vendor }
licensing-letter-portal =
    Hello,

    with this link you see your licences. It is good for 15 minutes and once:

    { $link }

    If you did not ask for it, there is nothing to do.
licensing-letter-licence-subject = Your licence { $name }
licensing-letter-licence =
    Hello,

    here is the key of your licence { $name }:

    { $key }

    Keep this letter safe: whoever has the key can use the licence.
licensing-letter-licence-portal =
    You find your licences, devices and downloads here:

    { $link }
licensing-letter-send = Send the licence by mail
licensing-letter-sent = A letter to { $email } is on its way.
licensing-letter-nobody = Nobody is known to whom the licence could be sent: it has no owner with a mail address, and its organisation has none either.
licensing-happened-sent = sent the licence by mail
licensing-flag-portal = Customers' licence portal
licensing-flag-portal-hint = Customers see their own licences, release devices and fetch files at /portal, by a link that is sent to them.
licensing-panel-stats = { $active } of { $all } in force, { $devices } on machines
licensing-panel-last = last validated
licensing-privacy-visits = Visits of the licence portal
licensing-privacy-visits-why = They are over after eight hours and of no use later.


## sessions

licensing-sessions = Sessions
licensing-sessions-text = All processes that live now, the last heard of first. The search looks for the beginning of a licence's or product's name.
licensing-sessions-none = No program is running at the moment.
licensing-session-of = Session of { $licence }
licensing-session-alive = Running
licensing-session-licence = Licence
licensing-session-since = Running since
licensing-session-end = End session
licensing-session-end-text = The program is told with its next heartbeat that its session is over. It may begin a new one as long as its licence is good.
licensing-session-ended = The session is ended.
licensing-session-gone = The session had ended already.

## statistics and anomalies

## import and export

licensing-moving = Import and export
licensing-moving-hint = Everything out as a file; licences in from tables, files and other servers
licensing-moving-text = Move everything out, or bring licences in from a table, from another house or from another licence server. Whatever comes in is looked at first: nothing is taken over before you confirm it.
licensing-export = Export
licensing-export-text = Products, policies, features, groups, users, licences, machines and their components as one JSON file that any Kontor reads again.
licensing-export-json = Everything as JSON
licensing-export-licences = Licences as CSV
licensing-export-machines = Machines as CSV
licensing-export-keys = Everything with licence keys
licensing-export-keys-text = With the licence keys in clear, whoever has the file can use every licence. That it was made stands in the security log.
licensing-import-file = Import a file
licensing-import-file-text = A table of licences as CSV, or everything as JSON as Kontor exports it.
licensing-import-file-field = File
licensing-import-file-hint = The first line of a table names its columns: key, name, policy, product, customer, email, owner, group, ends, test, suspended, max_machines, uses. What begins with “metadata.” is noted at the licence. A licence without a key gets a new one.
licensing-import-look = Look at it first
licensing-import-account = Import from another licence server
licensing-import-account-text = Fetches all entries of a Keygen account, or of a server that speaks the same API: products, policies, features, users, groups, licences with their keys, machines and components, releases as drafts without their files, and webhooks, switched off. Ids stay the same, so programs in the field go on.
licensing-import-url = Address of the server
licensing-import-account-name = Account
licensing-import-account-hint = Its name or id; leave it empty where the server has only one account.
licensing-import-token = Admin token
licensing-import-token-hint = Kept encrypted until everything is fetched, then forgotten.
licensing-imports = Imports
licensing-imports-none = Nothing was imported in the last 30 days.
licensing-imports-older = Older
licensing-import-origin-csv = Table
licensing-import-origin-json = JSON file
licensing-import-origin-keygen = Licence server
licensing-import-fetching = Being fetched
licensing-import-checking = Being looked at
licensing-import-checked = Waits for you
licensing-import-in-vain = Nothing can be taken over
licensing-import-in-vain-text = Not one of these rows can be taken over. The rows below say why. Correct the file and import it again, or add here first what they point to.
licensing-import-nothing-new = Everything is here already
licensing-import-running = Being taken over
licensing-import-done = Done
licensing-import-failed = Failed
licensing-import-waiting = not looked at yet
licensing-import-ready = can be taken over
licensing-import-known = here already
licensing-import-wrong = wrong
licensing-import-created = taken over
licensing-import-total = rows
licensing-import-trouble = The import stopped: { $why }
licensing-import-again-at = The server is in trouble: { $why }. It is asked again on { $at }.
licensing-import-busy-text = This goes on by itself, also when you leave the page.
licensing-import-again = Look again
licensing-import-nothing = There is nothing to take over.
licensing-import-confirm-text = What is here already stays as it is, and wrong rows are left out. Nothing is overwritten.
licensing-import-confirm = Take { $n } rows over
licensing-import-rows = Rows
licensing-import-rows-none = There are no such rows.
licensing-import-rows-more = More rows
licensing-import-row = Row
licensing-import-what = Entry
licensing-import-outcome = Outcome
licensing-import-report = Report as CSV
licensing-import-remove = Forget the import
licensing-import-remove-text = Forgets what was read for this import, and stops it if it still runs. What was taken over stays. After 30 days this happens by itself.
licensing-import-removed = The import was forgotten.
licensing-import-kind-environment = Environment
licensing-import-kind-product = Product
licensing-import-kind-entitlement = Feature
licensing-import-kind-group = Group
licensing-import-kind-user = User
licensing-import-kind-policy = Policy
licensing-import-kind-policy-entitlement = Feature of a policy
licensing-import-kind-licence = Licence
licensing-import-kind-licence-entitlement = Feature of a licence
licensing-import-kind-licence-user = User of a licence
licensing-import-kind-machine = Machine
licensing-import-kind-component = Component of a machine
licensing-import-file-missing = Choose a file.
licensing-import-file-large = The file is larger than { $most } MB. Use “kontor licence import” for it.
licensing-import-empty = The file has no rows.
licensing-import-no-format = This is neither a table of licences nor JSON that Kontor exported.
licensing-import-no-json = The JSON cannot be read: { $why }
licensing-import-quote-open = The quotation mark in line { $line } is never closed.
licensing-import-many = An import has at most { $most } rows.
licensing-import-column-unknown = Nothing is known of these columns: { $names }. Rename or remove them, or let them begin with “metadata.” to note them at the licence.
licensing-import-column-twice = There are two columns for { $names }.
licensing-import-cells-many = This row has more cells than the table has columns.
licensing-import-url-unfit = Enter an address that begins with https:// or http://.
licensing-import-account-unfit = An account is a name of letters, digits and hyphens, or an id.
licensing-import-token-missing = Enter the token.
licensing-import-not-now = This import cannot be taken over now.
licensing-import-not-there = There is no such entry: { $name }
licensing-import-nobody = Nobody here has the address { $name }. Add the person to the directory or as a user of licences, then import the row again.
licensing-import-field-key = Key
licensing-import-field-suspended = Suspended
licensing-import-ambiguous = There are several of this name: { $name }
licensing-import-stands-on-wrong = The row that this one points to is wrong.
licensing-import-twice = The same entry is in row { $row } already.
licensing-import-no-time = This is no day such as 2027-12-31.
licensing-import-no-flag = Write yes or no.
licensing-import-circle = These rows point to each other in a circle.

## panels, tiles, palette

licensing-panel-none = No licences.
licensing-panel-all = All licences
licensing-tile-active = active
licensing-tile-ending = end within 30 days
licensing-tile-dead = machines dead
licensing-tile-none = No licence ends within the next 30 days.

## happenings

licensing-pages-by-system = The server
licensing-actor-token = Token { $name }
licensing-actor-token-gone = A token that was deleted
licensing-actor-token-gone-named = Token { $name } (deleted)
licensing-actor-key = The licence’s own key
licensing-actor-user-gone = An account that is gone
licensing-actor-house = Somebody who works here
licensing-actor-vendor = A program of yours
licensing-actor-program = The customer’s program
licensing-happened-issued = issued the licence under the policy { $policy }
licensing-happened-changed = changed: { $fields }
licensing-happened-suspended = suspended the licence
licensing-happened-reinstated = reinstated the licence
licensing-happened-renewed = renewed the licence; it ends: { $until }
licensing-happened-revoked = deleted the licence
licensing-happened-moved = changed the policy: { $from } → { $to }
licensing-happened-used = counted uses: { $from } → { $to }
licensing-happened-members = changed { $what }: { $names }
licensing-happened-checked-in = checked the licence in
licensing-happened-checked-out = made a licence file
licensing-happened-machine-file = made a machine file
licensing-happened-machine-file-of = made a machine file for { $name }
licensing-happened-resources = changed the resources: { $names }
licensing-happened-expired = notes: the licence has expired
licensing-happened-expires-soon = notes: the licence ends soon
licensing-happened-check-in-overdue = notes: the check-in is overdue
licensing-happened-activated = activated the machine { $name }
licensing-happened-freed = released the machine { $name }
licensing-happened-freed-dead = released the machine { $name } because no heartbeat came
licensing-happened-freed-transferred = replaced the machine { $name } by another
licensing-happened-died = notes: the machine { $name } is dead
licensing-happened-revived = brought the machine back
licensing-happened-drifted = recognised the machine in spite of other components: { $parts }
licensing-happened-clone = suspects a cloned machine: { $why }

## configuration and commands

## privacy

licensing-purpose-sold = Licences and their use
licensing-purpose-sold-text = Customers and the people who use their programs: who has which licence, and on which machines it runs. To fulfil the contract (Art. 6(1)(b) GDPR).
licensing-purpose-sold-kept = Until the licence is deleted; names and addresses earlier on demand.
licensing-purpose-offer = Licences on offer
licensing-purpose-offer-text = Products, policies, keys and tokens that the house set up. About nobody.
licensing-purpose-offer-kept = Until they are deleted.
licensing-privacy-users = Users of licences
licensing-privacy-machines = Machines of these users
licensing-privacy-why = What was sold stays as a contract; who used it is told no more.

## self-service, signals and anomalies

licensing-limit-deactivations = Releases by the customer
licensing-field-max-deactivations = Most releases by the customer
licensing-field-deactivation-interval = Within a
licensing-field-virtual-machine-strategy = Virtual machines
licensing-field-container-strategy = Containers
licensing-hint-policy-max-deactivations = How often customers and their programs may release or replace a machine themselves. Empty: as often as they like. What you release is not counted.
licensing-hint-policy-deactivation-interval = The time in which they may do so; it runs backwards from now.
licensing-hint-policy-virtual-machine-strategy = What happens when a program says that it runs in a virtual machine.
licensing-hint-policy-container-strategy = What happens when a program says that it runs in a container.
licensing-section-self-service = Self-service
licensing-section-self-service-about = How often customers may release their machines themselves.
licensing-word-log = only noted
licensing-word-warn = programs are warned
licensing-word-block = refused
licensing-deactivations-spent = As many machines were released as is allowed ({ $most }). The next one can be released from { $again }.
licensing-virtual-machine-refused = This licence cannot be used in a virtual machine.
licensing-container-refused = This licence cannot be used in a container.
licensing-field-hypervisor = Virtual machine
licensing-field-container = Container
licensing-field-recognition = Recognition
licensing-machine-vague = uncertain: the program names fewer than three parts
licensing-anomalies = Anomalies
licensing-anomalies-text = What looks like misuse: cloned machines, keys that are tried out, licences that are used from many places. Nothing is blocked by it.
licensing-anomalies-open = Open
licensing-anomalies-none = Nothing looks like misuse.
licensing-anomaly-clone = Cloned machine
licensing-anomaly-clone-text = One machine reports from two places at once, or under one fingerprint with other parts. Virtual machines that were copied look like this, and so does a network that changes its address often. Ask the customer, then release one of them.
licensing-anomaly-drift = Many other components
licensing-anomaly-drift-text = More components of a machine changed than is usual in a month. It keeps its seat, but the new components are not learnt. If the machine was rebuilt, release it and let the program activate it anew.
licensing-anomaly-unknown-keys = Keys tried out
licensing-anomaly-unknown-keys-text = From one address many keys were asked for that do not exist. The address is slowed down by itself. You can block it under Administration.
licensing-anomaly-many-addresses = Many addresses
licensing-anomaly-many-addresses-text = A licence was asked about from far more addresses than it has machines, within one day. The key may have been passed on. Suspend the licence or issue a new key if the customer cannot explain it.
licensing-anomaly-transfers-spent = Releases used up
licensing-anomaly-transfers-spent-text = Somebody wanted to release more machines than the policy allows. You can release the machine yourself, or raise the limit for this licence.
licensing-anomaly-surroundings = Virtual machine or container
licensing-anomaly-surroundings-text = A program runs where its policy warns of.
licensing-anomaly-meter-warns = Meter reached its warning limit
licensing-anomaly-meter-warns-text = A meter of this licence reached the limit that warns. It counts on. If the customer needs more, raise the limit under More → Use on the licence’s page.
licensing-anomaly-meter-full = Meter is full
licensing-anomaly-meter-full-text = A meter of this licence reached the limit that stops: nothing more is counted in this period. If the customer needs more, raise the limit under More → Use on the licence’s page.
licensing-severity-low = Low
licensing-severity-medium = Medium
licensing-severity-high = High
licensing-anomaly-times = { $n ->
    [one] once
   *[other] { $n } times
}
licensing-anomaly-resolved = Resolved
licensing-anomaly-resolve = Mark as resolved
licensing-anomaly-did-resolve = The anomaly is resolved.
licensing-anomaly-note = What it was
licensing-anomaly-first = First seen
licensing-anomaly-last = Last seen
licensing-anomaly-count = Noted
licensing-anomaly-resolved-already = It is resolved already.
licensing-anomaly-note-long = A note has at most 1000 characters.
licensing-evidence-addresses = Addresses
licensing-evidence-keys = Keys
licensing-evidence-last = Last address
licensing-evidence-most = Refused
licensing-evidence-warnings = Reported
licensing-tile-anomalies = open anomalies
## Use of licences

licensing-purpose-use = How licences are used
licensing-purpose-use-text = When machines and sessions of customers were heard of, from which network and with which version, and which features they used: for support, for what is charged by use, and for statistics. To fulfil the contract (Art. 6(1)(b) GDPR).
licensing-purpose-use-kept = Heartbeats and features by the month, as long as the setting heartbeat_months says; sums by licence and day for three years.
licensing-purpose-requests = Requests to the licence server
licensing-purpose-requests-text = What programs asked, with the network it came from and without keys: to find faults and abuse. Legitimate interest (Art. 6(1)(f) GDPR).
licensing-purpose-requests-kept = As many days as the setting request_log_days says.
licensing-meters = Meters
licensing-meters-about = What is counted for licences by their programs, such as documents or minutes: every count once, with a limit that warns and one that stops.
licensing-meters-none = There is no meter yet.
licensing-meter = Meter
licensing-meter-new = New meter
licensing-meter-removal = What was counted on it is forgotten, and programs that count on it are refused.
licensing-meter-counted = Counted
licensing-meter-resets = Begins anew
licensing-meter-policies = Limits by policy
licensing-meter-policies-about = What the licences of a policy may use. A licence may have limits of its own, on the page of its use.
licensing-meter-none-of-own = With both blank no limit of its own is left, and what is said elsewhere counts.
licensing-meter-limit-set = Set limits
licensing-meter-limit-own = Limits of this licence alone
licensing-meter-quantity = must be a whole number from 1 to 1,000,000,000
licensing-meter-key = must be a text of 1 to 200 characters
licensing-meter-at = must be no more than 400 days ago, and not to come
licensing-meter-exceeded = The limit would be exceeded.
licensing-meter-soft-above = The limit that warns is at most the one that stops.
licensing-field-unit = Unit
licensing-field-reset = Begins anew
licensing-field-soft = Warns from
licensing-field-hard = Stops at
licensing-hint-meter-code = By this name programs count.
licensing-hint-meter-soft = For licences for which nothing else is said.
licensing-hint-meter-hard = Nothing is counted above this.
licensing-word-never = never
licensing-happened-meter-soft = reached with { $n } the limit of the meter { $meter } that warns
licensing-happened-meter-hard = reached with { $n } the limit of the meter { $meter } that stops
licensing-usage = Use
licensing-usage-of = Use of { $licence }
licensing-usage-none = Nothing was heard of this licence in the thirty days until { $until }. What came since then stands here by { $next }.
licensing-usage-until = Added up until { $until }. What came since then stands here by { $next }.
licensing-usage-heartbeats = Heartbeats by day
licensing-usage-users = Users at once, by day
licensing-statistics = Statistics
licensing-statistics-about = How licences are used. Validations count at once; everything else is added up by the hour.
licensing-statistics-none = Nothing was counted yet. It begins with the first program that asks.
licensing-statistics-nothing = Nothing was counted in this span.
licensing-statistics-until = Added up until { $until }. What came since then stands here by { $next }; validations are counted until now.
licensing-statistics-csv = As a table (CSV)
licensing-statistics-span = Span
licensing-statistics-days = { $n } days
licensing-statistics-every-product = All products
licensing-statistics-show = Show
licensing-statistics-table = As a table
licensing-statistics-day = Day
licensing-statistics-month = Month
licensing-statistics-name = Name
licensing-statistics-count = Count
licensing-statistics-heartbeats = Heartbeats
licensing-statistics-good = Licences that are good, as counted after { $until }
licensing-statistics-validations = Validations, until now
licensing-statistics-activations = Activations, until { $until }
licensing-statistics-busiest = Sessions in the busiest hour, until { $until }
licensing-statistics-good-by-day = Licences that are good, by day
licensing-statistics-used-by-day = Licences used at once, by day
licensing-statistics-validations-by-day = Validations by day
licensing-statistics-codes = What validations said
licensing-statistics-activations-by-day = Activations by day
licensing-statistics-sessions-by-hour = Sessions by day and hour
licensing-statistics-users-by-hour = Users by day and hour
licensing-statistics-features = Features used most
licensing-statistics-ending = Licences that end, by month
licensing-statistics-top = Licences used most
licensing-weekday-1 = Mon
licensing-weekday-2 = Tue
licensing-weekday-3 = Wed
licensing-weekday-4 = Thu
licensing-weekday-5 = Fri
licensing-weekday-6 = Sat
licensing-weekday-7 = Sun
licensing-requests = Requests
licensing-requests-about = What programs asked the licence server, without keys. Refused requests are written down, and some of the others, as the setting request_log says.
licensing-requests-none = No request was written down yet.
licensing-requests-off = Requests are not written down: request_log is off.
licensing-requests-filter = Filter requests
licensing-requests-all = All
licensing-requests-errors = Failed ones
licensing-requests-licence = Of one licence
licensing-requests-of = all requests about it
licensing-request-answered = Answered
licensing-request-refused = Refused
licensing-request-failed = Failed
licensing-request-at = When
licensing-request-status = Status
licensing-request-code = Code
licensing-request-network = From network
licensing-request-took = Took
licensing-request-micros = { $n } µs
licensing-request-id = Request

## Description of the interface

licensing-account-description = Description of the interface
licensing-account-description-show = See it as OpenAPI
licensing-account-description-off = It lies open once api.docs is switched on.
## saved filters, and words to search by

licensing-filters = Saved filters
licensing-filters-text = What you filter the lists of licences and machines by, under a name. Your own ones you alone see; shared ones stand above everybody's list.
licensing-filters-none = No filter is saved yet. Filter the list of licences or machines, then save that under a name.
licensing-filters-all = All saved filters
licensing-filters-name = Name of the filter
licensing-filters-shared = For everybody
licensing-filters-is-shared = for everybody
licensing-filters-opens = My list opens with it
licensing-filters-save = Save filter
licensing-filters-change = Save
licensing-filters-remove = Remove
licensing-filters-did-save = The filter is saved.
licensing-filters-did-change = Saved.
licensing-filters-did-remove = The filter is removed.
licensing-filters-name-blank = A filter needs a name.
licensing-filters-name-long = A name has at most 80 characters.
licensing-filters-name-taken = There is a filter of this name.
licensing-filters-nothing = Nothing is filtered by. Filter the list first.
licensing-filters-query-long = What is filtered by is too long to be saved.
licensing-filters-many = There are 50 such filters, and that is the most. Remove one first.
licensing-filter-gone = no longer there
licensing-filter-gone-text = This filter asks for something that is no longer there, such as a deleted product.
licensing-privacy-filters = Filters saved for oneself
licensing-privacy-filters-why = Nobody else sees them.
licensing-purpose-lists = Saved filters
licensing-purpose-lists-text = What people who work here filter lists of licences and machines by, under a name. To do the work (Art. 6(1)(f) GDPR).
licensing-purpose-lists-kept = Until they remove them; their own ones with their account's data.
## the portal completed, and what became of devices

licensing-portal-by-key-only = Enter with a licence key
licensing-portal-move = Move to another device
licensing-portal-move-short = Move
licensing-portal-move-named = Move to another device: { $name }
licensing-portal-move-text = The new device gets the seat of { $name }, and the program there stops working with this licence. Both happen at once: if the new device is not taken in, the old one keeps its seat.
licensing-portal-move-request = Fingerprint or request of the new device
licensing-portal-move-request-hint = The program on the new device shows it, or writes it into a file.
licensing-portal-move-name = Name of the new device
licensing-portal-move-offline = The new device has no internet
licensing-portal-move-offline-hint = You get a licence file at once. Carry it to the device and open it there with the program.
licensing-portal-move-ttl = The file is good for
licensing-portal-did-move = { $name } has the seat of { $old } now.
licensing-portal-left = Releases and moves left: { $count } of { $most } within { $days ->
    [one] one day
   *[other] { $days } days
}.
licensing-portal-left-none = Devices of this licence were released or moved as often as it allows: { $most } within { $days ->
    [one] one day
   *[other] { $days } days
}. It is possible again on { $again }.
licensing-happened-process-died = notes: a program on { $name } runs no more, for no heartbeat came
licensing-happened-process-ended = notes: a program on { $name } ended
licensing-import-left = to be made anew
licensing-import-kind-release = Release
licensing-import-kind-release-constraint = Feature that a release requires
licensing-import-kind-artifact = File of a release
licensing-import-kind-webhook = Webhook
licensing-import-kind-token = Token
licensing-import-token-left = No server tells what a token is. Make a new one here.
licensing-import-file-left = Files are not fetched. Upload it to the release here, then publish the release.
licensing-import-webhook-left = It wants to be told only of events that there are not here.
licensing-import-tells = Tell webhooks of every entry
licensing-import-tells-hint = Without this, your webhooks hear nothing of what is taken over, for your shop knows these licences.
