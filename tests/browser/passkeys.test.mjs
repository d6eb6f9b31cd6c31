// Passkeys with Chromium's own virtual authenticator: made, taken for a sign-in and as the second factor, refused, removed.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { assertFits, assertSound, fill, launch, openPage } from './lib/browser.mjs'
import { givePassword, setUp } from './lib/house.mjs'
import { startKontor } from './lib/kontor.mjs'
import { until } from './lib/until.mjs'

let browser, kontor, page, cdp, authenticatorId
const sentences = { wrong: 'That did not work with this passkey.', stopped: 'No passkey came.' }
const policy = who => `[sign_in]\nsecond_factor = "${who}"\n`

before(async () => {
  browser = await launch()
  kontor = await startKontor({ toml: policy('nobody'), env: { KONTOR_SIGN_IN__SECOND_FACTOR: undefined } })
  // browsers bind passkeys to names, not to addresses
  kontor.address = kontor.url
  kontor.url = kontor.url.replace('127.0.0.1', 'localhost')
  page = await openPage(browser, { width: 390, height: 800 })
  // what the field for the name offers by itself would come before the click that is tested
  await page.addInitScript(() => (PublicKeyCredential.isConditionalMediationAvailable = async () => false))
  cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable', { enableUI: false })
  const options = { protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
    isUserVerified: true, automaticPresenceSimulation: true }
  authenticatorId = (await cdp.send('WebAuthn.addVirtualAuthenticator', { options })).authenticatorId
  await setUp(page, kontor)
})
after(async () => {
  await browser?.close()
  await kontor?.stop()
})

const begin = () => page.locator('[data-passkey-begin]').click()
const inside = () => page.waitForURL(url => !url.pathname.startsWith('/sign-in'))

async function signOut() {
  await page.context().clearCookies()
  await page.goto(`${kontor.url}/sign-in`)
}

// The browser itself says in its console that a form was refused, which is what these tests want.
async function refused(status = 422) {
  await page.getByText(sentences.wrong).waitFor()
  page.complaints = page.complaints.filter(text => !text.includes(String(status)))
}

test('a passkey is made on the account page, and with the first one come recovery codes', async () => {
  await page.goto(`${kontor.url}/account`)
  await assertSound(page)
  await assertFits(page)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.locator('[data-passkey-begin]').waitFor()
  assert.ok(await page.locator('[data-passkey-missing]').isHidden())
  await assertSound(page)
  await assertFits(page)
  await fill(page, { name: 'Laptop' })
  await begin()
  await page.locator('.codes li').first().waitFor()
  assert.equal(await page.locator('.codes li').count(), 10)
  await page.goto(`${kontor.url}/account`)
  await page.getByRole('link', { name: 'Laptop' }).waitFor()
})

test('it signs in without a name, and what was sent is good once', async () => {
  await signOut()
  await assertSound(page)
  await assertFits(page)
  const sent = page.waitForRequest(request => request.method() === 'POST' && request.url().endsWith('/sign-in/passkey'))
  await begin()
  const body = (await sent).postData()
  await inside()
  await signOut()
  const status = await page.evaluate(async body => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return (await fetch('/sign-in/passkey', { method: 'POST', body, headers })).status
  }, body)
  assert.equal(status, 422, 'replayed')
  page.complaints = page.complaints.filter(text => !text.includes('422'))
})

test('a copy whose counter lags behind is refused, and the window that was closed is explained', async () => {
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
  const [own] = credentials
  const becomes = async signCount => {
    await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: own.credentialId })
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...own, signCount } })
  }
  await becomes(0)
  await signOut()
  await begin()
  await refused()
  await becomes(own.signCount + 1)
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await signOut()
  await begin()
  await page.getByText(sentences.stopped).waitFor()
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
  await begin()
  await inside()
})

test('it is the second factor that the house asks for', async () => {
  await writeFile(join(kontor.folder, 'kontor.toml'), policy('admins'))
  kontor.child.kill('SIGHUP')
  await until('the second factor to be asked for', async () => {
    await signOut()
    await givePassword(page, kontor)
    return page.url().includes('/sign-in/second')
  })
  await assertSound(page)
  await assertFits(page)
  await begin()
  await inside()
})

test('at another address, and without scripts, nothing asks for a passkey and the password remains', async () => {
  const elsewhere = await openPage(browser, {})
  await elsewhere.goto(`${kontor.address}/sign-in`)
  assert.ok(await elsewhere.locator('[data-passkey]').isHidden())
  const plain = await openPage(browser, { script: false })
  await plain.goto(`${kontor.url}/sign-in`)
  assert.ok(await plain.locator('[data-passkey]').isHidden())
  assert.ok(await plain.locator('[name=password]').isVisible())
})

test('it is removed on a page of its own', async () => {
  await writeFile(join(kontor.folder, 'kontor.toml'), policy('nobody'))
  kontor.child.kill('SIGHUP')
  await page.goto(`${kontor.url}/account`)
  await page.getByRole('link', { name: 'Laptop' }).click()
  await page.getByRole('button', { name: 'Remove the passkey' }).waitFor()
  await assertSound(page)
  await assertFits(page)
  await page.getByRole('button', { name: 'Remove the passkey' }).click()
  await page.waitForURL(/\/account$/)
  assert.equal(await page.getByRole('link', { name: 'Laptop' }).count(), 0)
  await signOut()
  await begin()
  await refused()
})
