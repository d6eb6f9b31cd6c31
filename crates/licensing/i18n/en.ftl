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

licensing-offline = File for a machine without a network
licensing-offline-text = The file proves the licence where no server can be asked. Carry it there, for example on a USB stick.
licensing-offline-for = For
licensing-offline-for-hint = A machine's file is good on that machine alone.
licensing-offline-licence = the licence, on any machine
licensing-offline-request = Request of the machine
licensing-offline-request-hint = The fingerprint that the program shows, or the request that it wrote down. It counts before the choice above.
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
licensing-file-machine-unknown = No machine of this licence has this fingerprint. Activate it first.
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

## validation

## products

## policies

## entitlements

## environments

## groups

## users of licences

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
