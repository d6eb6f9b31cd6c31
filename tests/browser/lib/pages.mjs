// Every page there is, and every state of one that looks like a page of its own, in one table: what is checked for accessibility
// and photographed. `open` finds the address of pages that have a number or an id in it, from a list page that links to them;
// `act` brings the page into its state; `status` is what an error page answers; `fresh` pages are of a house without any data.
import { fill } from './browser.mjs'
import { adas, enterPortal, knock } from './licences.mjs'

const key = keys => async page => {
  for (const one of keys.split(' ')) await page.keyboard.press(one)
}
const shown = (selector, act) => async page => {
  await act(page)
  await page.locator(selector).first().waitFor()
}
const press = selector => page => page.locator(selector).first().click()
const ticket = { path: '/tickets', open: /\/tickets\/\d+$/ }
const organisation = { path: '/organisations', open: /\/organisations\/[0-9a-f-]{36}$/ }
const person = { path: '/people', open: /\/people\/[0-9a-f-]{36}$/ }

// A page of the licence server that has an id in its address, found on its list.
const licensing = (list, below) => ({ path: list, open: new RegExp(`${list}/[0-9a-f-]{36}$`), below })

// A page of the customers' portal, where the customer comes to by these links. The customer comes in once for each house: more
// often would be too often.
const visits = new Map()
const portal = (...links) => ({
  path: '/portal',
  anonymous: true,
  act: async page => {
    await forgetVisit(page)
    const { origin } = new URL(page.url())
    if (visits.has(origin)) {
      await page.context().addCookies(visits.get(origin))
      await page.goto(`${origin}/portal/licences`)
    } else {
      await enterPortal(page)
      visits.set(origin, await page.context().cookies())
    }
    for (const link of links) {
      const found = page.locator(`main a[href*="/portal/licences/"]${link}`).first()
      if (!(await found.count())) continue // one licence alone is open at once
      await found.click()
      await page.waitForLoadState()
    }
  },
})

// What the houses of these pages are started with: a provider to sign in through, at a place that the guard lets nobody ask.
export const settings = { KONTOR_OIDC__WORK__LABEL: 'Microsoft 365', KONTOR_OIDC__WORK__ISSUER: 'http://127.0.0.1:9', KONTOR_OIDC__WORK__CLIENT_ID: 'kontor' }

