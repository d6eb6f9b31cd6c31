// nginx, Apache and Caddy with the files that we ship: only ports, certificate and Kontor's address are the test's own.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { until } from '../../browser/lib/until.mjs'
import { name } from './ask.mjs'
import { changed, freePort, isRoot, newFolder, run, shipped, start } from './run.mjs'

const modules = ['mpm_event', 'authz_core', 'alias', 'socache_shmcb', 'ssl', 'headers', 'proxy', 'proxy_http']

// A certificate for the name in the shipped files, in the test's folder.
async function certify(folder) {
  const made = await run(folder, 'openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-keyout', 'privkey.pem', '-out', 'fullchain.pem')
  assert.equal(made.code, 0, made.said)
  return readFileSync(join(folder, 'fullchain.pem'), 'utf8')
}

const certificate = folder => ['fullchain.pem', 'privkey.pem'].map(file => [`/etc/ssl/kontor/${file}`, join(folder, file)])

// Each knows how to write its configuration to the folder, how to be asked whether it is right, and how to be started.
export const proxies = {
  nginx: {
    async write({ folder, http, https, kontor }, broken = text => text) {
      await certify(folder)
      const upstream = kontor.socketPath
        ? [['    server 127.0.0.1:8080;\n', ''], ['# server unix:/run/kontor/kontor.sock;', `server unix:${kontor.socketPath};`]]
        : [['127.0.0.1:8080', `127.0.0.1:${kontor.port}`]]
      const site = changed(shipped('nginx/kontor.conf'), [
        ['    listen [::]:80;\n', ''], ['    listen [::]:443 ssl http2;\n', ''],
        ['listen 80;', `listen 127.0.0.1:${http};`], ['listen 443 ', `listen 127.0.0.1:${https} `], ...certificate(folder), ...upstream,
      ])
      writeFileSync(join(folder, 'site.conf'), broken(site))
      const spare = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(kind => `${kind}_temp_path ${join(folder, kind)};`).join(' ')
      writeFileSync(join(folder, 'nginx.conf'), `${isRoot ? 'user root;' : ''} worker_processes 1; pid nginx.pid; daemon off;
        events {} http { access_log access.log; gzip on; ${spare} include site.conf; }`)
    },
    check: ({ folder }) => run(folder, 'nginx', '-t', '-p', folder, '-e', 'stderr', '-c', 'nginx.conf'),
    start: (t, { folder }) => start(t, folder, 'nginx', '-p', folder, '-e', 'stderr', '-c', 'nginx.conf'),
  },
  Apache: {
    async write({ folder, http, https, kontor }, broken = text => text) {
      await certify(folder)
      const backend = kontor.socketPath ? `unix:${kontor.socketPath}|http://kontor/` : `http://127.0.0.1:${kontor.port}/`
      const site = changed(shipped('apache/kontor.conf'),
        [['*:80>', `127.0.0.1:${http}>`], ['*:443>', `127.0.0.1:${https}>`], ['http://127.0.0.1:8080/', backend], ...certificate(folder)])
      writeFileSync(join(folder, 'site.conf'), broken(site))
      const loaded = modules.map(module => `LoadModule ${module}_module /usr/lib/apache2/modules/mod_${module}.so`)
      writeFileSync(join(folder, 'apache.conf'), [...loaded, isRoot ? 'User www-data\nGroup www-data' : '', `ServerRoot ${folder}`,
        `ServerName ${name}`, 'PidFile apache.pid', `DefaultRuntimeDir ${folder}`, 'ErrorLog error.log', `Listen 127.0.0.1:${http}`,
        `Listen 127.0.0.1:${https}`, 'Include site.conf', ''].join('\n'))
    },
    check: ({ folder }) => run(folder, 'apache2', '-t', '-f', join(folder, 'apache.conf')),
    start: (t, { folder }) => start(t, folder, 'apache2', '-D', 'FOREGROUND', '-f', join(folder, 'apache.conf')),
  },
  Caddy: {
    async write({ folder, http, https, kontor }, broken = text => text) {
      await certify(folder)
      const site = changed(shipped('caddy/Caddyfile'), [
        ['reverse_proxy 127.0.0.1:8080', `reverse_proxy ${kontor.socketPath ? `unix/${kontor.socketPath}` : `127.0.0.1:${kontor.port}`}`],
        // there is nobody who would give this Caddy a certificate
        [`${name} {\n`, `${name} {\n\ttls ${join(folder, 'fullchain.pem')} ${join(folder, 'privkey.pem')}\n`],
      ])
      const own = `{\n\tadmin off\n\thttp_port ${http}\n\thttps_port ${https}\n\tdefault_bind 127.0.0.1\n\tskip_install_trust\n}\n`
      writeFileSync(join(folder, 'Caddyfile'), own + broken(site))
    },
    check: ({ folder }) => run(folder, 'caddy', 'validate', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'),
    start: (t, { folder }) => start(t, folder, 'caddy', 'run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'),
  },
}

const open = port => new Promise(done => {
  const socket = connect(port, '127.0.0.1', () => done(true) ?? socket.destroy()).on('error', () => done(false))
})

export async function place(t, kontor = { port: 8080 }) {
  return { folder: newFolder(t), http: await freePort(), https: await freePort(), kontor }
}

// Starts the proxy in front of Kontor: `http` and `https` are the ways to it.
export async function startProxy(t, kind, kontor) {
  const at = await place(t, kontor)
  const proxy = proxies[kind]
  await proxy.write(at)
  const server = proxy.start(t, at)
  await until(() => `${kind} to listen, it said:\n${server.output}`, async () => {
    assert(server.running, server.output)
    return await open(at.https) && await open(at.http)
  })
  const ca = readFileSync(join(at.folder, 'fullchain.pem'), 'utf8')
  return { http: { port: at.http }, https: { port: at.https, ca }, folder: at.folder, server }
}

