// One request, as a visitor sends it: from an address of the visitor's own, with any header that comes to mind.
import { request as plain } from 'node:http'
import { connect } from 'node:http2'
import { request as encrypted } from 'node:https'

export const name = 'kontor.example.de'

// `to` says the way: { port, ca } is https to the proxy, { port } is http, { socketPath } a unix socket.
function send(to, path, { method = 'GET', headers = {}, from, body } = {}) {
  const { ca, ...way } = to
  const own = { host: name, accept: 'text/html', 'user-agent': 'test', ...headers }
  const options = { ...way, host: way.socketPath ? undefined : '127.0.0.1', path, method, headers: own, agent: false, localAddress: from }
  const asked = ca ? encrypted({ ...options, ca, servername: name }) : plain(options)
  return body?.length > 1 << 20 ? slowly(asked, body) : asked.end(body)
}

// A server that refuses a large body answers before it has read it and closes; who still writes then may lose the answer.
// So the most of it waits for an answer for a moment.
function slowly(asked, body) {
  asked.setHeader('content-length', body.length)
  asked.write(body.subarray(0, 1 << 16))
  const rest = setTimeout(() => asked.end(body.subarray(1 << 16)), 2000)
  asked.on('response', answer => {
    clearTimeout(rest)
    answer.on('end', () => asked.destroy())
  })
  asked.on('close', () => clearTimeout(rest))
  return asked
}

// The whole answer. A server that answers before it has read all may close; then its answer still counts.
export const ask = (to, path, options) =>
  new Promise((done, fail) => {
    const asked = send(to, path, options)
    asked.setTimeout(20_000, () => asked.destroy(new Error(`no answer to ${path} within 20 s`)))
    let answered = false
    asked.on('error', error => answered || fail(error))
    asked.on('response', answer => {
      answered = true
      const parts = []
      answer.on('data', part => parts.push(part))
      answer.on('error', fail)
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, raw: answer.rawHeaders, text: Buffer.concat(parts).toString() }))
    })
  })

export const post = (to, path, fields, { headers, ...options } = {}) =>
  ask(to, path, {
    ...options,
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: `https://${name}`, ...headers },
  })

// An answer that goes on: `text` grows as it comes.
export const listen = (to, path, options) =>
  new Promise((done, fail) => {
    const asked = send(to, path, options)
    const late = setTimeout(() => asked.destroy(new Error(`nothing from ${path} within 10 s`)), 10_000)
    asked.on('error', fail)
    asked.on('response', answer => {
      clearTimeout(late)
      const stream = { status: answer.statusCode, headers: answer.headers, text: '', close: () => asked.destroy() }
      answer.on('data', part => (stream.text += part))
      answer.on('error', () => {})
      done(stream)
    })
  })

// The names of headers that came more than once, where once is right.
export function doubled({ raw }) {
  const names = raw.filter((_, i) => i % 2 === 0).map(name => name.toLowerCase())
  return names.filter((name, i) => names.indexOf(name) !== i && !['set-cookie', 'vary', 'link'].includes(name))
}

// The same over HTTP/2, as browsers ask; the answer's `text` grows as it comes, `whole` is when it ended.
export const ask2 = ({ port, ca }, path, { method = 'GET', headers = {}, body } = {}) =>
  new Promise((done, fail) => {
    const session = connect(`https://127.0.0.1:${port}`, { ca, servername: name, maxSessionMemory: 100 }).on('error', fail)
    const length = body === undefined ? {} : { 'content-length': body.length }
    const own = { ':path': path, ':method': method, ':authority': name, accept: 'text/html', ...length, ...headers }
    const asked = session.request(own, { endStream: body === undefined })
    asked.setTimeout(20_000, () => session.destroy(new Error(`no answer to ${path} within 20 s`)))
    asked.on('error', fail)
    asked.on('response', headers => {
      const whole = new Promise(ended => asked.once('close', ended)).then(() => session.close())
      const answer = { status: headers[':status'], headers, text: '', whole, close: () => session.destroy() }
      asked.on('data', part => (answer.text += part))
      done(answer)
    })
    if (body !== undefined) asked.end(body)
  })
