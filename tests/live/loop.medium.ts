import { LoopWarning, Prompt, page, type Warning } from '@cockpit/contracts';
import { loopFacts } from '@cockpit/warnings';
import { DataSource } from 'typeorm';
import { at, decided, issued, openHall, opened, sent, until, type Hall } from './support';

const RULE = 'queue-longest-wait';
const rush = (prefix: string, code: string, count = 12) =>
  Array.from({ length: count }, (_, i) => issued(`${prefix}${String(i)}`, 4, 'household', code));
const gone = (prefix: string, minute: number, code: string, count = 12) =>
  Array.from({ length: count }, (_, i) =>
    sent('hall.ticket.cancelled', minute, { ticketId: `${prefix}${String(i)}`, reason: 'left' }, code),
  );
const called = (prefix: string, minute: number, code: string, count = 12) =>
  Array.from({ length: count }, (_, i) =>
    sent('hall.ticket.called', minute, { ticketId: `${prefix}${String(i)}`, windowId: 'a1', officerId: 'x' }, code),
  );

let house: Hall;
beforeAll(async () => {
  house = await openHall();
});
afterAll(() => house.close());

const found = async (code: string): Promise<Warning | undefined> =>
  (await house.warnings(`hall=${code}&rule=${RULE}`)).find(({ firedAt }) => firedAt !== null);
const fact = async (id: string) =>
  (await loopFacts(house.front.app.get(DataSource), [new Date(at(0)), new Date(at(600))])).find((one) => one.id === id);

/** A jam of a quarter of an hour, until the warning about it fires. */
async function jammed(code: string): Promise<Warning> {
  await decided(house, 5, code, [...opened(0, code), ...rush(code, code)]);
  for (const minute of [22, 23, 24]) await decided(house, minute, code);
  const warning = await until(
    () => found(code),
    (one) => one?.condition === 'firing',
  );
  if (warning === undefined) throw new Error('it did not fire');
  return warning;
}

async function over(code: string, events: readonly object[]): Promise<Warning> {
  await decided(house, 26, code, events);
  for (const minute of [27, 28, 29, 30]) await decided(house, minute, code);
  const warning = await until(
    () => found(code),
    (one) => one?.condition === 'resolved',
  );
  if (warning === undefined) throw new Error('it is gone');
  return warning;
}

it('a page that shows it to somebody signed in is the notice, a measure against it the act, and that closes the loop', async () => {
  const { id, since } = await jammed('H08');
  expect(await fact(id)).toMatchObject({ noticedAt: null, actedAt: null, endedAs: null, resolvedAt: null });
  expect(await (await house.send('/v1/warnings/seen', { ids: [id, 'nobody-knows-it'] })).json()).toEqual({ seen: 1 });
  const first = (await fact(id))?.noticedAt?.getTime() ?? 0;
  expect(first).toBeGreaterThan(Date.parse(since));

  const link = { kind: 'link', windowId: 'b1', queues: ['traffic', 'household'] };
  const made = await until(
    async () => {
      const response = await house.send('/v1/halls/H08/prompts', link);
      if (response.status >= 300) throw new Error(`refused: ${await response.text()}`);
      return Prompt.parse(await response.json());
    },
    () => true,
  );
  const assigned = { windowId: 'b1', queues: ['traffic', 'household'], promptId: made.id };
  await decided(house, 25, 'H08', [sent('hall.window.assigned', 24.5, assigned)]);
  await house.send('/v1/warnings/seen', { ids: [id] });
  const ended = await over('H08', called('H08', 25.5, 'H08'));
  expect(ended.ended).toEqual({ as: 'action', left: 0, served: 12 });
  expect(await fact(id)).toMatchObject({ noticedAt: new Date(first), actedAt: new Date(at(24.5)), endedAs: 'action' });
});

it('where everybody left, nobody closed anything; where they were called, it cleared', async () => {
  const left = await jammed('H09');
  expect((await house.send(`/v1/warnings/${left.id}/ack`)).status).toBe(200);
  expect((await over('H09', gone('H09', 25.5, 'H09'))).ended).toEqual({ as: 'left', left: 12, served: 0 });
  expect((await fact(left.id))?.acknowledgedAt).not.toBeNull();
  await jammed('H10');
  expect((await over('H10', called('H10', 25.5, 'H10'))).ended).toEqual({ as: 'cleared', left: 0, served: 12 });
});

it('lists the warnings behind each figure', async () => {
  const loop = async (query: string): Promise<[string, string | undefined][]> => {
    const answer = await house.get(`/v1/loop?from=2026-03-04&to=2026-03-04&${query}`);
    return page(LoopWarning)
      .parse(await answer.json())
      .items.filter(({ rule }) => rule === RULE)
      .map(({ hall, ended }) => [hall, ended?.as]);
  };
  expect(await loop('part=left')).toEqual([['H09', 'left']]);
  expect(await loop('part=by-action')).toEqual([['H08', 'action']]);
  expect(await loop('hall=H10')).toEqual([['H10', 'cleared']]);
  expect((await loop('part=over')).length).toBe(3);
  expect([await loop('part=acknowledged'), await loop('part=acted&hall=H09')]).toEqual([[['H09', 'left']], []]);
  expect((await house.get('/v1/loop?from=2026-03-05&to=2026-03-05')).status).toBe(200);
  expect(await loop('hall=H08&part=open')).toEqual([]);
  // the same visitors once more: no figure counts them
  await jammed('H08-T');
  expect(await loop('part=open')).toEqual([]);
  expect(await loop('hall=H08-T&part=open')).toEqual([['H08-T', undefined]]);
});

it('what somebody ends with a reason is explained; nobody sees what is not of their halls', async () => {
  const { id } = await jammed('H11');
  const stranger = await house.tokenOf('guide', ['H09']);
  expect(await (await house.send('/v1/warnings/seen', { ids: [id] }, stranger)).json()).toEqual({ seen: 0 });
  expect((await house.send('/v1/warnings/seen', { ids: [] })).status).toBe(422);
  expect((await house.send(`/v1/warnings/${id}/resolve`, { reason: '加开窗口' })).status).toBe(200);
  expect(await fact(id)).toMatchObject({ noticedAt: null, endedAs: 'explained' });
});
