// Every page there is, in one table: what is checked for accessibility and photographed. `open` finds the address of pages that
// have a number or an id in it, from a list page that links to them.
export const pages = [
  { name: 'sign-in', path: '/sign-in', anonymous: true },
  { name: 'today', path: '/' },
  { name: 'tickets', path: '/tickets' },
  { name: 'ticket', path: '/tickets', open: /\/tickets\/\d+$/ },
  { name: 'ticket-new', path: '/tickets/new' },
  { name: 'organisations', path: '/organisations' },
  { name: 'organisation', path: '/organisations', open: /\/organisations\/[0-9a-f-]{36}$/ },
  { name: 'people', path: '/people' },
  { name: 'person', path: '/people', open: /\/people\/[0-9a-f-]{36}$/ },
  { name: 'admin', path: '/admin' },
  { name: 'mailboxes', path: '/admin/mailboxes' },
  { name: 'mailbox-new', path: '/admin/mailboxes/new' },
  { name: 'users', path: '/admin/users' },
  { name: 'groups', path: '/admin/groups' },
  { name: 'queues', path: '/admin/queues' },
  { name: 'audit', path: '/admin/audit' },
  { name: 'account', path: '/account' },
]

// Opens a page of the table; `addresses` remembers what was looked up.
export async function visit(page, kontor, entry, addresses = new Map()) {
  if (entry.open && !addresses.has(entry.name)) {
    await page.goto(kontor.url + entry.path)
    const links = await page.locator('main a[href]').evaluateAll(all => all.map(a => a.href.replace(/[?#].*/, '')))
    const found = links.find(link => entry.open.test(link))
    if (!found) throw new Error(`${entry.path} links to nothing like ${entry.open}`)
    addresses.set(entry.name, found)
  }
  const answer = await page.goto(addresses.get(entry.name) ?? kontor.url + entry.path)
  if (answer.status() !== 200) throw new Error(`${answer.status()} from ${answer.url()}`)
}
