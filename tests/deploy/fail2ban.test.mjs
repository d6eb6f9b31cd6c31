// An attacked Kontor's own security log, read by the real fail2ban: it counts every attacker, and nobody else.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { until } from '../browser/lib/until.mjs'
import { ask, name, post } from './lib/ask.mjs'
import { found, jailFolder } from './lib/jail.mjs'
import { signIn, startKontor } from './lib/kontor.mjs'
import { startProxy } from './lib/proxies.mjs'
import { changed, run, shipped, start } from './lib/run.mjs'

const line = 'SECURITY[LOGIN_FAILED]: user=x ip=9.9.9.9'
const dated = `2026-11-21T10:00:01.123Z ${line}`

// What an attacker types where a name belongs, to have somebody else banned: what passes as an address, and what does not.
const typed = ['a%20ip=9.9.9.9@example.de', 'jörg=ip=9.9.9.9@example.de', 'user=x%0A%0Dip=9.9.9.9@9.9.9.9', '?d9ca47a3@ip=9.9.9.9',
  `${'x'.repeat(60)}@${Array(3).fill('ip=9'.repeat(15)).join('.')}`]
const unfit = ['a ip=9.9.9.9 b@example.de', `x\r\n${dated}\r\n@example.de`, `jörg\u2028${dated}@example.de`, `${'x'.repeat(300)} ip=9.9.9.9@example.de`, dated]

// Asks as the proxy does, which tells the visitor's address.
const visitor = (kontor, address) => ({
  headers: { 'x-forwarded-for': address, 'user-agent': dated, referer: `https://${name}/${encodeURIComponent(dated)}` },
  signIn(email, password) {
    return post(kontor.to, '/sign-in', { email, password, next: `/${line}` }, { headers: this.headers })
  },
  async guess(times) {
    for (let i = 0; i < times; i++) await ask(kontor.to, `/setup?token=${encodeURIComponent(dated)}`, { headers: this.headers })
  },
})

// The address of the account that the demo's link belongs to.
async function account(kontor, headers) {
  const cookie = await signIn(kontor, kontor.to, { headers })
  const page = await ask(kontor.to, '/account', { headers: { ...headers, cookie } })
  return page.text.match(/[\w.]+@[\w.]+\.\w+/)[0]
}

test('fail2ban counts attackers only, and bans the right one', async t => {
  const kontor = await startKontor(t, { unix: true })
  const owner = visitor(kontor, '192.0.2.50')
  const email = await account(kontor, owner.headers)

  const forger = visitor(kontor, '203.0.113.7')
  // at once: places for more come back with time. A limit is no attack, for others may sit behind the address
  const refused = await Promise.all([...typed, 'one.more@example.de'].map(name => forger.signIn(name, dated)))
  assert.deepEqual(refused.map(answer => answer.status).sort(), [...Array(5).fill(422), 429])
  for (const name of unfit) assert.equal((await visitor(kontor, '203.0.113.8').signIn(name, dated)).status, 422)
  const guesser = visitor(kontor, '9.9.9.9 ip=9.9.9.9, 192.0.2.33')
  for (let i = 0; i < 5; i++) await guesser.signIn(email, `wrong ${i}`)
  await visitor(kontor, '2001:db8:0:1::7').guess(10)
  await visitor(kontor, '9.9.9.9, ::ffff:198.51.100.4').guess(9)
  await post(kontor.to, '/sign-out', {}, { headers: { ...owner.headers, 'sec-fetch-site': 'cross-site' } })

  const events = kontor.lines().map(text => text.match(/^\S+ SECURITY\[(\w+)\]: user=\S+ ip=\S+ req=\S+(?: reason=\S+)?$/)?.[1])
  const count = Object.fromEntries([...new Set(events)].sort().map(event => [event, events.filter(one => one === event).length]))
  assert.deepEqual(count, { CSRF_BLOCKED: 1, LOCKOUT: 1, LOGIN_FAILED: 10, LOGIN_SUCCESS: 1, RATE_LIMITED: 1, SETUP_FAILED: 19 }, kontor.lines().join('\n'))
  const guilty = { '203.0.113.7': 5, '192.0.2.33': 6, '2001:db8:0:1::7': 10, '198.51.100.4': 9 }
  assert.deepEqual(await found(t, kontor.log), guilty)
  await t.test('the tenth time and not before', () => banned(t, kontor.log))
  await t.test('also after the log was rotated', () => rotated(t, kontor))
})

