// Whatever a program may send: the same with every run.

// SplitMix32: chance from a seed.
export function chance(seed) {
  let state = seed
  const number = below => {
    state = (state + 0x9e3779b9) | 0
    let z = state ^ (state >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return ((z ^ (z >>> 15)) >>> 0) % below
  }
  return { number, one: list => list[number(list.length)], in: n => number(n) === 0 }
}

const deep = (open, close, times) => open.repeat(times) + close.repeat(times)

// Values of every kind, where another one was wanted.
const values = [
  null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, -(2 ** 63), '', ' ', 'a', '\u0000', '\ud800', '😀'.repeat(300), 'x'.repeat(70_000), "'; --", '%s%n', '../../etc/passwd',
  '2026-02-30T25:61:00Z', '9999999999-01-01', '0001-01-01T00:00:00Z', '00000000-0000-0000-0000-000000000000', [], {}, [[]], [null], { a: { a: { a: { a: { a: 1 } } } } }, { '': '' },
  { __proto__x: 1, constructor: {} }, Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`k${n}`, n])),
]

// A body that is none: not JSON, not UTF-8, too deep, too long.
const broken = [
  '', ' ', '{', '[', 'null', '"text"', '1', '[]', '{}', '{"data":', '{"data":null}', '{"data":[]}', '{"meta":{}}', '{"data":{"type":"x"}}', '{"a":1,"a":2}', '1e999', '{"data":{"attributes":1e999}}',
  deep('[', ']', 100_000), deep('{"a":', '}', 5_000), '\ufeff{}', 'a=1&b=2', '<xml/>', '{"data":"\\ud800"}',
].map(text => Buffer.from(text)).concat(Buffer.from([0xff, 0xfe, 0x00]), Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), Buffer.alloc(1 << 20, 0x20), Buffer.alloc((1 << 20) + 1, 0x61))

const types = ['application/vnd.api+json', 'application/vnd.api+json; charset=utf-8', 'application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'x', '*/*', ';', 'application/vnd.api+json; profile="a"']

// The same document with one thing in it replaced, left out or doubled.
function changed(document, by) {
  const places = []
  const walk = (inside, key) => {
    places.push([inside, key])
    const value = inside[key]
    if (value && typeof value === 'object') for (const next of Object.keys(value)) walk(value, next)
  }
  const whole = { whole: structuredClone(document) }
  walk(whole, 'whole')
  const [inside, key] = by.one(places)
  if (by.in(4)) delete inside[key]
  else if (by.in(4)) inside[`${key}x`] = inside[key]
  else inside[key] = by.one(values)
  return JSON.stringify(whole.whole) ?? ''
}

// One body, with its kind: nearly good, or nothing of the sort.
export function body(documents, by) {
  const type = by.in(8) ? by.one(types) : 'application/vnd.api+json'
  const bytes = by.in(5) ? by.one(broken) : Buffer.from(changed(by.one(documents), by))
  return { type, bytes }
}

const words = ['', '0', '-1', '1e9', '99999999999999999999', 'abc', '%00', '%ff', '%F0%9F%98%80', '..', '%2e%2e%2f', 'a%2Fb.c', 'null', '[]', 'true', "'", '%25', 'x'.repeat(3000)]
const names = ['limit', 'page[number]', 'page[size]', 'page[cursor]', 'status', 'product', 'policy', 'user', 'owner', 'metadata[a]', 'metadata[]', 'activity[inside]', 'expires[in]', 'activations[gt]', 'ttl', 'encrypt', 'include', 'algorithm', 'version', 'constraint', 'channel', 'platform', 'arch', 'date', 'q', 'token', 'auth']

export const word = by => by.one(words)

export const query = by => (!by.in(4) ? '' : `?${Array.from({ length: 1 + by.number(3) }, () => `${by.one(names)}=${word(by)}`).join('&')}`)
