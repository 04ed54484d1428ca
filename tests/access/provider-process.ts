// A real provider of single sign-on (`oidc-provider`), in a process of its own: it can be stopped, and its clock set wrong.
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

interface Options {
  port: number;
  clientId: string;
  clientSecret: string;
  /** address of the cockpit */
  cockpit: string;
  /** JSON: claims by subject, read anew for each question */
  accounts: string;
  /** what its clock is ahead, seconds */
  aheadSec: number;
  /** how it answers who asks for its keys */
  keys: 'told' | 'broken' | 'silent';
}

const options = JSON.parse(process.argv[2] ?? '') as Options;
const real = Date.now.bind(Date);
Date.now = () => real() + options.aheadSec * 1000;

const FORM = `<!doctype html><html lang="en"><title>Provider</title>
<form method="post"><label>Subject <input name="login" autofocus></label><button>Sign in</button></form></html>`;

async function run(): Promise<void> {
  const { default: Provider } = await import('oidc-provider');
  const ours = `${options.cockpit}/v1/session/single-sign-on`;
  const claimsOf = (subject: string): object | undefined =>
    (JSON.parse(readFileSync(options.accounts, 'utf8')) as Record<string, object>)[subject];
  const provider = new Provider(`http://127.0.0.1:${String(options.port)}`, {
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: [`${ours}/callback`],
        post_logout_redirect_uris: [`${options.cockpit}/sign-in`],
        backchannel_logout_uri: `${ours}/logout`,
        backchannel_logout_session_required: true,
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'] },
    cookies: { keys: ['a key of the test'] },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/login/${uid}` },
    // its own guard refuses addresses of this machine, where the cockpit of the test is
    fetch: (address: string, init: RequestInit & { dispatcher?: unknown }) => {
      delete init.dispatcher;
      return fetch(address, init);
    },
    pkce: { required: () => true },
    findAccount: (_: unknown, subject: string) => {
      const claims = claimsOf(subject);
      return claims && { accountId: subject, claims: () => ({ sub: subject, ...claims }) };
    },
    // everybody has consented
    loadExistingGrant: async ({
      oidc,
    }: {
      oidc: { session?: { accountId?: string }; client?: { clientId: string } };
    }) => {
      const grant = new provider.Grant({ accountId: oidc.session?.accountId, clientId: oidc.client?.clientId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    ttl: { AccessToken: 600, IdToken: 600, Session: 7200, Grant: 7200, Interaction: 7200 },
  });
  provider.use(async (context, next) => {
    if (context.path === '/jwks' && options.keys !== 'told') {
      // an answer that never comes is one that nobody writes
      if (options.keys === 'silent') return new Promise(() => undefined);
      [context.status, context.body] = [503, 'upstream is away'];
      return;
    }
    if (!context.path.startsWith('/login/')) {
      await next();
    } else if (context.method === 'GET') {
      [context.type, context.body] = ['text/html', FORM];
    } else {
      const accountId = new URLSearchParams(await text(context.req)).get('login') ?? '';
      await provider.interactionFinished(context.req, context.res, { login: { accountId } });
    }
  });
  provider.listen(options.port, '127.0.0.1', () => process.stdout.write('ready\n'));
}

void run();
