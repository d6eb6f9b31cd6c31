// The day's work without JavaScript: forms and links alone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fill, launch, openPage } from './lib/browser.mjs'
import { close, reply } from './lib/desk.mjs'
import { connectMailbox, setUp, startWithMail, submit } from './lib/house.mjs'
import { plainMail } from './lib/letters.mjs'
import { arrives, deliver } from './lib/mail.mjs'
import { own } from './lib/provider.mjs'
import { until } from './lib/until.mjs'

const customer = own('erika@kunde.test')
const support = own('support@kontor.test')
let browser, kontor, page

before(async () => {
  browser = await launch()
  kontor = await startWithMail()
  page = await openPage(browser, { script: false })
})
after(async () => {
  await browser?.close()
  await kontor?.stop()
})

test('the setup and a mailbox are made with forms alone', async () => {
  await setUp(page, kontor)
  await connectMailbox(page, kontor, support)
  await page.goto(`${kontor.url}/admin/mailboxes`)
  await page.getByText(support).first().waitFor()
})

test('a mail is found, read, answered and closed with forms alone', async () => {
  const subject = `Ohne Skript ${Date.now()}`
  const raw = plainMail({ from: customer, name: 'Erika Öztürk', to: support, subject, id: `${Date.now()}@kunde.test`, text: 'Bitte um Rückruf.' })
  await deliver({ from: customer, to: support, raw })
  await until('the ticket in the list', async () => {
    await page.goto(`${kontor.url}/tickets`)
    return (await page.getByRole('link', { name: subject }).count()) > 0
  }, 30)
  await page.getByRole('link', { name: subject }).first().click()
  await page.getByText('Bitte um Rückruf.').first().waitFor()
  await reply(page, 'Wir rufen Sie um 14 Uhr an.')
  await arrives(customer, 'the answer', m => m.text?.includes('14 Uhr'))
  // beside the ticket one button saves all, and it is there on a phone, where scripts would open the pane
  const wide = page.viewportSize()
  await page.setViewportSize({ width: 360, height: 740 })
  await page.locator('#set-priority').selectOption('4')
  await fill(page, { tags: 'ohne skript' })
  await page.locator('#context form[action*="/properties"] button').click()
  await page.waitForURL(/\/tickets\/\d+/)
  assert.equal(await page.locator('#set-priority').inputValue(), '4')
  assert.equal(await page.locator('#set-tags').inputValue(), 'ohne skript')
  await page.setViewportSize(wide)
  await close(page)
  // what was done is said on the page, once, and can be taken back
  await page.locator('#toasts').getByText('geschlossen').or(page.locator('#toasts').getByText('closed')).waitFor()
  await page.locator('#toasts form button').waitFor()
  await page.reload()
  assert.equal(await page.locator('#toasts').innerText(), '')
})

test('the home page shows what is to be done', async () => {
  await page.goto(kontor.url)
  await page.locator('.tile a[href="/tickets?assignee=me"]').waitFor()
  assert.equal(await page.locator('.tile [aria-busy], .tile .loading').count(), 0)
})

test('a person and an organisation are added with forms alone', async () => {
  await page.goto(`${kontor.url}/organisations/new`)
  await fill(page, { name: 'Stadtwerke Nord' })
  await submit(page)
  await page.getByRole('heading', { name: 'Stadtwerke Nord' }).waitFor()
  assert.match(page.url(), /\/organisations\//)
})
