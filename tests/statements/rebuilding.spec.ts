import { DEFAULT_ZONE } from '@cockpit/contracts';
import type { LoggedEvent } from '@cockpit/contracts';
import type { Settings } from '@cockpit/platform';
import { maskColumns } from '../../apps/cli/src/operations/mask-old-text';
import { Privacy } from '../../libs/ingestion/src/privacy/privacy';
import { DueAtStart } from '../../libs/warehouse/src/due-at-start';
import { ArrivalHistoryReader } from '../../libs/warehouse/src/reads/arrival-history';
import { BookingReader } from '../../libs/warehouse/src/reads/booking-reader';
import { StoredCounts } from '../../libs/warehouse/src/reads/stored-counts';
import { Rebuild } from '../../libs/warehouse/src/rebuild';
import { clearKept, wipeStored } from '../../libs/warehouse/src/sample/sample-rows';
import { SideTables } from '../../libs/warehouse/src/tables/side-tables';
import type { Asked } from '../support/asked';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, SOURCE, TEXT, ID] = ["H'1", "counter's", "O'Hara", "a'b"];
const DAY = '2026-03-04';
const AT = Date.parse('2026-03-04T01:00:00Z');
const clock = { now: () => AT };
const settings = { retentionDays: 90, logPartitions: 2 } as Settings;
const redis = {
  scard: () => Promise.resolve(0),
  sadd: () => Promise.resolve(1),
  smembers: () => Promise.resolve([]),
} as never;
const organisation = {
  hall: () =>
    Promise.resolve({ doc: { code: HALL, timeZone: 'UTC', hours: [], closures: [], windows: [], queues: [] } }),
  days: () => Promise.resolve([]),
} as never;
const hallClock = { now: () => Promise.resolve(AT) } as never;
const reader = { zoneOf: () => Promise.resolve(DEFAULT_ZONE) } as never;
const halls = { halls: () => Promise.resolve(new Map()) } as never;
const privacy = new Privacy({ key: Buffer.alloc(32, 7), denied: [] });

const rebuild = ({ clickhouse }: Asked): Rebuild => new Rebuild(clickhouse, redis, settings, clock, reader, halls);
const scope = { places: [HALL], kept: [], sources: [SOURCE], tellers: [SOURCE], others: [ID] };
/** It stops where nothing was found. */
const asked = (work: Promise<unknown>): Promise<unknown> => work.catch(() => null);
const rating = {
  type: 'hall.ticket.rated',
  time: AT,
  identity: '0'.repeat(32),
  sourceName: SOURCE,
  data: { hallId: HALL, caseId: ID, stars: 1 },
} as unknown as LoggedEvent;

const CASES: readonly Statements[] = [
  ['a hall asked for anew', (engine) => asked(rebuild(engine).schedule({ hall: HALL }))],
  ['halls of which anything is stored', (engine) => asked(rebuild(engine).schedule({}))],
  [
    'days that were computed',
    async ({ clickhouse }) => (await DueAtStart.read(redis, clickhouse, 2, clock.now)).left(),
  ],
  [
    'bookings of a day',
    ({ clickhouse }) =>
      asked(
        new BookingReader(clickhouse, organisation, hallClock, new ArrivalHistoryReader(clickhouse)).bookings(
          HALL,
          DAY,
        ),
      ),
  ],
  [
    'events of a source that were not counted yet',
    (engine) =>
      new StoredCounts(
        engine.answer('count() AS rows FROM event WHERE source', [{ month: '202603', source: SOURCE, rows: 3 }])
          .clickhouse,
      ).countBySource(SOURCE),
  ],
  ['ratings of matters', ({ clickhouse }) => new SideTables(clickhouse).writeCaseRatings([rating as never])],
  [
    'what the demonstration stored',
    (engine) => wipeStored(engine.answer('count() AS n', [{ n: 1 }]).clickhouse, scope),
  ],
  ['what the demonstration left', ({ postgres }) => clearKept(postgres, scope)],
  [
    'old texts masked',
    (engine) => {
      const kept = (text: string): object => ({ at: ID, kept: text });
      engine
        .answer('FETCH', [kept('{"note":"13800138000"}')], 1)
        .answer('FETCH', [], 1)
        .answer('FETCH', [kept('13800138000')], 1);
      const query = (sql: string, values?: unknown[]) => Promise.resolve({ rows: engine.ask(sql, values) });
      return maskColumns({ query }, privacy, true);
    },
  ],
];

describe('the statements of what is told or made anew', () => {
  holdStatements(CASES, [HALL, SOURCE, TEXT, ID]);
});
