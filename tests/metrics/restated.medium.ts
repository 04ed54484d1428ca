import type { ClickHouseClient } from '@clickhouse/client';
import type { OrganisationDoc } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { CLICKHOUSE_READER, REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { DAYS, organisation, type StoryEvent } from './story';
import { House, until } from './support';

/** Days that are over go by what the organisation is said to have been then, also where that is said later. */
const SYSTEM = { kind: 'system', id: 'test', name: 'test' } as const;
const [DAY, NEXT] = DAYS;
let house: House;
beforeAll(async () => {
  house = await House.open();
  await house.running.app.get(OrganisationService).replace(organisation(false), SYSTEM, '2020-01-01');
});
afterAll(async () => {
  await house.close();
});

let told = 0;
const event = (hallId: string, type: string, day: string, time: string, data: object = {}): StoryEvent => ({
  source: 'feed',
  id: `r-${String(++told)}`,
  type: `hall.ticket.${type}` as StoryEvent['type'],
  time: Date.parse(`${day}T${time}:00+08:00`),
  data: { hallId, ticketId: `t-${hallId}-${day}`, ...data },
});
const paper = { number: 'A1', queue: 'household', channel: 'walk-in' };
/** somebody waits ten minutes, and the next day begins */
const story = (hall: string): StoryEvent[] => [
  event(hall, 'issued', DAY, '10:00', paper),
  event(hall, 'called', DAY, '10:10', { windowId: 'w1' }),
  event(hall, 'finished', DAY, '10:20', { windowId: 'w1', result: 'done' }),
  event(hall, 'issued', NEXT, '10:00', paper),
];

const withTarget = (hall: string, waitTargetMin: number): OrganisationDoc => {
  const doc = organisation(false);
  return {
    ...doc,
    halls: doc.halls.map((one) =>
      one.code === hall
        ? {
            ...one,
            queues: one.queues.map((queue) => (queue.code === 'household' ? { ...queue, waitTargetMin } : queue)),
          }
        : one,
    ),
  };
};

async function rows<T>(query: string): Promise<T[]> {
  const result = await house.running.app
    .get<ClickHouseClient>(CLICKHOUSE_READER)
    .query({ query, format: 'JSONEachRow' });
  return result.json<T>();
}
/** what is summed up of the day, by hall */
const within = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await rows<{ hall: string; within: number }>(
        `SELECT hall, within FROM visit_day FINAL WHERE day = '${DAY}' AND queue = 'household' ORDER BY hall`,
      )
    ).map(({ hall, within: count }) => [hall, count]),
  );
const marks = () =>
  rows<{ hall: string; day: string; version: string }>(
    "SELECT hall, toString(day) AS day, version FROM day_told FINAL WHERE told = 'organisation' ORDER BY hall, day",
  );

it('rolls the days of a hall up again when its targets of days that are over are told', async () => {
  await house.post([...story('H1'), ...story('H2')]);
  await house.settled();
  expect(await until(within, ({ H1, H2 }) => H1 === 1 && H2 === 1, 40_000)).toEqual({ H1: 1, H2: 1 });

  const { version } = await house.running.app.get(OrganisationService).replace(withTarget('H1', 5), SYSTEM, DAY);
  expect(await until(within, ({ H1 }) => H1 === 0, 20_000)).toEqual({ H1: 0, H2: 1 });
  const marked = await marks();
  expect(marked.map(({ hall, day }) => [hall, day])).toEqual([
    ['H1', DAY],
    ['H1', NEXT],
  ]);

  // killed before it could say that it has: the same days get the same marks
  const redis = house.running.app.get<Redis>(REDIS);
  const seen = () => redis.get('metrics:organisation-seen');
  expect(await until(seen, (at) => at === String(version), 20_000)).toBe(String(version));
  await redis.del('metrics:organisation-seen');
  expect(await until(seen, (at) => at === String(version), 20_000)).toBe(String(version));
  expect(await marks()).toEqual(marked);
}, 300_000);
