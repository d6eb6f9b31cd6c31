helpdesk-app = Tickets
helpdesk-tickets = Tickets
helpdesk-ticket = Ticket
helpdesk-admin = Administration
helpdesk-save = Save
helpdesk-saved = “{ $name }” is saved.
helpdesk-cancel = Cancel
helpdesk-name = Name
helpdesk-email = E-mail
helpdesk-phone = Phone
helpdesk-state = State
helpdesk-active = In use
helpdesk-inactive = Retired
helpdesk-form-wrong = Some entries are not right yet. Nothing was saved.
helpdesk-form-unreadable = The form arrived unreadable. Reload the page and send it again.
helpdesk-form-stale = This has changed meanwhile: someone else saved it. What you entered is below, and none of it is saved yet. Send it once more, and it counts instead of theirs.
helpdesk-choice-unknown = There is no such choice (field “{ $field }”).

helpdesk-list = List of tickets
helpdesk-list-mine = Mine
helpdesk-list-free = Unassigned
helpdesk-list-open = All open
helpdesk-list-waiting = Waiting
helpdesk-list-closed = Closed
helpdesk-list-all = All tickets
helpdesk-list-found = Search: { $text }
helpdesk-list-none-open = Nothing open. Every request is settled.
helpdesk-list-none-mine = Nothing is waiting for you.
helpdesk-list-none-free = Every open ticket has someone who takes care of it.
helpdesk-list-none-waiting = No ticket is waiting for an answer.
helpdesk-list-none-closed = Nothing is closed yet.
helpdesk-list-none-filtered = No ticket matches this filter.
helpdesk-list-none-found = Nothing found. The search covers subject, sender and text, matching the beginnings of words.
helpdesk-list-none-found-here = In this list nothing was found.
helpdesk-list-search-all = Search all tickets ({ $n })
helpdesk-detail-choose = Choose a ticket on the left.
helpdesk-detail-nothing = There is nothing to read here at the moment.
helpdesk-tickets-all = See all tickets
helpdesk-panel-none = No tickets yet.

helpdesk-filter = Filter
helpdesk-filter-any = any
helpdesk-filter-apply = Apply
helpdesk-filter-reset = Reset
helpdesk-filter-chip = { $name }: { $value }

helpdesk-status = Status
helpdesk-status-new = new
helpdesk-status-open = open
helpdesk-status-waiting = waiting for customer
helpdesk-status-closed = closed
helpdesk-status-all = all
helpdesk-status-unclosed = not closed
helpdesk-priority = Priority
helpdesk-priority-low = low
helpdesk-priority-normal = normal
helpdesk-priority-high = high
helpdesk-priority-urgent = urgent
helpdesk-level = Support level
helpdesk-level-n = { $n ->
    [1] L1 – First contact
    [2] L2 – Specialists
    [3] L3 – Engineering
   *[4] L4 – Development
}
helpdesk-level-short = L{ $n }
helpdesk-level-to = To level
helpdesk-level-reason = Reason
helpdesk-level-hint = The ticket then belongs to nobody until someone there takes it.
helpdesk-level-change = Change level
helpdesk-group = Group
helpdesk-category = Category
helpdesk-category-none = no category
helpdesk-tag = Tag
helpdesk-tags = Tags
helpdesk-tags-hint = Separated by commas
helpdesk-assignee = Assignee
helpdesk-assignee-me = me
helpdesk-assignee-none = nobody
helpdesk-subject = Subject
helpdesk-subject-change = Change subject
helpdesk-subject-whole = Show the whole subject
helpdesk-channel = Channel
helpdesk-channel-mail = Mail
helpdesk-channel-phone = Phone
helpdesk-channel-web = Web
helpdesk-opened-at = Opened
helpdesk-unverified = Sender in doubt
helpdesk-unverified-hint = The mail server could not confirm the sender. The mail may be forged: hand nothing out and follow no link before you have asked in another way.

helpdesk-close = Close
helpdesk-close-silent = Without a mail to the customer
helpdesk-reopen = Reopen
helpdesk-take = Take
helpdesk-assign = Assign
helpdesk-bulk-done = { $n ->
    [one] One ticket changed.
   *[other] { $n } tickets changed.
}
helpdesk-bulk-partly = { $n } changed. Not changed: { $failed }
helpdesk-ticket-was-closed = #{ $number } is closed.
helpdesk-ticket-was-opened = #{ $number } is open.

