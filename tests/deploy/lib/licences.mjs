// The licence server from outside: what a vendor does with it, by the wire and by the terminal.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { kontorBinary } from './run.mjs'

// What an administrator's command says; the house runs meanwhile.
function said(kontor, ...args) {
  const command = ['--json', 'licence', ...args, '--data', join(kontor.folder, 'data'), '--config', join(kontor.folder, 'kontor.toml')]
  const done = spawnSync(kontorBinary, command, { encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C' } })
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
  const make = async (type, attributes, relationships = {}) => {
    const related = Object.entries(relationships).map(([name, [type, id]]) => [name, { data: { type, id } }])
    return (await ask('POST', `/${type}`, { data: { type, attributes, relationships: Object.fromEntries(related) } })).data
  }
  return { account, token, ask, make }
}
