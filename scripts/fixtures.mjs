// Scores `kontor mail inspect` and `kontor mail trim` against mails whose right reading is known.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [folder, kontor] = process.argv.slice(2)
const run = (...args) => execFileSync(kontor, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] })
const fold = text => (text ?? '').replace(/\s+/g, ' ').trim()
const bare = text => (text ?? '').replace(/[\s\u200b\u00ad\ufeff]+/g, '')
const address = text => fold(text).toLowerCase()
const everyAddress = text => (text ?? '').toLowerCase().match(/[^\s<>(),;"']+@[^\s<>(),;"']+/g)?.sort().join() ?? ''

const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const entity = (whole, name) =>
  name[0] === '#' ? String.fromCodePoint(name[1] === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1))) : (named[name] ?? whole)
const textOf = html => html.replace(/<(style|title)[^>]*>.*?<\/\1>/gis, '').replace(/<[^>]*>/g, ' ').replace(/&(#x?[0-9a-f]+|\w+);/gi, entity)

// The attachments of a mail as a set of names and contents; `bare` are those of the same mail with bare newlines, which is how the
// expected hashes were made.
function sameAttachments(expected, got, bare, withNames) {
  const rest = got.map((a, i) => ({ name: fold(a.filename), hashes: [a.sha256, bare[i]?.sha256] }))
  for (const one of expected) {
    const found = rest.findIndex(a => (!withNames || a.name === fold(one.filename)) && a.hashes.some(h => h === one.sha256 || h === one.sha256_lf))
    if (found < 0) return false
    rest.splice(found, 1)
  }
  return !rest.length
}

function differences(expected, got, bareGot) {
  const said = got.content_type === 'text/html' ? textOf(got.body ?? '') : (got.body ?? '')
  const wanted = expected.body_text === 'no visible content' ? '' : expected.body_text
  const skip = new Set(expected.unchecked)
  const checks = {
    from_email: address(expected.from_email) === address(got.from_email),
    from_display_name: fold(expected.from_display_name) === fold(got.from_display_name),
    to: everyAddress(expected.to) === everyAddress(got.to),
    cc: everyAddress(expected.cc) === everyAddress(got.cc),
    reply_to: everyAddress(expected['reply-to']) === everyAddress(got.reply_to),
    subject: expected.subject === undefined || fold(expected.subject) === fold(got.subject),
    content_type: expected.content_type === got.content_type,
    body: bare(wanted) === bare(said === 'no visible content' ? '' : said),
    attachments: sameAttachments(expected.attachments, got.attachments, bareGot.attachments, !skip.has('att_names')),
  }
  return Object.keys(checks).filter(field => !checks[field] && !skip.has(field))
}

const inspect = files => run('mail', 'inspect', ...files).trim().split('\n').map(line => JSON.parse(line))

function withBareNewlines(files) {
  const copies = mkdtempSync(join(tmpdir(), 'kontor-fixtures-'))
  try {
    return inspect(files.map((file, i) => {
      const copy = join(copies, `${i}.eml`)
      writeFileSync(copy, readFileSync(file, 'latin1').replaceAll('\r\n', '\n'), 'latin1')
      return copy
    }))
  } finally {
    rmSync(copies, { recursive: true })
  }
}

function scoreMails() {
  const expected = JSON.parse(readFileSync(join(folder, 'mail/expected.json'), 'utf8'))
  const names = Object.keys(expected)
  const files = names.map(name => join(folder, 'mail', `${name}.eml`))
  const [said, bare] = [inspect(files), withBareNewlines(files)]
  const right = names.filter((name, i) => {
    const wrong = differences(expected[name], said[i], bare[i])
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

// Below these the rules have become worse than they were.
const goals = { mails: 55, replies: 30 }
const found = { mails: scoreMails(), replies: scoreTrims() }
console.log(`mails understood ${found.mails}\nreplies trimmed ${found.replies}`)
process.exitCode = Object.keys(goals).some(what => parseInt(found[what]) < goals[what]) ? 1 : 0
