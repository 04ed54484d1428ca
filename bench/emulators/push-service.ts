import { createECDH, createPublicKey, randomBytes, verify, type ECDH } from 'node:crypto';
import { createRequire } from 'node:module';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** As an encrypted message reads in the browser. */
export interface PushShown {
  readonly title: string;
  readonly body: string;
  readonly path: string;
  readonly tag: string;
}

export interface PushBrowser {
  /** as the page tells it to the cockpit */
  readonly subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  readonly shown: PushShown[];
  /** header fields of the last request */
  headers: IncomingMessage['headers'];
  /** it was closed for ever */
  gone: boolean;
}

export interface PushService {
  readonly url: string;
  /** a new browser that knows the cockpit by this key */
  readonly browser: (applicationKey: string) => PushBrowser;
  /** what it answers next instead of taking a message */
  readonly refuse: { status: number; headers?: Record<string, string> }[];
  close(): Promise<void>;
}

/** The code of the browser's half, which is not ours; loaded when it is needed. */
interface Ece {
  decrypt: (body: Buffer, how: { version: string; privateKey: ECDH; authSecret: string }) => Buffer;
}
const packages = createRequire(__filename);

/** A push service: takes what is signed by the key the browser was told, and decrypts it as the browser would. */
export async function pushService(): Promise<PushService> {
  const { decrypt } = packages('http_ece') as Ece;
  const browsers = new Map<string, { browser: PushBrowser; key: string; pair: ECDH; auth: string }>();
  const refuse: PushService['refuse'] = [];

  const take = (request: IncomingMessage, response: ServerResponse, body: Buffer): void => {
    const known = browsers.get(request.url ?? '');
    const refusal = refuse.shift();
    if (refusal !== undefined) response.writeHead(refusal.status, refusal.headers).end();
    else if (known === undefined || known.browser.gone) response.writeHead(410).end();
    else if (!isSigned(request.headers.authorization ?? '', known.key, url)) response.writeHead(403).end('bad jwt');
    else if (request.headers.ttl === undefined || body.length > 4_096) response.writeHead(400).end();
    else {
      const { pair, auth, browser } = known;
      const plain = decrypt(body, { version: 'aes128gcm', privateKey: pair, authSecret: auth });
      browser.headers = request.headers;
      browser.shown.push(JSON.parse(plain.toString()) as PushShown);
      response.writeHead(201, { location: `${url}/m/1` }).end();
    }
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      take(request, response, Buffer.concat(parts));
    });
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    refuse,
    browser: (key) => {
      const pair = createECDH('prime256v1');
      const p256dh = pair.generateKeys('base64url');
      const auth = randomBytes(16).toString('base64url');
      const path = `/push/${randomBytes(16).toString('hex')}`;
      const subscription = { endpoint: `${url}${path}`, keys: { p256dh, auth } };
      const browser: PushBrowser = { subscription, shown: [], headers: {}, gone: false };
      browsers.set(path, { browser, key, pair, auth });
      return browser;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
}

/** VAPID: a token for this service, signed by the key the browser was told, that runs out within a day. */
function isSigned(authorization: string, key: string, audience: string): boolean {
  const [, token, told] = /^vapid t=([^,]+), *k=(\S+)$/.exec(authorization) ?? [];
  if (token === undefined || told !== key) return false;
  const [head = '', claims = '', signature = ''] = token.split('.');
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const holds = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  const left = Number(exp) - Date.now() / 1000;
  return holds && aud === audience && typeof sub === 'string' && left > 0 && left <= 86_400;
}
