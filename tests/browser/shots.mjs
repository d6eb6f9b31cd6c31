// Screenshots of every page: both languages, both themes, narrow, middle and wide. Most are of the demo data, some of an empty house.
// node shots.mjs FOLDER [NAME…]    KONTOR_SHOTS="de-light-320 en-dark-1600" chooses looks
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { launch, openPage } from './lib/browser.mjs'
import { startKontor } from './lib/kontor.mjs'
import { fillLicences, openPortal } from './lib/licences.mjs'
import { setUp, signInByLink, speak } from './lib/house.mjs'
import { pages, settings, visit } from './lib/pages.mjs'

const [folder, ...names] = process.argv.slice(2)
const heights = { 320: 640, 900: 700, 1600: 900 }
const wanted = process.env.KONTOR_SHOTS?.split(/\s+/).filter(Boolean)
const chosen = pages.filter(p => !names.length || names.some(name => new RegExp(`^${name}$`).test(p.name)))
const missed = []
const browser = await launch()
await mkdir(folder, { recursive: true })
try {
  await house(false, { args: ['--demo'] }, signInByLink)
  await house(true, {}, setUp)
} finally {
  await browser.close()
}
if (missed.length) {
  console.error(missed.join('\n'))
  process.exitCode = 1
}

// All pictures of one Kontor. The setup can only be seen before it is done.
async function house(fresh, options, enter) {
  const here = chosen.filter(entry => Boolean(entry.fresh) === fresh)
  if (!here.length) return
  const kontor = await startKontor({ ...options, env: settings })
  try {
    if (!fresh) await fillLicences(kontor)
    const before = here.filter(entry => entry.link)
    for (const language of ['de', 'en']) await series(kontor, before, language, undefined)
    const first = await openPage(browser)
    await enter(first, kontor)
    if (!fresh) await openPortal(first, kontor)
    const state = await first.context().storageState()
    for (const language of ['de', 'en']) {
      await speak(first, kontor, language)
      await series(kontor, here.filter(entry => !entry.link), language, state)
    }
  } finally {
    await kontor.stop()
  }
}

async function series(kontor, entries, language, state) {
  const addresses = new Map()
  for (const theme of ['light', 'dark'])
    for (const width of Object.keys(heights).map(Number)) {
      const look = `${language}-${theme}-${width}`
      if (wanted?.length && !wanted.includes(look)) continue
      const options = { language, theme, width, height: heights[width] }
      const pagesOf = { true: await openPage(browser, options), false: await openPage(browser, { ...options, state }) }
      for (const entry of entries) await shoot(pagesOf[Boolean(entry.anonymous)], kontor, entry, look, addresses)
      for (const page of Object.values(pagesOf)) await page.context().close()
    }
}

async function shoot(page, kontor, entry, look, addresses) {
  const path = join(folder, `${entry.name}-${look}.png`)
  try {
    await visit(page, kontor, entry, addresses)
  } catch (error) {
    missed.push(`${entry.name} ${look}: ${error.message.split('\n')[0]}`)
  }
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path, animations: 'disabled' })
}
