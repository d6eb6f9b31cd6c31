// The licence server as a stranger's program meets it: schemathesis reads its description and asks whatever that allows, and what it does not.
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { binary, startKontor } from '../browser/lib/kontor.mjs'
import { python } from './lib/python.mjs'

const wanted = 'schemathesis==4.32.5'
const seconds = 20 // in one thread: Python 3.11 crashes now and then where two read their own sources at once

let kontor, headers
before(async () => {
  const often = ['REQUESTS_PER_MINUTE', 'FACADE_REQUESTS_PER_MINUTE'].map(name => [`KONTOR_LICENSING__${name}`, '1000000'])
  kontor = await startKontor({ args: ['--demo'], env: { KONTOR_API__DOCS: 'true', ...Object.fromEntries(often) } })
  const folder = ['--data', join(kontor.folder, 'data'), '--config', join(kontor.folder, 'kontor.toml')]
  const made = spawnSync(binary, ['licence', 'token', 'schemathesis', '--json', ...folder], { encoding: 'utf8' })
  assert.equal(made.status, 0, made.stderr)
  headers = { authorization: `Bearer ${JSON.parse(made.stdout).token}` }
})
after(() => kontor?.stop())

const read = async path => (await fetch(kontor.url + path, { headers })).json()

// Ids and keys are mostly taken from the demo's own, or half of the handlers would never be reached.
async function known() {
  const make = (kind, attributes) => fetch(`${kontor.url}/v1/${kind}`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ data: { type: kind, attributes } }) })
  await make('users', { email: 'schemathesis@kontor.test' })
  await make('groups', { name: 'Schemathesis' })
  const kinds = ['licenses', 'machines', 'products', 'policies', 'users', 'groups', 'entitlements', 'releases', 'processes']
  const dictionaries = {}
  for (const kind of kinds) dictionaries[kind] = (await read(`/v1/${kind}?limit=20`)).data
  const keys = dictionaries.licenses.map(one => one.attributes.key)
  const related = { policy: 'policies', product: 'products', license: 'licenses', machine: 'machines', owner: 'users', group: 'groups' }
  const at = (name, dictionary) => `"${name}" = { dictionary = "${dictionary}", probability = 0.8 }`
  const values = ([name, all]) => `[dictionaries.${name}]\nvalues = ${JSON.stringify(all)}`
  for (const kind of kinds) dictionaries[kind] = dictionaries[kind].map(one => one.id)
  return [
    '[parameters]',
    ...Object.entries(related).map(([name, kind]) => at(`body.data.relationships.${name}.data.id`, kind)),
    ...['body.license_key', 'body.meta.key', 'path.key'].map(name => at(name, 'keys')),
    ...Object.entries({ ...dictionaries, keys }).map(values),
    ...kinds.map(kind => `[[operations]]\ninclude-path-regex = "^/v1/${kind}/[{]id"\nparameters = { ${at('path.id', kind)} }`),
  ].join('\n')
}

async function asked(flags) {
  await writeFile(join(kontor.folder, 'schemathesis.toml'), await known())
  const args = [
    'run', `${kontor.url}/v1/openapi.json`, '--header', 'Prefer: no-redirect', ...flags,
    '--checks', 'not_a_server_error,response_schema_conformance,content_type_conformance,status_code_conformance',
    '--max-time', `${seconds}`, '--max-examples', '25', '--seed', '1', '--no-shrink', '--workers', '1', '--request-timeout', '20',
    '--suppress-health-check', 'all', '--warnings', 'off', '--no-color', '--generation-database', 'none',
  ]
  // not in one go: a connection that the server closes meanwhile would be asked again
  const run = await promisify(execFile)(join(python(wanted), 'st'), args, { cwd: kontor.folder, timeout: 150_000, maxBuffer: 64 << 20 }).catch(failed => failed)
  assert.equal(run.code ?? 0, 0, run.stdout + run.stderr)
  assert.match(run.stdout, /Tested:?\s+\d+|operations/i, run.stdout)
}

// Its own token it would revoke, what leads to a file it would follow, and a file is no answer.
const left = '^/v1/(tokens/|files/|engines/raw/)'

test('whatever a program asks of licences, every answer is as the description says', { timeout: 200_000 }, async () => {
  assert.equal((await read('/v1/me')).data.type, 'tokens')
  await asked(['--include-path-regex', '^/v1/', '--exclude-path-regex', left, '--header', `Authorization: ${headers.authorization}`])
  assert.equal((await read('/v1/me')).data.type, 'tokens')
})

test('so it is of the small interface, where nobody says who they are', { timeout: 200_000 }, async () => {
  await asked(['--include-path-regex', '^/api/'])
})
