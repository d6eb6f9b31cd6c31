// Signing in through a provider, against a real one: the first time, once more, linked and unlinked, forged, off the net, logged out there.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertFits, assertSound, launch, openPage } from './lib/browser.mjs'
import { setUp, signIn } from './lib/house.mjs'
import { Identities } from './lib/identities.mjs'
import { startKontor } from './lib/kontor.mjs'
import { until } from './lib/until.mjs'

let browser, kontor, work, maria, anna, used

before(async () => {
  browser = await launch()
  work = await Identities.start()
  kontor = await startKontor({ env: { ...work.settings, KONTOR_OIDC__WORK__LOGOUT: 'ask' } })
  work.register(kontor)
  maria = await openPage(browser)
  await setUp(maria, kontor)
  anna = await openPage(browser, { width: 390, height: 800 })
  anna.on('request', request => request.url().includes('/auth/work/callback') && (used = request.url()))
})
after(async () => {
  await browser?.close()
  await kontor?.stop()
  await work?.close()
})

const within = page => page.waitForURL(url => url.origin === kontor.url && !/^\/(sign-in|auth)/.test(url.pathname))
const isSignedIn = async page => (await page.request.get(`${kontor.url}/account`, { maxRedirects: 0 })).status() === 200

// A page that refuses is an error to the browser's console, and wanted here.
async function refused(page, path, status, text) {
  const answer = await page.goto(path.startsWith('http') ? path : kontor.url + path)
  assert.equal(answer.status(), status)
  await page.getByText(text).waitFor()
  page.complaints = page.complaints.filter(complaint => !complaint.includes(String(status)))
  await assertSound(page)
  await assertFits(page)
}

test('the first sign-in makes an account, and the next one finds it', async () => {
  await anna.goto(`${kontor.url}/sign-in?next=%2Faccount`)
  await assertSound(anna)
  await assertFits(anna)
  await anna.getByRole('link', { name: 'Sign in with Werk' }).click()
  await anna.locator('#anna').click()
  await within(anna)
  assert.equal(new URL(anna.url()).pathname, '/account')
  await anna.getByRole('heading', { name: 'Linked sign-ins' }).waitFor()
  await anna.getByRole('cell', { name: 'anna@kontor.test' }).waitFor()
  await assertSound(anna)
  await assertFits(anna)
  await anna.context().clearCookies({ name: 'kontor-insecure' })
  assert.equal(await isSignedIn(anna), false)
  await anna.goto(`${kontor.url}/auth/work`) // she is still signed in there, so nothing is asked
  await within(anna)
  await maria.goto(`${kontor.url}/admin/users?q=anna`)
  assert.equal(await maria.locator('main tbody tr').count(), 1)
})

test('a way back that was used, made up or began elsewhere opens nothing', async () => {
  await refused(anna, used, 403, 'was not begun in this browser')
  await refused(anna, '/auth/work/callback?code=x&state=y', 403, 'was not begun in this browser')
  // a way that began in Anna's browser ends in another one
  const way = (await anna.request.get(`${kontor.url}/auth/work`, { maxRedirects: 0 })).headers().location
  const other = await openPage(browser)
  await other.goto(way)
  await other.locator('#anna').click()
  await other.getByText('was not begun in this browser').waitFor()
  assert.equal(await isSignedIn(other), false)
  await other.context().close()
})

test('who is refused there reads so here', async () => {
  const page = await openPage(browser)
  await page.goto(`${kontor.url}/auth/work`)
  await page.locator('#nobody').click()
  await page.getByText('Werk did not let you in').waitFor()
  await page.context().close()
})

test('one links one’s own account, signs in with it, and unlinks it', async () => {
  await maria.goto(`${kontor.url}/account`)
  await maria.getByRole('button', { name: 'Link with Werk' }).click()
  await maria.getByRole('link', { name: 'On to Werk' }).waitFor()
  await assertSound(maria)
  await maria.getByRole('link', { name: 'On to Werk' }).click()
  await maria.locator('#bert').click()
  await maria.getByText('Your account is linked').waitFor()
  await maria.getByRole('cell', { name: 'bert@kunde.test' }).waitFor()
  await assertSound(maria)
  const page = await openPage(browser)
  await page.goto(`${kontor.url}/auth/work`)
  await page.locator('#bert').click()
  await within(page)
  await page.goto(`${kontor.url}/admin/users`) // it is Maria, who administers
  await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor()
  await maria.getByRole('button', { name: 'Unlink' }).click()
  await maria.getByText('The sign-in is unlinked').waitFor()
  assert.equal(await isSignedIn(page), false)
  assert.equal(await isSignedIn(maria), true)
  await page.context().close()
})

test('while the provider is off the net, the page says so and passwords go on', async () => {
  await work.close()
  // what is known of the provider is still good, so the browser finds nobody there
  await assert.rejects(anna.goto(`${kontor.url}/auth/work`), /ERR_CONNECTION_REFUSED/)
  assert.equal(await isSignedIn(anna), true)
  await maria.context().clearCookies()
  await signIn(maria, kontor)
  await work.open()
})

test('who logs out there is signed out here', async () => {
  anna.complaints = []
  assert.equal(await isSignedIn(anna), true)
  await anna.goto(`${work.issuer}/session/end`)
  await anna.locator('button').click()
  await anna.locator('#gone').waitFor()
  await until('the session to end', async () => !(await isSignedIn(anna)))
  assert.equal(await isSignedIn(maria), true)
})

test('who signs out here is led to log out there as well, and comes back', async () => {
  const page = await openPage(browser)
  await page.goto(`${kontor.url}/auth/work`)
  await page.locator('#anna').click()
  await within(page)
  await page.locator('form[action="/sign-out"]').first().evaluate(form => form.requestSubmit())
  await page.getByRole('heading', { name: 'Signed out' }).waitFor()
  assert.equal(await isSignedIn(page), false)
  await assertSound(page)
  await assertFits(page)
  await page.getByRole('link', { name: 'Log out at Werk as well' }).click()
  await page.locator('button').click()
  await page.waitForURL(`${kontor.url}/sign-in*`)
  await page.goto(`${kontor.url}/auth/work`) // nobody is known there any more
  await page.locator('#anna').waitFor()
  await page.context().close()
})

test('a house that starts while its provider is off the net says so', async () => {
  const lonely = await Identities.start()
  await lonely.close()
  const other = await startKontor({ env: lonely.settings })
  const page = await openPage(browser)
  try {
    await refused(page, `${other.url}/auth/work`, 503, 'Werk does not answer at the moment')
  } finally {
    await page.context().close()
    await other.stop()
  }
})
