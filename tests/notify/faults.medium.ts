import { randomBytes } from 'node:crypto';
import { json, listen, type HttpEmulator } from '../emulators/http';
import { webhookReceiver, type WebhookReceiver } from '../emulators/webhook-receiver';
import { openMessages, until, type Messages } from './support';

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;

let messages: Messages;
let receiver: WebhookReceiver;
let channel: string;

const inState = (subject: string, state: string, of = channel) =>
  until(async () => (await messages.sent(subject)).find((one) => one.channel === of && one.state === state));

beforeAll(async () => {
  messages = await openMessages();
  receiver = await webhookReceiver({ secret: SECRET });
  channel = await messages.channel({ kind: 'webhook', settings: { url: receiver.url }, secrets: { keys: [SECRET] } });
});
afterAll(async () => {
  await messages.close();
  await receiver.close();
});

describe('what the other side answers', () => {
  const answers: object[] = [
    { errcode: 0, errmsg: 'ok\u0000' },
    { errcode: 1, errmsg: 'no\u0000' },
  ];
  let strange: HttpEmulator;
  let robot: string;
  beforeAll(async () => {
    strange = await listen(({ response }) => {
      json(response, 200, answers.shift() ?? {});
    });
    robot = await messages.channel({ kind: 'dingtalk-robot', halls: ['H12'], secrets: { url: strange.url } });
  });
  afterAll(() => strange.close());

  it('is kept without what Postgres cannot keep, as a receipt and as a reason', async () => {
    const good = await messages.tell({ hall: 'H12' });
    expect((await inState(good, 'delivered', robot)).receipt).toBe('ok');
    const bad = await messages.tell({ hall: 'H12' });
    expect((await inState(bad, 'dead', robot)).error).toBe('1 no');
  });
});
