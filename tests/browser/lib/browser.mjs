// A real browser that complains: console errors, broken policies, failed requests and accessibility findings fail the test.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// scripts/need installs the first
const browsers = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? browsers.find(existsSync),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--font-render-hinting=none'],
  })

const languages = { de: 'de-DE', en: 'en-GB' }

// A page in a context of its own. Its complaints gather in `page.complaints`.
export async function openPage(browser, { language = 'en', theme = 'light', width = 1280, height = 800, script = true, state } = {}) {
  const context = await browser.newContext({
    locale: languages[language], timezoneId: 'Europe/Berlin', colorScheme: theme, viewport: { width, height }, javaScriptEnabled: script,
    reducedMotion: 'reduce', storageState: state,
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  page.complaints = []
  page.expected = []
  page.on('console', message => message.type() === 'error' && page.complaints.push(`console: ${message.text()} (${message.location().url})`))
  page.on('pageerror', error => page.complaints.push(`script: ${error.message}`))
  page.on('response', answer => answer.status() >= 500 && page.complaints.push(`${answer.status()} from ${answer.url()}`))
  if (script) {
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', e => console.error(`policy ${e.effectiveDirective} blocked ${e.blockedURI} ${e.sample}`)))
  }
  return page
}

// The page as it stands has no complaint and no serious accessibility finding.
export async function assertSound(page, what = page.url()) {
  assert.deepEqual(page.complaints, [], what)
  if (!(await page.evaluate(() => true).catch(() => false))) return
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  const serious = violations.filter(v => ['serious', 'critical'].includes(v.impact))
  assert.deepEqual(serious.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')}`), [], `accessibility of ${what}`)
}

// Nothing is wider than the window (WCAG 1.4.10); a window that was just made smaller gets a moment to lay itself out.
export async function assertFits(page) {
  const tooWide = () => page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1).slice(0, 5).map(e => e.outerHTML.slice(0, 120))
  })
  let wide = await tooWide()
  for (let tries = 0; wide.length && tries < 20; tries++) {
    await page.waitForTimeout(100)
    wide = await tooWide()
  }
  assert.deepEqual(wide, [], `${page.url()} needs sideways scrolling`)
}

// Fills the fields of a form by their names; a checkbox takes true or false, a list the value or the text of a choice.
export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const all = page.locator(`[name="${name}"]:visible`)
    const field = all.first()
    const { tag, type } = await field.evaluate(e => ({ tag: e.tagName, type: e.type }))
    if (tag === 'SELECT') await field.selectOption(value)
    else if (type === 'radio') await page.locator(`[name="${name}"][value="${value}"]`).check()
    else if (type === 'checkbox') await field.setChecked(value)
    else await field.fill(String(value))
  }
}