export const pages = [
  { name: 'sign-in', path: '/sign-in', anonymous: true },
  { name: 'sign-in-wrong', path: '/sign-in', anonymous: true, act: signInWrongly },
  { name: 'sign-in-failed-elsewhere', path: '/auth/work/callback?state=spent', anonymous: true, status: 403 },
  { name: 'link-spent', path: '/sign-in/link?token=spent', anonymous: true, status: 410 },
  { name: 'today', path: '/' },
  { name: 'tickets', path: '/tickets' },
  { name: 'tickets-nothing-found', path: '/tickets?q=Nichts+dergleichen' },
  { name: 'tickets-filter', path: '/tickets', act: shown('.pane-list details[open]', press('.pane-list .filter summary, .pane-list details summary')) },
  { name: 'tickets-picked', path: '/tickets', act: key('j x') },
  { name: 'ticket', ...ticket },
  { name: 'ticket-reply', ...ticket, act: key('r') },
  { name: 'ticket-note', ...ticket, act: key('n') },
  { name: 'ticket-closed', path: '/tickets?status=closed', open: /\/tickets\/\d+$/ },
  { name: 'ticket-context', ...ticket, act: showContext },
  { name: 'ticket-new', path: '/tickets/new' },
  { name: 'ticket-new-wrong', path: '/tickets/new', act: sendEmpty },
  { name: 'organisations', path: '/organisations' },
  { name: 'organisations-nothing-found', path: '/organisations?q=Nichts+dergleichen' },
  { name: 'organisation', ...organisation },
  { name: 'organisation-edit', ...organisation, below: '/edit' },
  { name: 'organisation-new', path: '/organisations/new' },
  { name: 'people', path: '/people' },
  { name: 'people-nothing-found', path: '/people?q=Nichts+dergleichen' },
  { name: 'person', ...person },
  { name: 'person-edit', ...person, below: '/edit' },
  { name: 'person-merge', ...person, below: '/merge' },
  { name: 'person-new', path: '/people/new' },
  { name: 'licences', path: '/licences' },
  { name: 'licences-nothing-found', path: '/licences?q=Nichts+dergleichen' },
  { name: 'licence', ...licensing('/licences') },
  { name: 'licence-edit', ...licensing('/licences', '/edit') },
  { name: 'licence-assignment', ...licensing('/licences', '/assignment') },
  { name: 'licence-policy', ...licensing('/licences', '/policy') },
  { name: 'licence-offline', ...licensing('/licences', '/offline') },
  { name: 'licence-resources', ...licensing('/licences', '/resources') },
  { name: 'licence-removal', ...licensing('/licences', '/removal') },
  { name: 'licence-usage', ...licensing('/licences', '/usage') },
  { name: 'licence-new', path: '/licences/new' },
  { name: 'licence-new-wrong', path: '/licences/new', act: sendEmpty },
  { name: 'licence-batch', path: '/licences/batch' },
  { name: 'policies', path: '/licences/policies' },
  { name: 'policy', ...licensing('/licences/policies') },
  { name: 'policy-edit', ...licensing('/licences/policies', '/edit') },
  { name: 'policy-new-wrong', path: '/licences/policies/new', act: sendEmpty },
  { name: 'products', path: '/licences/products' },
  { name: 'product', ...licensing('/licences/products') },
  { name: 'product-new-wrong', path: '/licences/products/new', act: sendEmpty },
  { name: 'entitlements', path: '/licences/entitlements' },
  { name: 'entitlement', ...licensing('/licences/entitlements') },
  { name: 'licence-groups', path: '/licences/groups' },
  { name: 'licence-group', ...licensing('/licences/groups') },
  { name: 'licence-users', path: '/licences/users' },
  { name: 'licence-user', ...licensing('/licences/users') },
  { name: 'environments', path: '/licences/environments' },
  { name: 'environment', ...licensing('/licences/environments') },
  { name: 'releases', path: '/licences/releases' },
  { name: 'release', ...licensing('/licences/releases') },
  { name: 'release-edit', ...licensing('/licences/releases', '/edit') },
  { name: 'resources', path: '/licences/resources' },
  { name: 'sessions', path: '/licences/sessions' },
  { name: 'session', ...licensing('/licences/sessions') },
  { name: 'statistics', path: '/licences/statistics' },
  { name: 'anomalies', path: '/licences/anomalies' },
  { name: 'meters', path: '/licences/meters' },
  { name: 'meter', ...licensing('/licences/meters') },
  { name: 'meter-new', path: '/licences/meters/new' },
  { name: 'requests', path: '/licences/requests' },
  { name: 'request', path: '/licences/requests', open: /\/licences\/requests\/[^/?]+$/ },
  { name: 'licence-filters', path: '/licences/filters' },
  { name: 'portal', path: '/portal', anonymous: true, act: forgetVisit },
  { name: 'portal-key-wrong', path: '/portal', anonymous: true, act: enterPortalWrongly },
  { name: 'portal-licences', ...portal() },
  { name: 'portal-licence', ...portal('') },
  { name: 'portal-offline', ...portal('', '[href$="/file"]') },
  { name: 'portal-downloads', ...portal('', '[href$="/downloads"]') },
  { name: 'portal-release', ...portal('', '[href$="/release"]') },
  { name: 'portal-transfer', ...portal('', '[href$="/transfer"]') },
  { name: 'portal-problem', path: '/portal/nothing', anonymous: true, status: 404 },
  { name: 'moving', path: '/licences/moving' },
  { name: 'licensing', path: '/admin/licensing' },
  { name: 'licence-tokens', path: '/admin/licensing/tokens' },
  { name: 'licence-token', ...licensing('/admin/licensing/tokens') },
  { name: 'licence-token-new', path: '/admin/licensing/tokens/new' },
  { name: 'webhooks', path: '/admin/licensing/webhooks' },
  { name: 'webhook', ...licensing('/admin/licensing/webhooks') },
  { name: 'admin', path: '/admin' },
  { name: 'mailboxes', path: '/admin/mailboxes' },
  { name: 'mailbox', path: '/admin/mailboxes', open: /\/admin\/mailboxes\/[0-9a-f-]{36}$/ },
  { name: 'mailbox-new', path: '/admin/mailboxes/new' },
  { name: 'mailbox-new-wrong', path: '/admin/mailboxes/new', act: sendEmpty },
  { name: 'outgoing', path: '/admin/outgoing' },
  { name: 'users', path: '/admin/users' },
  { name: 'user', path: '/admin/users', open: /\/admin\/users\/[0-9a-f-]{36}$/ },
  { name: 'user-new', path: '/admin/users/new' },
  { name: 'roles', path: '/admin/roles' },
  { name: 'role', path: '/admin/roles', open: /\/admin\/roles\/[0-9a-f-]{36}$/ },
  { name: 'role-new', path: '/admin/roles/new' },
  { name: 'role-new-wrong', path: '/admin/roles/new', act: sendEmpty },
  { name: 'groups', path: '/admin/groups' },
  { name: 'group', path: '/admin/groups', open: /\/admin\/groups\/[0-9a-f-]{36}$/ },
  { name: 'group-new', path: '/admin/groups/new' },
  { name: 'categories', path: '/admin/categories' },
  { name: 'health', path: '/admin/health' },
  { name: 'queues', path: '/admin/queues' },
  { name: 'privacy', path: '/admin/privacy?q=a' },
  { name: 'privacy-person', path: '/admin/privacy?q=a', open: /\/admin\/privacy\/subjects\/person:[0-9a-f-]{36}$/ },
  { name: 'privacy-person-wrong', path: '/admin/privacy?q=a', open: /\/admin\/privacy\/subjects\/person:[0-9a-f-]{36}$/, act: confirmWrongly },
  { name: 'privacy-retention', path: '/admin/privacy/retention' },
  { name: 'privacy-record', path: '/admin/privacy/record', act: shown('main details[open]', press('main details summary')) },
  { name: 'account-data', path: '/account/data' },
  { name: 'audit', path: '/admin/audit' },
  { name: 'audit-nothing-found', path: '/admin/audit?name=operations.&from=2020-01-01&to=2020-01-02' },
  { name: 'audit-wrong', path: '/admin/audit?ip=nowhere&from=2020-01-02&to=2020-01-01', status: 422 },
  { name: 'audit-entry', path: '/admin/audit', act: shown('main td details[open]', press('main td.actions a, main td.actions summary, main td details summary')) },
  { name: 'blocked', path: '/admin/blocked' },
  { name: 'blocked-wrong', path: '/admin/blocked', act: blockNothing },
  { name: 'switches', path: '/admin/switches' },
  { name: 'switches-maintenance', path: '/admin/switches', act: shown('main details.panel[open]', press('main details.panel summary')) },
  { name: 'account', path: '/account' },
  { name: 'second-factor', path: '/account/second-factor' },
  { name: 'api-keys-own', path: '/account/keys' },
  { name: 'api-key-new', path: '/account/keys/new' },
  { name: 'api-key-new-wrong', path: '/account/keys/new', act: sendEmpty },
  { name: 'api-keys', path: '/admin/keys' },
  { name: 'security', path: '/admin/security' },
  { name: 'seen', path: '/help/seen' },
  { name: 'menu', path: '/', act: shown('.top details[open]', press('.top details summary')) },
  { name: 'palette', path: '/', act: shown('#palette [role=option]', key('Control+k')) },
  { name: 'palette-hits', path: '/', act: palette('al') },
  { name: 'palette-page', path: '/palette?q=al' },
  { name: 'keys', path: '/', act: shown('#keys[open]', key('?')) },
  { name: 'keys-page', path: '/help/keys' },
  { name: 'help-licences', path: '/help/licences' },
  { name: 'problem-403', path: '/styleguide/problem/403', status: 403 },
  { name: 'problem-404', path: '/tickets/99999999', status: 404 },
  { name: 'problem-422', path: '/styleguide/problem/422', status: 422 },
  { name: 'problem-500', path: '/styleguide/problem/500', status: 500 },
  { name: 'problem-503', path: '/styleguide/problem/503', status: 503 },
  { name: 'styleguide', path: '/styleguide' },
  { name: 'styleguide-panes', path: '/styleguide/panes' },
  { name: 'setup', path: '/setup', link: '/setup', anonymous: true, fresh: true },
  { name: 'setup-done', path: '/setup?token=spent', anonymous: true, fresh: true, status: 410 },
  { name: 'fresh-today', path: '/', fresh: true },
  { name: 'fresh-tickets', path: '/tickets', fresh: true },
  { name: 'fresh-ticket-new', path: '/tickets/new', fresh: true },
  { name: 'fresh-organisations', path: '/organisations', fresh: true },
  { name: 'fresh-people', path: '/people', fresh: true },
  { name: 'fresh-licences', path: '/licences', fresh: true },
  { name: 'fresh-products', path: '/licences/products', fresh: true },
  { name: 'fresh-mailboxes', path: '/admin/mailboxes', fresh: true },
  { name: 'fresh-outgoing', path: '/admin/outgoing', fresh: true },
  { name: 'fresh-groups', path: '/admin/groups', fresh: true },
  { name: 'fresh-categories', path: '/admin/categories', fresh: true },
  { name: 'fresh-queues', path: '/admin/queues?state=failed', fresh: true },
  { name: 'fresh-health', path: '/admin/health', fresh: true },
]

