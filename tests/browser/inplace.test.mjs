// What changes without a new page, what is not lost by one, and what a person's choice outlives.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertSound, fill, launch, openPage } from './lib/browser.mjs'
import { setUp, signIn, signInByLink, speak, submit } from './lib/house.mjs'
import { admin, startKontor } from './lib/kontor.mjs'
import { until } from './lib/until.mjs'

let browser, kontor, page, ticket

before(async () => {
  browser = await launch()
  kontor = await startKontor({ args: ['--demo'] })
  page = await openPage(browser, { width: 1600, height: 900 })
  await signInByLink(page, kontor)
  await speak(page, kontor, 'en')
  await page.goto(`${kontor.url}/tickets?assignee=none`)
  ticket = await page.locator('main a[href*="/tickets/"]').evaluateAll(all => all.map(a => a.href).find(href => /\/tickets\/\d+/.test(href)))
})
after(async () => {
  await browser?.close()
  await kontor?.stop()
})

// A mark in the page that a reload would wipe.
const open = async () => {
  await page.goto(ticket)
  await page.evaluate(() => (window.still = true))
}
const stayed = () => page.evaluate(() => window.still === true)
const chosen = name => page.locator(`#set-${name} option:checked`).innerText()

test('a property changes in place, and the head and the list hear of it', async () => {
  await open()
  await page.locator('#set-priority').selectOption({ label: 'urgent' })
  await page.locator('#detail .ticket-facts', { hasText: 'urgent' }).waitFor()
  assert.equal(await chosen('priority'), 'urgent')
  await page.locator('#set-category').selectOption({ index: 1 })
  const category = await chosen('category')
  await until('the category in the history', async () => (await page.locator('#context').innerText()).includes(category))
  await page.locator('#set-tags').fill('in place')
  await page.locator('#set-tags').press('Enter')
  await until('the tag in the history', async () => /in place/.test(await page.locator('#context .timeline').innerText()))
  assert.ok(await stayed(), 'the page was loaded anew')
  await assertSound(page)
})

test('changes in quick succession all arrive', async () => {
  await open()
  await page.evaluate(() => {
    const choose = (id, at) => {
      const list = document.getElementById(id)
      list.selectedIndex = at
      list.dispatchEvent(new Event('change', { bubbles: true }))
    }
    choose('set-priority', 0)
    choose('set-category', 2)
    choose('set-priority', 1)
  })
  await page.waitForTimeout(1500)
  assert.ok(await stayed())
  await page.reload()
  assert.equal(await page.locator('#set-priority').evaluate(e => e.selectedIndex), 1)
  assert.equal(await page.locator('#set-category').evaluate(e => e.selectedIndex), 2)
})

test('taking, closing and reopening keep the page, and say so', async () => {
  await open()
  await page.locator('#context button[value=me]').click()
  await page.locator('#detail .ticket-facts', { hasText: 'Maria Brandt' }).waitFor()
  await page.keyboard.press('e')
  await page.locator('#context button[value=open]').waitFor()
  const toast = page.locator('.toast', { hasText: 'closed' })
  await toast.waitFor()
  assert.ok(await stayed())
  await page.keyboard.press('z')
  await page.locator('#context button[value=closed]').waitFor()
})

test('what a colleague chose meanwhile shows in the open page', async () => {
  await open()
  const other = await openPage(browser, { state: await page.context().storageState() })
  await other.goto(ticket)
  await other.locator('#set-priority').selectOption({ label: 'low' })
  await page.locator('#detail .ticket-facts', { hasText: 'low' }).waitFor()
  await until('the choice of the colleague', async () => (await chosen('priority')) === 'low')
  assert.ok(await stayed())
  await other.context().close()
})

test('a file in a composer comes back with its draft, and goes away with its tick', async () => {
  await open()
  await page.locator('#reply textarea').fill('See the file.')
  await page.locator('#reply input[type=file]').setInputFiles({ name: 'Meßwerte.txt', mimeType: 'text/plain', buffer: Buffer.from('42') })
  await page.locator('#reply .attached', { hasText: 'Meßwerte.txt' }).waitFor()
  await until('the draft to be kept', async () => /\d\d:\d\d/.test(await page.locator('#reply [data-draft-status]').innerText()))
  await page.waitForTimeout(1200)
  await page.reload()
  await page.locator('#reply .attached', { hasText: 'Meßwerte.txt' }).waitFor()
  assert.equal(await page.locator('#reply textarea').inputValue(), 'See the file.')
  assert.equal(await page.locator('#note .attached').count(), 0)
  await page.locator('#reply .attached input').uncheck()
  await page.waitForTimeout(1200)
  await page.reload()
  assert.equal(await page.locator('#reply .attached').count(), 0)
})