async function banned(t, log) {
  const folder = jailFolder(t, log)
  const server = start(t, folder, 'fail2ban-server', '-f', '-x', '-c', folder, 'start')
  const list = join(folder, 'banned')
  await until(() => `a ban, it said:\n${server.output}${existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : ''}`, () => existsSync(list))
  await run(folder, 'fail2ban-client', '-s', join(folder, 'socket'), 'status', 'kontor')
  assert.equal(readFileSync(list, 'utf8'), '2001:db8:0:1::7\n')
  await server.stop()
}

async function rotated(t, kontor) {
  const group = (await run(kontor.folder, 'id', '-gn')).stdout.trim()
  const own = [['su kontor kontor', `su ${userInfo().username} ${group}`], ['/var/log/kontor/security.log', kontor.log]]
  writeFileSync(join(kontor.folder, 'rotate'), changed(shipped('logrotate/kontor'), own), { mode: 0o644 })
  const before = kontor.lines().length
  const { code, said } = await run(kontor.folder, 'logrotate', '-f', '-s', join(kontor.folder, 'state'), join(kontor.folder, 'rotate'))
  assert.equal(code, 0, said)
  await visitor(kontor, '198.51.100.5').guess(1)
  assert.deepEqual(await found(t, kontor.log), { '198.51.100.5': 1 })
  assert.equal(readFileSync(`${kontor.log}.1`, 'utf8').trim().split('\n').length, before)
}

test('an address that Kontor blocks by itself counts no further, and nobody else is refused', async t => {
  const kontor = await startKontor(t, { unix: true, toml: '[blocking]\nattempts = 5\n' })
  const guesser = visitor(kontor, '203.0.113.7')
  for (let i = 0; i < 5; i++) await guesser.signIn(`nobody${i}@example.de`, 'wrong')
  const page = who => ask(kontor.to, '/sign-in', { headers: who.headers })
  await until('the block', async () => (await guesser.signIn('nobody@example.de', 'wrong')).status === 403)
  assert.equal((await page(guesser)).status, 200, 'passkeys and providers are offered on')
  assert.equal((await visitor(kontor, '203.0.113.8').signIn('nobody@example.de', 'wrong')).status, 422)
  const count = event => kontor.lines().filter(text => text.includes(`SECURITY[${event}]: user=- ip=203.0.113.7 `)).length
  assert.deepEqual([count('ADDRESS_BLOCKED'), count('BLOCKED')], [1, 1], kontor.lines().join('\n'))
  assert.deepEqual(await found(t, kontor.log), { '203.0.113.7': 5, '203.0.113.8': 1 })
})

test('nobody is banned by what stands in an access log, and the time without a zone is read as well', async t => {
  const kontor = await startKontor(t, { securityTime: 'plain' })
  const proxy = await startProxy(t, 'nginx', kontor.to)
  const headers = { 'user-agent': dated, referer: line, 'x-forwarded-for': '9.9.9.9' }
  for (const from of ['127.0.0.3', '127.0.0.4']) await ask(proxy.https, `/setup?token=${encodeURIComponent(line)}`, { from, headers })
  const access = join(proxy.folder, 'access.log')
  assert.match(readFileSync(access, 'utf8'), /SECURITY\[LOGIN_FAILED\]: user=x ip=9\.9\.9\.9/)
  assert.deepEqual(await found(t, access), {})
  const loose = '[Definition]\nfailregex = ^.*SECURITY\\[LOGIN_FAILED\\]: user=\\S+ ip=<HOST>.*$\n'
  assert.deepEqual(await found(t, access, loose), { '9.9.9.9': 2 }, 'a filter that is not anchored would')
  assert.deepEqual(await found(t, kontor.log), { '127.0.0.3': 1, '127.0.0.4': 1 })
})
