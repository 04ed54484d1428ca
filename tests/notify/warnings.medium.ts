import { randomBytes } from 'node:crypto';
import { Module } from '@nestjs/common';
import { ChannelRecord, DeadLetter, Notification, page, type Warning } from '@cockpit/contracts';
import { NotifyApiModule, NotifyModule } from '@cockpit/notify';
import { DataSource } from 'typeorm';
import { webhookReceiver, type WebhookReceiver } from '../../bench/emulators/webhook-receiver';
import { WholeModule } from '../live/modules';
import { at, decided, isoAt, issued, openHall, opened, until, type Hall } from '../live/support';

const RULE = 'queue-longest-wait';
const SECRET = `whsec_${randomBytes(32).toString('base64')}`;

@Module({ imports: [WholeModule, NotifyApiModule, NotifyModule] })
class TellingModule {}

let house: Hall;
let receiver: WebhookReceiver;

const told = async (warning: Warning): Promise<Notification[]> =>
  page(Notification)
    .parse(await (await house.get(`/v1/notifications?warning=${warning.id}`)).json())
    .items.reverse();
const rush = (code: string) => [
  ...opened(0, code),
  ...Array.from({ length: 40 }, (_, i) => issued(`${code}-${String(i)}`, 4, 'household', code)),
];
async function fired(code: string): Promise<Warning> {
  await decided(house, 5, code, rush(code));
  for (const minute of [22, 23, 24]) await decided(house, minute, code);
  const found = await until(
    () => house.warnings(`hall=${code}&rule=${RULE}`),
    (all) => all.some(({ condition }) => condition === 'firing'),
  );
  const warning = found.find(({ condition }) => condition === 'firing');
  if (warning === undefined) throw new Error('it has ceased to fire');
  return warning;
}

beforeAll(async () => {
  house = await openHall(TellingModule);
  receiver = await webhookReceiver({ secret: SECRET });
  const answer = await house.send('/v1/channels', {
    name: '值班群',
    kind: 'webhook',
    allowPrivateHost: true,
    settings: { url: receiver.url },
    secrets: { keys: [SECRET] },
  });
  ChannelRecord.parse(await answer.json());
});
afterAll(async () => {
  await house.close();
  await receiver.close();
});

describe('a warning', () => {
  it('that fires is told once to each channel, and its end after it', async () => {
    const warning = await fired('H08');
    const [opening] = await until(
      () => told(warning),
      ([first]) => first?.state === 'delivered',
    );
    expect(opening).toMatchObject({ phase: 'open', level: warning.severity, hall: 'H08' });
    expect(opening?.words).toMatchObject({ code: 'warning.queue-longest-wait', params: { limit: 15 } });
    expect(Date.parse(opening?.firedAt ?? '')).toBe(Date.parse(warning.firedAt ?? ''));
    await decided(house, 25);
    expect(await told(warning)).toHaveLength(1);

    expect((await house.send(`/v1/warnings/${warning.id}/resolve`, { reason: '加开窗口' })).status).toBe(200);
    const both = await until(
      () => told(warning),
      (all) => all.length === 2 && all.every(({ state }) => state === 'delivered'),
    );
    expect(both.map(({ phase }) => phase)).toEqual(['open', 'end']);
    const got = [...receiver.shown.values()].filter(({ body }) => body.data['firedAt'] === warning.firedAt);
    expect(got.map(({ body }) => body.type)).toEqual(expect.arrayContaining(['warning.opened', 'warning.ended']));
  });

  it('of a silenced rule is told to nobody', async () => {
    const silence = { hall: 'H09', rule: null, reason: '演练', until: isoAt(120) };
    await decided(house, 1, 'H09', opened(0, 'H09'));
    expect((await house.send('/v1/silences', silence)).status).toBe(201);
    const warning = await fired('H09');
    expect(Date.parse(warning.firedAt ?? '')).toBeLessThan(at(120));
    expect(await told(warning)).toEqual([]);
    expect((await house.send(`/v1/warnings/${warning.id}/resolve`, { reason: '演练' })).status).toBe(200);
    expect(await told(warning)).toEqual([]);
  });

  it('that cannot be told fires and is answered all the same, and is told when the fault is gone', async () => {
    const postgres = house.front.app.get(DataSource);
    const untold = async (): Promise<DeadLetter[]> =>
      page(DeadLetter).parse(await (await house.get('/v1/dead-letters?worker=notices')).json()).items;
    await postgres.query("ALTER TABLE notify_outbox ADD CONSTRAINT not_h10 CHECK (hall <> 'H10') NOT VALID");
    const warning = await fired('H10');
    const put = (await untold()).find(({ item }) => item === `warning/${warning.id}`);
    expect(put).toMatchObject({ reason: 'postgres-23514' });
    expect(await told(warning)).toEqual([]);
    expect((await house.send(`/v1/warnings/${warning.id}/ack`)).status).toBe(200);

    await postgres.query('ALTER TABLE notify_outbox DROP CONSTRAINT not_h10');
    await postgres.query('UPDATE dead_letter SET next_at = now()');
    await until(untold, (left) => left.length === 0);
    await until(
      () => told(warning),
      ([first]) => first?.state === 'delivered',
    );
    expect((await house.send(`/v1/warnings/${warning.id}/resolve`, { reason: '加开窗口' })).status).toBe(200);
  });

  it('of a twin is told to nobody: nobody can act there', async () => {
    const warning = await fired('H08-T');
    expect(await told(warning)).toEqual([]);
  });
});
