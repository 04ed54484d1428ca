import type { Caller, LoggedEvent } from '@cockpit/contracts';
import { AuditLog } from '@cockpit/access';
import { AuditRow } from '../../libs/access/src/entities';
import { DEFAULT_INTERVALS, DeadLetters } from '@cockpit/platform';
import { StoredListeners } from '@cockpit/warehouse';
import { MatterFiles } from '../../libs/matters/src/acts/matter-files';
import { CardStore } from '../../libs/matters/src/api/card-store';
import { CaseFinder } from '../../libs/matters/src/api/case-finder';
import { likelyLate } from '../../libs/matters/src/api/likely';
import { MatterReader } from '../../libs/matters/src/api/matter-reader';
import { sparedParams, upheldOf } from '../../libs/matters/src/api/upheld';
import { Calendars } from '../../libs/matters/src/calendars/calendars';
import { CardIssuer } from '../../libs/matters/src/cards/card-issuer';
import { CardReviser } from '../../libs/matters/src/cards/card-reviser';
import { cardsSince, cardsWaiting } from '../../libs/matters/src/cards/cards-waiting';
import { noteReminded, unansweredCards } from '../../libs/matters/src/cards/unanswered-cards';
import { ClockSettings } from '../../libs/matters/src/clocks/clock-settings';
import { Registers } from '../../libs/matters/src/grounds/registers';
import { DirtyMarker, markRatingsOf, noteBadRatings } from '../../libs/matters/src/marking/dirty-marker';
import { CaseEvents } from '../../libs/matters/src/tables/case-events';
import { ClockTable } from '../../libs/matters/src/tables/clock-table';
import { MatterTable } from '../../libs/matters/src/tables/matter-table';
import { PackageParts } from '../../libs/matters/src/tables/package-parts';
import { applicantsOf, openOf } from '../../libs/matters/src/visitors/open-of';
import { FileTidying } from '../../libs/matters/src/worker/file-tidying';
import { Instants } from '../../libs/matters/src/worker/instants';
import { MatterRebuild } from '../../libs/matters/src/worker/rebuild';
import { Recompute } from '../../libs/matters/src/worker/recompute';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, SOURCE, TEXT, ID] = ["H'1", "counter's", "O'Hara", "a'b"];
const AT = Date.parse('2026-03-04T01:00:00Z');
const NOW = new Date(AT);
const clock = { now: () => AT };
const none = undefined as never;
const jobs = { add: () => Promise.resolve(), every: () => Promise.resolve() } as never;
const actor = { kind: 'user', id: ID, name: TEXT } as const;
const everybody: Caller = { kind: 'user', id: ID, name: TEXT, role: 'administrator', halls: 'all' };
const caller: Caller = { ...everybody, role: 'supervisor', halls: [HALL] };
const grounds = {
  parts: {
    organisation: null,
    hallNow: new Map([[HALL, AT]]),
    wallNow: AT,
    registers: new Map(),
    calendars: { revision: 1 },
  },
  registerOf: () => SOURCE,
};
const loader = {
  load: () => Promise.resolve(grounds),
  fresh: () => Promise.resolve(grounds),
  hasRegisters: () => Promise.resolve(true),
} as never;
const key = { register: SOURCE, caseId: ID };
const rating = `rating-${'0'.repeat(32)}`;

const audit = ({ postgres }: Asked): AuditLog => new AuditLog(postgres);
const events = ({ clickhouse }: Asked): CaseEvents => new CaseEvents(clickhouse);
const parts = ({ clickhouse }: Asked): PackageParts => new PackageParts(clickhouse);
const letters = ({ postgres }: Asked): DeadLetters => new DeadLetters(postgres, DEFAULT_INTERVALS);
const rebuild = ({ postgres, clickhouse }: Asked): MatterRebuild => new MatterRebuild(clickhouse, postgres);
const cards = ({ postgres }: Asked): CardStore => new CardStore(postgres, loader, clock);
const files = ({ postgres }: Asked): MatterFiles => new MatterFiles(postgres, none, loader, none, clock);
const clocks = (engine: Asked): ClockSettings => new ClockSettings(engine.postgres, audit(engine), clock);
const calendars = (engine: Asked): Calendars => new Calendars(engine.postgres, audit(engine), none);
const registers = (engine: Asked): Registers => new Registers(engine.postgres, audit(engine), none, engine.clickhouse);
const reader = (engine: Asked): MatterReader =>
  new MatterReader(engine.clickhouse, engine.postgres, loader, events(engine), parts(engine), cards(engine), none);
