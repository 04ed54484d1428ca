import { OrganisationDoc } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { ACTOR, ORGANISATION, decided, openHall, sent, until, type Hall } from './support';

/** A machine of the hall, and one that serves by night as well. `k1` moves the clock and belongs to nobody. */
const TERMINALS = [
  { id: 'day', name: '日间机' },
  { id: 'night', name: '通宵机', allDay: true },
];
/** 17:30 and midnight, minutes after 08:30 */
const [CLOSING, MIDNIGHT] = [540, 930];

let house: Hall;
beforeAll(async () => {
  house = await openHall();
  const doc = OrganisationDoc.parse({
    ...ORGANISATION,
    halls: ORGANISATION.halls.map((hall) => (hall.code === 'H08' ? { ...hall, terminals: TERMINALS } : hall)),
  });
  await house.front.app.get(OrganisationService).replace(doc, ACTOR, '2020-01-01');
});
afterAll(() => house.close());

const alive = (minute: number, ...ids: string[]) =>
  ids.map((terminalId) => sent('hall.terminal.heartbeat', minute, { terminalId }));
async function firing(rule: 'terminal-silent' | 'terminal-fault'): Promise<string[]> {
  const all = await house.warnings(`hall=H08&rule=${rule}`);
  return all
    .filter(({ condition }) => condition === 'firing')
    .map(({ scope }) => scope.code)
    .sort();
}
/** Decides these minutes one after the other, and waits until just these terminals are warned of. */
async function warned(rule: 'terminal-silent' | 'terminal-fault', minutes: readonly number[], expected: string[]) {
  for (const minute of minutes) await decided(house, minute);
  expect(
    await until(
      () => firing(rule),
      (found) => JSON.stringify(found) === JSON.stringify(expected),
    ),
  ).toEqual(expected);
}

it('warns of a terminal that falls silent, by night only of one that serves by night, and over midnight', async () => {
  await house.post(alive(5, 'day', 'night'));
  await warned('terminal-silent', [18, 19], []);
  await warned('terminal-silent', [20, 21], ['day', 'night']);
  await house.post(alive(25, 'day', 'night'));
  await warned('terminal-silent', [26, 27, 28], []);

  await house.post(alive(CLOSING + 20, 'day', 'night'));
  await warned('terminal-silent', [CLOSING + 40, CLOSING + 41], ['night']);
  await house.post(alive(CLOSING + 45, 'night'));
  await warned('terminal-silent', [CLOSING + 46, CLOSING + 48], []);

  await house.post(alive(MIDNIGHT - 10, 'night'));
  await warned('terminal-silent', [MIDNIGHT + 1, MIDNIGHT + 4], []);
  await warned('terminal-silent', [MIDNIGHT + 6], ['night']);
  await house.post([
    ...alive(MIDNIGHT + 8, 'night'),
    sent('hall.terminal.fault', MIDNIGHT + 9, { terminalId: 'night' }),
  ]);
  await warned('terminal-silent', [MIDNIGHT + 10, MIDNIGHT + 12], []);
  await warned('terminal-fault', [MIDNIGHT + 20], ['night']);
});
