import type { Caller } from '@cockpit/contracts';
import { HallState } from '@cockpit/domain';
import { unprocessable } from '@cockpit/platform';
import { Logger } from '@nestjs/common';
import { DutyShiftRow } from '../../libs/duty/src/duty-shift.entity';
import { DutyRoster } from '../../libs/duty/src/duty-roster';
import { DutyWeeks } from '../../libs/duty/src/duty-weeks';
import { at, event, smallHall } from '../../libs/domain/src/live/testing';
import { TwinVisitReader } from '../../libs/effect/src/twin-visits';
import { GuidedRow } from '../../libs/manual/src/guide/guided.entity';
import { Guiding } from '../../libs/manual/src/guide/guiding';
import { Privacy } from '../../libs/ingestion/src/privacy/privacy';
import { Quarantine } from '../../libs/ingestion/src/quarantine/quarantine';
import { QuarantineDesk } from '../../libs/ingestion/src/quarantine/quarantine-desk';
import { QuarantineReader } from '../../libs/ingestion/src/quarantine/quarantine-reader';
import { QuarantineRow } from '../../libs/ingestion/src/quarantine/quarantine.entity';
import { Desk } from '../../libs/manual/src/desk';
import { Entries } from '../../libs/manual/src/entries';
import { EntryRow } from '../../libs/manual/src/entry.entity';
import { Reconciler } from '../../libs/manual/src/reconciler';
import { PersonRow } from '../../libs/notify/src/persons/person.entity';
import { ChannelRow } from '../../libs/notify/src/settings/entities';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, NAME, ID, SOURCE] = ["H'1", "O'Hara", "a'b", "counter's"];
const AT = at(60);
const NOW = new Date(AT);
const DAY = '2026-03-02';
const clock = { now: () => AT };
const settings = { secret: 'x'.repeat(32), quarantineDays: 30 } as never;
const none = undefined as never;
const caller: Caller = { kind: 'user', id: ID, name: NAME, role: 'supervisor', halls: [HALL] };
const privacy = new Privacy(settings);
const hallClock = {
  now: () => Promise.resolve(AT),
  local: () => Promise.resolve({ now: AT, timeZone: 'Asia/Shanghai' }),
} as never;

/** somebody waits */
const state = new HallState(smallHall());
state.apply(event('hall.ticket.issued', 58, { ticketId: ID, number: ID, queue: 'a', channel: 'walk-in' }, ID));
const states = { get: () => Promise.resolve(state) } as never;
const configs = { get: () => Promise.resolve(state.config) } as never;
const { config } = state;
const organisation = {
  hall: () => Promise.resolve({ doc: { ...config.hall, code: HALL, queues: config.queues, windows: config.windows } }),
} as never;
const snapshots = { ifThere: () => Promise.resolve(null) } as never;

/** It takes every event but the second. */
const ingestor = {
  ingest: (candidates: readonly { index: number; id: string }[]) =>
    Promise.resolve({
      accepted: 1,
      rejected: candidates
        .filter(({ index }) => index === 1)
        .map(({ index, id }) => ({ index, id, reason: 'invalid', path: ID, message: NAME, causes: [] })),
    }),
} as never;
const refusing = {
  ingest: () => Promise.resolve({ accepted: 0, rejected: [{ reason: 'invalid', message: NAME }] }),
} as never;
const sources = { get: () => Promise.resolve({ name: SOURCE, halls: [HALL], types: null, sandbox: false }) } as never;
/** the third of three would change another hall */
const reach = {
  assert: () => Promise.resolve(),
  refused: (bodies: readonly unknown[]) => Promise.resolve(bodies.length > 2 ? [2] : []),
} as never;
const door = { tell: () => Promise.resolve() } as never;
/** The feed has the ticket under an id of its own, but not what happened to it. */
const warehouse = {
  async *dayEvents() {
    const data = { hallId: HALL, ticketId: SOURCE, number: ID, queue: ID };
    yield Promise.resolve({ sourceName: SOURCE, id: ID, type: 'hall.ticket.issued', time: AT, receivedAt: AT, data });
  },
} as never;

const guiding = ({ postgres }: Asked): Guiding => new Guiding(postgres, ingestor, states, hallClock, clock);
const entries = ({ postgres }: Asked): Entries => new Entries(postgres, door, privacy, hallClock, none, clock);
const desk = (engine: Asked): Desk =>
  new Desk(engine.postgres, entries(engine), organisation, snapshots, hallClock, clock);
const quarantine = (engine: Asked): QuarantineDesk =>
  new QuarantineDesk(
    ...([engine.postgres, new QuarantineReader(engine.postgres)] as const),
    ...([new Quarantine(engine.postgres, none, clock, privacy, settings), ingestor, sources, reach, clock] as const),
  );

