import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { SMTPServer, SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  at: number;
  messageId: string;
  /** the mail as it came, headers first */
  raw: string;
}

export interface MailServer {
  readonly port: number;
  readonly mails: ReceivedMail[];
  connections: number;
  /** what it says to the next mails instead of taking them */
  refuse: { code: number; text: string }[];
  /** addresses it has no mailbox for */
  readonly nobody: Set<string>;
  close(): Promise<void>;
}

/** Loaded when it is needed: an installed cockpit has a benchmark that can start this, and no packages for development. */
const packages = createRequire(__filename);

/** A mail server with one account; without one it is a relay of one's own network. */
export async function mailServer(account?: { user: string; password: string }, port = 0): Promise<MailServer> {
  const options: SMTPServerOptions = {
    authOptional: account === undefined,
    allowInsecureAuth: true,
    disabledCommands: account === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    onConnect: (_session, done) => {
      state.connections += 1;
      done();
    },
    onAuth: ({ username, password }, _session, done) => {
      if (username === account?.user && password === account?.password) done(null, { user: username });
      else done(new Error('Invalid username or password'));
    },
    onRcptTo: ({ address }, _session, done) => {
      if (state.nobody.has(address)) done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
      else done();
    },
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const refusal = state.refuse.shift();
        if (refusal !== undefined) {
          done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
          return;
        }
        const raw = Buffer.concat(parts).toString();
        state.mails.push({ at: Date.now(), raw, messageId: /^message-id: (\S+)/im.exec(raw)?.[1] ?? '' });
        done();
      });
    },
  };
  const { SMTPServer: Server } = packages('smtp-server') as { SMTPServer: typeof SMTPServer };
  const server = new Server(options);
  server.on('error', () => undefined);
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  const state: MailServer = {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    mails: [],
    connections: 0,
    refuse: [],
    nobody: new Set(),
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
      }),
  };
  return state;
}
