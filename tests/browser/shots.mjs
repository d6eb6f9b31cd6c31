// Screenshots of every page from the demo data: both languages, both themes, narrow, middle and wide.
// node shots.mjs FOLDER [NAME…]
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { launch, openPage } from './lib/browser.mjs'
import { startKontor } from './lib/kontor.mjs'
import { signInByLink, speak } from './lib/house.mjs'
import { pages, visit } from './lib/pages.mjs'

const [folder, ...names] = process.argv.slice(2)
const widths = { 320: 640, 390: 844, 900: 700, 1280: 800, 1600: 900 }
const browser = await launch()
const kontor = await startKontor({ args: ['--demo'] })
try {
  await mkdir(folder, { recursive: true })
  const first = await openPage(browser)
  await signInByLink(first, kontor)
  const state = await first.context().storageState()
  const addresses = new Map()
  for (const language of ['de', 'en']) {
    await speak(first, kontor, language)
    for (const theme of ['light', 'dark'])
      for (const width of Object.keys(widths).map(Number)) await series({ language, theme, width, height: widths[width] }, state, addresses)
  }
} finally {
  await browser.close()
  await kontor.stop()
}

async function series(look, state, addresses) {
  const pagesOf = { true: await openPage(browser, look), false: await openPage(browser, { ...look, state }) }
  for (const entry of pages.filter(p => !names.length || names.includes(p.name))) {
    const page = pagesOf[Boolean(entry.anonymous)]
    await visit(page, kontor, entry, addresses)
    await page.screenshot({ path: join(folder, `${entry.name}-${look.language}-${look.theme}-${look.width}.png`), animations: 'disabled' })
  }
  for (const page of Object.values(pagesOf)) await page.context().close()
}
