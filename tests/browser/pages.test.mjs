// Every page, with the demo data: sound in both languages and both themes, and readable on a narrow screen.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertFits, assertSound, launch, openPage } from './lib/browser.mjs'
import { signInByLink, speak } from './lib/house.mjs'
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

for (const language of ['de', 'en']) {
  test(`the house speaks ${language}`, () => withPage({ path: '/account' }, { language }, page => speak(page, kontor, language)))

  for (const entry of pages) {
    test(`${entry.name} in ${language}: sound in light and dark, one heading, every text there`, async () => {
      await withPage(entry, { language, theme: 'light' }, async page => {
        await assertSound(page, `${entry.name} light`)
        assert.equal(await page.locator('html').getAttribute('lang'), language)
        assert.equal(await page.locator('h1:visible').count(), 1, 'one h1')
        assert.doesNotMatch(await page.locator('body').innerText(), /\b(helpdesk|identity|directory|kontor|ui|platform)-[a-z]+-[a-z-]+\b/, 'a text is missing')
      })
      await withPage(entry, { language, theme: 'dark' }, page => assertSound(page, `${entry.name} dark`))
    })

    test(`${entry.name} in ${language}: no sideways scrolling on 320 pixels`, () =>
      withPage(entry, { language, width: 320, height: 640 }, async page => {
        await assertFits(page)
        await assertSound(page, `${entry.name} 320 px`)
      }))
  }
}

test('dark is dark and light is light', async () => {
  const ground = page => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b))
  const home = pages.find(entry => entry.path === '/')
  await withPage(home, { theme: 'dark' }, async page => assert.ok((await ground(page)) < 150))
  await withPage(home, { theme: 'light' }, async page => assert.ok((await ground(page)) > 600))
})
