import { lookup } from 'node:dns';
import { connect, type Socket } from 'node:net';
import { KINDS, textOf } from '@cockpit/contracts';
import { createTransport, type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import { z } from 'zod';
import { guardedLookup, refuseInside } from '@cockpit/platform';
import { failure } from './post';
import { headline } from './compose';
import { nobodyToTell, refused, type Channel, type Outcome, type Outgoing, type Refusal } from './channel';
import { sender } from './sender';

const CONNECT_MS = 5_000;
const ANSWER_MS = 10_000;
const MAILS_PER_CONNECTION = 100;

const DECLARED = KINDS.smtp;
type SmtpOptions = z.infer<typeof DECLARED.settings> & z.infer<typeof DECLARED.secrets> & { allowPrivateHost: boolean };

type Mail = Pick<Transporter, 'sendMail' | 'close'>;

/** Mail over one pooled connection. The idempotency key is the Message-ID, so servers can drop duplicates. */
class Smtp implements Channel {
  readonly limits = null;
  private mail: Mail | null = null;

  constructor(private readonly options: SmtpOptions) {}

  fit(): number {
    return 1;
  }

  async send(outgoing: Outgoing, idempotencyKey: string, signal: AbortSignal): Promise<Outcome> {
    const mail = (this.mail ??= transport(this.options));
    const { from } = this.options;
    const to = outgoing.to === undefined ? this.options.to : [outgoing.to];
    if (to.length === 0) return nobodyToTell();
    const sending = mail.sendMail({
      from,
      to,
      subject: headline(outgoing),
      text: textBody(outgoing),
      attachments: outgoing.items.flatMap(({ files = [] }) =>
        files.map(({ name, type, content }) => ({ filename: name, contentType: type, content })),
      ),
      messageId: `<${idempotencyKey}@${from.split('@')[1] ?? 'hall-cockpit'}>`,
      headers: { 'auto-submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      const { accepted, rejected, response } = (await untilAborted(sending, signal)) as SMTPPool.SentMessageInfo;
      if (rejected.length > 0) return someRefused(accepted.length, rejected, response);
      return { delivered: true, receipt: response };
    } catch (error) {
      // after an error the next message needs a new connection
      this.close();
      return refusalOf(error);
    }
  }

  close(): void {
    this.mail?.close();
    this.mail = null;
  }
}

/** Not retried, because the accepted recipients have the mail; the refused ones are named. */
const someRefused = (accepted: number, rejected: readonly unknown[], response: string): Refusal =>
  refused('rejected', `not taken for ${rejected.map(addressOf).join(', ')}: ${response}`, { unsure: accepted > 0 });
const addressOf = (recipient: unknown): string =>
  typeof recipient === 'string'
    ? recipient
    : z.object({ address: z.string() }).catch({ address: '?' }).parse(recipient).address;

function transport({ host, port, security, user, password, allowPrivateHost }: SmtpOptions): Mail {
  return createTransport({
    pool: true,
    maxConnections: 1,
    maxMessages: MAILS_PER_CONNECTION,
    // the outbox decides about retries
    maxRequeues: 0,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { servername: host },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    getSocket: (_options, done) => {
      open(host, port, allowPrivateHost).then(
        (connection) => {
          done(null, { connection });
        },
        (error: unknown) => {
          done(error as Error, {});
        },
      );
    },
  } satisfies SMTPPool.Options & { maxRequeues: number });
}

/** Opens the socket itself, so that the address is checked. */
function open(host: string, port: number, allowPrivateHost: boolean): Promise<Socket> {
  return new Promise((done, fail) => {
    if (!allowPrivateHost) refuseInside(host);
    const socket = connect({ host, port, lookup: allowPrivateHost ? lookup : guardedLookup() });
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error(`${host} does not answer`), { code: 'UND_ERR_CONNECT_TIMEOUT' }));
    }, CONNECT_MS);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeListener('error', fail);
      done(socket);
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      fail(error);
    });
  });
}

function textBody({ items, language }: Outgoing): string {
  return items
    .flatMap(({ text, link, answer, again }) => [
      text.title,
      text.what,
      text.when,
      ...(again ? [textOf('notice.again', {}, language)] : []),
      ...(answer === null ? [] : ['', `${textOf('notice.answer', {}, language)}: ${answer}`]),
      ...(link === null ? [] : ['', `${textOf('notice.open', {}, language)}: ${link}`]),
    ])
    .join('\n');
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    const late = (): void => {
      fail(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
    };
    if (signal.aborted) late();
    signal.addEventListener('abort', late, { once: true });
    work.then(done, fail).finally(() => {
      signal.removeEventListener('abort', late);
    });
  });
}

/** SMTP commands before the mail data: after an error in them nothing was delivered. */
const BEFORE_DATA = new Set([
  'CONN',
  'EHLO',
  'HELO',
  'STARTTLS',
  'AUTH',
  'MAIL FROM',
  'RCPT TO',
  'AUTH PLAIN',
  'AUTH LOGIN',
]);

function refusalOf(error: unknown): Refusal {
  const { responseCode, command, message } = error as { responseCode?: number; command?: string; message?: string };
  if (responseCode !== undefined && responseCode >= 400)
    return refused(responseCode >= 500 ? 'rejected' : 'unreachable', message ?? String(responseCode));
  const refusal = failure(error);
  return command !== undefined && BEFORE_DATA.has(command) ? { ...refusal, unsure: false } : refusal;
}

export const smtpSender = sender(DECLARED, {
  limits: null,
  readBy: 'each',
  address: ({ settings: { host, to } }) => (to.length === 0 ? host : to.join(', ')),
  hasStanding: ({ settings: { to } }) => to.length > 0,
  open: ({ settings, secrets }, { allowPrivateHost }) => new Smtp({ ...settings, ...secrets, allowPrivateHost }),
});