test('a file alone is a draft too', async () => {
  await open()
  await page.locator('#note input[type=file]').setInputFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('plan') })
  await page.locator('#note .attached', { hasText: 'plan.txt' }).waitFor()
  await page.waitForTimeout(1200)
  await page.reload()
  await page.locator('#note .attached', { hasText: 'plan.txt' }).waitFor()
})

test('Enter in the palette waits for the hits of what is typed', async () => {
  await page.goto(kontor.url)
  await page.route('**/palette?q=Peop*', async route => {
    await new Promise(done => setTimeout(done, 700))
    await route.continue()
  })
  await page.keyboard.press('Control+k')
  await page.locator('#palette [role=option]').first().waitFor()
  await page.keyboard.type('People')
  await page.keyboard.press('Enter')
  await page.waitForURL(url => url.pathname === '/people')
})

test('the palette says what each hit is', async () => {
  await page.goto(kontor.url)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('al')
  const groups = page.locator('#palette-hits[data-for="al"] [role=group]')
  await groups.first().waitFor()
  const of = name => groups.and(page.locator(`[aria-label="${name}"]`)).locator('[role=option]').evaluateAll(all => all.map(a => a.pathname))
  assert.ok((await of('People')).length > 0 && (await of('People')).every(path => path.startsWith('/people/')))
  assert.ok((await of('Organisations')).every(path => path.startsWith('/organisations/')))
})

test('the queues page hears of jobs by itself and asks nothing meanwhile', async () => {
  const asked = []
  await page.goto(`${kontor.url}/admin/queues`)
  page.on('request', request => request.url().includes('/admin/queues') && asked.push(request.url()))
  await page.waitForTimeout(7000)
  assert.ok(asked.length <= 4, `asked ${asked.length} times in 7 s without news`)
  const before = asked.length
  await page.request.post(`${kontor.url}/theme`, { form: { theme: '' }, headers: { origin: kontor.url } })
  await until('the page to ask again', () => asked.length > before)
})

test('single keys stay off after signing out', async () => {
  const house = await startKontor()
  const own = await openPage(browser)
  try {
    await setUp(own, house)
    await own.goto(house.url)
    await own.keyboard.press('?')
    const box = own.locator('#keys-switch')
    const kept = own.waitForResponse(answer => answer.url().endsWith('/keys'))
    await box.uncheck()
    assert.equal((await kept).status(), 204)
    await own.context().clearCookies()
    await signIn(own, house)
    await own.goto(house.url)
    await own.keyboard.press('g')
    await own.keyboard.press('t')
    await own.waitForTimeout(300)
    assert.equal(new URL(own.url()).pathname, '/')
    await own.locator('.rail a[data-open=keys]').click()
    assert.equal(await own.locator('#keys-switch').isChecked(), false)
  } finally {
    await own.context().close()
    await house.stop()
  }
})

test('a page goes on listening when another tab gets a new cookie for it', async () => {
  const own = await startKontor()
  try {
    const first = await openPage(browser, { width: 1280 })
    await setUp(first, own)
    await first.goto(`${own.url}/admin/groups/new`)
    await fill(first, { name: 'Support' })
    await submit(first)
    await first.goto(`${own.url}/tickets`)
    await first.waitForTimeout(500)
    const second = await first.context().newPage()
    const cookie = async () => (await first.context().cookies()).find(one => one.name.startsWith('kontor-insecure'))?.value
    const old = await cookie()
    await second.goto(`${own.url}/account`)
    const form = second.locator('form[action="/account/password"]')
    await fill(form, { current: admin.password, password: `${admin.password}-2` })
    await form.locator('.form-foot button').click()
    await until('another cookie', async () => (await cookie()) !== old)
    await second.goto(`${own.url}/tickets/new`)
    await fill(second, { subject: 'Nach dem Wechsel', body: 'Ist das zu sehen?' })
    await second.locator('details.unknown-customer').evaluate(details => (details.open = true))
    await fill(second, { email: 'erika@kunde.test' })
    await submit(second)
    await second.waitForURL(/tickets\/\d+/)
    await first.bringToFront()
    await first.locator('#list').getByText('Nach dem Wechsel').waitFor({ timeout: 20_000 })
  } finally {
    await own.stop()
  }
})
