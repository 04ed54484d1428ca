import { DEFAULT_INTERVALS, DeadLetters } from '@cockpit/platform';
import { Logger } from '@nestjs/common';
import { CardReviser } from '../../libs/matters/src/cards/card-reviser';
import { Grounds } from '../../libs/matters/src/grounds/grounds';
import { Offices } from '../../libs/matters/src/grounds/offices';
import { matterId } from '../../libs/matters/src/names';
import { CaseEvents } from '../../libs/matters/src/tables/case-events';
import { ClockTable } from '../../libs/matters/src/tables/clock-table';
import { MatterTable } from '../../libs/matters/src/tables/matter-table';
import { PackageParts } from '../../libs/matters/src/tables/package-parts';
import { readServed } from '../../libs/matters/src/tables/served-tickets';
import { presentVisits } from '../../libs/matters/src/visitors/present';
import { Catalogue } from '../../libs/matters/src/worker/catalogue';
import { Recompute } from '../../libs/matters/src/worker/recompute';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';
import {
  casesToLearnFrom,
  isAnyOpen,
  keepForecasts,
  openAfter,
} from '../../libs/matters/src/forecast/overdue-forecaster';

/** What comes from outside: none of it may stand in the text of a statement. */
const [SOURCE, TEXT, ID] = ["counter's", "O'Hara", "a'b"];
const HALL = 'H-1';
const AT = Date.parse('2026-03-04T01:00:00Z');
const NOW = new Date(AT);
const grounds = new Grounds({
  calendars: { revision: 1, years: [] },
  organisation: null,
  hallNow: new Map(),
  wallNow: AT,
  past: { items: new Map(), offices: new Map() },
  registers: new Map(),
  liaisons: new Map(),
  offices: new Offices(),
  clocks: [],
});
const loader = {
  load: () => Promise.resolve(grounds),
  fresh: () => Promise.resolve(grounds),
  hasRegisters: () => Promise.resolve(true),
} as never;
const identity = '0'.repeat(32);
const rating = `rating-${identity}`;
const id = matterId({ register: SOURCE, caseId: ID });

const letters = ({ postgres }: Asked): DeadLetters => new DeadLetters(postgres, DEFAULT_INTERVALS);
const recompute = (engine: Asked): Recompute =>
  new Recompute(
    ...([engine.postgres, loader, new CaseEvents(engine.clickhouse), new MatterTable(engine.clickhouse)] as const),
    ...([new ClockTable(), new CardReviser(), new PackageParts(engine.clickhouse), letters(engine)] as const),
  );
const data = JSON.stringify;
/** A part of a package that was accepted, and a bad rating. */
const dirty = (engine: Asked): Asked =>
  engine
    .answer('FROM matter_dirty ORDER BY', [
      { id: '7', source: SOURCE, case_id: ID, cause: 'event', register: null },
      { id: '8', source: SOURCE, case_id: rating, cause: 'event', register: null },
    ])
    .answer('FROM dead_letter', [
      { worker: 'matters', id: ID, body: data({ source: SOURCE, caseId: ID, register: TEXT }) },
    ])
    .answer('pg_try_advisory_xact_lock', [{ got: true }])
    .answer('nextval', [{ version: '9' }])
    .answer('SELECT id, due_at', [{ id, due_at: NOW }])
    .answer("startsWith(type, 'hall.case.')", [
      [
        ...['hall.case.accepted', AT, identity, SOURCE, ID],
        data({
          caseId: ID,
          kind: 'case',
          channel: 'window',
          hallId: HALL,
          packageId: TEXT,
          parentId: TEXT,
          item: TEXT,
        }),
      ],
    ])
    .answer("type = 'hall.ticket.rated'", [
      ['hall.ticket.rated', AT, identity, SOURCE, ID, data({ hallId: HALL, ticketId: 'T-1', stars: 1 })],
    ]);
const CARD = {
  id: ID,
  matter_id: id,
  register: SOURCE,
  source: SOURCE,
  case_id: ID,
  kind: 'red',
  reading: NOW,
  state: 'issued',
  away: null,
  officer_id: TEXT,
  unit: null,
  stage: null,
  appeal: 'none',
  answer: null,
};
/** its due time is not what it was */
const status = {
  id,
  dueAt: null,
  yellowAt: null,
  unattendedAt: null,
  closedAt: null,
  officerId: null,
  unit: TEXT,
  earlier: [],
  stages: [],
};

const CASES: readonly Statements[] = [
  ['a part of a package and a bad rating computed', (engine) => recompute(dirty(engine)).batch()],
  [
    'a card whose due time has moved',
    (engine) =>
      new CardReviser().revise(engine.answer('FROM matter_card c', [CARD]).manager, [ID], [status], {
        registerOf: () => SOURCE,
        wallNow: AT,
      }),
  ],
  ['whether any matter is open', ({ postgres }) => isAnyOpen(postgres)],
  ['open matters that can be late', ({ postgres }) => openAfter(postgres, ID)],
  ['how likely they are late', ({ postgres }) => keepForecasts(postgres, [{ id: ID, p: 0.5 }])],
  ['cases to learn from', ({ clickhouse }) => casesToLearnFrom(clickhouse)],
  [
    'a catalogue that has changed',
    (engine) => new Catalogue(engine.answer('SELECT value', [{ value: ID }]).postgres, loader).markChanged(),
  ],
  ['where tickets were served', ({ clickhouse }) => readServed(clickhouse, [{ hall: SOURCE, ticketId: ID }])],
  [
    'visitors who are there',
    ({ clickhouse }) => presentVisits(clickhouse, grounds, { halls: [SOURCE], tickets: [ID], refs: [TEXT] }),
  ],
];

describe('the statements of computing matters', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  holdStatements(CASES, [SOURCE, TEXT, ID], () => askedEntities([]));
});
