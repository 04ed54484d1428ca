import { Registry } from 'prom-client';
import type { Caller } from '@cockpit/contracts';
import type { Settings } from '@cockpit/platform';
import { AuditLog } from '@cockpit/access';
import { AuditRow } from '../../libs/access/src/entities';
import { putIn, putInstead, changeHands, takeOut } from '../../libs/duty/src/changes';
import { DutyRoster } from '../../libs/duty/src/duty-roster';
import { DutyShiftRow } from '../../libs/duty/src/duty-shift.entity';
import { onDuty, rosterEnds } from '../../libs/duty/src/on-duty';
import { Privacy } from '../../libs/ingestion/src/privacy/privacy';
import { Quarantine } from '../../libs/ingestion/src/quarantine/quarantine';
import { QuarantineDesk } from '../../libs/ingestion/src/quarantine/quarantine-desk';
import { QuarantineReader } from '../../libs/ingestion/src/quarantine/quarantine-reader';
import { QuarantineWorker } from '../../libs/ingestion/src/quarantine/quarantine-worker';
import { QuarantineRow } from '../../libs/ingestion/src/quarantine/quarantine.entity';
import { Entries } from '../../libs/manual/src/entries';
import { EntryList } from '../../libs/manual/src/entry-list';
import { EntryRow } from '../../libs/manual/src/entry.entity';
import { Reconciler } from '../../libs/manual/src/reconciler';
import { endEntry } from '../../libs/manual/src/transitions';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, SOURCE, TEXT, ID] = ["H'1", "counter's", "O'Hara", "a'b"];
const AT = Date.parse('2026-03-04T01:00:00Z');
const NOW = new Date(AT);
const clock = { now: () => AT };
const settings = { secret: 'x'.repeat(32), quarantineDays: 30 } as Settings;
const none = undefined as never;
const caller = { kind: 'user', id: ID, name: TEXT, role: 'administrator', halls: 'all' } as const;
const supervisor: Caller = { ...caller, role: 'supervisor', halls: [HALL] };
const privacy = new Privacy({ secret: 'x'.repeat(32) } as never);
const redis = { set: () => Promise.resolve('OK') } as never;
const reach = { assert: () => Promise.resolve() } as never;
const door = { tell: () => Promise.resolve() } as never;
const hallClock = { now: () => Promise.resolve(AT) } as never;
const halls = { halls: () => Promise.resolve(new Map()) } as never;

const reader = ({ postgres }: Asked): QuarantineReader => new QuarantineReader(postgres);
const quarantine = ({ postgres }: Asked): Quarantine => new Quarantine(postgres, redis, clock, privacy, settings);
const desk = (engine: Asked): QuarantineDesk =>
  new QuarantineDesk(engine.postgres, reader(engine), quarantine(engine), none, none, reach, clock);
const worker = (engine: Asked): QuarantineWorker =>
  new QuarantineWorker(engine.postgres, quarantine(engine), redis, clock, settings, new Registry());
const entries = ({ postgres }: Asked): Entries => new Entries(postgres, door, privacy, hallClock, halls, clock);
const reconciler = ({ postgres }: Asked): Reconciler => new Reconciler(postgres, none, door, clock);
const roster = ({ postgres }: Asked): DutyRoster => new DutyRoster(postgres, hallClock, none, new AuditLog(postgres));

/** Columns as TypeORM names them: the alias before each. */
const rowOf = (alias: string, row: object): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [`${alias}_${name}`, value]));
const REJECTED = rowOf('QuarantineRow', { id: ID, source: SOURCE, body: { data: { hallId: HALL } } });
const ENTRY = {
  id: ID,
  hall: HALL,
  key: ID,
  content: {},
  kind: 'ticket',
  ticket_id: ID,
  number: ID,
  queue: ID,
  window_id: null,
  type: 'hall.ticket.issued',
  day: '2026-03-04',
  at: NOW,
  entered_at: NOW,
  entered_by: TEXT,
  state: 'standing',
  event: {
    specversion: '1.0',
    id: ID,
    source: '/manual',
    type: 'hall.ticket.issued',
    time: NOW.toISOString(),
    data: {},
  },
  superseded_by: null,
  ended_at: null,
  end_reason: null,
  sent: false,
};
const SHIFT = { id: ID, person: TEXT, level: 'supervisor', halls: [HALL], unit: null, from_at: NOW, to_at: NOW };
const shift = (): DutyShiftRow =>
  Object.assign(new DutyShiftRow(), {
    id: ID,
    person: TEXT,
    level: 'supervisor',
    halls: [HALL],
    unit: null,
    from: NOW,
    to: new Date(AT + 3_600_000),
  });
const span = { hall: HALL, from: NOW.toISOString(), to: NOW.toISOString() };
const selected = { source: SOURCE, reason: ID, hall: HALL, correlationId: TEXT, from: span.from, to: span.to } as never;
const cursor = Buffer.from(JSON.stringify([span.from, '00000000-0000-4000-8000-000000000000'])).toString('base64url');
/** It stops where nothing was found. */
const asked = (work: Promise<unknown>): Promise<unknown> => work.catch(() => null);

