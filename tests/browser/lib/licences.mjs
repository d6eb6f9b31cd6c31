// The licence server from outside: what a vendor does with it, by the wire and by the terminal.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { binary } from './kontor.mjs'

// What an administrator's command says; the house runs meanwhile.
function said(kontor, ...args) {
  const command = ['--json', 'licence', ...args, '--data', join(kontor.folder, 'data'), '--config', join(kontor.folder, 'kontor.toml')]
  const done = spawnSync(binary, command, { encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C' } })
  assert.equal(done.status, 0, done.stdout + done.stderr)
  return JSON.parse(done.stdout)
}

// A vendor with a token; `ask` is one request to the wire, and says what came back.
export function vendor(kontor) {
  const account = said(kontor, 'account')
  const { token } = said(kontor, 'token', 'tests')
  const ask = async (method, path, body, headers = {}) => {
    const answer = await fetch(`${kontor.url}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/vnd.api+json', ...headers },
      body: body && JSON.stringify(body),
    })
    const text = await answer.text()
    assert(answer.ok, `${method} ${path}: ${answer.status} ${text}`)
    return { headers: answer.headers, text, ...(answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {}) }
  }
  const make = async (type, attributes, relationships = {}, headers = {}) => {
    const related = Object.entries(relationships).map(([name, [type, id]]) => [name, { data: { type, id } }])
    return (await ask('POST', `/${type}`, { data: { type, attributes, relationships: Object.fromEntries(related) } }, headers)).data
  }
  // Puts a file where an artifact waits for it, and offers its release.
  const upload = async (artifact, release, bytes) => {
    const to = new URL(artifact.links.redirect, kontor.url)
    const answer = await fetch(to, { method: 'PUT', body: bytes })
    assert(answer.ok, `upload: ${answer.status} ${await answer.text()}`)
    await ask('POST', `/releases/${release.id}/actions/publish`)
  }
  return { account, token, ask, make, upload }
}

// The customer who has something of everything, and the key of the licence.
export const adas = { email: 'ada@example.com', key: 'ADA-LTD-4711-0815' }

// Opens the customers' portal, which is off at first; the page is an administrator's.
export async function openPortal(page, kontor) {
  await page.goto(`${kontor.url}/admin/switches`)
  await page.locator('form[action="/admin/switches/licence-portal"] button').first().click()
  await page.locator('.toast').first().waitFor()
}

// Fills in the door of the portal, which is folded up where there is another one.
export async function knock(page, { key, email } = adas) {
  const door = page.locator('form[action="/portal/key"]')
  if (!(await door.isVisible())) await page.locator('details:has(form[action="/portal/key"]) summary').click()
  await door.locator('[name="key"]').fill(key)
  await door.locator('[name="email"]').fill(email)
  await door.locator('button').first().click()
}

// Comes into the portal, whose door is open in front of the page; the list of licences is then.
export async function enterPortal(page) {
  await knock(page)
  await page.waitForURL(/\/portal\/licences/)
}

// Something on every page of the licence server: one of each kind, and what hangs on a licence.
export async function fillLicences(kontor) {
  const { ask, make, upload } = vendor(kontor)
  const product = await make('products', { name: 'Backup Pro', code: 'backup-pro', url: 'https://backup.example.com', platforms: ['linux', 'windows'] })
  const of = { product: ['products', product.id] }
  const entitlement = await make('entitlements', { name: 'Reports', code: 'REPORTS' })
  const group = await make('groups', { name: 'North', maxMachines: 20 })
  const user = await make('users', { email: adas.email, firstName: 'Ada', lastName: 'Lovelace' })
  await make('environments', { name: 'Staging', code: 'staging', isolationStrategy: 'SHARED' })
  const policy = await make('policies', { name: 'Floating', authenticationStrategy: 'LICENSE', floating: true, maxMachines: 3, duration: 31_536_000, requireHeartbeat: true }, of)
  const licence = await make('licenses', { name: 'Ada Ltd', key: adas.key, metadata: { order: '1001' } }, { policy: ['policies', policy.id], owner: ['users', user.id], group: ['groups', group.id] })
  await ask('POST', `/licenses/${licence.id}/entitlements`, { data: [{ type: 'entitlements', id: entitlement.id }] })
  const suspended = await make('licenses', { name: 'Old Ltd' }, { policy: ['policies', policy.id] })
  await ask('POST', `/licenses/${suspended.id}/actions/suspend`)
  for (const [fingerprint, name] of [['4d:Eq:UV:D3/XZ', 'Office'], ['a1b2c3', 'Laptop with a name that is longer than most of them are']]) {
    const machine = await make('machines', { fingerprint, name, platform: 'linux/x86_64', cores: 4, hostname: 'pc1' }, { license: ['licenses', licence.id] })
    await ask('POST', `/machines/${machine.id}/actions/ping`)
    await make('processes', { pid: '4711' }, { machine: ['machines', machine.id] })
  }
  const release = await make('releases', { version: '1.2.0', channel: 'stable', name: 'Spring', description: 'Faster.' }, of)
  const artifact = await make('artifacts', { filename: 'backup.zip', platform: 'linux', arch: 'amd64' }, { release: ['releases', release.id] }, { prefer: 'no-redirect' })
  await upload(artifact, release, 'the whole backup')
  await make('webhook-endpoints', { url: 'https://example.com/hook', subscriptions: ['license.created'] })
}
