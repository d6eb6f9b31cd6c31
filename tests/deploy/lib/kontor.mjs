// The real Kontor with demo data, as a proxy meets it: on a port, or on a unix socket that was made for it.
import assert from 'node:assert/strict'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../../browser/lib/until.mjs'
import { ask, name, post } from './ask.mjs'
import { freePort, kontorBinary, newFolder, start } from './run.mjs'

const settings = time => `
[server]
external_url = "https://${name}"
trusted_proxies = ["127.0.0.1"]
[log]
security_time = "${time}"
`

// On a unix socket Kontor gets it from outside, as systemd hands it over.
export async function startKontor(t, { unix = false, securityTime = 'iso', toml = '' } = {}) {
  const folder = newFolder(t)
  const socketPath = join(folder, 'kontor.sock')
  const to = unix ? { socketPath } : { port: await freePort() }
  writeFileSync(join(folder, 'kontor.toml'), settings(securityTime) + toml)
  const serve = [kontorBinary, 'serve', '--demo', '--data', join(folder, 'data'), '--config', join(folder, 'kontor.toml')]
  const command = unix ? ['systemd-socket-activate', '-l', socketPath, ...serve] : [...serve, '--listen', `127.0.0.1:${to.port}`]
  const server = start(t, folder, ...command)
  if (unix) {
    await until(() => `the socket:\n${server.output}`, () => existsSync(socketPath))
    chmodSync(socketPath, 0o666)
  }
  await until(() => `Kontor to be ready, it said:\n${server.output}`, async () => {
    assert(server.running, server.output)
    return (await ask(to, '/readyz').catch(() => null))?.status === 200
  }, 60)
  const log = join(folder, 'data/security.log')
  return { to, server, log, folder, lines: () => readFileSync(log, 'utf8').split('\n').filter(Boolean) }
}

// Signs in with the one-time link of the terminal, through `to`; the cookie that the browser would keep.
export async function signIn(kontor, to, options) {
  const token = await until('the link', () => kontor.server.output.match(/sign-in\/link\?token=([\w.~-]+)/)?.[1])
  const answer = await post(to, '/sign-in/link', { token }, options)
  assert.equal(answer.status, 303, answer.text)
  return answer.headers['set-cookie'].map(cookie => cookie.split(';')[0]).join('; ')
}
