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
licensing-licence-entitlement-unknown = There is no such entitlement.
licensing-licence-entitlement-detached = The licence does not have this entitlement for itself.
licensing-licence-value-long = A value has at most { $count } characters.
licensing-licence-other-product = A licence cannot move to a policy of another product.
licensing-licence-other-keys = A licence cannot move to a policy whose keys are made in another way.
licensing-licence-other-uniqueness = A licence with machines cannot move to a policy by which machines are unique in another way.
licensing-licence-over-strict = The licence has more than the strict policy allows.

## licences in bulk and batches

## files and the offline desk

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

## validation

## products

## policies

## entitlements

## environments

## groups

## users of licences

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
