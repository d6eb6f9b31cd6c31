// Each file that we ship is read by the program it is for; that the program would have complained is tried as well.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { place, proxies } from './lib/proxies.mjs'
import { jailFolder } from './lib/jail.mjs'
import { changed, kontorBinary, newFolder, run, shipped } from './lib/run.mjs'

// What stood in manuals that people copied from.
const faults = {
  nginx: [
    ['server_tokens off;', 'limit_req_zone $binary_remote_addr zone=login:10m rate=5r/m;', /limit_req_zone" directive is not allowed here/],
    ['proxy_set_header Host', 'proxy_Set_header Host', /unknown directive "proxy_Set_header"/],
  ],
  Apache: [['ProxyPreserveHost On', 'ProxyPreserveHosts On', /Invalid command 'ProxyPreserveHosts'/]],
  Caddy: [['header_up -Forwarded', 'header_upp -Forwarded', /unrecognized subdirective header_upp/]],
}

for (const [kind, proxy] of Object.entries(proxies)) {
  test(`${kind} takes its file, with a port and with a unix socket`, async t => {
    for (const kontor of [{ port: 8080 }, { socketPath: '/run/kontor/kontor.sock' }]) {
      const at = await place(t, kontor)
      await proxy.write(at)
      const right = await proxy.check(at)
      assert.equal(right.code, 0, right.said)
      assert.doesNotMatch(right.said, /\[warn\]|not formatted/i)
    }
    for (const [from, to, complaint] of faults[kind]) {
      const at = await place(t)
      await proxy.write(at, text => changed(text, [[from, to]]))
      const wrong = await proxy.check(at)
      assert.notEqual(wrong.code, 0, to)
      assert.match(wrong.said, complaint)
    }
  })
}

// Service, socket, and the socket's variant, with a binary that is there.
function units(t, change = text => text) {
  const folder = newFolder(t)
  writeFileSync(join(folder, 'kontor.service'), change(changed(shipped('systemd/kontor.service'), [['/usr/local/bin/kontor', kontorBinary]])))
  writeFileSync(join(folder, 'kontor.socket'), change(shipped('systemd/kontor.socket')))
  return folder
}

function addVariant(folder, change = text => text) {
  mkdirSync(join(folder, 'kontor.socket.d'))
  writeFileSync(join(folder, 'kontor.socket.d/unix.conf'), change(shipped('systemd/kontor.socket.d/unix.conf')))
}

// Lines about units that the machine has anyway are not ours.
async function verify(folder) {
  const { code, said } = await run(folder, 'systemd-analyze', 'verify', './kontor.service', './kontor.socket')
  return { code, ours: said.split('\n').filter(line => line.includes('kontor')) }
}

test('systemd takes the units, with a port and with a unix socket', async t => {
  const folder = units(t)
  assert.deepEqual(await verify(folder), { code: 0, ours: [] })
  addVariant(folder)
  assert.deepEqual(await verify(folder), { code: 0, ours: [] })
  const typo = await verify(units(t, text => text.replace('LockPersonality=', 'LockPersonalty=').replace('Backlog=', 'Backlogg=')))
  assert.deepEqual([typo.code, typo.ours.length], [0, 2], 'a wrong key is only a line')
  const variant = units(t)
  addVariant(variant, text => text.replace('SocketMode=', 'SocketMod='))
  assert.match((await verify(variant)).ours.join(), /SocketMod/)
})

test('systemd finds the unit at most 1.5 exposed', async t => {
  const score = async folder => {
    const { stdout } = await run(folder, 'systemd-analyze', 'security', '--offline=true', '--no-pager', './kontor.service')
    return Number(stdout.match(/Overall exposure level for kontor.service: ([\d.]+)/)[1])
  }
  const now = await score(units(t))
  t.diagnostic(`exposure ${now}`)
  assert(now <= 1.5, `${now}`)
  assert(await score(units(t, text => text.replace('SystemCallFilter=@system-service', ''))) > now)
})

test('logrotate takes its file', async t => {
  const folder = newFolder(t)
  const { username } = userInfo()
  const group = (await run(folder, 'id', '-gn')).stdout.trim()
  const check = async text => {
    writeFileSync(join(folder, 'kontor'), changed(text, [['su kontor kontor', `su ${username} ${group}`], ['/var/log/kontor/', `${folder}/`]]), { mode: 0o644 })
    return run(folder, 'logrotate', '-d', '-s', join(folder, 'state'), join(folder, 'kontor'))
  }
  writeFileSync(join(folder, 'security.log'), 'a line\n')
  const right = await check(shipped('logrotate/kontor'))
  assert.equal(right.code, 0, right.said)
  assert.match(right.said, /considering log .*security.log/)
  assert.doesNotMatch(right.said, /error|warning: (?!logrotate in debug mode)/i)
  assert.match((await check(shipped('logrotate/kontor').replace('delaycompress', 'delaycompres'))).said, /unknown option 'delaycompres'/)
})

test('fail2ban takes filter and jail', async t => {
  const folder = jailFolder(t, '/var/log/kontor/security.log')
  const told = await run(folder, 'fail2ban-client', '-c', folder, '-d')
  assert.equal(told.code, 0, told.said)
  for (const [name, value] of [['maxretry', 10], ['findtime', "'10m'"], ['bantime', "'1h'"]]) {
    assert(told.stdout.includes(`['set', 'kontor', '${name}', ${value}]`), `${name} in ${told.stdout}`)
  }
  cpSync(join(folder, 'filter.d/kontor.conf'), join(folder, 'filter.d/moved.conf'))
  writeFileSync(join(folder, 'jail.d/kontor.conf'), changed(shipped('fail2ban/jail.d/kontor.conf'), [['filter   = kontor', 'filter   = none']]))
  assert.notEqual((await run(folder, 'fail2ban-client', '-c', folder, '-d')).code, 0)
})
