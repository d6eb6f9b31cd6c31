// Files and the real clamd, with a list of signatures of our own: the harmless text that every scanner knows (EICAR).
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { until } from '../browser/lib/until.mjs'
import { ask, name } from './lib/ask.mjs'
import { signIn, startKontor } from './lib/kontor.mjs'
import { isRoot, kontorBinary, newFolder, run, start } from './lib/run.mjs'

// In two pieces, so that this file is none itself.
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

async function startScanner(t) {
  const folder = newFolder(t)
  mkdirSync(join(folder, 'db'))
  writeFileSync(join(folder, 'db/test.hdb'), `${createHash('md5').update(eicar).digest('hex')}:${eicar.length}:Eicar-Test\n`)
  const socket = join(folder, 'clamd.sock')
  const settings = ['Foreground yes', `LocalSocket ${socket}`, `DatabaseDirectory ${join(folder, 'db')}`, 'StreamMaxLength 1M', 'AlertExceedsMax yes']
  if (isRoot) settings.push('User root')
  writeFileSync(join(folder, 'clamd.conf'), settings.join('\n') + '\n')
  const scanner = start(t, folder, 'clamd', '-c', join(folder, 'clamd.conf'))
  await until(() => `clamd to listen, it said:\n${scanner.output}`, () => existsSync(socket), 30)
  return { ...scanner, socket }
}

const part = (boundary, file, body) =>
  `--${boundary}\r\nContent-Type: application/octet-stream; name="${file}"\r\nContent-Disposition: attachment; filename="${file}"\r\n` +
  `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(body).toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`

function mail(subject, files) {
  const parts = Object.entries(files).map(([file, body]) => part('xyz', file, body)).join('')
  return `From: Eva <eva@example.com>\r\nTo: help@kontor.example\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replace(" ", ".")}@example.com>\r\n` +
    `Date: Sat, 21 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="xyz"\r\n\r\n` +
    `--xyz\r\nContent-Type: text/plain\r\n\r\nAnbei.\r\n${parts}--xyz--\r\n`
}

function form(file, body) {
  const boundary = 'kontorformboundary'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file}"\r\nContent-Type: text/plain\r\n\r\n`
  return { body: `${head}${body}\r\n--${boundary}--\r\n`, type: `multipart/form-data; boundary=${boundary}` }
}

test('what the virus scanner finds is neither handed out nor taken, and without its word nothing is', { timeout: 120_000 }, async t => {
  const scanner = await startScanner(t)
  const kontor = await startKontor(t, { toml: `[scanner]\naddress = "unix:${scanner.socket}"\n` })
  const cookie = await signIn(kontor, kontor.to)
  const get = path => ask(kontor.to, path, { headers: { cookie, 'accept-language': 'en' } })
  writeFileSync(join(kontor.folder, 'mail.eml'), mail('Zwei Dateien', { 'clean.txt': 'nothing', 'bad.com': eicar }))
  writeFileSync(join(kontor.folder, 'big.eml'), mail('Eine Datei', { 'big.bin': 'x'.repeat(2 << 20) }))
  const at = ['--data', join(kontor.folder, 'data'), '--config', join(kontor.folder, 'kontor.toml')]
  const imported = await run(kontor.folder, kontorBinary, 'import', 'eml', 'mail.eml', 'big.eml', '--open', '--mailbox', 'help@kontor.example', ...at)
  assert.equal(imported.code, 0, imported.said)

  const open = async subject => {
    const list = await until('the ticket', async () => {
      const { text } = await get('/tickets')
      return text.includes(subject) && text
    })
    const ticket = list.match(new RegExp(`href="(/tickets/\\d+)[^"]*"[^>]*>(?:(?!</a>)[\\s\\S])*${subject}`))?.[1] ?? assert.fail(list)
    const page = await get(ticket)
    return { ticket, text: page.text, link: file => page.text.match(new RegExp(`/attachments/[0-9a-f-]+/${file.replace('.', '(?:[.]|%2E)')}`))?.[0] ?? assert.fail(page.text) }
  }
  const { ticket, text, link } = await open('Zwei Dateien')
  const clean = await get(link('clean.txt'))
  assert.deepEqual([clean.status, clean.text], [200, 'nothing'])
  const bad = await get(link('bad.com'))
  assert.equal(bad.status, 403)
  assert.match(bad.text, /virus scanner found Eicar-Test/)
  assert(!bad.text.includes('EICAR-STANDARD'))
  const raw = text.match(/\/messages\/[0-9a-f-]+\/raw/)?.[0] ?? assert.fail(text)
  assert.equal((await get(raw)).status, 403, 'the mail as it came has it inside')
  assert.equal((await get((await open('Eine Datei')).link('big.bin'))).status, 413)
  assert(kontor.lines().some(line => line.includes('SECURITY[FILE_INFECTED]') && line.includes('Eicar-Test')), kontor.lines().join('\n'))

  const upload = async body => {
    const sent = form('new.txt', body)
    const headers = { cookie, origin: `https://${name}`, 'content-type': sent.type, 'accept-language': 'en' }
    return ask(kontor.to, `${ticket}/files`, { method: 'POST', body: sent.body, headers })
  }
  const refused = await upload(eicar)
  assert.equal(refused.status, 422, refused.text)
  assert.match(refused.text, /virus scanner found Eicar-Test/)
  assert((await upload('harmless')).status < 300)

  await scanner.stop()
  const unknown = await get(link('clean.txt'))
  assert.equal(unknown.status, 503)
  assert.match(unknown.text, /cannot be checked for viruses at present/)
  assert.ok(unknown.headers['retry-after'])
  assert.equal((await get(ticket)).status, 200, 'the conversation can be read')
  assert.match((await get('/admin/health')).text, /virus scanner does not answer/)
})