const recompute = (engine: Asked): Recompute =>
  new Recompute(
    ...([engine.postgres, loader, events(engine), new MatterTable(engine.clickhouse)] as const),
    ...([new ClockTable(), new CardReviser(), parts(engine), letters(engine)] as const),
  );

/** Tells whoever marks what became dirty what was stored. */
const marking = async (engine: Asked, stored: readonly object[]): Promise<void> => {
  const listeners: ((standing: readonly LoggedEvent[]) => Promise<void>)[] = [];
  new DirtyMarker(
    { add: listeners.push.bind(listeners) } as unknown as StoredListeners,
    engine.postgres,
    engine.clickhouse,
  );
  for (const listen of listeners) await listen(stored as readonly LoggedEvent[]);
};
/** It stops where nothing was found. */
const asked = (work: Promise<unknown>): Promise<unknown> => work.catch(() => null);
const told = (type: string, data: object): object => ({
  type,
  data,
  time: AT,
  identity: '0'.repeat(32),
  sourceName: SOURCE,
});

const CASES: readonly Statements[] = [
  ['due times as they stood', ({ manager }) => new ClockTable().dueOf(manager, [ID])],
  ['clocks of what is over', ({ manager }) => new ClockTable().write(manager, [], [ID], 7, 3)],
  ['events of cases', (engine) => events(engine).readHistories([key, { ...key, caseId: rating }], () => SOURCE)],
  [
    'cases by the beginning of their number',
    ({ clickhouse }) =>
      new CaseFinder(clickhouse).find(ID, { kind: 'user', id: ID, name: TEXT, role: 'supervisor', halls: [HALL] }, 7),
  ],
  ['sources of ratings', (engine) => events(engine).ratingSources([rating])],
  ['parts of packages', (engine) => parts(engine).readParts([key])],
  ['packages of parts', (engine) => parts(engine).parentsOf([key])],
  ['matters that are gone', ({ clickhouse }) => new MatterTable(clickhouse).write([], [key], 7)],
  [
    'computing what is dirty',
    (engine) =>
      recompute(
        engine
          .answer('FROM matter_dirty ORDER BY', [
            { id: '7', source: SOURCE, case_id: ID, cause: 'event', register: null },
          ])
          .answer('SELECT DISTINCT worker', [{ worker: 'matters' }])
          .answer('pg_try_advisory_xact_lock', [{ got: true }])
          .answer('nextval', [{ version: '9' }]),
      ).batch(),
  ],
  ['whether something is dirty', (engine) => recompute(engine).workState()],
  ['marking all once', (engine) => rebuild(engine.answer('INSERT INTO matter_state', [{ key: ID }])).onceEver()],
  ['marking all', (engine) => rebuild(engine.answer('caseId', [{ source: SOURCE, caseId: ID }])).markAll()],
  ['what is left to compute', (engine) => rebuild(engine).left('7')],
  ['the last note', (engine) => rebuild(engine).last()],
  [
    'marking what was stored',
    (engine) =>
      marking(engine.answer('SELECT identity FROM', [{ identity: '0'.repeat(32) }]), [
        told('hall.case.accepted', { caseId: ID }),
        told('hall.notice.voided', { ofSource: SOURCE, ofId: ID }),
        told('hall.ticket.rated', { hallId: HALL, ticketId: ID, stars: 1 }),
      ]),
  ],
  [
    'noting bad ratings',
    ({ postgres }) => noteBadRatings(postgres, [{ caseId: ID, source: SOURCE, hall: HALL, ticketId: ID, at: TEXT }]),
  ],
  ['ratings of tickets', ({ postgres }) => markRatingsOf(postgres, [{ hall: HALL, ticketId: ID }])],
  ['instants to come', ({ postgres }) => new Instants(postgres, jobs, clock).putInLine()],
  [
    'files nobody named',
    (engine) =>
      new FileTidying(
        engine.answer('SELECT id, case_id FROM matter_file', [{ id: ID, case_id: ID }]).clickhouse,
        ...([engine.postgres, jobs, none, clock] as const),
      ).tidy(),
  ],
  ['files that were named', (engine) => files(engine).use(engine.manager, ID, [ID])],
  ['files by id', (engine) => asked(files(engine).named(engine.manager, key as never, [ID]))],
  [
    'issuing cards',
    (engine) =>
      new CardIssuer(
        engine.answer('SELECT c.id FROM', [{ id: ID }]).answer('SELECT DISTINCT worker', [{ worker: 'cards' }])
          .postgres,
        ...([loader, letters(engine)] as const),
      ).sweep(),
  ],
  [
    'revising cards',
    ({ manager }) => new CardReviser().revise(manager, [ID], [], { registerOf: () => SOURCE, wallNow: AT }),
  ],
  ['cards of halls that wait', ({ postgres }) => cardsWaiting(postgres, 'red-cards', [HALL])],
  ['cards since', ({ postgres }) => cardsSince(postgres, [HALL], NOW)],
  [
    'cards nobody answered',
    ({ manager }) => unansweredCards(manager, { wall: NOW, halls: [HALL], nows: [NOW], after: ID, limit: 50 }),
  ],
  [
    'cards somebody was reminded of',
    ({ manager }) => noteReminded(manager, [{ id: ID, at: NOW, next: NOW, told: null } as never]),
  ],
  [
    'a page of cards',
    (engine) =>
      cards(engine).list(
        {
          hall: HALL,
          unit: ID,
          officer: TEXT,
          source: SOURCE,
          kind: 'red',
          appeal: 'filed',
          state: 'issued',
          after: { issuedAt: TEXT, id: ID },
          limit: 50,
        } as never,
        caller,
      ),
  ],
  ['a card', (engine) => asked(cards(engine).one(ID, caller))],
  ['a card, held', (engine) => asked(cards(engine).row(ID, caller, engine.manager, true))],
  ['cards of a matter', (engine) => cards(engine).ofMatter(ID)],
  ['matters that are likely late', ({ postgres }) => likelyLate(postgres)],
  ['cards that were taken away', ({ postgres }) => sparedParams(postgres)],
  ['cards of matters that were taken away', ({ postgres }) => upheldOf(postgres, [ID])],
  ['open matters of people', ({ postgres }) => openOf(postgres, [ID])],
  [
    'people of open matters',
    ({ postgres }) => applicantsOf(postgres, [ID], { halls: [HALL], units: [ID], officer: TEXT }),
  ],
  ['a page of matters', (engine) => reader(engine).list({ state: 'open', hall: HALL, unit: ID } as never, caller, 50)],
  [
    'a later page of matters by what is left',
    (engine) => reader(engine).list({ state: 'open', order: 'remaining' }, caller, 50, { after: { at: ID, id: ID } }),
  ],
  ['matters at risk', (engine) => reader(engine).atRisk({ hall: HALL, unit: ID }, caller, 50)],
  ['a matter', (engine) => asked(reader(engine).detail(ID, caller, SOURCE))],
  ['clock tables', (engine) => clocks(engine).all()],
  ['versions of the clock table', (engine) => clocks(engine).history(9, 50)],
  ['calendars in force', (engine) => calendars(engine).inForce()],
  ['calendars of a revision', (engine) => calendars(engine).at(3)],
  ['liaisons', (engine) => registers(engine).liaisons()],
  ['appointing a liaison', (engine) => asked(registers(engine).appoint(ID, TEXT, actor))],
];

describe('the statements of matters', () => {
  holdStatements(CASES, [HALL, SOURCE, TEXT, ID], () => askedEntities([AuditRow]));
});
