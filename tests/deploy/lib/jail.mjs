// fail2ban with the filter and the jail that we ship; who is banned is written into a file.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder, run, shipped } from './run.mjs'

export function jailFolder(t, log) {
  const folder = newFolder(t)
  for (const part of ['filter.d', 'jail.d', 'action.d']) mkdirSync(join(folder, part))
  cpSync('/etc/fail2ban/jail.conf', join(folder, 'jail.conf'))
  for (const part of ['paths-common.conf', 'paths-debian.conf']) cpSync(`/etc/fail2ban/${part}`, join(folder, part))
  cpSync('/etc/fail2ban/fail2ban.conf', join(folder, 'fail2ban.conf'))
  for (const part of ['filter.d', 'jail.d']) writeFileSync(join(folder, part, 'kontor.conf'), shipped(`fail2ban/${part}/kontor.conf`))
  writeFileSync(join(folder, 'action.d/note.conf'), `[Definition]\nactionban = echo <ip> >> ${folder}/banned\nactionunban =\n`)
  writeFileSync(join(folder, 'jail.local'), `[DEFAULT]\naction = note\n[kontor]\nlogpath = ${log}\n`)
  writeFileSync(join(folder, 'fail2ban.local'),
    `[Definition]\nlogtarget = ${folder}/log\nsocket = ${folder}/socket\npidfile = ${folder}/pid\ndbfile = None\n`)
  return folder
}

// What `fail2ban-regex` finds in a file: each address as often as it counts.
export async function found(t, log, filter) {
  const folder = newFolder(t)
  writeFileSync(join(folder, 'kontor.conf'), filter ?? shipped('fail2ban/filter.d/kontor.conf'))
  const { code, stdout, said } = await run(folder, 'fail2ban-regex', '-o', 'ip', log, join(folder, 'kontor.conf'))
  if (code > 1 || /error/i.test(said)) throw new Error(said)
  const counts = {}
  for (const ip of stdout.split('\n').filter(Boolean)) counts[ip] = (counts[ip] ?? 0) + 1
  return counts
}
