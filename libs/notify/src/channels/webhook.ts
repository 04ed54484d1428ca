import { KINDS, withoutNumbers, type Notice } from '@cockpit/contracts';
import { Poster, isRefusal, refusedStatus } from './post';
import { refused, type Channel, type Outcome, type Outgoing } from './channel';
import { sender } from './sender';
import { createHmac, createPrivateKey, sign, type KeyObject } from 'node:crypto';

/** DER prefix of a 32-byte ed25519 private key */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The signature header of Standard Webhooks with one signature per key, so that receivers accept either key during a
 * change.
 */
function signatures(keys: readonly string[], id: string, timestampSec: number, body: string): string {
  const content = `${id}.${String(timestampSec)}.${body}`;
  return keys
    .map((key) => {
      const [kind, text = ''] = key.split('_', 2);
      const bytes = Buffer.from(text, 'base64');
      if (kind === 'whsk') return `v1a,${sign(null, Buffer.from(content), privateKey(bytes)).toString('base64')}`;
      return `v1,${createHmac('sha256', bytes).update(content).digest('base64')}`;
    })
    .join(' ');
}

/** accepts 32 bytes, optionally followed by the public key */
const privateKey = (bytes: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, bytes.subarray(0, 32)]), format: 'der', type: 'pkcs8' });

const TYPES: Readonly<Record<Notice['phase'], string>> = {
  open: 'warning.opened',
  held: 'warning.acknowledged',
  back: 'warning.unanswered',
  end: 'warning.ended',
  test: 'channel.test',
};

interface WebhookOptions {
  url: string;
  keys: readonly string[];
}

/** Events for another system by Standard Webhooks. Every attempt has the same id and a new timestamp. */
class Webhook implements Channel {
  readonly limits = null;

  constructor(
    private readonly options: WebhookOptions,
    private readonly poster: Poster,
    private readonly now: () => number = Date.now,
  ) {}

  fit(): number {
    return 1;
  }

  async send({ items }: Outgoing, idempotencyKey: string, signal: AbortSignal): Promise<Outcome> {
    const [item] = items;
    if (item === undefined) return refused('rejected', 'nothing to send');
    const { notice, text, link } = item;
    const body = JSON.stringify({
      type: TYPES[notice.phase],
      timestamp: notice.endedAt ?? notice.firedAt,
      data: { ...withoutNumbers(notice), ...text, link, answer: item.answer },
    });
    const timestamp = Math.floor(this.now() / 1000);
    const answer = await this.poster.post({
      url: this.options.url,
      body,
      signal,
      headers: {
        'content-type': 'application/json',
        'webhook-id': idempotencyKey,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signatures(this.options.keys, idempotencyKey, timestamp, body),
      },
    });
    if (isRefusal(answer)) return answer;
    if (answer.status >= 200 && answer.status < 300)
      return { delivered: true, receipt: `HTTP ${String(answer.status)}` };
    // in Standard Webhooks 410 means that the receiver has unsubscribed
    if (answer.status === 410) return refused('rejected', 'HTTP 410: the receiver wants no more');
    return refusedStatus(answer);
  }

  close(): void {
    this.poster.close();
  }
}

export const webhookSender = sender(KINDS.webhook, {
  limits: null,
  readBy: 'program',
  address: ({ settings }) => {
    const { host, pathname } = new URL(settings.url);
    return `${host}${pathname}`;
  },
  open: ({ settings, secrets }, { poster }) => new Webhook({ ...settings, ...secrets }, poster()),
});
