// The mail servers of this world: addresses, users, and the authority that signed their certificates.
import { readFileSync } from 'node:fs'

const file = process.env.KONTOR_TEST_MAIL
export const provider = file ? JSON.parse(readFileSync(file, 'utf8')) : new Proxy({}, {
  get() {
    throw new Error('needs a mail server: run it through `make test`, or `tests/world/world run mail -- …`')
  },
})

export const passwordOf = user => provider.users[user] ?? provider.password

// Addresses that no other test writes to.
const mark = Date.now().toString(36)
export const own = name => `${name.replace('@', `.${mark}@`)}`
