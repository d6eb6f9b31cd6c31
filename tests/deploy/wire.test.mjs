// The licence server as a hostile program meets it: every method at every address, with whatever can be sent. No answer is a
// fault of ours, each refusal has a code, and each answer is signed for exactly this question.
import assert from 'node:assert/strict'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { Agent, request } from 'node:http'
import { after, before, test } from 'node:test'
import { startKontor } from '../browser/lib/kontor.mjs'
import { vendor } from '../browser/lib/licences.mjs'
import { body, chance, query, word } from './lib/nonsense.mjs'
import { routes } from './lib/routes.mjs'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']
const agent = new Agent({ keepAlive: true, maxSockets: 4 })

let kontor
before(async () => {
  kontor = await startKontor({ env: { KONTOR_LICENSING__REQUESTS_PER_MINUTE: '0', KONTOR_LICENSING__FACADE_REQUESTS_PER_MINUTE: '0' } })
})
after(() => {
  agent.destroy()
  return kontor?.stop()
})

// One of each kind, so that there is something to ask about; and a document for each that would make another.
async function filled({ make, account }) {
  const product = await make('products', { name: 'Backup Pro', code: 'backup-pro' })
  const of = { product: ['products', product.id] }
  const policy = await make('policies', { name: 'Node', authenticationStrategy: 'LICENSE', floating: true, maxMachines: 5 }, of)
  const licence = await make('licenses', { name: 'Ada Ltd' }, { policy: ['policies', policy.id] })
  const machine = await make('machines', { fingerprint: 'a/b.c' }, { license: ['licenses', licence.id] })
  const release = await make('releases', { version: '1.0.0', channel: 'stable', status: 'PUBLISHED' }, of)
  const entitlement = await make('entitlements', { name: 'Reports', code: 'REPORTS' })
  const group = await make('groups', { name: 'North' })
  const user = await make('users', { email: 'ada@example.com' })
  const made = [product, policy, licence, machine, release, entitlement, group, user]
  const documents = made.map(({ type, attributes, relationships }) => ({ data: { type, attributes, relationships } }))
  const key = licence.attributes.key
  documents.push(
    { meta: { key, nonce: 1, scope: { product: product.id, fingerprint: 'a/b.c', entitlements: ['REPORTS'], version: '1.0.0', components: ['a'] } } },
    { data: [{ type: 'entitlements', id: entitlement.id }] },
    { data: { type: 'tokens', attributes: { name: 'x', expiry: '2030-01-01T00:00:00Z', permissions: ['license.read'] } } },
    { data: { type: 'webhook-endpoints', attributes: { url: 'https://example.com/hook', subscriptions: ['*'] } } },
    { data: { type: 'processes', attributes: { pid: '1' }, relationships: { machine: { data: { type: 'machines', id: machine.id } } } } },
    { data: { type: 'artifacts', attributes: { filename: 'app.zip', filesize: 3 }, relationships: { release: { data: { type: 'releases', id: release.id } } } } },
    { meta: { increment: 1 } },
    { license_key: key, hardware: { mac: ['02:00:00:00:00:01'], cpu_id: 'c', system_uuid: 'u' }, machine_name: 'm', app_version: '1.0.0', features: ['REPORTS'], nonce: 'n' },
    { session_token: 'x', usage: { exports: 1 }, active_users: 1 },
    { product: product.id, version: '0.9.0', channel: 'stable', platform: 'linux', arch: 'amd64' },
  )
  const ids = Object.fromEntries(made.map(one => [one.type, one.id]))
  return { documents, ids, key, names: [...Object.values(ids), key, 'a%2Fb.c', '1.0.0', 'REPORTS', account.id] }
}

const send = (method, path, headers, bytes) =>
  new Promise((done, fail) => {
    const { port } = new URL(kontor.url)
    const asked = request({ agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...(bytes && { 'content-length': bytes.length }) } })
    let answered = false
    asked.on('error', error => answered || fail(new Error(`${method} ${path}`, { cause: error })))
    asked.on('response', answer => {
      answered = true
      const parts = []
      answer.on('data', part => parts.push(part))
      answer.on('error', fail)
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }))
    })
    asked.end(bytes)
  })