helpdesk-context = About the ticket
helpdesk-properties = Properties
helpdesk-customer = Customer
helpdesk-customer-change = Move to another customer
helpdesk-person = Person
helpdesk-organisation = Organisation
helpdesk-other-tickets = Other tickets
helpdesk-history = History

helpdesk-message = Message
helpdesk-message-from = From
helpdesk-message-to = To
helpdesk-message-cc = Cc
helpdesk-message-written = Written
helpdesk-message-details = Details
helpdesk-message-quoted = Show quoted text
helpdesk-message-signature = Show signature
helpdesk-message-empty = No text.
helpdesk-message-raw = Original mail
helpdesk-message-frame = Mail from { $name }
helpdesk-message-nobody = Unknown sender
helpdesk-message-system = Kontor
helpdesk-message-automatic = automatic
helpdesk-automatic-out-of-office = out-of-office notice
helpdesk-automatic-reply = automatic reply
helpdesk-automatic-bounce = undeliverable notice
helpdesk-automatic-list = mailing list
helpdesk-automatic-own = from our own mailbox
helpdesk-automatic-notification = from a machine
helpdesk-images-load = { $n ->
    [one] Load one image (from { $host })
   *[other] Load { $n } images (from { $host })
}
helpdesk-attachments = Attachments
helpdesk-conversation-older = Show older messages

helpdesk-delivery-queued = waiting to be sent
helpdesk-delivery-handing-over = being handed over
helpdesk-delivery-sent = sent
helpdesk-delivery-failed = not sent
helpdesk-delivery-uncertain = unclear whether sent
helpdesk-delivery-bounced = came back
helpdesk-delivery-failed-hint = The mail server did not take this mail. Once the reason is gone, send it again.
helpdesk-delivery-uncertain-hint = The connection broke just as the mail server was receiving the mail. It may have arrived. It is not sent again by itself: you decide.
helpdesk-delivery-bounced-hint = The mail came back as undeliverable. Check the address.
helpdesk-delivery-waiting-hint = This mail could not leave yet. It is tried again by itself, for about a day.
helpdesk-delivery-next = Next attempt: { $time }.
helpdesk-delivery-trying = It is being tried right now.
helpdesk-delivery-given-up = This mail has not been sent and is no longer tried by itself: its job was given up after a fault. Try it again now; if that fails too, ask an administrator.
helpdesk-delivery-no-job = This mail has not been sent. Nobody is trying it any more: its job was discarded. In a few minutes it counts as not sent; then you can send it again from here.
helpdesk-delivery-put-aside = This mail has not been sent and is no longer tried by itself: the server was brought down five times by its job. Tell an administrator (Administration, Queues). In a few minutes the mail counts as not sent; then you can send it again from here.
helpdesk-delivery-try = Try now

helpdesk-outgoing = Mails that wait for you
helpdesk-outgoing-text = Mails whose outcome nobody knows, or that failed. None of them leaves again without your decision.
helpdesk-outgoing-none = All mails are on their way or have arrived.
helpdesk-outgoing-no-ticket = Without ticket
helpdesk-outgoing-resend = Send again
helpdesk-outgoing-mark = It has arrived
helpdesk-outgoing-resent = The mail is sent again.
helpdesk-outgoing-marked = Noted as arrived.
helpdesk-outgoing-not-undecided = This mail no longer waits for a decision.
helpdesk-outgoing-tried = The mail is tried right away.
helpdesk-outgoing-not-waiting = This mail no longer waits to be sent.
helpdesk-outgoing-waiting = Still being tried
helpdesk-outgoing-waiting-text = These mails could not leave yet and are tried again by themselves.
helpdesk-sending-wait = The mail server told some recipients’ mail to wait.
helpdesk-sending-ended = Kontor ended while the mail was handed over.
helpdesk-sending-no-job = The attempt was discarded or failed too often; nothing was handed over.
helpdesk-sending-own = Kontor could not get the mail ready: { $text }
helpdesk-trouble-own = Kontor itself could not go on: { $text }

