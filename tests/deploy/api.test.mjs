// The API as a stranger's program meets it: schemathesis reads the description and asks whatever it allows, and what it does not.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startKontor } from '../browser/lib/kontor.mjs'
import { python } from './lib/python.mjs'

const wanted = 'schemathesis==4.32.5'
const seconds = 12 // in one thread: Python 3.11 crashes now and then where two read their own sources at once

let kontor
before(async () => {
  kontor = await startKontor({ args: ['--demo'], env: { KONTOR_API__DOCS: 'true', KONTOR_API__REQUESTS_PER_MINUTE: '100000' } })
})
after(() => kontor?.stop())

// A key as its owner makes one: on the page, after the one-time link of the terminal.
async function makeKey() {
  const link = new URL(await kontor.link('/sign-in/link'))
  const form = fields => ({
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
    headers: { origin: kontor.url },
  })
  const entered = await fetch(`${kontor.url}/sign-in/link`, form({ token: link.searchParams.get('token') }))
  assert.equal(entered.status, 303, await entered.text())
  const cookie = entered.headers.getSetCookie().map(one => one.split(';')[0]).join('; ')
  const page = await (await fetch(`${kontor.url}/account/keys/new`, { headers: { cookie } })).text()
  const scopes = [...page.matchAll(/name="scope" value="([a-z:]+)"|value="([a-z:]+)"[^>]*name="scope"/g)].map(found => found[1] ?? found[2])
  assert(scopes.length >= 5, page)
  const sent = form([['name', 'schemathesis'], ['days', '1'], ...scopes.map(scope => ['scope', scope])])
  const made = await (await fetch(`${kontor.url}/account/keys`, { ...sent, headers: { ...sent.headers, cookie } })).text()
  return made.match(/kt_[0-9A-Za-z]{10}_[0-9A-Za-z]{49}/)?.[0] ?? assert.fail(made)
}

test('whatever a program sends to the API, no answer is a fault of ours', { timeout: 120_000 }, async () => {
  const key = await makeKey()
  const me = await fetch(`${kontor.url}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } })
  assert.equal(me.status, 200)
  const args = [
    'run', `${kontor.url}/api/openapi.json`, '--header', `Authorization: Bearer ${key}`, '--checks', 'not_a_server_error,response_schema_conformance,content_type_conformance',
    '--max-time', `${seconds}`, '--max-examples', '25', '--seed', '1', '--no-shrink', '--workers', '1', '--request-timeout', '20',
    '--suppress-health-check', 'all', '--warnings', 'off', '--no-color', '--generation-database', 'none',
  ]
  const run = spawnSync(join(python(wanted), 'st'), args, { encoding: 'utf8', cwd: kontor.folder, timeout: 100_000 })
  assert.equal(run.status, 0, run.stdout + run.stderr)
  assert.match(run.stdout, /Tested:?\s+\d+|operations/i, run.stdout)
})
