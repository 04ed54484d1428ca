import type { LoggedEvent } from '@cockpit/contracts';
import { AuditLog } from '@cockpit/access';
import { DEFAULT_INTERVALS, DeadLetters, sql, type Settings } from '@cockpit/platform';
import { Logger } from '@nestjs/common';
import { AuditRow } from '../../libs/access/src/entities';
import { DecisionClock, decidedMinute } from '../../libs/live/src/decision-clock';
import { QuoteTable } from '../../libs/live/src/bindings/quote-table';
import { LiveSections } from '../../libs/live/src/sections';
import { checkParts, damagedParts } from '../../libs/platform/src/damaged-parts';
import { Retention } from '../../libs/warehouse/src/retention/retention';
import { SourceReader } from '../../libs/warehouse/src/sources/source-reader';
import { DayTables } from '../../libs/warehouse/src/tables/day-tables';
import { EntityTables } from '../../libs/warehouse/src/tables/entity-tables';
import { EventTable } from '../../libs/warehouse/src/tables/event-table';
import { SideTables } from '../../libs/warehouse/src/tables/side-tables';
import { VisitTable } from '../../libs/warehouse/src/tables/visit-table';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, SOURCE, TEXT, ID] = ["H'1", "counter's", "O'Hara", "a'b"];
const DAY = '2026-03-04';
const AT = Date.parse('2026-03-04T01:00:00Z');
const clock = { now: () => AT };
const settings = { retentionDays: 90 } as Settings;
const none = undefined as never;
/** It stops where nothing was found. */
const asked = (work: Promise<unknown>): Promise<unknown> => work.catch(() => null);
const identity = '0'.repeat(32);
const uuid = '00000000-0000-0000-0000-000000000000';

const events = ({ clickhouse }: Asked): EventTable => new EventTable(clickhouse);
const sources = ({ clickhouse }: Asked): SourceReader => new SourceReader(clickhouse);
const days = ({ clickhouse }: Asked): DayTables => new DayTables(clickhouse);
const visits = ({ clickhouse }: Asked): VisitTable => new VisitTable(clickhouse);
const side = ({ clickhouse }: Asked): SideTables => new SideTables(clickhouse);
const things = ({ clickhouse }: Asked): EntityTables => new EntityTables(clickhouse);
const retention = ({ clickhouse, postgres }: Asked): Retention =>
  new Retention(clickhouse, settings, clock, new AuditLog(postgres));
const event = (type: string, data: object): LoggedEvent =>
  ({
    id: ID,
    type,
    time: AT,
    data,
    identity,
    bodyHash: '00000000000000aa',
    sourceName: SOURCE,
    ceSource: SOURCE,
    receivedAt: AT,
  }) as LoggedEvent;