helpdesk-compose = Write
helpdesk-reply = Reply
helpdesk-reply-write = Write a reply …
helpdesk-reply-from = From: { $address }
helpdesk-reply-signed = The mailbox's signature is added below.
helpdesk-reply-send = Send and wait
helpdesk-reply-send-close = Send and close
helpdesk-reply-sent = The reply is on its way.
helpdesk-reply-sent-closed = The reply is on its way, and the ticket is closed.
helpdesk-reply-newer = { $name } wrote at { $time }, after you began this reply. Read that first.
helpdesk-reply-strangers = This reply goes to { $addresses }. That is not this ticket's customer.
helpdesk-reply-other-writer = The last to write was { $address }, who is not this ticket's customer. The reply goes to the customer; add others if they are to read it.
helpdesk-reply-no-mailbox = There is no mailbox to answer from. An administrator sets one up under Administration → Mailboxes. Notes work all the same.
helpdesk-note = Internal note
helpdesk-note-write = Write a note …
helpdesk-note-hint = Only your team sees it.
helpdesk-note-add = Add note
helpdesk-note-added = The note is added.
helpdesk-attach = Attach
helpdesk-attach-keep = Send { $name } along
helpdesk-others-write = { $names } is writing

helpdesk-happened-opened = { $who } opened the ticket
helpdesk-happened-opened-mail = Arrived by mail
helpdesk-happened-archived = Old mail, taken over as closed
helpdesk-happened-customer-wrote = The customer wrote
helpdesk-happened-replied = { $who } replied
helpdesk-happened-noted = { $who } added a note
helpdesk-happened-taken = { $who } took the ticket
helpdesk-happened-assigned = { $who } assigned the ticket to { $to }
helpdesk-happened-released = { $who } removed the assignment
helpdesk-happened-status = Status: { $to }
helpdesk-happened-closed = { $who } closed the ticket
helpdesk-happened-closed-silent = { $who } closed the ticket without a mail
helpdesk-happened-reopened = { $who } reopened the ticket
helpdesk-happened-reopened-customer = Reopened by a mail from the customer
helpdesk-happened-changed = { $who }: { $field } from “{ $from }” to “{ $to }”
helpdesk-happened-set = { $who }: { $field } “{ $to }”
helpdesk-happened-tagged = { $who }: tags { $tags }
helpdesk-happened-escalated = { $who }: level L{ $from } → L{ $to }, “{ $reason }”
helpdesk-happened-queued = A mail is sent again
helpdesk-happened-sent = A mail has arrived
helpdesk-happened-failed = A mail could not be sent
helpdesk-happened-uncertain = It is unclear whether a mail was sent
helpdesk-happened-bounced = A mail came back

helpdesk-ticket-new = New ticket
helpdesk-ticket-new-text = For requests by phone or in person.
helpdesk-ticket-body = Request
helpdesk-ticket-open = Open ticket
helpdesk-ticket-customer-hint = Type a name, company or address and choose. Whoever is not in the directory is added with the ticket.
helpdesk-ticket-customer-new = Not in the directory yet?
helpdesk-ticket-customer-new-hint = A name or a number is enough. Without an address no mail is sent to them.
helpdesk-ticket-customer-known = Somebody called “{ $name }” is in the directory already. Is it the same person?
helpdesk-ticket-customer-which = Who is it?
helpdesk-ticket-customer-namesake = Somebody else: add “{ $name }”
helpdesk-ticket-group-blank = Choose the group that the ticket belongs to.
helpdesk-group-choose = Choose …
helpdesk-reply-no-address = No mail address of this customer is known, so nothing is sent to them by itself. Type one under “To” to write to them, or call and note down what was said.
helpdesk-ticket-acknowledge = Send an acknowledgement
helpdesk-ticket-acknowledge-hint = The customer gets the number by mail and can reply to it.
helpdesk-ticket-customer-missing = Who is asking? Choose a person, or give a name, a mail address or a phone number.
helpdesk-ticket-group-missing = No group is in use, and every ticket belongs to one. An administrator adds one under Administration → Groups.
helpdesk-customer-choose = Who is meant? Choose below, or type more.
helpdesk-customer-nobody = Nobody in the directory is called “{ $text }”. Type it differently, or give a complete mail address.
helpdesk-ticket-subject-blank = A ticket needs a subject.
helpdesk-ticket-subject-too-long = A subject has at most 250 characters.
helpdesk-ticket-priority-unknown = There is no such priority.
helpdesk-ticket-closed = The ticket is closed. Reopen it first.
helpdesk-ticket-not-closed = The ticket is not closed.
helpdesk-ticket-agent-inactive = This person no longer works here.
helpdesk-ticket-agent-is-customer = Customers cannot be given tickets.
helpdesk-ticket-level-unknown = Support levels go from 1 to 4.
helpdesk-ticket-reason-missing = Say why the level changes.
helpdesk-ticket-reason-too-long = A reason has at most 1000 characters.

