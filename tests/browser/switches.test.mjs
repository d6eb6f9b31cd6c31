// Maintenance and read-only mode, as people meet them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertFits, assertSound, fill, launch, openPage } from './lib/browser.mjs'
import { signInByLink } from './lib/house.mjs'
import { startKontor } from './lib/kontor.mjs'

let browser, kontor, page
before(async () => {
  browser = await launch()
  kontor = await startKontor({ args: ['--demo'] })
  page = await openPage(browser, { language: 'en' })
  await signInByLink(page, kontor)
})
after(async () => {
  await browser?.close()
  await kontor?.stop()
})

const turn = async name => {
  await page.goto(`${kontor.url}/admin/switches`)
  await page.locator(`form[action="/admin/switches/${name}"] button`).first().click()
  await page.locator('.toast').first().waitFor()
}

test('in read-only mode the page says so, nothing is saved, and what was written comes back', async () => {
  await turn('read-only')
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${kontor.url}/tickets`)
    await page.locator('.modes').waitFor()
    await assertSound(page, `read-only at ${width}`)
    await assertFits(page)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`${kontor.url}/organisations/new`)
  const notes = 'They call on Mondays,\nand never before nine.'
  await fill(page, { name: 'Elbe-Kontor', notes })
  await page.locator('main form button.primary').first().click()
  await page.locator('[data-problem]').waitFor()
  assert.equal((await page.locator('main textarea[readonly]').inputValue()).replaceAll('\r', ''), notes)
  page.complaints.length = 0 // that it was refused is wanted here
  await assertSound(page, 'what was not saved')
  await turn('read-only')
  await page.goto(`${kontor.url}/organisations?q=Elbe-Kontor`)
  assert.equal(await page.locator('.modes').count(), 0)
  assert.doesNotMatch(await page.locator('main').innerText(), /Elbe-Kontor/)
})

test('during maintenance visitors read what the administrator wrote', async () => {
  await page.goto(`${kontor.url}/admin/switches`)
  await page.locator('main details.panel summary').click()
  await fill(page, { text_de: 'Bis 18 Uhr.', text_en: 'Until six in the evening.' })
  await page.locator('main details.panel button.primary').click()
  await page.locator('.modes').waitFor()
  const visitor = await openPage(browser, { language: 'de' })
  const answer = await visitor.goto(`${kontor.url}/tickets`)
  assert.equal(answer.status(), 503)
  assert.match(await visitor.locator('main').innerText(), /Wartung[\s\S]*Bis 18 Uhr\./)
  visitor.complaints.length = 0
  await assertSound(visitor, 'maintenance')
  await turn('maintenance')
  await visitor.goto(`${kontor.url}/tickets`)
  assert.match(visitor.url(), /sign-in/)
})
