import { randomUUID } from 'node:crypto';
import { Users } from '@cockpit/access';
import { MyWishes, PersonRecord, message, page, type Severity } from '@cockpit/contracts';
import { enqueue } from '@cockpit/notify';
import { ACTOR } from '../ingestion/support';
import { mailServer, type MailServer } from '../../bench/emulators/mail-server';
import { smsGateway, type SmsGateway } from '../../bench/emulators/sms-gateway';
import { dingtalkRobot, type RobotEmulator } from '../../apps/simulator/src/emulators/robots';
import { notice, openMessages, until, type Messages } from './support';
import { SMS } from './ways';

let house: Messages;
let robot: RobotEmulator;
beforeAll(async () => {
  house = await openMessages();
  robot = await dingtalkRobot({});
  await house.channel({ kind: 'dingtalk-robot', secrets: { url: robot.webhook } });
});
afterAll(async () => {
  await house.close();
  await robot.close();
});

const persons = async (): Promise<PersonRecord[]> =>
  page(PersonRecord).parse(await (await house.ask('GET', '/v1/duty/persons')).json()).items;
const put = (body: object): Promise<Response> => house.ask('PUT', '/v1/duty/persons', body);
async function tellHolder(people: string[]): Promise<string> {
  const subject = `warning/${randomUUID()}`;
  const holder = { why: message('escalation.first', { level: '值班长' }), people };
  await house.postgres.transaction((manager) => enqueue(manager, { subject, notice: { ...notice(), holder } }));
  const [sent] = await until(async () => {
    const all = await house.sent(subject);
    return all.length > 0 && all.every(({ state }) => state === 'delivered') && all;
  });
  expect(sent?.state).toBe('delivered');
  return robot.shown.at(-1)?.text ?? '';
}

