// Programs from PyPI, each in a virtual environment of its own in .cache, as scripts/need puts node aside.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

// The folder of the programs that this package (`name==version`) brings; it is fetched once.
export function python(wanted) {
  const folder = resolve(import.meta.dirname, '../../../.cache', wanted.split('==')[0])
  const note = join(folder, 'installed')
  if (existsSync(note) && readFileSync(note, 'utf8') === wanted) return join(folder, 'bin')
  for (const [command, ...args] of [['/usr/bin/python3', '-m', 'venv', '--clear', folder], [join(folder, 'bin/pip'), '-q', 'install', '--disable-pip-version-check', wanted]]) {
    const done = spawnSync(command, args, { encoding: 'utf8' })
    assert.equal(done.status, 0, done.stderr)
  }
  writeFileSync(note, wanted)
  return join(folder, 'bin')
}
