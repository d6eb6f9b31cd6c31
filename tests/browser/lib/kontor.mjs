// A Kontor of one's own: the real binary on a free port, with its data in a folder that goes away.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { until } from './until.mjs'

// The demo speaks German, as its terminal does; a second factor is asked for where a test is about it, and no test asks a service on the internet.
const settings = { LC_ALL: 'de_DE.UTF-8', KONTOR_SIGN_IN__SECOND_FACTOR: 'nobody', KONTOR_PASSWORD__BREACHED: 'off' }

export const binary = resolve(process.env.KONTOR_BIN ?? join(import.meta.dirname, '../../../target/debug/kontor'))

export const admin = { name: 'Maria Brandt', email: 'maria@kontor.test', password: 'Elbe-Speicher-Kontorbuch-1888' }

export async function freePort() {
  const server = createServer()
  await new Promise(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address()
  await new Promise(done => server.close(done))
  return port
}

// Starts `kontor serve`. `toml` is its configuration file, `args` are further flags.
export async function startKontor({ toml = '', args = [], env = {} } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'kontor-browser-'))
  await writeFile(join(folder, 'kontor.toml'), toml)
  const port = await freePort()
  const kontor = new Kontor(folder, `http://127.0.0.1:${port}`)
  await kontor.run(['serve', '--listen', `127.0.0.1:${port}`, '--data', join(folder, 'data'), '--config', join(folder, 'kontor.toml'), ...args], env)
  return kontor
}

class Kontor {
  output = ''

  constructor(folder, url) {
    this.folder = folder
    this.url = url
  }

  async run(args, env) {
    this.child = spawn(binary, args, { cwd: this.folder, env: { ...cleanEnv(), ...settings, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    const gone = new Promise(done => this.child.once('exit', done))
    this.gone = gone
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on('data', text => (this.output += text))
    await until(() => `Kontor to be ready, it said:\n${this.output}`, async () => {
      assert.equal(this.child.exitCode, null, `Kontor ended:\n${this.output}`)
      return (await fetch(`${this.url}/readyz`).catch(() => null))?.ok
    }, 30)
  }

  // The one-time link that the terminal shows: to the setup on a first run, to a sign-in with demo data.
  async link(path) {
    const found = await until(() => `a link to ${path} in:\n${this.output}`, () => this.output.match(new RegExp(`http://\\S*${path}\\?token=[\\w.~-]+`)))
    return this.url + found[0].slice(found[0].indexOf(path))
  }

  async stop() {
    this.child.kill('SIGTERM')
    const late = setTimeout(() => this.child.kill('SIGKILL'), 15_000)
    await this.gone
    clearTimeout(late)
    await rm(this.folder, { recursive: true, force: true })
  }
}

// What the caller's machine has set for Kontor must not reach the Kontor under test.
function cleanEnv() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(KONTOR_|DATABASE_URL$|SECRET_KEY$|NODE_)/.test(name)))
}
