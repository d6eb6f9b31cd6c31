// The customer's side of the mail: hands mails to Postfix and reads them from Dovecot, as a mail program does.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import PostalMime from 'postal-mime'
import { passwordOf, provider } from './provider.mjs'
import { until } from './until.mjs'


// Reads a line protocol: every call of `reply` answers with the bytes up to and including the line that `last` knows as the last.
class Lines {
  #buffer = Buffer.alloc(0)

  constructor(socket) {
    this.socket = socket
    socket.on('data', bytes => (this.#buffer = Buffer.concat([this.#buffer, bytes])))
    socket.on('error', error => (this.error = error))
  }

  async reply(last) {
    const end = await until('an answer of the mail server', () => {
      if (this.error) throw this.error
      const found = this.#buffer.toString('latin1').match(last)
      return found && found.index + found[0].length
    })
    const answer = this.#buffer.subarray(0, end)
    this.#buffer = this.#buffer.subarray(end)
    return answer
  }

  async say(text, last) {
    this.socket.write(text + '\r\n')
    return this.reply(last)
  }
}

// Delivers a raw mail through Postfix's port for mail from outside.
export async function deliver({ from, to, raw }) {
  const smtp = new Lines(connect(provider.smtp, provider.host))
  const expect = async (text, code) => {
    const answer = (text === null ? await smtp.reply(/^\d{3} .*\r\n/m) : await smtp.say(text, /^\d{3} .*\r\n/m)).toString()
    assert.match(answer, new RegExp(`^${code}`, 'm'), `${text?.slice(0, 60)} → ${answer}`)
  }
  await expect(null, 220)
  await expect('EHLO kunde.test', 250)
  await expect(`MAIL FROM:<${from}>`, 250)
  await expect(`RCPT TO:<${to}>`, 250)
  await expect('DATA', 354)
  await expect(raw.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..') + '\r\n.', 250)
  await expect('QUIT', 221)
}

// All mails in the inbox of `user`, parsed.
export async function inbox(user) {
  const imap = new Lines(connectTls({ port: provider.imaps, host: provider.host, servername: 'localhost', ca: readFileSync(provider.ca) }))
  const done = tag => new RegExp(`^${tag} (OK|NO|BAD).*\\r\\n`, 'm')
  await imap.reply(/^\* OK.*\r\n/m)
  assert.match((await imap.say(`a login ${user} ${passwordOf(user)}`, done('a'))).toString(), /a OK/)
  const count = Number((await imap.say('b examine INBOX', done('b'))).toString().match(/\* (\d+) EXISTS/)[1])
  const mails = []
  for (let n = 1; n <= count; n++) mails.push(await PostalMime.parse(literal(await imap.say(`m${n} fetch ${n} body.peek[]`, done(`m${n}`)))))
  imap.socket.end('z logout\r\n')
  return mails
}

function literal(answer) {
  const head = answer.toString('latin1').match(/\{(\d+)\}\r\n/)
  const start = head.index + head[0].length
  return answer.subarray(start, start + Number(head[1]))
}

// Waits for a mail in the inbox of `user` that `fits`.
export const arrives = (user, what, fits, seconds = 30) =>
  until(`a mail to ${user}: ${what}`, async () => (await inbox(user)).find(fits), seconds)

export const header = (mail, name) => mail.headers.find(h => h.key === name.toLowerCase())?.value
