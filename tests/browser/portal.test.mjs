// The customers' portal: they come in with a key and look around, on the desk and on a phone, in both languages.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertFits, assertSound, fill, launch, openPage } from './lib/browser.mjs'
import { signInByLink } from './lib/house.mjs'
import { startKontor } from './lib/kontor.mjs'
import { fillLicences, vendor } from './lib/licences.mjs'

let browser, kontor, key
before(async () => {
  browser = await launch()
  kontor = await startKontor({ args: ['--demo'] })
  await fillLicences(kontor)
  const licences = await vendor(kontor).ask('GET', '/licenses?limit=100')
  key = licences.data.find(one => one.attributes.name === 'Ada Ltd').attributes.key
  const admin = await openPage(browser, { language: 'en' })
  await signInByLink(admin, kontor)
  assert.equal((await admin.request.get(`${kontor.url}/portal`)).status(), 404, 'it is off at first')
  await admin.goto(`${kontor.url}/admin/switches`)
  await admin.locator('form[action="/admin/switches/licence-portal"] button').first().click()
  await admin.locator('.toast').first().waitFor()
  await admin.context().close()
})
after(async () => {
  await browser?.close()
  await kontor?.stop()
})

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
    const door = page.locator('form[action="/portal/key"]')
    await door.locator('[name="key"]').fill(key)
    await door.locator('[name="email"]').fill('ada@example.com')
    await door.locator('button').first().click()
    await page.waitForURL(/\/portal\/licences/)
    await look(page, `licences ${name}`)
    if (!/licences\/[0-9a-f-]{36}$/.test(page.url())) await page.locator('a[href^="/portal/licences/"]').first().click()
    await page.locator('h1', { hasText: 'Ada Ltd' }).waitFor()
    await look(page, `licence ${name}`)
    await page.context().close()
  })
