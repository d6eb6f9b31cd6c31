// The licence server as a stranger's program meets it: keygen-py from PyPI, which knows Keygen and nothing of us.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import { startKontor } from '../browser/lib/kontor.mjs'
import { vendor } from '../browser/lib/licences.mjs'
import { python } from './lib/python.mjs'

const fingerprint = '4d:Eq:UV:D3/XZ'

let kontor
before(async () => {
  kontor = await startKontor()
})
after(() => kontor?.stop())

// The program on keygen-py; `step` has it do one thing and says what came of it.
function program(t, world) {
  const child = spawn(join(python('keygen-py==0.2.1'), 'python'), ['-I', join(import.meta.dirname, 'lib/keygen_client.py')], { stdio: ['pipe', 'pipe', 'pipe'] })
  t.after(() => child.kill())
  let wrong = ''
  child.stderr.on('data', text => (wrong += text))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const say = what => child.stdin.write(`${JSON.stringify(what)}\n`)
  say(world)
  return async (step, more = {}) => {
    say({ step, ...more })
    const { value } = await lines.next()
    assert(value, `it ended at ${step}:\n${wrong}`)
    return JSON.parse(value)
  }
}

// The file with one letter of its content or of its signature changed.
function changed(certificate, part) {
  const [first, ...lines] = certificate.trim().split('\n')
  const last = lines.pop()
  const inside = JSON.parse(Buffer.from(lines.join(''), 'base64').toString())
  inside[part] = inside[part].replace(/(?<=^.{20})./, letter => (letter === 'A' ? 'B' : 'A'))
  return [first, Buffer.from(JSON.stringify(inside)).toString('base64'), last, ''].join('\n')
}

test('keygen-py goes from the first question to the freed seat, and believes our files and signatures', { timeout: 180_000 }, async t => {
  const { account, ask, make } = vendor(kontor)
  const product = await make('products', { name: 'Backup Pro' })
  const settings = { name: 'Node', authenticationStrategy: 'LICENSE', scheme: 'ED25519_SIGN', strict: true, maxMachines: 1 }
  const policy = await make('policies', settings, { product: ['products', product.id] })
  const licence = await make('licenses', { name: 'Ada Ltd' }, { policy: ['policies', policy.id] })
  const { key } = licence.attributes
  const file = await ask('POST', `/licenses/${licence.id}/actions/check-out?encrypt=1&ttl=3600`)
  const { certificate } = file.data.attributes

  const world = { url: kontor.url, account: account.slug, public_key: account.public_key, product: product.id, key, fingerprint, licence: licence.id }
  const step = program(t, world)
  assert.deepEqual(await step('validate'), { refused: 'LicenseNotActivated', code: 'NO_MACHINE' })
  const activated = await step('activate')
  assert.equal(activated.fingerprint, fingerprint, JSON.stringify(activated))
  assert.deepEqual(await step('validate'), { licence: licence.id, key, status: 'ACTIVE' })
  assert.equal((await step('overbook')).refused, 'MachineLimitExceeded')

  assert.deepEqual(await step('licence_file', { licence_file: certificate }), { licence: licence.id, ttl: 3600 })
  assert.deepEqual(await step('machine_file'), { machine: activated.machine, licence: licence.id, ttl: 3600 })
  assert.deepEqual(await step('licence_file', { licence_file: changed(certificate, 'sig') }), { refused: 'LicenseFileNotGenuine', code: null })
  assert.equal((await step('licence_file', { licence_file: changed(certificate, 'enc') })).refused, 'DecryptionError')

  assert.equal((await step('ping')).heartbeat, 'ALIVE')
  await ask('POST', `/licenses/${licence.id}/actions/suspend`)
  assert.equal((await step('validate')).refused, 'LicenseSuspended')
  await ask('POST', `/licenses/${licence.id}/actions/reinstate`)
  assert.deepEqual(await step('deactivate'), {})
  assert.equal((await step('validate')).refused, 'LicenseNotActivated')
  assert.equal((await ask('GET', '/machines')).data.length, 0)
})

test('keygen-py believes nothing that another key signed', { timeout: 180_000 }, async t => {
  const { account, make } = vendor(kontor)
  const product = await make('products', { name: 'Other' })
  const policy = await make('policies', { name: 'Free', authenticationStrategy: 'LICENSE' }, { product: ['products', product.id] })
  const licence = await make('licenses', { name: 'Eve' }, { policy: ['policies', policy.id] })
  const { publicKey } = generateKeyPairSync('ed25519')
  const foreign = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex')
  const answer = public_key => program(t, { url: kontor.url, account: account.slug, public_key, product: product.id, key: licence.attributes.key, fingerprint })('validate')
  assert.equal((await answer(account.public_key)).refused, 'LicenseNotActivated')
  // a signature that does not fit has no name of its own in Python
  assert.equal((await answer(foreign)).refused, 'Unknown error')
})