// An erasure wants the name of the person.
async function confirmWrongly(page) {
  await page.locator('[name=confirm]').fill('somebody else')
  await page.locator('main form button.danger').click()
  await page.locator('[aria-invalid=true]').first().waitFor()
}

function palette(text) {
  return async page => {
    await page.keyboard.press('Control+k')
    await page.locator('#palette input').fill(text)
    await page.locator('#palette-hits[data-for="al"] [role=option]').first().waitFor()
  }
}

// On a narrow screen it lies above the page.
async function showContext(page) {
  if (await page.locator('#context').isHidden()) await page.locator('[data-pane=context]').click()
  await page.locator('#context').waitFor()
}

async function sendEmpty(page) {
  await page.locator('main form').last().evaluate(form => (form.noValidate = true))
  await page.locator('main form button.primary').first().click()
  await page.locator('[aria-invalid=true]').first().waitFor()
}

async function blockNothing(page) {
  await page.locator('main details.panel summary').first().click()
  await fill(page, { address: 'everywhere' })
  await page.locator('main form button.primary').first().click()
  await page.locator('[aria-invalid=true]').first().waitFor()
}

// A door is for who is outside.
async function forgetVisit(page) {
  await page.context().clearCookies()
  await page.goto(new URL('/portal', page.url()).href)
}

