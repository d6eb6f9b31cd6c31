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
licensing-policy-none-yet = A product and a policy come first.
licensing-pages-policies = Policies
licensing-owner-hint = The e-mail address of a user of licences.
licensing-owner-nobody = No user of licences has the address { $email }.
licensing-organisation-nobody = No organisation is called “{ $text }”.
licensing-organisation-choose = Several organisations may be meant. Choose one.
licensing-choice-unknown = There is no such choice ({ $field }).
licensing-count-no-number = Enter a whole number.
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
licensing-field-max-machines = Machines
licensing-field-max-users = Users
licensing-field-max-processes = Processes
licensing-field-max-cores = Cores
licensing-field-max-memory = Memory (bytes)
licensing-field-max-disk = Disk (bytes)
licensing-field-max-uses = Uses
licensing-ends-hint = Blank: as the policy says.
licensing-ends-edit-hint = Blank: without an end.
licensing-no-end = no end
licensing-no-end-ever = Without an end, whatever the policy says
licensing-limits = Limits
licensing-limits-own = Own limits
licensing-limits-hint = Blank: as the policy says.
licensing-taken = { $taken } (no limit)
licensing-taken-of = { $taken } of { $most }
licensing-seats = { $taken } seats
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
licensing-features-value = Value (optional)
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
licensing-move-text = What the new policy says counts at once. It also says whether the end stays.
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
licensing-remove-many = Delete { $n } licences
licensing-remove-text = This cannot be undone. { $machines } machines go along, and programs with these keys stop working.
licensing-remove-more = and { $n } more
licensing-remove-word = delete
licensing-remove-confirm = Type “{ $word }”
licensing-remove-unconfirmed = Type the word “{ $word }”.
licensing-remove-for-good = Delete for good
licensing-pages-conflict = Differences
licensing-pages-conflict-text = Someone else changed this meanwhile. If you save again, your version counts.
licensing-pages-conflict-field = Field
licensing-pages-conflict-mine = Your version
licensing-pages-conflict-theirs = Stored
licensing-pages-conflict-reload = Load the stored version

## licences in bulk and batches

licensing-bulk-delete = Delete …
licensing-bulk-done = { $n } licences changed.
licensing-bulk-partly = { $n } licences changed, but not these: { $failed }
licensing-batch = Many licences at once
licensing-batch-text = Up to { $most } licences of a policy, all or none.
licensing-batch-count = How many
licensing-batch-count-wrong = Enter a number from 1 to { $most }.
licensing-batch-name-hint = # becomes the number.
licensing-batch-issue = Issue licences
licensing-batch-done = { $n } licences issued
licensing-batch-fetch = Download keys as CSV
licensing-batch-fetch-text = Here you get all keys in one file. The page is good for 48 hours; whoever downloads the keys is noted in the security log.

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
licensing-field-activated = Activated
licensing-field-hostname = Host name
licensing-field-platform = Platform
licensing-field-ip = IP address
licensing-field-cores = Cores
licensing-field-memory = Memory
licensing-field-disk = Disk
licensing-field-pid = Process id

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

licensing-panel-none = No licences.
licensing-panel-all = All licences
licensing-tile-active = active
licensing-tile-ending = end within 30 days
licensing-tile-dead = machines dead
licensing-tile-none = No licence ends within the next 30 days.

## happenings

licensing-pages-by-system = The server
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
licensing-happened-created = created { $name }
licensing-happened-removed = deleted { $name }
licensing-happened-marked = noted: { $mark }
licensing-happened-banned = banned the user
licensing-happened-unbanned = unbanned the user
licensing-happened-published = published it
licensing-happened-entry-revoked = revoked it
licensing-happened-attached = attached something
licensing-happened-detached = detached something

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
