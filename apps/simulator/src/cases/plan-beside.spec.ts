import { EVENT_DATA, type EventType } from '@cockpit/contracts';
import type { OutgoingEvent } from '@cockpit/importing';
import { demonstrationNetwork } from '../network';
import { planConsults } from './plan-consults';
import { planPoints } from './plan-points';

const network = demonstrationNetwork({ asOf: '2026-11-16' });
const period = { network, from: '2026-11-09', to: '2026-11-16', isHoliday: (date: string) => date === '2026-11-11' };

describe.each([
  ['the hotline', planConsults],
  ['the extension points', planPoints],
])('%s', (_, plan) => {
  const events = plan(period);

  it('says only what the contract knows, in order, under ids of its own, the same however far the days reach', () => {
    for (const { type, data } of events) expect(EVENT_DATA[type as EventType].parse(data)).toEqual(data);
    expect(new Set(events.map(({ source, id }) => `${source} ${id}`)).size).toBe(events.length);
    const times = events.map(({ time }) => Date.parse(time));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const longer = new Set(plan({ ...period, to: '2026-12-01' }).map((event) => JSON.stringify(event)));
    expect(events.every((event) => longer.has(JSON.stringify(event)))).toBe(true);
  });
});

const typesOf = (events: readonly OutgoingEvent[]) => [...new Set(events.map(({ type }) => type))].sort();

it('the hotline reaches all tiers and every ending', () => {
  const events = planConsults(period);
  expect(typesOf(events)).toEqual([
    'hall.consult.abandoned',
    'hall.consult.answered',
    'hall.consult.asked',
    'hall.consult.escalated',
  ]);
  expect(new Set(events.map(({ data }) => data['tier']))).toEqual(new Set(['ai', 'center', 'unit']));
});

it('extension points count on working days, and their terminals live', () => {
  const events = planPoints(period);
  expect(new Set(events.map(({ time }) => time.slice(0, 10)))).toEqual(
    new Set(['2026-11-09', '2026-11-10', '2026-11-12', '2026-11-13']),
  );
  expect(typesOf(events)).toEqual(
    expect.arrayContaining(['hall.point.counted', 'hall.terminal.heartbeat', 'hall.terminal.used']),
  );
});
