// The main job, on real mail: a customer writes, an agent answers, the customer replies, the agent closes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertSound, launch, openPage } from './lib/browser.mjs'
import { close, reply, ticketsCalled } from './lib/desk.mjs'
import { connectMailbox, setUp, startWithMail } from './lib/house.mjs'
import { firstMail, firstSubject, pdf, plainMail, sha256 } from './lib/letters.mjs'
import { arrives, deliver, header, inbox } from './lib/mail.mjs'
import { own } from './lib/provider.mjs'
import { until } from './lib/until.mjs'

const customer = own('kunde@kunde.test')
const support = own('support@kontor.test')
const firstId = `erste-${Date.now()}@kunde.test`
const answerText = 'Guten Tag Herr Ott, bitte prüfen Sie den Toner: Charge 7 ist fehlerhaft.'
const replyText = 'Danke, mit der neuen Kartusche läuft er wieder. Schöne Grüße aus Köln'
let browser, kontor, page, ticketUrl

before(async () => {
  browser = await launch()
  kontor = await startWithMail()
  page = await openPage(browser)
  await setUp(page, kontor)
  await connectMailbox(page, kontor, support)
})
after(async () => {
  await browser?.close()
  await kontor?.stop()
})

test('a customer’s mail becomes a ticket in the open list, without a reload', async () => {
  await page.goto(`${kontor.url}/tickets`)
  await assertSound(page)
  await deliver({ from: customer, to: support, raw: firstMail({ from: customer, name: 'Jürgen Ott', to: support, id: firstId }) })
  await page.getByRole('link', { name: firstSubject }).first().waitFor({ timeout: 30_000 })
  assert.match(await page.locator('main').innerText(), /Jürgen Ott/)
})

test('the ticket shows sender, text, picture and attachment, and runs nothing of the mail', async () => {
  await page.getByRole('link', { name: firstSubject }).first().click()
  await page.waitForURL(/\/tickets\/\d+/)
  ticketUrl = page.url().replace(/[?#].*/, '')
  const main = page.locator('main')
  await main.getByText(customer).first().waitFor()
  const mail = page.frameLocator('main iframe').first()
  await mail.getByText('weiße Blätter').waitFor()
  const shown = mail.getByAltText('Foto des Druckers')
  await until('the picture inside the mail', () => shown.evaluate(img => img.complete && img.naturalWidth === 2))
  assert.doesNotMatch(await page.title(), /gekapert/)
  const link = main.getByRole('link', { name: /Störungsmeldung\.pdf/ })
  const file = await page.request.get(new URL(await link.getAttribute('href'), ticketUrl).href)
  assert.equal(sha256(await file.body()), sha256(pdf))
  assert.match(file.headers()['content-disposition'], /^attachment/)
  await assertSound(page)
})

test('the customer gets one acknowledgement with the ticket’s number, marked as automatic', async () => {
  const mail = await arrives(customer, 'the acknowledgement', m => header(m, 'in-reply-to') === `<${firstId}>`)
  assert.match(mail.subject, new RegExp(ticketUrl.split('/').pop()))
  assert.match(header(mail, 'auto-submitted'), /auto-/)
})

test('the agent’s answer reaches the customer’s mailbox, in the thread', async () => {
  await reply(page, answerText)
  const mail = await arrives(customer, 'the answer', m => m.text?.includes('Charge 7'))
  assert.equal(mail.from.address, support)
  assert.ok(mail.text.includes(answerText))
  assert.match(header(mail, 'references'), new RegExp(firstId))
  assert.equal(header(mail, 'auto-submitted'), undefined)
})

test('the customer’s reply lands in the same ticket', async () => {
  const sent = (await inbox(customer)).find(m => m.text?.includes('Charge 7'))
  const text = `${replyText}\n\nAm 21.11.2026 um 10:00 schrieb Support:\n> ${answerText}\n`
  const raw = plainMail({ from: customer, name: 'Jürgen Ott', to: support, subject: `AW: ${firstSubject}`, id: `zweite-${firstId}`, inReplyTo: sent.messageId, text })
  await deliver({ from: customer, to: support, raw })
  await page.getByText(replyText).first().waitFor({ timeout: 30_000 })
  await page.goto(`${kontor.url}/tickets`)
  assert.equal((await ticketsCalled(page, firstSubject)).size, 1)
})

test('closing sends the customer the whole history, once', async () => {
  await page.goto(ticketUrl)
  await close(page)
  const mail = await arrives(customer, 'the history', m => m.text?.includes('Charge 7') && m.text?.includes('Schöne Grüße aus Köln'))
  assert.ok(mail.text.includes('weiße Blätter'), 'the history begins with the first mail')
  assert.equal((await inbox(customer)).length, 3, 'acknowledgement, answer, history')
  await assertSound(page)
})
