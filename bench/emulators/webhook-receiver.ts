import { createPublicKey, verify } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Webhook } from 'standardwebhooks';
import { json, listen, type HttpEmulator } from '../../apps/simulator/src/emulators/http';
import { Misbehaviours } from '../../apps/simulator/src/emulators/misbehaviour';

export interface ReceivedWebhook {
  id: string;
  /** epoch ms of arrival */
  at: number;
  body: { type: string; timestamp: string; data: Record<string, unknown> };
}

export interface WebhookReceiver extends HttpEmulator {
  /** every request with a good signature, also the repeated ones */
  readonly requests: ReceivedWebhook[];
  /** what it shows: each id once, as the rules have it */
  readonly shown: Map<string, ReceivedWebhook>;
  readonly refused: string[];
  readonly misbehave: Misbehaviours;
}

/** Loaded when it is needed: an installed cockpit has a benchmark that can start this, and no packages for development. */
const packages = createRequire(__filename);
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

/** A receiver by the rules of Standard Webhooks: signatures are checked by the reference library, and by Node's for ed25519. */
export async function webhookReceiver(
  keys: { secret?: string; publicKey?: string },
  port = 0,
): Promise<WebhookReceiver> {
  const requests: ReceivedWebhook[] = [];
  const shown = new Map<string, ReceivedWebhook>();
  const refused: string[] = [];
  const misbehave = new Misbehaviours();
  const emulator = await listen(({ request, response, body }) => {
    const headers = Object.fromEntries(HEADERS.map((name) => [name, String(request.headers[name] ?? '')]));
    const fault = faultOf(body, headers, keys);
    if (fault !== null) {
      refused.push(fault);
      json(response, 401, { error: fault });
      return;
    }
    const wrong = misbehave.done(response);
    if (wrong?.kind === 'status') return;
    const received = {
      id: headers['webhook-id'] ?? '',
      at: Date.now(),
      body: JSON.parse(body) as ReceivedWebhook['body'],
    };
    requests.push(received);
    if (!shown.has(received.id)) shown.set(received.id, received);
    if (wrong === undefined) json(response, 204, {});
  }, port);
  return { ...emulator, requests, shown, refused, misbehave };
}

function faultOf(
  body: string,
  headers: Record<string, string>,
  { secret, publicKey }: { secret?: string; publicKey?: string },
): string | null {
  try {
    if (secret !== undefined) {
      const { Webhook: Verifier } = packages('standardwebhooks') as { Webhook: typeof Webhook };
      new Verifier(secret).verify(body, headers);
    }
    if (publicKey !== undefined && !isSigned(body, headers, publicKey)) return 'no matching v1a signature';
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** `whpk_` with the 32 bytes of an ed25519 public key */
function isSigned(body: string, headers: Record<string, string>, publicKey: string): boolean {
  const der = Buffer.concat([SPKI, Buffer.from(publicKey.slice('whpk_'.length), 'base64')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const content = Buffer.from(`${headers['webhook-id'] ?? ''}.${headers['webhook-timestamp'] ?? ''}.${body}`);
  return (headers['webhook-signature'] ?? '')
    .split(' ')
    .filter((one) => one.startsWith('v1a,'))
    .some((one) => verify(null, content, key, Buffer.from(one.slice(4), 'base64')));
}