/** Columns as TypeORM names them: the alias before each. */
const rowOf = (alias: string, row: object): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [`${alias}_${name}`, value]));
const GUIDED = {
  id: ID,
  hall: HALL,
  ticket_id: ID,
  number: ID,
  queue: ID,
  led_to: 'mobile',
  at: NOW,
  recorded_at: NOW,
  recorded_by: NAME,
  undone_at: null,
};
const guided = (engine: Asked): Asked => engine.answer('"GuidedRow"', [rowOf('GuidedRow', GUIDED)]);
const rejected = (id: string): object => ({ id, source: SOURCE, body: { id, data: { hallId: HALL } } });
const entry = (id: string, kind: string, type: string): object => ({
  id,
  hall: HALL,
  key: id,
  content: {},
  kind,
  ticket_id: ID,
  number: ID,
  queue: ID,
  window_id: null,
  type,
  day: DAY,
  at: NOW,
  entered_at: NOW,
  entered_by: NAME,
  state: 'standing',
  superseded_by: null,
  event: { specversion: '1.0', id, source: '/manual', type, time: NOW.toISOString(), data: { ticketId: ID } },
  ended_at: null,
  end_reason: null,
  sent: true,
});
const STANDING = [entry(ID, 'ticket', 'hall.ticket.issued'), entry(NAME, 'step', 'hall.ticket.called')];
const ENTERED = {
  hall: HALL,
  key: ID,
  kind: 'ticket',
  content: { queue: ID },
  said: NOW.toISOString(),
  type: 'hall.ticket.issued',
  data: { note: NAME },
  ticketId: ID,
  number: ID,
  queue: ID,
  windowId: ID,
} as never;
/** It stops where nothing was found. */
const asked = (work: Promise<unknown>): Promise<unknown> => work.catch(() => null);

const CASES: readonly Statements[] = [
  [
    'somebody led away',
    (engine) => asked(guiding(engine).guide(HALL, { id: ID, ticketId: ID, to: 'mobile' }, caller, 'c-1')),
  ],
  [
    'somebody whom the door does not let be led away',
    (engine) =>
      asked(
        new Guiding(
          guided(engine.answer('"GuidedRow"', [], 1).answer('INSERT INTO "guided"', [{ id: ID }])).postgres,
          ...([refusing, states, hallClock, clock] as const),
        ).guide(HALL, { id: ID, ticketId: ID, to: 'mobile' }, caller, 'c-1'),
      ),
  ],
  ['somebody led back', (engine) => guiding(guided(engine)).undo(HALL, ID, 'c-1')],
  ['those led away since', (engine) => guiding(guided(engine)).since(HALL, AT)],
  ['those led away within', (engine) => guiding(guided(engine)).within(HALL, AT, AT + 1)],
  ['visits of two halls', ({ clickhouse }) => new TwinVisitReader(clickhouse).read(HALL, ID, DAY)],
  [
    'who of a week cannot be reached',
    (engine) =>
      new DutyWeeks(
        engine.postgres,
        new DutyRoster(engine.postgres, hallClock, none, none),
        ...([hallClock, configs] as const),
      ).read({ ...caller, halls: 'all' }, { hall: HALL }),
  ],
  [
    'an event tried again',
    (engine) =>
      quarantine(engine.answer('"QuarantineRow"', [rowOf('QuarantineRow', rejected(ID))])).resubmit(
        ...([ID, undefined, caller, 'c-1'] as const),
      ),
  ],
  [
    'many events tried again',
    (engine) =>
      quarantine(
        engine.answer('COUNT(', [{ cnt: '3' }]).answer(
          '"quarantine" "q"',
          [ID, NAME, HALL].map((id) => rowOf('q', rejected(id))),
        ),
      ).resubmitMany({}, 50, caller, 'c-1'),
  ],
  [
    'an entry that the door does not take',
    (engine) => {
      const shut = { tell: () => Promise.reject(unprocessable('event-invalid', NAME)) } as never;
      const known = { halls: () => Promise.resolve(new Map()) } as never;
      return asked(
        new Entries(
          engine.answer('INSERT INTO "manual_entry"', [{ id: ID }]).postgres,
          ...([shut, privacy, hallClock, known, clock] as const),
        ).enter(ENTERED, caller, 'c-1'),
      );
    },
  ],
  [
    'an entry made twice',
    (engine) => {
      const known = { halls: () => Promise.resolve(new Map()) } as never;
      const made = new Entries(engine.postgres, door, privacy, hallClock, known, clock);
      return asked(made.enter(ENTERED, caller, 'c-1'));
    },
  ],
  ['the desk of a hall', (engine) => desk(engine).overview(HALL)],
  [
    'a paper ticket of which something happened',
    (engine) => asked(desk(engine).step(HALL, ID, { key: ID, step: 'called' } as never, caller, 'c-1')),
  ],
  [
    'entries that the feed tells itself',
    (engine) =>
      new Reconciler(
        engine.answer(
          '"EntryRow"',
          STANDING.map((row) => rowOf('EntryRow', row)),
        ).postgres,
        ...([warehouse, door, clock] as const),
      ).reconcile(HALL, 'c-1'),
  ],
];

describe('the statements of guides and counters', () => {
  // what was told twice is said in the log
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  holdStatements(CASES, [HALL, NAME, ID, SOURCE], () =>
    askedEntities([GuidedRow, EntryRow, QuarantineRow, DutyShiftRow, PersonRow, ChannelRow]),
  );
});
