// What an agent does on a ticket's page.
import { fill } from './browser.mjs'

const composer = page => page.locator('form#reply')

export async function reply(page, text) {
  await fill(composer(page), { body: text })
  await composer(page).locator('button[value=wait]').click()
  await page.locator('main article', { hasText: text }).first().waitFor()
}

export async function close(page) {
  await page.locator('form[action*="/status"] button[value=closed]').click()
  await page.locator('form[action*="/status"] button[value=open]').waitFor()
}

// The addresses of all tickets in the list that have this subject.
export const ticketsCalled = async (page, subject) =>
  new Set(await page.locator('main').getByRole('link', { name: subject }).evaluateAll(links => links.map(link => new URL(link.href).pathname)))
