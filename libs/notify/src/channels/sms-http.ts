import { createHmac } from 'node:crypto';
import { KINDS, SmsSettings, cutToUnits, isOpenNotice } from '@cockpit/contracts';
import { isRefusal, refusedStatus, type Poster } from './post';
import { nobodyToTell, refused, type Channel, type Outcome, type Outgoing } from './channel';
import { sender } from './sender';

export interface SmsOptions extends SmsSettings {
  key?: string | undefined;
  phones: readonly string[];
}

/** With fewer characters of text the link is left out, because the text would say nothing. */
const MIN_TEXT = 40;

/** Text messages through any HTTP gateway: settings define the request, the signature and the success check. */
export class SmsHttp implements Channel {
  readonly limits = null;

  constructor(
    private readonly options: SmsOptions,
    private readonly poster: Poster,
    private readonly now: () => number = Date.now,
  ) {}

  fit(): number {
    return 1;
  }

  async send(outgoing: Outgoing, idempotencyKey: string, signal: AbortSignal): Promise<Outcome> {
    const { url, headers, contentType, body } = this.options;
    if (this.phonesOf(outgoing).length === 0) return nobodyToTell();
    const values = this.values(outgoing, idempotencyKey);
    const fill = (template: string, escape: (text: string) => string): string =>
      template.replace(/\{(phone|text|id|time|sign)\}/g, (_, name: keyof typeof values) => escape(values[name]));
    const answer = await this.poster.post({
      url: fill(url, encodeURIComponent),
      body: fill(body, contentType === 'application/json' ? inJson : encodeURIComponent),
      signal,
      headers: {
        ...Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.toLowerCase(), fill(value, inHeader)]),
        ),
        'content-type': `${contentType}; charset=utf-8`,
      },
    });
    if (isRefusal(answer)) return answer;
    if (answer.status < 200 || answer.status > 299) return refusedStatus(answer);
    const { success } = this.options;
    if (success !== undefined && fieldOf(answer.body, success.field) !== success.is)
      return refused('rejected', `not taken: ${answer.body}`);
    return { delivered: true, receipt: answer.body.slice(0, 200) };
  }

  close(): void {
    this.poster.close();
  }

  private phonesOf({ to }: Outgoing): readonly string[] {
    return to === undefined ? this.options.phones : [to];
  }

  private values(outgoing: Outgoing, id: string) {
    const { items } = outgoing;
    const { key, signed, signAs, mostCharacters } = this.options;
    // a cut link is useless, so the text is shortened instead
    const [only] = items.length === 1 ? items : [];
    // without an answer link the message links to its page
    const link = only === undefined || !isOpenNotice(only.notice) ? null : (only.answer ?? only.link);
    const answer = link === null ? '' : ` ${link}`;
    const rest = mostCharacters - answer.length;
    const lines = items.map(({ text: { title, what, when } }) => `${title}：${what}（${when}）`).join('\n');
    const text = rest < MIN_TEXT ? cutToUnits(lines, mostCharacters) : `${cutToUnits(lines, rest)}${answer}`;
    const plain = { phone: this.phonesOf(outgoing).join(','), text, id, time: String(this.now()) };
    const content = signed.replace(/\{(phone|text|id|time)\}/g, (_, name: keyof typeof plain) => plain[name]);
    const sign = key === undefined ? '' : createHmac('sha256', key).update(content).digest(signAs);
    return { ...plain, sign };
  }
}

/** Percent-encodes only values that a header cannot hold, so signatures stay as they are. */
const inHeader = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text : encodeURIComponent(text));
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** reads a field such as `data.code` from a JSON answer as text */
function fieldOf(body: string, path: string): string | null {
  try {
    const value = path
      .split('.')
      .reduce<unknown>(
        (at, name) => (at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[name] : undefined),
        JSON.parse(body),
      );
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  } catch {
    return null;
  }
}

// older channels may still have secret headers in their settings; they are sent too
export const smsHttpSender = sender(
  { ...KINDS['sms-http'], settings: SmsSettings },
  {
    limits: null,
    readBy: 'each',
    address: ({ settings, secrets: { phones } }) => {
      const { host } = new URL(settings.url);
      return phones.length === 0 ? host : `${host} → ${phones.map((phone) => `…${phone.slice(-4)}`).join(', ')}`;
    },
    hasStanding: ({ secrets: { phones } }) => phones.length > 0,
    open: ({ settings, secrets }, { poster }) => {
      // sealed headers override the others
      const headers = { ...settings.headers, ...secrets.headers };
      return new SmsHttp({ ...settings, ...secrets, headers }, poster());
    },
  },
);
