// What every browser test does first: the setup, the sign-in, a connected mailbox.
import { passwordOf, provider } from './provider.mjs'
import { fill } from './browser.mjs'
import { admin, startKontor } from './kontor.mjs'

// Kontor may reach the test's own mail servers, which no configuration allows by itself, and trusts their authority.
export const mailConfig = () => `
[mail]
poll_seconds = 5
extra_ca_file = "${provider.ca}"
[outbound]
allow = [${[provider.imap, provider.imaps, provider.submission, provider.smtps].map(port => `"127.0.0.1/32:${port}"`).join(', ')}]
`

export const startWithMail = (options = {}) => startKontor({ ...options, toml: mailConfig() + (options.toml ?? '') })

// Walks through the setup with the link that the terminal showed, and ends signed in as the administrator.
export async function setUp(page, kontor) {
  await page.goto(await kontor.link('/setup'))
  await fill(page, { name: admin.name, email: admin.email, password: admin.password })
  await submit(page)
  await page.waitForURL(url => !url.pathname.startsWith('/setup'))
  if (new URL(page.url()).pathname.startsWith('/sign-in')) await signIn(page, kontor)
}

export async function signIn(page, kontor, who = admin) {
  await givePassword(page, kontor, who)
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
}

// Ends inside, or where the second factor is asked for.
export async function givePassword(page, kontor, { email, password } = admin) {
  await page.goto(`${kontor.url}/sign-in`)
  await fill(page, { email, password })
  await submit(page)
  await page.waitForURL(url => url.pathname !== '/sign-in')
}

// With demo data, the terminal shows a one-time link instead; it asks before it signs in.
export async function signInByLink(page, kontor) {
  await page.goto(await kontor.link('/sign-in/link'))
  if (new URL(page.url()).pathname.startsWith('/sign-in/link')) await submit(page)
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
}

// A signed-in person's own language wins over the browser's.
export async function speak(page, kontor, lang) {
  await page.goto(`${kontor.url}/account`)
  const profile = page.locator('form[action="/account/profile"]')
  await fill(profile, { lang })
  await profile.locator('button').first().click()
  await page.locator(`html[lang=${lang}]`).waitFor({ state: 'attached' })
}

// Presses the button that sends the main form of the page.
export const submit = page => page.locator('main form button.primary:visible').first().click()

export async function connectMailbox(page, kontor, address, extra = {}) {
  await page.goto(`${kontor.url}/admin/mailboxes/new`)
  const password = passwordOf(address)
  await fill(page, {
    address, sender_name: 'Kontor Support', acknowledge: true,
    imap_host: 'localhost', imap_port: provider.imaps, imap_security: 'tls', imap_username: address, imap_password: password,
    smtp_host: 'localhost', smtp_port: provider.submission, smtp_security: 'starttls', smtp_username: address, smtp_password: password,
    ...extra,
  })
  await submit(page)
  await page.waitForURL(url => !url.pathname.endsWith('/new'))
  const wrong = await page.locator('main .field-error').allInnerTexts()
  if (wrong.length) throw new Error(`the mailbox was refused: ${wrong.join(' ')}`)
}
