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

## licences in bulk and batches

## files and the offline desk

## machines, components, processes

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
licensing-by-system = Kontor
licensing-entry-created = created the entry
licensing-entry-changed = changed: { $fields }
licensing-entry-banned = banned the user
licensing-entry-unbanned = lifted the ban
licensing-entry-attached = added features
licensing-entry-detached = removed features
licensing-entry-pool-filled = put keys into the pool
licensing-entry-pool-popped = took a key out of the pool
licensing-conflict = Differences
licensing-conflict-text = Someone changed this entry while you were editing it. What you entered stands below and is not saved. If you save again, your version counts.
licensing-conflict-field = Field
licensing-conflict-mine = Your version
licensing-conflict-theirs = Stored
licensing-conflict-reload = Discard what I entered and edit the stored version
licensing-refused-missing = Fill in this field.
licensing-refused-text = This must be text.
licensing-refused-long = At most { $most } characters are possible.
licensing-refused-control = The text contains control characters, which cannot be stored.
licensing-refused-number = Enter a whole number.
licensing-refused-span = Enter a span of time such as 365 d, 12 h or 10 min.
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
licensing-field-name = Name
licensing-field-code = Code
licensing-field-url = Web address
licensing-field-distribution-strategy = Distribution
licensing-field-platforms = Platforms
licensing-field-environment = Environment
licensing-field-metadata = Metadata
licensing-field-product = Product
licensing-field-group = Group
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
licensing-field-protected = Protected
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
licensing-hint-policy-duration = Such as 365 d, 12 h, or seconds; at least a day. Empty: for ever.
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
licensing-policy-no-revival = Only machines that are kept after their death can come back. Choose that dead machines are kept.
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

## releases and artifacts

## webhooks

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
licensing-resource-few = So many are not free, only { $free }. Nothing was given.
licensing-resource-not-free = This resource is free no more.
licensing-resource-not-allocated = This resource is given to nobody.
licensing-resource-no-quarantine = This resource is not in quarantine.
licensing-resource-held = The resource is given. Release it first.
licensing-resource-other-pool = Test licences get resources for test licences only, others only the rest.
licensing-resource-no-licence = There is no such licence.
licensing-resource-days = A quarantine lasts 1 to 3650 days.
licensing-resource-reason-long = The reason may have at most 200 characters.

## customers' portal

## sessions

## statistics and anomalies

## import and export

## panels, tiles, palette

## happenings

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
