// Programs that a test runs: to the end, or until the test ends them. Everything happens in a folder that goes away.
import { execFile, spawn } from 'node:child_process'
import { chmodSync, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'

export const isRoot = userInfo().uid === 0
export const kontorBinary = resolve(process.env.KONTOR_BIN ?? join(import.meta.dirname, '../../../target/debug/kontor'))

// Debian keeps servers where a user's PATH does not look.
const path = `${process.env.PATH}:/usr/sbin:/sbin`

export const shipped = name => readFileSync(join(import.meta.dirname, '../../../deploy', name), 'utf8')

// The text with each `from` replaced by its `to` wherever it stands; a `from` that is not there any more fails the test.
export function changed(text, changes) {
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`${from} is not in the shipped file any more`)
    text = text.replaceAll(from, () => to)
  }
  return text
}

// The servers of each folder: they end before it goes.
const inside = new Map()

// A folder that servers which step down from root can enter.
export function newFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-deploy-'))
  chmodSync(folder, 0o755)
  inside.set(folder, [])
  t.after(async () => {
    await Promise.all(inside.get(folder).map(server => server.stop()))
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

export async function freePort() {
  const server = createServer()
  await new Promise(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address()
  await new Promise(done => server.close(done))
  return port
}

const environment = folder => ({ PATH: path, HOME: folder, LC_ALL: 'C.UTF-8' })

// Runs a program to its end: `code`, and all that it said.
export const run = (folder, command, ...args) =>
  new Promise((done, fail) => {
    execFile(command, args, { cwd: folder, env: environment(folder), timeout: 30_000 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') fail(new Error(`${command}: ${error.message}`))
      else done({ code: error?.code ?? 0, stdout, stderr, said: `${stdout}${stderr}`.trim() })
    })
  })

// Starts a server; it is ended, and waited for, at the latest when the test ends.
export function start(t, folder, command, ...args) {
  const child = spawn(command, args, { cwd: folder, env: environment(folder), stdio: ['ignore', 'pipe', 'pipe'] })
  const server = { output: '', pid: child.pid, running: true }
  const gone = new Promise(done => child.once('close', done).once('error', error => done((server.output += error.message))))
    .then(() => (server.running = false))
  const log = createWriteStream(join(folder, 'output'), { flags: 'a' })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => { server.output += text; log.write(text) })
  server.stop = async (signal = 'SIGTERM') => {
    if (server.running) child.kill(signal)
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await gone
    clearTimeout(late)
  }
  t.after(() => server.stop())
  inside.get(folder)?.push(server)
  return server
}