// The signature of the answer, over the question as it was sent.
function isSigned({ headers, body }, method, path, key) {
  const digest = `sha-256=${createHash('sha256').update(body).digest('base64')}`
  // what HEAD leaves out is signed as it would be
  if (method !== 'HEAD' && headers.digest !== digest) return false
  const signature = headers['keygen-signature']?.match(/signature="([^"]+)"/)?.[1]
  const said = [`(request-target): ${method.toLowerCase()} ${path}`, `host: ${new URL(kontor.url).host}`, `date: ${headers['keygen-date']}`, `digest: ${headers['keygen-digest']}`].join('\n')
  return Boolean(signature) && verify(null, Buffer.from(said), key, Buffer.from(signature, 'base64'))
}

const publicKey = hex => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(hex, 'hex').toString('base64url') }, format: 'jwk' })

// A refusal as the interface writes it: a list as in JSON:API, or flat. Both have words, and a code that programs can go by.
function isRefusal(text) {
  const told = JSON.parse(text)
  const all = told.errors ?? [{ detail: told.error, code: told.code }]
  return all.length > 0 && all.every(one => one.detail && /^[A-Z][A-Z0-9_]*$/.test(one.code))
}

test('whatever a program sends to the licence server is answered, with a code and a signature', { timeout: 240_000 }, async () => {
  const made = vendor(kontor)
  const { documents, ids, key, names } = await filled(made)
  const signedBy = publicKey(made.account.public_key)
  const all = routes()
  assert(all.length > 100, `${all.length} routes were read`)
  const by = chance(7)
  const good = [`Bearer ${made.token}`, `Bearer ${made.token}`, `License ${key}`]
  const bad = ['', 'Bearer x', 'Basic Og==', 'Basic %%%', 'License ', 'Nonsense', `Bearer ${names[0]}`]
  // who knocks too often with a wrong key is sent away, and nothing more would be learnt
  const credential = () => (by.in(12) ? by.one(bad) : by.one(good))
  const fitting = path => {
    const of = documents.filter(one => one.data?.type === path.split('/')[2])
    return of.length ? of : documents
  }
  const seen = new Map()
  const ask = async (method, path) => {
    const { type, bytes } = ['GET', 'HEAD', 'OPTIONS'].includes(method) && !by.in(5) ? {} : body(by.in(3) ? documents : fitting(path), by)
    const authorization = credential()
    const headers = { ...(type && { 'content-type': type }), ...(authorization && { authorization }) }
    if (by.in(20)) headers['keygen-version'] = by.one(['1.7', '1.1', '0', '9.9', 'x'])
    if (by.in(20)) headers['keygen-environment'] = by.one(['', 'none', names[0], 'é'])
    const answer = await send(method, path, headers, bytes)
    const text = answer.body.toString()
    const what = `${method} ${path.slice(0, 300)} with ${bytes?.subarray(0, 300)}: ${answer.status} ${text.slice(0, 300)}`
    assert(answer.status < 500, what)
    assert(isSigned(answer, method, path, signedBy), `not signed: ${what}`)
    if (answer.status >= 400 && method !== 'HEAD') assert(isRefusal(text), what)
    seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
  }
  for (const { path, methods } of all) {
    // those that are served get the most; the others must say so
    for (const method of [...METHODS, ...Array(6).fill(methods).flat()]) {
      const own = ids[path.split('/')[2]]
      const name = () => (own && !by.in(4) ? own : by.in(2) ? by.one(names) : word(by) || 'x')
      // what is there stays, or soon nothing is left to ask about
      const gone = method === 'DELETE' || path.endsWith('/revoke')
      await ask(method, path.replaceAll(/\{\*?[a-z_]+\}/g, () => (gone ? word(by) || 'x' : name())) + query(by))
    }
  }
  for (const path of ['/v1', '/v1/nothing', '/v1/licenses/', '/v1//licenses', '/v1/accounts', '/v1/accounts/other/licenses', '/api/license', '/api/version/nothing']) await ask(by.one(METHODS), path)
  const well = [...seen].filter(([status]) => status < 300).reduce((sum, [, count]) => sum + count, 0)
  assert(well > 100, `hardly anything was understood: ${JSON.stringify([...seen])}`)
})
