// Kontor behind each proxy that we ship a file for: what visitors see, and what they cannot make Kontor believe.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { until } from '../browser/lib/until.mjs'
import { ask, ask2, doubled, listen, name, post } from './lib/ask.mjs'
import { startKontor, signIn } from './lib/kontor.mjs'
import { proxies, startProxy } from './lib/proxies.mjs'
import { freePort } from './lib/run.mjs'

const hsts = 'max-age=31536000; includeSubDomains'
// A body above server.max_body_bytes (25 MiB).
const large = Buffer.alloc(30 << 20)
// What a visitor sends who wants to be somebody else.
const forged = { 'x-forwarded-for': '8.8.8.8', 'x-real-ip': '8.8.8.8', forwarded: 'for=8.8.8.8;proto=http', 'x-forwarded-proto': 'http' }

let visitors = 10
const newAddress = () => `127.0.0.${++visitors}`

// A wrong setup link is the cheapest thing that Kontor writes down with the visitor's address.
async function seenAs(kontor, to, options) {
  const before = kontor.lines().length
  await ask(to, '/setup?token=wrong', options)
  const line = await until('a line in the security log', () => kontor.lines()[before])
  return line.match(/ ip=(\S+) /)[1]
}

async function behind(t, kontor, proxy, speaks2) {
  await t.test('sends visitors from http to https and keeps their browser there', async () => {
    const moved = await ask(proxy.http, '/tickets?status=open', { headers: { host: `${name}:80` } })
    assert([301, 308].includes(moved.status), `${moved.status}`)
    const to = new URL(moved.headers.location)
    assert.deepEqual([to.protocol, to.hostname, to.pathname, to.search], ['https:', name, '/tickets', '?status=open'])
    assert.equal(moved.headers['strict-transport-security'], undefined, 'only https may say so (RFC 6797 §7.2)')
    const page = await ask(proxy.https, '/sign-in')
    assert.equal(page.status, 200)
    assert.match(page.text, /name="password"/)
    assert.equal(page.headers['strict-transport-security'], hsts)
    assert.deepEqual(doubled(page), [])
  })

  await t.test('lets nobody forge an address', async () => {
    const from = newAddress()
    assert.equal(await seenAs(kontor, proxy.https, { from, headers: forged }), from)
    const list = { 'x-forwarded-for': ['8.8.8.8', '127.0.0.1, 8.8.4.4'] }
    assert.equal(await seenAs(kontor, proxy.https, { from, headers: list }), from)
  })

  await t.test('counts each visitor alone', async () => {
    const [eager, calm] = [newAddress(), newAddress()]
    // at once: places for more come back with time
    const tries = await Promise.all(Array.from({ length: 11 }, (_, i) =>
      ask(proxy.https, '/setup?token=wrong', { from: eager, headers: { 'x-forwarded-for': `8.8.8.${i}` } })))
    const late = tries.filter(answer => answer.status !== 410)
    assert.deepEqual(late.map(answer => answer.status), [429])
    assert.match(late[0].headers['retry-after'], /^\d+$/)
    assert.equal((await ask(proxy.https, '/setup?token=wrong', { from: calm })).status, 410)
  })

  await t.test('passes on what happens as it happens', async () => {
    kontor.cookie ??= await signIn(kontor, proxy.https, { headers: forged })
    const headers = { cookie: kontor.cookie, accept: 'text/event-stream', 'accept-encoding': 'gzip, br' }
    for (const open of speaks2 ? [listen, ask2] : [listen]) {
      const live = await open(proxy.https, '/live', { headers })
      try {
        assert.equal(live.status, 200)
        await until('the first words', () => live.text.includes('retry:'), 5)
        const profile = { name: `Maria ${++visitors}`, lang: 'de', theme: 'dark' }
        const said = await post(proxy.https, '/account/profile', profile, { headers: { cookie: kontor.cookie } })
        assert.equal(said.status, 303, said.text)
        // far less than the 20 s after which Kontor's sign of life would push it out
        await until(() => `the change in ${live.text}`, () => live.text.includes('event: changed'), 5)
      } finally {
        live.close()
      }
    }
  })

  await t.test("shows Kontor's own words for what is not there and what is too large", async () => {
    const gone = await ask(proxy.https, '/nothing-here')
    const headers = { origin: `https://${name}`, 'content-type': 'multipart/form-data; boundary=x' }
    const refused = await ask(proxy.https, '/sign-in', { method: 'POST', body: large, headers })
    const answers = [[gone, 404], [refused, 413]]
    if (speaks2) {
      const again = await ask2(proxy.https, '/sign-in', { method: 'POST', body: large, headers })
      await again.whole
      answers.push([again, 413])
    }
    for (const [answer, status] of answers) {
      assert.equal(answer.status, status, answer.text)
      assert.match(answer.text, /data-problem/)
      assert.match(answer.headers['x-request-id'], /^\S{16}$/)
      assert.equal(answer.headers['strict-transport-security'], hsts)
    }
  })
}

async function withoutProxy(kontor) {
  assert.equal(await seenAs(kontor, kontor.to, { from: '127.0.0.8', headers: forged }), '127.0.0.8')
  const { 'x-forwarded-for': _, ...others } = forged
  assert.equal(await seenAs(kontor, kontor.to, { headers: others }), '127.0.0.1')
  assert.equal(await seenAs(kontor, kontor.to, { headers: { ...forged, 'x-forwarded-for': '8.8.8.8, 198.51.100.7' } }), '198.51.100.7')
}

for (const unix of [false, true]) {
  test(`Kontor on a ${unix ? 'unix socket' : 'port'}`, async t => {
    const kontor = await startKontor(t, { unix })
    if (!unix) await t.test('believes no header of a stranger, and only X-Forwarded-For of its proxy', () => withoutProxy(kontor))
    for (const kind of Object.keys(proxies)) {
      await t.test(`behind ${kind}`, async t => behind(t, kontor, await startProxy(t, kind, kontor.to), kind !== 'Apache'))
    }
  })
}

test('While Kontor is away each proxy says so, and finds it as soon as it is back', async t => {
  const kontor = { port: await freePort() }
  for (const kind of Object.keys(proxies)) {
    await t.test(kind, async t => {
      const { https } = await startProxy(t, kind, kontor)
      const away = await ask(https, '/sign-in')
      assert.equal(away.status, 503)
      assert.match(away.headers['content-type'], /text\/html/)
      assert.match(away.text, /Kontor ist gerade nicht da.*Kontor is away/s)
      assert.deepEqual(doubled(away), [])
      const back = createServer((_, answer) => answer.writeHead(503, { 'content-type': 'text/plain' }).end('its own words'))
      await new Promise(done => back.listen(kontor.port, '127.0.0.1', done))
      try {
        const found = await ask(https, '/sign-in')
        assert.deepEqual([found.status, found.text], [503, 'its own words'])
      } finally {
        back.closeAllConnections()
        await new Promise(done => back.close(done))
      }
    })
  }
})
