import { KINDS, cutToBytes, message } from '@cockpit/contracts';
import { generateRequestDetails } from 'web-push';
import { newPrivateKey, publicKeyOf } from './vapid';
import { refused, unsent, type Channel, type Item, type Outcome, type Outgoing } from './channel';
import { headline } from './compose';
import { isRefusal, refusedStatus, type Poster } from './post';
import { sender } from './sender';

interface BrowserPushOptions {
  /** contact address for the operator of the push service */
  readonly contact: string;
  readonly privateKey?: string | undefined;
}

/** A message older than an hour is useless in a browser; the page shows current data. */
const TTL_SEC = 3_600;
const TITLE_BYTES = 300;
const BODY_BYTES = 1_500;
const GONE = new Set([404, 410]);

/** Sends one message to one browser, encrypted so that the push service cannot read it. */
class BrowserPush implements Channel {
  readonly limits = null;

  constructor(
    private readonly options: BrowserPushOptions,
    private readonly poster: Poster,
  ) {}

  fit(): number {
    return 1;
  }

  async send(outgoing: Outgoing, idempotencyKey: string, signal: AbortSignal): Promise<Outcome> {
    const { contact, privateKey } = this.options;
    const [item] = outgoing.items;
    const { browser } = outgoing;
    if (browser === undefined || item === undefined) return refused('rejected', 'no browser is named');
    if (privateKey === undefined) return unsent('rejected', message('unsent.no-keys', {}));
    const { endpoint, headers, body } = generateRequestDetails(browser, payloadOf(item, outgoing), {
      vapidDetails: { subject: contact, publicKey: publicKeyOf(privateKey), privateKey },
      contentEncoding: 'aes128gcm',
      TTL: TTL_SEC,
      urgency: item.notice.level === 'red' ? 'high' : 'normal',
      // the push service replaces a pending message of the same topic
      topic: idempotencyKey.replaceAll(/[^A-Za-z0-9_-]/g, '').slice(0, 32),
    });
    const answer = await this.poster.post({ url: endpoint, headers: textsOf(headers), body, signal });
    if (isRefusal(answer)) return answer;
    if (answer.status >= 200 && answer.status < 300) return { delivered: true, receipt: String(answer.status) };
    if (GONE.has(answer.status)) return unsent('rejected', message('unsent.browser-gone', {}), { gone: true });
    return refusedStatus(answer);
  }

  close(): void {
    this.poster.close();
  }
}

function payloadOf(item: Item, outgoing: Outgoing): string {
  const { notice, text, key } = item;
  return JSON.stringify({
    title: cutToBytes(headline({ ...outgoing, items: [item] }), TITLE_BYTES),
    body: cutToBytes([text.what, text.when].join('\n'), BODY_BYTES),
    path: notice.path ?? '/',
    tag: key,
    lang: outgoing.language,
  });
}

const textsOf = (headers: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

export const browserPushSender = sender(KINDS['browser-push'], {
  limits: null,
  readBy: 'each',
  ownSecrets: () => ({ privateKey: newPrivateKey() }),
  address: ({ settings: { contact } }) => contact,
  hasStanding: () => false,
  open: ({ settings, secrets }, { poster }) => new BrowserPush({ ...settings, ...secrets }, poster()),
});