describe('persons of the roster', () => {
  it('are kept sealed, shown masked, and changed field by field', async () => {
    const addresses = { mail: 'wang@hall.example', phone: '13800138000', dingtalk: 'wang-ding-1' };
    expect((await put({ name: '王警官', account: 'wang', addresses })).status).toBe(200);
    expect((await put({ name: '王警官', addresses: { phone: null, wecom: 'wang-we-7' } })).status).toBe(200);
    expect(await persons()).toMatchObject([
      {
        name: '王警官',
        account: 'wang',
        addresses: { mail: 'w…@hall.example', dingtalk: 'w…-1', wecom: 'w…-7' },
      },
    ]);
    expect((await persons())[0]?.addresses.phone).toBeUndefined();
    const rows = JSON.stringify(await house.postgres.query('SELECT sealed::text, shown FROM duty_person'));
    const audit = await (await house.ask('GET', '/v1/audit')).text();
    expect(audit).toContain('person.change');
    for (const secret of ['wang@hall', '13800138000', 'wang-ding-1', 'wang-we-7'])
      expect([secret, rows.includes(secret), audit.includes(secret)]).toEqual([secret, false, false]);
  });

  it('say themselves how they want to be told, where a name is theirs, and change nothing else', async () => {
    const { app, url } = house.running;
    const password = 'long enough to be one';
    const account = await app
      .get(Users)
      .add({ name: 'li', displayName: '李警官', role: 'officer', halls: ['H32'], officerId: 'p1', password }, ACTOR);
    const signed = await fetch(`${url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ username: account.name, password }),
    });
    const cookie = signed.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const wish = (body?: object): Promise<Response> =>
      fetch(`${url}/v1/me/wishes`, {
        ...(body === undefined ? {} : { method: 'PUT', body: JSON.stringify(body) }),
        headers: { cookie, origin: url, 'content-type': 'application/json' },
      });
    expect(MyWishes.parse(await (await wish()).json()).person).toBeNull();
    expect((await wish({ phone: 'none' })).status).toBe(404);
    expect((await put({ name: '李警官', account: 'li', addresses: { phone: '13900139000' } })).status).toBe(200);
    const told = { phone: 'none', quiet: { from: '22:00', to: '06:30' } };
    expect(MyWishes.parse(await (await wish(told)).json()).person).toMatchObject({
      name: '李警官',
      account: 'li',
      addresses: { phone: expect.any(String) as string },
      told: { ...told, mail: 'all', group: true },
    });
    for (const wrong of [
      { quiet: { from: '25:00', to: '06:00' } },
      { addresses: { phone: '1' } },
      { account: 'admin' },
    ])
      expect([wrong, (await wish(wrong)).status]).toEqual([wrong, 422]);
    const audit = await (await house.ask('GET', '/v1/audit?action=person.change')).text();
    expect(audit).toContain('李警官');
    const li = (await persons()).find(({ name }) => name === '李警官');
    expect((await house.ask('DELETE', `/v1/duty/persons/${li?.id ?? ''}`)).status).toBe(204);
  });

  it('are refused with an address that is none', async () => {
    for (const addresses of [{ mail: 'wang' }, { phone: 'x' }, { dingtalk: 'a b' }, { fax: '1' }])
      expect([addresses, (await put({ name: '王警官', addresses })).status]).toEqual([addresses, 422]);
  });

  it('are called by a message that is for them, and nobody else is', async () => {
    expect(await tellHolder(['王警官'])).toMatch(/@wang-ding-1$/);
    expect(await tellHolder(['李警官'])).not.toContain('@');
    const [person] = await persons();
    expect((await house.ask('DELETE', `/v1/duty/persons/${person?.id ?? ''}`)).status).toBe(204);
    expect((await house.ask('DELETE', `/v1/duty/persons/${person?.id ?? ''}`)).status).toBe(404);
    expect(await tellHolder(['王警官'])).not.toContain('@');
  });
});

describe('mail and text messages to one person alone', () => {
  const WANG = { mail: 'wang@hall.example', phone: '13800138000' };
  let mails: MailServer;
  let texts: SmsGateway;
  beforeAll(async () => {
    [mails, texts] = [await mailServer(), await smsGateway('sms-key')];
    const mail = { host: '127.0.0.1', port: mails.port, security: 'none', from: 'cockpit@hall.example', to: [] };
    await house.channel({ name: '邮件', kind: 'smtp', settings: mail });
    const sms = { ...SMS, url: `${texts.url}/send` };
    await house.channel({ name: '短信', kind: 'sms-http', settings: sms, secrets: { key: 'sms-key', phones: [] } });
  });
  afterAll(async () => {
    await Promise.all([mails.close(), texts.close()]);
  });
  /** @returns how often each way was used for this one */
  async function told(level: Severity, people: string[]): Promise<{ mail: number; sms: number; group: number }> {
    const before = { mail: mails.mails.length, sms: texts.texts.length, group: robot.shown.length };
    const subject = `warning/${randomUUID()}`;
    const holder = { why: message('escalation.first', { level: '值班长' }), people };
    // of a hall of its own each: in a group nothing yellow waits for another then
    const hall = `X${subject.slice(-6)}`;
    await house.postgres.transaction((manager) =>
      enqueue(manager, { subject, notice: { ...notice({ level, hall }), holder } }),
    );
    await until(async () => {
      const all = await house.sent(subject);
      return all.length > 0 && all.every(({ state }) => state === 'delivered' || state === 'dead') && all;
    });
    return {
      mail: mails.mails.length - before.mail,
      sms: texts.texts.length - before.sms,
      group: robot.shown.length - before.group,
    };
  }

  it('are for whom it is addressed to, a text message only when it is red', async () => {
    expect((await put({ name: '王警官', addresses: WANG })).status).toBe(200);
    expect(await told('red', ['王警官'])).toEqual({ mail: 1, sms: 1, group: 1 });
    expect(mails.mails.at(-1)?.raw).toContain('To: wang@hall.example');
    expect(texts.texts.at(-1)?.phones).toEqual(['13800138000']);
    expect(await told('yellow', ['王警官'])).toEqual({ mail: 1, sms: 0, group: 1 });
    expect(await told('red', ['李警官'])).toEqual({ mail: 0, sms: 0, group: 1 });
    expect(await told('red', [])).toEqual({ mail: 0, sms: 0, group: 1 });
  });

  it('keep to what each wants, and leave the group out only where everybody is reached', async () => {
    expect((await put({ name: '王警官', told: { mail: 'red', phone: 'none', group: false } })).status).toBe(200);
    expect((await persons())[0]?.told).toEqual({ mail: 'red', phone: 'none', group: false, quiet: null });
    expect(await told('red', ['王警官'])).toEqual({ mail: 1, sms: 0, group: 0 });
    expect(await told('yellow', ['王警官'])).toEqual({ mail: 0, sms: 0, group: 1 });
    expect(await told('red', ['王警官', '李警官'])).toEqual({ mail: 1, sms: 0, group: 1 });
  });

  it('fall to the group when they are not taken, and no reason names the address', async () => {
    mails.nobody.add(WANG.mail);
    const subject = `warning/${randomUUID()}`;
    const holder = { why: message('escalation.first', { level: '值班长' }), people: ['王警官'] };
    await house.postgres.transaction((manager) => enqueue(manager, { subject, notice: { ...notice(), holder } }));
    const sent = await until(async () => {
      const all = await house.sent(subject);
      return all.some(({ kind, state }) => kind === 'dingtalk-robot' && state === 'delivered') && all;
    });
    expect(sent.map(({ kind, state, recipient }) => [kind, state, recipient])).toEqual([
      ['smtp', 'dead', '王警官'],
      ['dingtalk-robot', 'delivered', '值班群'],
    ]);
    expect(JSON.stringify(sent)).not.toContain('wang@hall');
    mails.nobody.clear();
  });

  it('use what there is: a channel that is switched off and an address that was taken away carry nothing', async () => {
    await house.postgres.query('UPDATE notify_channel SET enabled = false WHERE kind = $1', ['smtp']);
    await put({ name: '王警官', told: { phone: 'all' } });
    const subject = await house.tell();
    await until(async () => (await house.sent(subject)).every(({ state }) => state === 'delivered'));
    expect(await told('yellow', ['王警官'])).toEqual({ mail: 0, sms: 1, group: 0 });
    await put({ name: '王警官', addresses: { phone: null } });
    expect(await told('red', ['王警官'])).toEqual({ mail: 0, sms: 0, group: 1 });
  });
});
