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

const active = () => page.evaluate(() => {
  const e = document.activeElement
  return e.id || e.getAttribute('name') || e.textContent.trim()
})
const picked = () => page.locator('[data-list] .tick:checked').count()

test('J and K walk the list, X picks, Shift X picks up to there, * A all, and E closes what is picked', async () => {
  await page.goto(`${kontor.url}/tickets?assignee=none`)
  await press('j', 'x')
  assert.equal(await picked(), 1)
  await press('j', 'j', 'Shift+X')
  assert.equal(await picked(), 3)
  await press('k', 'x')
  assert.equal(await picked(), 2)
  await press('*', 'a')
  const all = await page.locator('[data-list] .tick').count()
  assert.equal(await picked(), all)
  await press('*', 'a')
  assert.equal(await picked(), 0)
  await press('x')
  const number = await page.locator('[data-list] .tick:checked').first().getAttribute('value')
  await press('e')
  await page.locator('.toast').first().waitFor()
  await page.goto(`${kontor.url}/tickets/${number}`)
  await page.locator('#context button[value=open]').waitFor()
})

test('the arrows walk too, O opens, and the detail follows the walk', async () => {
  await page.goto(`${kontor.url}/tickets`)
  await press('j', 'ArrowDown')
  const second = await page.evaluate(() => document.activeElement.pathname)
  await page.waitForURL(url => url.pathname === second)
  await press('ArrowUp', 'o')
  await page.waitForURL(url => url.pathname !== second)
})

test('slash searches the list, C opens a new ticket, Escape leaves a field', async () => {
  await page.goto(`${kontor.url}/tickets`)
  await press('/')
  await page.keyboard.type('Scanner')
  await press('Enter')
  await page.waitForURL(/q=Scanner/)
  assert.ok((await page.locator('[data-list] .row').count()) > 0)
  await press('Escape', 'c')
  await page.waitForURL(/\/tickets\/new/)
  await press('/')
})

test('N, A, P, L and S reach their controls on the ticket, ] and [ fold the panes', async () => {
  await page.goto(`${kontor.url}/tickets`)
  await press('j', 'Enter')
  await page.waitForURL(/\/tickets\/\d+/)
  await page.locator('#set-priority').waitFor()
  const reached = []
  for (const key of ['n', 'a', 'p', 'l']) {
    await press(key)
    reached.push(await active())
    await press('Escape')
  }
  assert.deepEqual(reached, ['c-note', 'set-agent', 'set-priority', 'set-tags'])
  for (const [key, pane] of [[']', '#context'], ['[', '#list']]) {
    await press(key)
    await page.locator(pane).waitFor({ state: 'hidden' })
    await press(key)
    await page.locator(pane).waitFor()
  }
})

test('S goes to the status', async () => {
  await press('s')
  assert.equal(await active(), 'status')
})

test('the palette is worked with the arrows, and Escape gives the focus back', async () => {
  await page.goto(`${kontor.url}/tickets`)
  await press('j')
  const before = await active()
  await press('Control+k')
  await page.locator('#palette [role=option]').nth(2).waitFor()
  await press('ArrowDown', 'ArrowDown', 'ArrowUp')
  assert.equal(await page.locator('#palette [aria-selected=true]').evaluate(e => [...e.closest('[role=listbox]').querySelectorAll('[role=option]')].indexOf(e)), 1)
  await press('Escape')
  await page.locator('#palette').waitFor({ state: 'hidden' })
  assert.equal(await active(), before)
})

test('every control of the ticket page is reached by Tab and shows its focus', async () => {
  await page.goto(`${kontor.url}/tickets`)
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