helpdesk-message-body-blank = Nothing is written here yet.
helpdesk-message-body-too-long = A message has at most 200,000 characters.
helpdesk-message-address-invalid = “{ $address }” is not a mail address.
helpdesk-message-recipient-missing = A reply needs a recipient.
helpdesk-message-too-many-recipients = At most 50 recipients are possible.
helpdesk-message-mailbox-missing = There is no mailbox to answer from.
helpdesk-message-too-many-attachments = At most 20 attachments are possible.
helpdesk-message-attachments-too-large = Together the attachments are larger than { $size }. Your text is still there.
helpdesk-message-attachment-sent = The file “{ $name }” was sent already. Attach it again if it should go with this one as well.
helpdesk-message-attachment-infected = The virus scanner found { $found } in “{ $name }”, so the file was not taken. Everything else you wrote is still there.
helpdesk-message-attachment-gone = An attached file is no longer there. Please attach it again.

helpdesk-mailbox = Mailbox
helpdesk-mailboxes = Mailboxes
helpdesk-mailboxes-text = Addresses that customers write to and that answers leave from.
helpdesk-mailboxes-none = No mailbox yet. Once one is connected, mails become tickets.
helpdesk-mailbox-new = New mailbox
helpdesk-mailbox-save = Save mailbox
helpdesk-mailbox-fetched = Last fetched
helpdesk-mailbox-never = never yet
helpdesk-mailbox-fine = works
helpdesk-mailbox-waits = waits for the first fetch
helpdesk-mailbox-off = switched off
helpdesk-mailbox-trouble = in trouble
helpdesk-mailbox-trouble-since = since
helpdesk-mailbox-test = Test connection
helpdesk-mailbox-test-fine = The connection works: mails can be fetched and sent.
helpdesk-mailbox-test-failed = The connection does not work. The first cross says why.
helpdesk-mailbox-identity = Who writes
helpdesk-mailbox-address = Mail address
helpdesk-mailbox-sender = Sender's name
helpdesk-mailbox-sender-hint = The sender that customers see, such as “Company Support”.
helpdesk-mailbox-name = Label
helpdesk-mailbox-name-hint = Only for you; otherwise the address.
helpdesk-mailbox-group-hint = New tickets belong to this group.
helpdesk-mailbox-lang = Language
helpdesk-mailbox-lang-hint = For acknowledgements and the conversation on closing.
helpdesk-mailbox-signature = Signature
helpdesk-mailbox-signature-hint = Added below every reply. {"{agent}"} is replaced by the name of whoever replies.
helpdesk-mailbox-acknowledge = Send acknowledgements
helpdesk-mailbox-acknowledge-hint = With the ticket number. Never to machines, never in loops, never for old mails.
helpdesk-mailbox-incoming = Fetching (IMAP)
helpdesk-mailbox-incoming-hint = With most providers: port 993 with TLS, and the user name is the mail address. If the provider requires two-step sign-in, create an app password there. Microsoft 365 (outlook.office365.com) no longer accepts passwords.
helpdesk-mailbox-outgoing = Sending (SMTP)
helpdesk-mailbox-outgoing-hint = Usually port 587 with STARTTLS or 465 with TLS, on the same server or one of its own.
helpdesk-mailbox-host = Server
helpdesk-mailbox-port = Port
helpdesk-mailbox-security = Encryption
helpdesk-security-tls = TLS from the start
helpdesk-security-starttls = STARTTLS (required)
helpdesk-security-plain = none (only on this machine)
helpdesk-mailbox-username = User name
helpdesk-mailbox-username-hint = Blank: the mail address.
helpdesk-mailbox-password = Password
helpdesk-mailbox-password-hint = Stored encrypted and never shown again.
helpdesk-mailbox-password-smtp = Blank: the same as for fetching.
helpdesk-mailbox-password-kept = Blank: the stored one stays.
helpdesk-mailbox-folder = Folder
helpdesk-mailbox-after = Fetched mails on the server
helpdesk-mailbox-after-seen = mark as read
helpdesk-mailbox-after-move = move into a folder
helpdesk-mailbox-after-leave = leave untouched
helpdesk-mailbox-move-to = Move to
helpdesk-mailbox-move-to-hint = The folder must already exist.
helpdesk-mailbox-archive = Take over old mails as an archive
helpdesk-mailbox-archive-hint = What was there before the first connection comes in as closed tickets. Nobody gets a mail about it.
helpdesk-mailbox-authserv = Checking mail server
helpdesk-mailbox-authserv-hint = The name at the beginning of “Authentication-Results” in a mail that arrived. Only this server is believed when it confirms or rejects senders. Blank: none is.
helpdesk-mailbox-active = Use this mailbox
helpdesk-mailbox-active-hint = Switched off, nothing is fetched and nothing is sent.
helpdesk-mailbox-address-invalid = This is not a complete mail address.
helpdesk-mailbox-address-taken = Another mailbox has this address already.
helpdesk-mailbox-blank = Something is missing here.
helpdesk-mailbox-too-long = This is too long or has characters that are not allowed.
helpdesk-mailbox-port-invalid = A port is a number from 1 to 65535.
helpdesk-mailbox-plain-elsewhere = Without encryption only a server on this machine is allowed.
helpdesk-mailbox-choice-unknown = There is no such choice.
helpdesk-mailbox-password-again = The stored password belongs to another server or account. Type it again.

