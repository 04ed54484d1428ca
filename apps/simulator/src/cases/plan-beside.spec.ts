import { EVENT_DATA, type EventType } from '@cockpit/contracts';
import type { OutgoingEvent } from '@cockpit/sources';
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
  const lines = network.halls.flatMap(({ code, phoneLines = [] }) => phoneLines.map((line) => `${code}/${line.code}`));
  expect(new Set(events.flatMap(({ data }) => data['line'] ?? []))).toEqual(new Set(lines));
  // some that were handed on are taken up by nobody
  const last = new Map(events.map(({ data, type }) => [data['consultId'], type]));
  expect([...last.values()].filter((type) => type === 'hall.consult.escalated').length).toBeGreaterThan(0);
});

it('extension points count on working days, and their terminals live', () => {
  const events = planPoints(period);
  const counts = events.filter(({ type }) => type === 'hall.point.counted');
  expect(new Set(counts.map(({ time }) => time.slice(0, 10)))).toEqual(
    new Set(['2026-11-09', '2026-11-10', '2026-11-12', '2026-11-13']),
  );
  expect(typesOf(events)).toEqual(
    expect.arrayContaining(['hall.point.counted', 'hall.terminal.heartbeat', 'hall.terminal.used']),
  );
});

it('24-hour terminals of extension points report day and night, every day, and fall silent on a night now and then', () => {
  const byNight = new Set(
    network.halls.filter(({ terminals }) => terminals.some(({ allDay }) => allDay)).map(({ code }) => code),
  );
  const month = planPoints({ ...period, to: '2026-12-09' });
  const told = month.filter(({ type, time }) => type.startsWith('hall.terminal.') && /T(?:0[0-8]|1[89]|2)/.test(time));
  expect(byNight.size).toBeGreaterThan(0);
  expect(new Set(told.map(({ data }) => data['hallId']))).toEqual(byNight);
  expect(new Set(told.map(({ time }) => time.slice(0, 10))).size).toBe(30);
  const gaps = [...byNight].flatMap((hall) => {
    const times = told.filter(({ data }) => data['hallId'] === hall).map(({ time }) => Date.parse(time));
    return times.flatMap((at, i) => (i === 0 ? [] : [(at - (times[i - 1] ?? at)) / 60_000]));
  });
  // a working day lies between some of them, and a silent night is much shorter
  const silent = gaps.filter((gap) => gap > 15 && gap < 300);
  expect(silent.length).toBeGreaterThan(0);
  expect(silent.length).toBeLessThan(30);
});