const CASES: readonly Statements[] = [
  [
    'putting an event into quarantine',
    (engine) =>
      quarantine(engine).put([
        {
          source: SOURCE,
          eventId: ID,
          correlationId: TEXT,
          body: { data: { hallId: HALL } },
          drop: { reason: 'invalid', path: ID, message: TEXT, causes: [] } as never,
        },
      ]),
  ],
  ['an event in quarantine', (engine) => asked(reader(engine).get(ID))],
  [
    'a page of quarantine',
    (engine) => reader(engine).list({ ...(selected as object), state: 'open', cursor, limit: 50 }),
  ],
  ['what was tried least', (engine) => reader(engine).untried(selected, 50)],
  ['open ones by id', (engine) => reader(engine).openAfter(selected, ID, 50)],
  ['how many are open', (engine) => reader(engine).countOpen(selected)],
  ['quarantine by source and reason', (engine) => reader(engine).counts(selected)],
  [
    'an event mended',
    (engine) =>
      asked(desk(engine.answer('"QuarantineRow"', [REJECTED])).mend(ID, { id: ID, data: { hallId: HALL } }, caller)),
  ],
  [
    'an event given up',
    (engine) => asked(desk(engine.answer('"QuarantineRow"', [REJECTED])).discard(ID, TEXT, caller)),
  ],
  [
    'many events given up',
    (engine) =>
      desk(engine.answer('"quarantine" "q"', [rowOf('q', { id: ID, source: SOURCE })])).discardMany({}, TEXT, caller),
  ],
  ['sweeping quarantine', (engine) => worker(engine).sweep()],
  [
    'an entry made by hand',
    (engine) =>
      entries(engine.answer('INSERT INTO "manual_entry"', [{ id: ID }])).enter(
        {
          hall: HALL,
          key: ID,
          kind: 'ticket',
          content: { queue: ID },
          said: span.from,
          type: 'hall.ticket.issued',
          data: { note: TEXT },
          ticketId: ID,
          number: ID,
          queue: ID,
          windowId: ID,
        },
        caller,
        ID,
      ),
  ],
  [
    'an entry taken back',
    (engine) =>
      entries(engine.answer('"manual_entry"', [rowOf('EntryRow', ENTRY)])).takeBack(HALL, ID, TEXT, caller, ID),
  ],
  [
    'entries that the door has not taken',
    (engine) => entries(engine.answer('"manual_entry"', [rowOf('EntryRow', ENTRY)])).resend(ID),
  ],
  [
    'an entry that gives way',
    ({ manager }) =>
      endEntry(manager, { id: ID }, { state: 'superseded', supersededBy: { source: SOURCE } as never, endedAt: NOW }),
  ],
  [
    'a page of entries',
    ({ postgres }) => new EntryList(postgres).page(HALL, { day: '2026-03-04', state: 'standing', cursor, limit: 50 }),
  ],
  ['halls with entries that stand', (engine) => reconciler(engine).halls()],
  ['entries that stand', (engine) => reconciler(engine).reconcile(HALL, ID)],
  ['shifts', (engine) => roster(engine).list(supervisor, { hall: HALL, from: span.from, to: span.to })],
  ['shifts of a hall', (engine) => roster(engine).ofHall(engine.manager, HALL, AT)],
  ['a shift added', ({ manager }) => putIn(manager, shift())],
  ['shifts anew', ({ manager }) => putInstead(manager, span, [shift()], [])],
  [
    'a shift that changes hands',
    (engine) =>
      changeHands(engine.answer('"DutyShiftRow"', [rowOf('DutyShiftRow', SHIFT)]).manager, { shift: ID, person: TEXT }),
  ],
  [
    'a shift taken out',
    (engine) => takeOut(engine.answer('"DutyShiftRow"', [rowOf('DutyShiftRow', SHIFT)]).manager, ID),
  ],
  [
    'a roster replaced',
    (engine) =>
      new DutyRoster(
        ...([engine.postgres, hallClock, { refuseUnknown: () => Promise.resolve() } as never] as const),
        new AuditLog(engine.postgres),
      ).replace({ hall: null, from: span.from, to: span.to, shifts: [] }, { kind: 'user', id: ID, name: TEXT }),
  ],
  ['who is on duty', ({ manager }) => onDuty(manager, { level: 'supervisor', hall: HALL, at: AT })],
  ['when rosters end', ({ manager }) => rosterEnds(manager)],
];

describe('the statements of what is kept for people to see to', () => {
  holdStatements(CASES, [HALL, SOURCE, TEXT, ID], () =>
    askedEntities([QuarantineRow, EntryRow, DutyShiftRow, AuditRow]),
  );
});
