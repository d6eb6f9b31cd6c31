// The customers' portal: they come in with a key, look around, move and release devices, and fetch files, on the desk and on a
// phone, in both languages, with and without scripts.
import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { assertFits, assertSound, fill, launch, openPage } from './lib/browser.mjs'
import { signInByLink } from './lib/house.mjs'
import { startKontor } from './lib/kontor.mjs'
import { enterPortal, fillLicences, openPortal, vendor } from './lib/licences.mjs'

let browser, kontor, account, make, licence
before(async () => {
  browser = await launch()
  kontor = await startKontor({ args: ['--demo'] })
  await fillLicences(kontor)
  const house = vendor(kontor)
  ;({ account, make } = house)
  const licences = await house.ask('GET', '/licenses?limit=100')
  licence = licences.data.find(one => one.attributes.name === 'Ada Ltd')
  const admin = await openPage(browser, { language: 'en' })
  await signInByLink(admin, kontor)
  assert.equal((await admin.request.get(`${kontor.url}/portal`)).status(), 404, 'it is off at first')
  await openPortal(admin, kontor)
  await admin.context().close()
})
after(async () => {
  await browser?.close()
  await kontor?.stop()
})

// Comes in; the page of the licence is open then.
async function enter(page) {
  await page.goto(`${kontor.url}/portal`)
  await enterPortal(page)
  await page.goto(`${kontor.url}/portal/licences/${licence.id}`)
}

// The document in a licence or machine file, once its signature is checked as programs check it: with the public key alone.
function opened(title, file) {
  const lines = file.trim().split('\n')
  assert.equal(lines[0], `-----BEGIN ${title} FILE-----`)
  const { enc, sig, alg } = JSON.parse(Buffer.from(lines.slice(1, -1).join(''), 'base64'))
  assert.equal(alg, 'base64+ed25519')
  // RFC 8410: what stands before the bytes of a public key
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(account.public_key, 'hex')])
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' })
  const signed = Buffer.from(`${title.toLowerCase()}/${enc}`)
  assert(verify(null, signed, publicKey, Buffer.from(sig, 'base64')), 'the signature holds')
  return JSON.parse(Buffer.from(enc, 'base64'))
}

const device = (page, name) => page.locator('tbody tr', { hasText: name })

async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  return readFileSync(await download.path(), 'utf8')
}

const look = async (page, what) => {
  await assertSound(page, what)
  await assertFits(page)
}

for (const [language, theme, width] of [['de', 'light', 1280], ['en', 'dark', 320]])
  test(`a customer comes in with a key and sees a licence: ${language}, ${theme}, ${width} pixels`, async () => {
    const page = await openPage(browser, { language, theme, width, height: 800 })
    const name = `${language} ${width}`
    await page.goto(`${kontor.url}/portal`)
    await look(page, `door ${name}`)
    await enterPortal(page)
    await look(page, `licences ${name}`)
    if (!/licences\/[0-9a-f-]{36}$/.test(page.url())) await page.locator('a[href^="/portal/licences/"]').first().click()
    await page.locator('h1', { hasText: 'Ada Ltd' }).waitFor()
    await look(page, `licence ${name}`)
    await page.context().close()
  })

for (const [language, script] of [['en', true], ['de', false]])
  test(`a customer moves a device, releases one and gets files: ${language}, ${script ? 'with' : 'without'} scripts`, async () => {
    const of = `${language}-${script}`
    const spare = await make('machines', { fingerprint: `old-${of}`, name: `Old ${of}` }, { license: ['licenses', licence.id] })
    const page = await openPage(browser, { language, script, height: 900 })
    await enter(page)
    await device(page, `Old ${of}`).locator('a[href$="/transfer"]').click()
    await page.locator('[name="request"]').waitFor()
    if (script) await look(page, `move ${of}`)
    await page.locator('[name="request"]').fill('{')
    await page.locator('form.form button').first().click()
    await page.locator('[aria-invalid=true]').first().waitFor()
    page.complaints.length = 0 // the browser complains of the refusal that was wanted
    await page.locator('[name="request"]').fill(JSON.stringify({ fingerprint: `new-${of}` }))
    await page.locator('[name="name"]').fill(`New ${of}`)
    await page.locator('form.form button').first().click()
    await page.waitForURL(new RegExp(`/portal/licences/${licence.id}$`))
    await device(page, `New ${of}`).waitFor()
    assert.equal(await device(page, `Old ${of}`).count(), 0, 'the old one gave its seat')

    // once more, to a device without internet: its file comes at once
    await device(page, `New ${of}`).locator('a[href$="/transfer"]').click()
    await page.locator('[name="request"]').fill(`offline-${of}`)
    await page.locator('[name="offline"]').check()
    const file = await saved(page, () => page.locator('form.form button').first().click())
    const machine = opened('MACHINE', file)
    assert.equal(machine.data.attributes.fingerprint, `offline-${of}`)
    assert.notEqual(machine.data.id, spare.id)

    // a file of a request, for the device that is known now
    await page.goto(`${kontor.url}/portal/licences/${licence.id}/file`)
    await page.locator('[name="request"]').fill(JSON.stringify({ fingerprint: `offline-${of}` }))
    const again = await saved(page, () => page.locator('form.form button').first().click())
    assert.equal(opened('MACHINE', again).data.id, machine.data.id)

    // what the licence opens can be fetched
    await page.goto(`${kontor.url}/portal/licences/${licence.id}/downloads`)
    if (script) await look(page, `downloads ${of}`)
    const download = await saved(page, () => page.locator('form[action*="/downloads/"] button').first().click())
    assert.equal(download, 'the whole backup')

    // and it is released in the end
    await page.goto(`${kontor.url}/portal/licences/${licence.id}`)
    await page.locator(`a[href$="/devices/${machine.data.id}/release"]`).click()
    await page.locator('button.danger').waitFor()
    if (script) await look(page, `release ${of}`)
    await page.locator('button.danger').click()
    await page.waitForURL(new RegExp(`/portal/licences/${licence.id}$`))
    assert.equal(await page.locator(`a[href*="${machine.data.id}"]`).count(), 0)
    await page.context().close()
  })
