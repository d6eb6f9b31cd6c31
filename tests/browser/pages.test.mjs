// Every page, with the demo data: sound in both languages and both themes, and readable on a narrow screen.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertFits, assertSound, launch, openPage } from './lib/browser.mjs'
import { signInByLink } from './lib/house.mjs'
import { startKontor } from './lib/kontor.mjs'
import { pages, visit } from './lib/pages.mjs'

let browser, kontor, state
const addresses = new Map()

before(async () => {
  browser = await launch()
  kontor = await startKontor({ args: ['--demo'] })
  const page = await openPage(browser)
  await signInByLink(page, kontor)
  state = await page.context().storageState()
  await page.context().close()
})
after(async () => {
  await browser?.close()
  await kontor?.stop()
})

async function withPage(entry, options, check) {
  const page = await openPage(browser, { ...options, state: entry.anonymous ? undefined : state })
  try {
    await visit(page, kontor, entry, addresses)
    await check(page)
  } finally {
    await page.context().close()
  }
}

for (const entry of pages) {
  test(`${entry.name} is sound in light and dark, German and English`, async () => {
    await withPage(entry, { language: 'de', theme: 'light' }, page => assertSound(page, `${entry.name} de light`))
    await withPage(entry, { language: 'en', theme: 'dark' }, page => assertSound(page, `${entry.name} en dark`))
  })

  test(`${entry.name} needs no sideways scrolling on 320 pixels`, async () => {
    await withPage(entry, { language: 'de', width: 320, height: 640 }, async page => {
      await assertFits(page)
      await assertSound(page, `${entry.name} 320 px`)
    })
  })

  test(`${entry.name} speaks the visitor’s language and has one heading`, async () => {
    for (const language of ['de', 'en']) {
      await withPage(entry, { language }, async page => {
        assert.equal(await page.locator('html').getAttribute('lang'), language)
        assert.equal(await page.locator('h1:visible').count(), 1, 'one h1')
        assert.ok((await page.title()).length > 3)
        assert.doesNotMatch(await page.locator('body').innerText(), /\b(helpdesk|identity|directory|ui|platform)-[a-z]+-[a-z-]+\b/, 'a text is missing')
      })
    }
  })
}

test('dark is dark and light is light', async () => {
  const ground = page => page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b))
  await withPage(pages[2], { theme: 'dark' }, async page => assert.ok((await ground(page)) < 150))
  await withPage(pages[2], { theme: 'light' }, async page => assert.ok((await ground(page)) > 600))
})