helpdesk-groups = Groups
helpdesk-groups-text = Teams that tickets belong to. Members are told about new tickets.
helpdesk-groups-none = No group yet. Mailboxes need one.
helpdesk-group-new = New group
helpdesk-group-change = Change group
helpdesk-group-active-hint = Retired groups keep their tickets and are no longer offered.
helpdesk-group-name-blank = A name is missing.
helpdesk-group-name-too-long = A name has at most 100 characters.
helpdesk-group-name-taken = This name is taken.
helpdesk-group-in-use = A mailbox still delivers to this group.
helpdesk-members = Members
helpdesk-members-none = none yet: everyone is told about new tickets
helpdesk-categories = Categories
helpdesk-categories-text = What tickets are about, for lists and reports.
helpdesk-categories-none = No category yet.
helpdesk-category-new = New category
helpdesk-category-add = Add
helpdesk-category-change = Change category
helpdesk-category-active-hint = Retired categories stay with their tickets and are no longer offered.

helpdesk-admin-mailboxes = Mailboxes
helpdesk-admin-mailboxes-hint = Where tickets come from and what answers leave by
helpdesk-admin-groups = Groups
helpdesk-admin-groups-hint = Teams and their members
helpdesk-admin-categories = Categories
helpdesk-admin-categories-hint = What tickets are about
helpdesk-admin-outgoing = Unclear mails
helpdesk-admin-outgoing-hint = Mails that a person decides about

helpdesk-health-unknown = Nothing is known about the mails: { $cause }
helpdesk-health-mailbox = { $n ->
    [0] Mail for { $address } was fetched within the last minute.
    [one] Mail for { $address } was fetched a minute ago.
   *[other] Mail for { $address } was fetched { $n } minutes ago.
}
helpdesk-health-mailbox-late = Does the server run? A running one looks at least every half hour; its log says what keeps it.
helpdesk-health-mailbox-new = Mail for { $address } was not fetched yet; a running server begins within seconds.
helpdesk-health-mailbox-nowhere = Mail for { $address } is not fetched: the name of its server is made up, as in the demo.
helpdesk-health-mailbox-trouble = The mailbox { $address } is in trouble: { $trouble }
helpdesk-health-mailbox-remedy = Open Administration → Mailboxes and test the connection there. No mail is lost: they stay on the server until they are fetched.
helpdesk-health-outgoing = { $n ->
    [one] One mail waits for a person's decision.
   *[other] { $n } mails wait for a person's decision.
}
helpdesk-health-outgoing-remedy = Look under Administration → Unclear mails.
helpdesk-health-waiting = { $n ->
    [0] No mail waits longer than usual to be sent.
    [one] One mail has waited for more than a quarter of an hour to be sent.
   *[other] { $n } mails have waited for more than a quarter of an hour to be sent.
}
helpdesk-health-waiting-remedy = Administration → Unclear mails says why each of them waits. They are tried again by themselves, for about a day.
helpdesk-health-unread = { $n ->
    [one] One mail was fetched more than ten minutes ago and is not a ticket yet.
   *[other] { $n } mails were fetched more than ten minutes ago and are not tickets yet.
}
helpdesk-health-unread-remedy = Look into the log for the reason. The mails are stored; after three attempts they come in with the original file.

