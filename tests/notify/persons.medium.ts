import { randomUUID } from 'node:crypto';
import { PersonRecord, message, page } from '@cockpit/contracts';
import { enqueue } from '@cockpit/notify';
import { dingtalkRobot, type RobotEmulator } from '../emulators/robots';
import { notice, openMessages, until, type Messages } from './support';

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
