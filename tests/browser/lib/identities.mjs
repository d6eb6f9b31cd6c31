// A real OpenID Connect provider, panva's oidc-provider, on loopback: its people, a page to pick one, and a switch to take it off the net.
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'
import { freePort } from './kontor.mjs'

export const client = { id: 'kontor', secret: 'Zk3vQ1s8Xw0bT9mJ2rLr7yHc5uNfAeP4gKdIoVhB' }

export const people = {
  anna: { name: 'Anna Albers', email: 'anna@kontor.test', groups: ['desk'] },
  bert: { name: 'Bert Brandt', email: 'bert@kunde.test', groups: [] },
}

export class Identities {
  static async start() {
    const own = new Identities()
    own.port = await freePort()
    own.issuer = `http://127.0.0.1:${own.port}`
    await own.open()
    return own
  }

  // What Kontor's settings say of it, under the name `work`.
  get settings() {
    return {
      KONTOR_OIDC__WORK__LABEL: 'Werk', KONTOR_OIDC__WORK__ISSUER: this.issuer, KONTOR_OIDC__WORK__CLIENT_ID: client.id,
      KONTOR_OIDC__WORK__CLIENT_SECRET: client.secret, KONTOR_OIDC__WORK__CREATE: 'true', KONTOR_OIDC__WORK__DEFAULT_ROLE: 'agent',
      KONTOR_OUTBOUND__ALLOW: `127.0.0.1/32:${this.port}`,
    }
  }

  // Learns where Kontor is, which starts later.
  register(kontor) {
    const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
    this.provider = new Provider(this.issuer, {
      clients: [{
        client_id: client.id, client_secret: client.secret, redirect_uris: [`${kontor.url}/auth/work/callback`],
        post_logout_redirect_uris: [`${kontor.url}/sign-in`],
        backchannel_logout_uri: `${kontor.url}/auth/work/backchannel-logout`, backchannel_logout_session_required: true,
      }],
      jwks: { keys: [{ ...key, kid: 'first', alg: 'RS256', use: 'sig' }] },
      cookies: { keys: ['only for tests'] },
      pkce: { required: () => true },
      claims: { openid: ['sub', 'groups'], profile: ['name'], email: ['email'] },
      conformIdTokenClaims: false, // the claims stand in the ID token, as Microsoft's do
      fetch: (address, { dispatcher, ...options }) => fetch(address, options), // its own guard would not let it reach Kontor on loopback
      findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
      features: {
        devInteractions: { enabled: false }, backchannelLogout: { enabled: true },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: (ctx, form) => (ctx.body = `<!doctype html><title>Abmelden</title>${form}<button form="op.logoutForm" name="logout" value="yes">Ja</button>`),
          postLogoutSuccessSource: ctx => (ctx.body = '<!doctype html><title>Abgemeldet</title><p id="gone">Abgemeldet'),
        },
      },
      interactions: { url: (_, interaction) => `/pick/${interaction.uid}` },
      ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 3600, Grant: 3600 },
    })
    this.answer = this.provider.callback()
  }

  async open() {
    this.server = createServer((request, response) => this.handle(request, response).catch(error => response.destroy(error)))
    await new Promise(done => this.server.listen(this.port, '127.0.0.1', done))
  }

  // Off the net: nothing listens there.
  async close() {
    this.server.closeAllConnections()
    await new Promise(done => this.server.close(done))
  }

  async handle(request, response) {
    const url = new URL(request.url, this.issuer)
    if (url.pathname === '/favicon.ico') return response.writeHead(204).end()
    if (!url.pathname.startsWith('/pick/')) return this.answer(request, response)
    const { params, session, grantId } = await this.provider.interactionDetails(request, response)
    const who = url.searchParams.get('who') ?? session?.accountId
    if (!who) {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      return response.end('<!doctype html><html lang="de"><title>Werk</title><h1>Wer sind Sie?</h1>'
        + [...Object.keys(people), 'nobody'].map(name => `<p><a id="${name}" href="?who=${name}">${name}</a>`).join(''))
    }
    if (who === 'nobody') return this.provider.interactionFinished(request, response, { error: 'access_denied' })
    const grant = grantId ? await this.provider.Grant.find(grantId) : new this.provider.Grant({ accountId: who, clientId: params.client_id })
    grant.addOIDCScope(params.scope)
    const result = { login: { accountId: who }, consent: { grantId: await grant.save() } }
    return this.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  }
}