async function enterPortalWrongly(page) {
  await forgetVisit(page)
  await knock(page, { ...adas, key: 'NOT-A-KEY' })
  await page.locator('[aria-invalid=true], .note').first().waitFor()
}

async function signInWrongly(page) {
  await fill(page, { email: 'niemand@kontor.test', password: 'falsch-geraten' })
  await page.locator('main form button.primary').first().click()
  await page.locator('main form').first().waitFor()
}

// Opens a page of the table; `addresses` remembers what was looked up.
export async function visit(page, kontor, entry, addresses = new Map()) {
  const lookup = `${entry.path} ${entry.open}`
  if (entry.open && !addresses.has(lookup)) {
    await page.goto(kontor.url + entry.path)
    const links = await page.locator('main a[href]').evaluateAll(all => all.map(a => a.href.replace(/[?#].*/, '')))
    const found = links.find(link => entry.open.test(link))
    if (!found) throw new Error(`${entry.path} links to nothing like ${entry.open}`)
    addresses.set(lookup, found)
  }
  const address = entry.link ? await kontor.link(entry.link) : addresses.get(lookup) ?? kontor.url + entry.path
  const answer = await page.goto(address + (entry.below ?? ''))
  // the browser's console tells of every answer that is no success: wanted on these pages
  const wanted = entry.status >= 400 || entry.act ? /^console: Failed to load resource: .* (4\d\d|5\d\d) / : /^$/
  if (answer.status() !== (entry.status ?? 200)) throw new Error(`${answer.status()} from ${answer.url()}`)
  await entry.act?.(page)
  page.complaints = page.complaints?.filter(one => !wanted.test(one) && !(entry.status >= 500 && one.startsWith(`${entry.status} from`)))
}