const CASES: readonly Statements[] = [
  [
    'storing events',
    (engine) => events(engine).insert([event('hall.ticket.called', { hallId: HALL, ticketId: ID })], ['writer:3']),
  ],
  ['inserts of events that are running', (engine) => events(engine).isInserting(['writer:3', `bulk:${SOURCE}`])],
  [
    'events that stand twice',
    (engine) =>
      events(
        engine.answer('HAVING count() > 1', [[uuid]]).answer('SELECT identity, toUnixTimestamp64Milli', [
          [uuid, 1],
          [uuid, 2],
        ]),
      ).dropDoubles([identity]),
  ],
  [
    'events by identity',
    (engine) =>
      asked(events(engine.answer('SELECT identity', [[uuid, '00000000000000aa']])).withIdentities([identity])),
  ],
  [
    'events of a stretch',
    (engine) =>
      events(engine)
        .between(HALL, AT, AT + 1, sql`AND type != ''`)
        .next(),
  ],
  [
    'events to fold',
    (engine) =>
      events(engine)
        .foldable(HALL, AT, AT + 1, sql``)
        .next(),
  ],
  ['how many events of tickets', (engine) => events(engine).countOfTickets([HALL], [ID])],
  [
    'events of some halls to fold',
    (engine) =>
      events(engine)
        .ofHalls([HALL], AT, AT + 1, sql`AND type != ''`)
        .next(),
  ],
  [
    'last events of some halls',
    (engine) =>
      events(engine)
        .lastOfHalls([HALL], AT, AT + 1, sql`AND type != ''`)
        .next(),
  ],
  [
    'what is too old',
    (engine) =>
      retention(
        engine
          .answer('AS doomed', [
            { month: '202511', doomed: 5, rows: 5 },
            { month: '202512', doomed: 3, rows: 5 },
          ])
          .answer('AS n FROM quote', [{ n: 2 }]),
      ).sweep(),
  ],
  ['what a source told, week by week', (engine) => sources(engine).weeks(SOURCE, AT)],
  ['whether somebody goes on for a source', (engine) => sources(engine).isTakenOn(SOURCE, AT)],
  ['how much a source told', (engine) => sources(engine).count(SOURCE, AT, AT + 1)],
  ['boards of a source', (engine) => sources(engine).boards(SOURCE, AT, AT + 1)],
  ['tickets of a source', (engine) => sources(engine).tickets(SOURCE, AT, AT + 1)],
  ['spans of a day', (engine) => days(engine).writeSpans(HALL, DAY, [], 7)],
  ['load rows of a day', (engine) => days(engine).writeLoad(HALL, DAY, [], 7)],
  ['that a day is computed', (engine) => days(engine).markOutdated(HALL, DAY, 7)],
  ['terminals of a day', (engine) => days(engine).writeTerminals(HALL, DAY, [], [], 7)],
  ['visits that are gone', (engine) => visits(engine).write([], [{ hall: HALL, day: DAY, ticketId: ID }], 7)],
  ['the highest version of a visit', (engine) => visits(engine).highestVersion()],
  ['storing bookings', (engine) => things(engine).insertBookings([[ID]])],
  ['storing counts', (engine) => things(engine).insertPointCounts([[ID]])],
  ['storing consultations', (engine) => things(engine).insertConsults([[ID]])],
  [
    'storing what boards showed',
    (engine) =>
      side(engine).writeObservations([event('hall.queue.observed', { hallId: HALL, queue: ID, waiting: 1 }) as never]),
  ],
  [
    'storing what was withdrawn',
    (engine) => side(engine).writeWithdrawals([event('hall.notice.voided', { ofSource: SOURCE, ofId: ID }) as never]),
  ],
  [
    'storing quotes',
    ({ clickhouse }) => new QuoteTable(clickhouse).insert([{ hall: HALL, ticketId: ID, at: AT, basis: {} } as never]),
  ],
  ['damaged parts', ({ clickhouse }) => damagedParts(clickhouse)],
  ['checking parts', (engine) => checkParts(engine.answer('system.tables', [{ name: 'event' }]).clickhouse)],
  [
    'deciding for a hall',
    ({ postgres }) =>
      new DecisionClock(postgres, { refresh: () => Promise.resolve() } as never).change(HALL, () => Promise.resolve()),
  ],
  [
    'deciding a minute',
    ({ postgres }) =>
      new DecisionClock(postgres, { refresh: () => Promise.resolve() } as never).decideMinute(HALL, AT, () =>
        Promise.resolve(),
      ),
  ],
  ['the minute decided last', ({ manager }) => decidedMinute(manager, HALL)],
  ['how many rows were put away, by worker', ({ postgres }) => new DeadLetters(postgres, DEFAULT_INTERVALS).count()],
  ['what is shown beside a hall', ({ postgres }) => asked(new LiveSections(none, postgres).refresh(HALL))],
];

describe('the statements of what is stored', () => {
  // what goes is said in the log
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  holdStatements(CASES, [HALL, SOURCE, TEXT, ID], () => askedEntities([AuditRow]));
});
