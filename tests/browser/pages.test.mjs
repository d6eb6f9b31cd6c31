// Every page: sound in both languages and both themes, readable on a narrow screen, which is also what 400 % of a wide one is.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertFits, assertSound, launch, openPage } from './lib/browser.mjs'
import { setUp, signInByLink, speak } from './lib/house.mjs'
import { startKontor } from './lib/kontor.mjs'
import { fillLicences, openPortal } from './lib/licences.mjs'
import { pages, settings, visit } from './lib/pages.mjs'

let browser
const houses = { demo: { args: ['--demo'], enter: signInByLink }, fresh: { args: [], enter: setUp } }
const addresses = new Map()
const houseOf = entry => houses[entry.fresh ? 'fresh' : 'demo']

before(async () => {
  browser = await launch()
  for (const house of Object.values(houses)) house.kontor = await startKontor({ args: house.args, env: settings })
  await fillLicences(houses.demo.kontor)
})
after(async () => {
  await browser?.close()
  for (const house of Object.values(houses)) await house.kontor?.stop()
})

// The setup is seen while it can be, then somebody signs in.
const inOrder = [...pages.filter(entry => entry.link), ...pages.filter(entry => !entry.link)]
const signedIn = house => (house.state ??= (async () => {
  const page = await openPage(browser)
  await house.enter(page, house.kontor)
  if (house === houses.demo) await openPortal(page, house.kontor)
  const state = await page.context().storageState()
  await page.context().close()
  return state
})())

// A page for each sort of visitor, which goes from check to check: to start one costs more than a check. It forgets what the last one left.
const opened = new Map()
async function withPage(entry, { language, theme }, check) {
  const house = houseOf(entry)
  const kind = [!!entry.fresh, !!entry.anonymous, language].join()
  if (!opened.has(kind)) opened.set(kind, await openPage(browser, { language }))
  const page = opened.get(kind)
  opened.delete(kind)
  const state = entry.anonymous ? { cookies: [] } : await signedIn(house)
  if (page.url().startsWith('http')) await page.evaluate(() => localStorage.clear())
  await page.context().clearCookies()
  await page.context().addCookies(state.cookies)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: theme })
  page.complaints.length = 0
  await visit(page, house.kontor, entry, addresses)
  await check(page)
  opened.set(kind, page)
}

for (const entry of inOrder.filter(entry => entry.link)) for (const language of ['de', 'en']) checks(entry, language)
for (const language of ['de', 'en']) {
  test(`the houses speak ${language}`, async () => {
    for (const fresh of [false, true]) {
      await withPage({ path: '/account', fresh }, { language }, page => speak(page, houseOf({ fresh }).kontor, language))
    }
  })
  for (const entry of inOrder.filter(entry => !entry.link)) checks(entry, language)
}

// One page in all its looks: the browser changes the width of what is open. Words do not ask for the colours nor colours for
// the words, so each language is read in one theme.
function checks(entry, language) {
  const theme = language === 'de' ? 'light' : 'dark'
  test(`${entry.name} in ${language}: sound in ${theme}, readable on 320 pixels, every text there`, () =>
    withPage(entry, { language, theme }, async page => {
      await assertSound(page, `${entry.name} ${theme}`)
      await assertMarked(page)
      assert.equal(await page.locator('html').getAttribute('lang'), language)
      assert.equal(await page.locator('h1:visible').count(), 1, 'one h1')
      assert.doesNotMatch(await page.locator('body').innerText(), /\b(helpdesk|identity|directory|kontor|licensing|operations|ui|platform)-[a-z]+-[a-z-]+\b/, 'a text is missing')
      await page.setViewportSize({ width: 320, height: 640 })
      await drawn(page)
      await assertFits(page)
      await assertHittable(page)
      if (language === 'de') await assertSound(page, `${entry.name} 320 px`)
    }))
}

// Whatever folds out shows that it does, and on a desk no tab of a sheet lies out of sight.
async function assertMarked(page) {
  const wrong = await page.evaluate(() => {
    const folds = [...document.querySelectorAll('details:not(.menu, .unfold, .quote, .rename) > summary')]
    const unmarked = folds.filter(e => e.checkVisibility() && getComputedStyle(e, '::before').content === 'none')
    const cut = [...document.querySelectorAll('.sheet .tabs')].filter(e => e.scrollWidth > e.clientWidth)
    return [...unmarked, ...cut].map(e => e.outerHTML.slice(0, 120))
  })
  assert.deepEqual(wrong, [], 'hidden from sight')
}

// A new look is laid out and coloured some frames later: the rail lies at the foot of a narrow page, and nothing changes any more.
// Transitions are brought to their end, for those within what is folded away never run to it.
const drawn = page => page.evaluate(async () => {
  const rail = document.querySelector('.rail')
  const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  const box = ({ x, y, width, height }) => `${x} ${y} ${width} ${height}`
  const shape = () => Array.from(document.querySelectorAll('body *'), e => box(e.getBoundingClientRect())).join()
  for (let tries = 0; tries < 60; tries++) {
    const before = shape()
    for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish()
    await frame()
    const placed = !rail || getComputedStyle(rail).position === 'fixed'
    if (placed && before === shape()) return
  }
  throw new Error('the page does not come to rest')
})

// WCAG 2.5.8: 24 by 24 pixels, or room around; what stands within a line of text is exempt.
async function assertHittable(page) {
  const small = await page.evaluate(() => {
    const wanted = 'button, summary, select, input:not([type=hidden], [type=file]), textarea, [role=option], .button, .chip, .rail-link'
    const near = (a, b) => Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2) < 24
    const shown = [...document.querySelectorAll(wanted)].filter(e => e.checkVisibility() && !e.closest('.visually-hidden'))
    const boxes = shown.map(e => (e.labels?.[0] && e.matches('[type=checkbox], [type=radio]') ? e.labels[0] : e).getBoundingClientRect())
    // what lies below the bar at the foot is scrolled up before it is hit
    const covered = (e, box) => {
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      return !top || !(top === e || e.contains(top) || top.contains(e) || top.closest('label')?.control === e)
    }
    return shown.filter((e, i) => {
      const box = boxes[i]
      if (covered(e, box)) return false
      if (!box.width || (box.width >= 23.5 && box.height >= 23.5)) return false
      return boxes.some((other, j) => j !== i && other.width && near(box, other))
    }).map(e => e.outerHTML.slice(0, 120))
  })
  assert.deepEqual(small, [], 'too small to hit')
}

test('dark is dark and light is light', async () => {
  const ground = page => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b))
  const home = pages.find(entry => entry.path === '/')
  await withPage(home, { theme: 'dark' }, async page => assert.ok((await ground(page)) < 150))
  await withPage(home, { theme: 'light' }, async page => assert.ok((await ground(page)) > 600))
})

test('who wants no motion gets none', async () => {
  const home = pages.find(entry => entry.path === '/')
  await withPage(home, {}, async page => {
    const moving = await page.evaluate(() => [...document.querySelectorAll('body *')].filter(e => {
      const look = getComputedStyle(e)
      return parseFloat(look.transitionDuration) > 0.01 || (look.animationName !== 'none' && parseFloat(look.animationDuration) > 0.01)
    }).map(e => e.outerHTML.slice(0, 100)))
    assert.deepEqual(moving.slice(0, 3), [])
  })
})
