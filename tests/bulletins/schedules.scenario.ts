import { BulletinApiModule, BulletinModule } from '@cockpit/bulletin';
import { BulletinSchedule, BulletinSummary, page } from '@cockpit/contracts';
import { JobQueues } from '@cockpit/jobs';
import { NotifyApiModule, NotifyModule } from '@cockpit/notify';
import { Module } from '@nestjs/common';
import { House, until } from '../metrics/support';
import { HALLS, story, type StoryEvent } from '../metrics/story';
import { bulletinsDueJob } from '../../libs/bulletin/src/schedule/bulletin-worker';

@Module({ imports: [BulletinApiModule, BulletinModule, NotifyApiModule, NotifyModule] })
class Scheduled {}

/** The week of the story, and the two after it. */
const [FIRST, SECOND, THIRD] = ['2026-03-02', '2026-03-09', '2026-03-16'] as const;
let house: House;
beforeAll(async () => {
  house = await House.open(Scheduled);
  await house.post([...story(), ...HALLS.map(({ code }) => visit(code, '2026-03-09T02:00:00Z'))]);
  await house.settled();
});
afterAll(() => house.close());

function visit(hallId: string, time: string): StoryEvent {
  const id = `${hallId}-${time}`;
  const data = { hallId, ticketId: id, number: 'N1', queue: 'household', channel: 'walk-in' };
  return { source: 'feed', id, type: 'hall.ticket.issued', time: Date.parse(time), data };
}
const send = (method: string, path: string, body: object, token = house.token): Promise<Response> =>
  fetch(`${house.running.url}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const bulletins = async (token = house.token): Promise<BulletinSummary[]> =>
  page(BulletinSummary).parse(await (await house.get('/v1/bulletins?period=week', 'application/json', token)).json())
    .items;
/** Lets the schedule look now instead of within a minute, until these and no others are there. */
async function made(expected: readonly string[]): Promise<BulletinSummary[]> {
  await house.running.app.get(JobQueues).add(bulletinsDueJob, {}, `now-${String(expected.length)}`);
  const nameOf = ({ place, from }: BulletinSummary): string => `${place ?? 'bureau'} ${from}`;
  const all = await until(bulletins, (found) => found.length >= expected.length, 90_000);
  expect(all.map(nameOf).sort()).toEqual([...expected].sort());
  return all;
}
const schedules = async (token = house.token): Promise<string[]> =>
  page(BulletinSchedule)
    .parse(await (await house.get('/v1/bulletin-schedules', 'application/json', token)).json())
    .items.map(({ place, period, due }) => `${place ?? 'bureau'} ${period} ${String(due.day)} ${due.time}`);

it('makes those of the bureau, and of a department and a hall by schedules of their own', async () => {
  expect(await schedules()).toEqual(['bureau month 1 08:00', 'bureau week 1 08:00']);
  await made([`bureau ${FIRST}`]);
  const wednesday = { place: 'D', period: 'week', due: { day: 3, time: '10:00' } };
  expect((await send('PUT', 'bulletin-schedules', wednesday)).status).toBe(200);
  const own = await house.tokenOf(['H1'], 'manager');
  const monday = { place: 'H1', period: 'week', due: { day: 1, time: '09:30' } };
  expect((await send('PUT', 'bulletin-schedules', monday, own)).status).toBe(200);
  expect((await send('PUT', 'bulletin-schedules', { ...monday, place: null }, own)).status).toBe(403);
  expect((await send('PUT', 'bulletin-schedules', { ...monday, place: 'nowhere' })).status).toBe(404);
  expect((await send('PUT', 'bulletin-schedules', { ...monday, due: { day: 8, time: '08:00' } })).status).toBe(422);
  expect(await schedules(own)).toEqual(['H1 week 1 09:30']);
  // the department's is due on Wednesday
  await made([`bureau ${FIRST}`, `H1 ${FIRST}`]);
});

it('makes up what was missed, oldest first, where the schedule had begun', async () => {
  const days = ['2026-03-11', '2026-03-17', '2026-03-24'];
  await house.post(days.flatMap((day) => HALLS.map(({ code }) => visit(code, `${day}T04:00:00Z`))));
  await house.settled();
  const [last] = await made([
    ...[FIRST, SECOND, THIRD].flatMap((from) => [`bureau ${from}`, `H1 ${from}`]),
    // on Tuesday its bulletin of last week is not due yet, and before that it had none
    `D ${SECOND}`,
  ]);
  expect(last).toMatchObject({ changedBy: 'schedule', state: 'draft' });
});

it('lets the halls that it names open what was sent, and change nothing', async () => {
  const hall = await house.tokenOf(['H2']);
  expect(await bulletins(hall)).toEqual([]);
  const draft = (await bulletins()).find(({ place, from }) => place === null && from === FIRST);
  const path = `bulletins/${draft?.id ?? ''}`;
  expect((await house.get(`/v1/${path}`, 'application/json', hall)).status).toBe(404);
  await send('POST', `${path}/approve`, { revision: draft?.revision });
  expect((await house.get(`/v1/${path}`, 'application/json', hall)).status).toBe(404);
  const sent = await send('POST', `${path}/send`, { revision: (draft?.revision ?? 0) + 1 });
  expect(sent.status).toBe(200);

  expect((await bulletins(hall)).map(({ id }) => id)).toEqual([draft?.id]);
  expect((await house.get(`/v1/${path}`, 'application/json', hall)).status).toBe(200);
  expect((await house.get(`/v1/${path}.xlsx`, '*/*', hall)).status).toBe(200);
  const code = `F${String(draft?.no ?? 0)}-`;
  const { document } = (await (await house.get(`/v1/${path}`, 'application/json', hall)).json()) as {
    document: { figures: { code: string }[] };
  };
  const figure = document.figures[0]?.code ?? '';
  expect(figure.startsWith(code)).toBe(true);
  expect((await house.get(`/v1/figures/${figure}`, 'application/json', hall)).status).toBe(200);
  expect((await send('POST', 'bulletins', { period: 'week', hall: 'H2' }, hall)).status).toBe(403);
  expect((await send('PUT', `${path}/edits`, { revision: 1, edits: {} }, hall)).status).toBe(403);
  // a manager of one hall reads it as well, and has no say in it
  const manager = await house.tokenOf(['H1'], 'manager');
  expect((await house.get(`/v1/${path}`, 'application/json', manager)).status).toBe(200);
  expect((await send('POST', `${path}/compute`, { revision: 3 }, manager)).status).toBe(404);
});
