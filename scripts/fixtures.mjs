// Scores `kontor mail inspect` and `kontor mail trim` against mails whose right reading is known.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, kontor] = process.argv.slice(2)
const run = (...args) => execFileSync(kontor, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] })
const fold = text => (text ?? '').replace(/\s+/g, ' ').trim()
const bare = text => (text ?? '').replace(/[\s\u200b\u00ad\ufeff]+/g, '')
const address = text => fold(text).toLowerCase()
const everyAddress = text => (text ?? '').toLowerCase().match(/[^\s<>,;"']+@[^\s<>,;"']+/g)?.sort().join() ?? address(text)

const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const entity = (whole, name) =>
  name[0] === '#' ? String.fromCodePoint(name[1] === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1))) : (named[name] ?? whole)
const textOf = html => html.replace(/<(style|title)[^>]*>.*?<\/\1>/gis, '').replace(/<[^>]*>/g, ' ').replace(/&(#x?[0-9a-f]+|\w+);/gi, entity)

// The attachments of a mail as a set of names with the hash of either line ending.
function attachmentsDiffer(expected, got, withNames) {
  const rest = [...got]
  for (const one of expected) {
    const found = rest.findIndex(a => (!withNames || fold(a.filename) === fold(one.filename)) && [one.sha256, one.sha256_lf].includes(a.sha256))
    if (found < 0) return `no ${one.filename} among ${got.map(a => a.filename).join(', ') || 'none'}`
    rest.splice(found, 1)
  }
  return rest.length ? `too many: ${rest.map(a => a.filename).join(', ')}` : ''
}

function differences(expected, got) {
  const said = got.content_type === 'text/html' ? textOf(got.body ?? '') : (got.body ?? '')
  const wanted = expected.body_text === 'no visible content' ? '' : expected.body_text
  const skip = new Set(expected.unchecked)
  const checks = {
    from_email: address(expected.from_email) === address(got.from_email),
    from_display_name: fold(expected.from_display_name) === fold(got.from_display_name),
    to: everyAddress(expected.to) === everyAddress([got.to].flat().map(a => a?.email ?? a).join(', ')),
    subject: expected.subject === undefined || fold(expected.subject) === fold(got.subject),
    content_type: expected.content_type === got.content_type,
    body: bare(wanted) === bare(said === 'no visible content' ? '' : said),
    attachments: !attachmentsDiffer(expected.attachments, got.attachments ?? [], !skip.has('att_names')),
  }
  return Object.keys(checks).filter(field => !checks[field] && !skip.has(field))
}

function scoreMails() {
  const expected = JSON.parse(readFileSync(join(folder, 'mail/expected.json'), 'utf8'))
  const names = Object.keys(expected)
  const lines = run('mail', 'inspect', ...names.map(name => join(folder, 'mail', `${name}.eml`))).trim().split('\n')
  const right = names.filter((name, i) => {
    const wrong = differences(expected[name], JSON.parse(lines[i]))
    if (wrong.length) console.error(`${name}: ${wrong.join(', ')}`)
    return !wrong.length
  })
  return `${right.length}/${names.length}`
}

function scoreTrims() {
  const names = readdirSync(join(folder, 'reply-trim/emails'))
  const right = names.filter(name => {
    const same = fold(run('mail', 'trim', join(folder, 'reply-trim/emails', name))) === fold(readFileSync(join(folder, 'reply-trim/trimmed', name), 'utf8'))
    if (!same) console.error(`trim ${name}`)
    return same
  })
  return `${right.length}/${names.length}`
}

console.log(`mails understood ${scoreMails()}`)
console.log(`replies trimmed ${scoreTrims()}`)
