// Where the licence server answers, read from its source: a route is written as a literal.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const wire = resolve(import.meta.dirname, '../../../crates/licensing/src/wire')

// Files at addresses of their own are neither signed nor JSON.
const beside = ['transfer.rs', 'tests.rs']

// Every route below `/v1`, `/api/license` and `/api/version`: its path, and the methods that its line names.
export function routes() {
  const all = []
  for (const file of readdirSync(wire, { recursive: true })) {
    if (!file.endsWith('.rs') || beside.includes(file)) continue
    const source = readFileSync(join(wire, file), 'utf8').replaceAll(/^\s*\/\/.*$/gm, '')
    const root = file === 'facade/version.rs' ? '/api/version' : file.startsWith('facade/') ? '/api/license' : file === 'account.rs' ? '/v1/accounts/kontor' : '/v1'
    for (const [, path, served] of source.matchAll(/\.route\(\s*"([^"]*)"\s*,([^;]*?)(?=\.route\(|\n\}|;)/g)) {
      const methods = [...served.matchAll(/\b(get|post|put|patch|delete)\(/g)].map(found => found[1].toUpperCase())
      all.push({ path: root + (path === '/' ? '' : path), methods })
    }
  }
  return all
}
