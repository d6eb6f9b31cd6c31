// The day's work by keyboard alone, as the keyboard map of the help says.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launch, openPage } from './lib/browser.mjs'
import { signInByLink, speak } from './lib/house.mjs'
import { startKontor } from './lib/kontor.mjs'
import { until } from './lib/until.mjs'

let browser, kontor, page

before(async () => {
  browser = await launch()
  kontor = await startKontor({ args: ['--demo'] })
  page = await openPage(browser)
  await signInByLink(page, kontor)
  await speak(page, kontor, 'en')
})
after(async () => {
  await browser?.close()
  await kontor?.stop()
})

const press = async (...keys) => {
  for (const key of keys) await page.keyboard.press(key)
}
const focused = () => page.evaluate(() => document.activeElement?.innerText ?? '')
const path = () => new URL(page.url()).pathname

test('the first Tab offers to skip to the content', async () => {
  await page.goto(kontor.url)
  await press('Tab')
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('href')), /^#/)
})

test('G T goes to the tickets, J and Enter open one, Escape comes back to the list', async () => {
  await press('Escape', 'g', 't')
  await page.waitForURL(/\/tickets/)
  await press('j')
  await until('a focused row', focused)
  await press('Enter')
  await page.waitForURL(/\/tickets\/\d+/)
  await press('Escape')
  await until('the focus on a row of the list', () => page.evaluate(() => !!document.activeElement?.closest('[data-list]')))
})

test('R writes an answer, and Ctrl+Enter sends it', async () => {
  await press('j')
  const href = await page.evaluate(() => document.activeElement.getAttribute('href'))
  await press('Enter')
  // the ticket of this line, not the one that was open before
  const number = /\d+/.exec(href)[0]
  await page.locator('#detail h1', { hasText: `#${number}` }).waitFor()
  await page.waitForTimeout(400)
  await press('r')
  await until('the composer to have the focus', () => page.evaluate(() => document.activeElement?.name === 'body'))
  await page.keyboard.type('Ich schaue mir das heute noch an.')
  await press('Control+Enter')
  await page.getByText('Ich schaue mir das heute noch an.').first().waitFor()
  await until('an empty composer', () => page.locator('textarea[name=body]').first().evaluate(e => e.value === ''))
})

test('the palette opens with Ctrl+K, finds a page and goes there', async () => {
  await press('Escape', 'Control+k')
  const palette = page.getByRole('dialog')
  await palette.waitFor()
  await page.keyboard.type('Organis')
  await until('the places that fit', async () => /Organis/.test((await palette.getByRole('option').allInnerTexts())[0]))
  await press('Enter')
  await page.waitForURL(url => url.pathname.startsWith('/organisations'))
})

test('the question mark shows the keys', async () => {
  await press('Escape', '?')
  const help = page.getByRole('dialog')
  await help.waitFor()
  assert.match(await help.innerText(), /Ctrl|⌘/)
  await press('Escape')
  await help.waitFor({ state: 'hidden' })
  assert.equal(path(), '/organisations')
})

test('every control of the ticket page is reached by Tab and shows its focus', async () => {
  await press('g', 't')
  await page.waitForURL(/\/tickets/)
  await press('j', 'Enter')
  await page.waitForURL(/\/tickets\/\d+/)
  const wanted = await page.evaluate(() => [...document.querySelectorAll('main button, main a[href], main select, main textarea, main input:not([type=hidden])')]
    .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0).length)
  const seen = new Set()
  for (let n = 0; n < wanted * 2 + 60 && seen.size < wanted; n++) {
    await press('Tab')
    const at = await page.evaluate(() => {
      const e = document.activeElement
      if (!e.closest('main')) return null
      // a row or a field may carry the ring of what is inside it
      const around = [e, e.parentElement, e.parentElement.parentElement, e.parentElement.parentElement.parentElement]
      const looks = [...around.map(one => getComputedStyle(one)), getComputedStyle(e, '::after'), getComputedStyle(e, '::before')]
      e.dataset.seen ??= Math.random()
      return { id: e.dataset.seen, shown: looks.some(look => look.outlineStyle !== 'none' || look.boxShadow !== 'none'), html: e.outerHTML.slice(0, 100) }
    })
    if (!at) continue
    assert.ok(at.shown, `no focus ring on ${at.html}`)
    seen.add(at.id)
  }
  assert.ok(seen.size >= wanted * 0.9, `Tab reached ${seen.size} of ${wanted}`)
})