helpdesk-mail-quote = On { $at }, { $name } wrote:
helpdesk-mail-closed = Your request “{ $subject }” (ticket #{ $number }) is settled. If anything is still open, just answer this mail.
helpdesk-mail-history = For your records, the whole conversation:
helpdesk-mail-no-subject = (no subject)
helpdesk-mail-unreadable = (unreadable mail)
helpdesk-mail-withheld = Mail { $uid } in { $folder } could not be fetched
helpdesk-mail-withheld-text = The mail server does not hand out this mail, though it hands out later ones. It lies there unchanged; please open it with your mail program. The server says:
helpdesk-mail-related = May belong to ticket #{ $number }.
helpdesk-mail-acknowledge =
    Hello,

    thank you for your message “{ $subject }”. It has the number #{ $number } here; we will be in touch.

    To add something, answer this mail.

    { $name }
helpdesk-mail-notice-new = New ticket #{ $number } by { $name }: { $subject }
helpdesk-mail-notice-answer = { $name } wrote in #{ $number }: { $subject }
helpdesk-mail-notice-assigned = #{ $number } ({ $name }) was assigned to you: { $subject }
helpdesk-mail-notice-link = Look: { $url }
helpdesk-scope-read = Read tickets and their conversations
helpdesk-scope-write = Open, answer and change tickets
helpdesk-erased-text = The content was erased.
helpdesk-erased-subject = Erased
helpdesk-erased-name = Erased
helpdesk-purpose-tickets = Tickets
helpdesk-purpose-tickets-text = What customers wrote and what was answered, with attachments, notes and drafts. To deal with what they want; Art. 6 (1) b and f GDPR.
helpdesk-purpose-tickets-kept = For ever, or helpdesk.closed_ticket_months after they were closed. In Germany business letters have to be kept for six years (HGB § 257).
helpdesk-purpose-mail = E-mail
helpdesk-purpose-mail-text = Mails as they came and went, and the mailboxes for them. To deal with what people want, and to prove it; Art. 6 (1) b, c and f GDPR.
helpdesk-purpose-mail-kept = As long as the ticket that they belong to. On the mail server they stay until they are deleted there.
helpdesk-privacy-tickets = The person's tickets
helpdesk-privacy-messages = Messages, mails and attachments in them
helpdesk-privacy-elsewhere = The person's messages in tickets of others
helpdesk-privacy-written = Answers and notes that the account wrote
helpdesk-privacy-why = Texts, mails and attachments go; number, status and times stay for statistics.
helpdesk-privacy-letters-why = Business letters: the content stays until their time is over, and then goes by itself.
helpdesk-privacy-elsewhere-why = What the person wrote goes. What others wrote about them is not found.
helpdesk-privacy-named = Messages of others that name an address
helpdesk-privacy-named-why = The address goes out of To and Cc; the message stays.
helpdesk-privacy-held = Protected tickets
helpdesk-privacy-held-why = Among them are tickets of people or organisations under a protection, or in which somebody under one wrote. Nothing can be erased until it is lifted.
helpdesk-privacy-written-why = They are business letters of the house. The name above them goes; in texts and in mails that were sent it stays.
helpdesk-retention-tickets = Closed tickets
helpdesk-retention-tickets-text = The content goes: texts, mails, attachments, drafts, tags. Number, status and times stay.
helpdesk-right-view = See tickets and their conversations
helpdesk-right-work = Open, answer, assign, change and close tickets
helpdesk-right-manage = Set up mailboxes, groups and categories, and into which group mails come
helpdesk-group-access = Who sees its tickets
helpdesk-group-open = Everyone who may see tickets.
helpdesk-group-reserved = Only administrators and the roles chosen here
helpdesk-group-reserved-hint = For everyone else the tickets of this group are not there: not in lists, not in the search, not by their number. In this group each role counts with the rights that it gives itself.
helpdesk-group-is-reserved = reserved
helpdesk-ticket-agent-out-of-reach = This person does not work on tickets of this group.
