// Signing in with a second factor: set up at the first sign-in by whoever must have one, asked for afterwards.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import { assertFits, assertSound, fill, launch, openPage } from './lib/browser.mjs'
import { submit } from './lib/house.mjs'
import { admin, startKontor } from './lib/kontor.mjs'

let browser, kontor, page, secret, recovery

before(async () => {
  browser = await launch()
  kontor = await startKontor({ env: { KONTOR_SIGN_IN__SECOND_FACTOR: 'admins' } })
  page = await openPage(browser, { width: 390, height: 800 })
})
after(async () => {
  await browser?.close()
  await kontor?.stop()
})

// What an authenticator app does: RFC 6238 over the secret that the page shows in base32.
function code(step) {
  const bits = [...secret.replaceAll(' ', '')].map(letter => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', key).update(counter).digest()
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1e6).padStart(6, '0')
}
const now = () => Math.floor(Date.now() / 30_000)

// A code that was not used yet: within the half minute of the last one it is the next one, early by one step.
let last = 0
const fresh = () => code((last = Math.max(now(), last + 1)))

// The browser itself says in its console that a form was refused, which is what these tests want.
async function refused() {
  await page.locator('#f-code-error').waitFor()
  page.complaints = page.complaints.filter(text => !text.includes('422'))
}

async function signOut() {
  await page.context().clearCookies()
  await page.goto(`${kontor.url}/sign-in`)
  await fill(page, { email: admin.email, password: admin.password })
  await submit(page)
  await page.waitForURL(/\/sign-in\/second/)
}

test('the first administrator sets an app up before the first page', async () => {
  await page.goto(await kontor.link('/setup'))
  await fill(page, { name: admin.name, email: admin.email, password: admin.password })
  await submit(page)
  await page.waitForURL(/\/sign-in\/second/)
  await assertSound(page)
  await assertFits(page)
  const picture = await page.locator('svg.qr').boundingBox()
  assert.ok(picture.width >= 160 && picture.width <= 300, `the picture is ${picture.width} wide`)
  secret = await page.locator('[name=secret]').inputValue()
  await fill(page, { code: code(now() - 5) })
  await submit(page)
  await refused()
  assert.equal(await page.locator('[name=secret]').inputValue(), secret, 'the same secret goes on')
  await fill(page, { code: fresh() })
  await submit(page)
  await page.locator('.codes li').first().waitFor()
  recovery = await page.locator('.codes li').allInnerTexts()
  assert.equal(recovery.length, 10)
  await assertSound(page)
  await assertFits(page)
  await page.locator('main a.primary').click()
  await page.waitForURL(/\/admin\/mailboxes\/new/)
})

test('afterwards the password asks for the code, and each code is good once', async () => {
  await signOut()
  await assertSound(page)
  const used = fresh()
  await fill(page, { code: used })
  await submit(page)
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
  await signOut()
  await fill(page, { code: used })
  await submit(page)
  await refused()
})

test('a recovery code opens once, and the account page counts it', async () => {
  await fill(page, { code: recovery[0].toLowerCase() })
  await submit(page)
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
  await page.goto(`${kontor.url}/account`)
  await page.getByText('9 left').waitFor()
  await assertSound(page)
  await assertFits(page)
  await page.goto(`${kontor.url}/account/second-factor`)
  await assertSound(page)
  await assertFits(page)
})
