import {
  declareRegister,
  hasSharedRegisters,
  namesOfAccounts,
  registerOf,
  sourceRegisters,
  sourcesBeside,
} from '@cockpit/access';
import type { LearnedPast } from '../../libs/live/src/past-store';
import { PastStore } from '../../libs/live/src/past-store';
import { WarehouseEvents } from '../../libs/live/src/bindings/stored-events';
import { ImportStore } from '../../libs/sources/src/connect/import-store';
import { TableStore } from '../../libs/sources/src/connect/tables/table-store';
import { ReachStore } from '../../libs/ingestion/src/quarantine/reach-store';
import { cardsIssued, cardsStanding, cardsStepped } from '../../libs/matters/src/cards/card-facts';
import { RoundMatters } from '../../libs/matters/src/rounds/round-matters';
import { RoundStore } from '../../libs/matters/src/rounds/round-store';
import { DeskFigures } from '../../libs/matters/src/desks/desk-figures';
import { addVisit, lastVisits, visitByKey, visitsOf } from '../../libs/matters/src/enterprises/visit-store';
import { firstReceipts } from '../../libs/notify/src/outbox/first-receipts';
import { neverNotified } from '../../libs/notify/src/outbox/never-notified';
import { postpone, settleArrived } from '../../libs/notify/src/outbox/settle';
import { keepArrivals, take } from '../../libs/notify/src/outbox/lease-batch';
import { add, change, held, remove, within } from '../../libs/organisation/src/annotations/annotation-store';
import {
  addView,
  beginWith,
  changeView,
  countedViews,
  heldView,
  oneView,
  removeView,
  seenViews,
  startOf,
} from '../../libs/organisation/src/views/view-store';
import { addDrawing, drawingOf, knownDrawing, tidyDrawings } from '../../libs/organisation/src/drawings/drawing-store';
import { OrganisationStore } from '../../libs/organisation/src/history/organisation-store';
import { promptedLinks } from '../../libs/redirect/src/prompted-links';
import { DaysHistory } from '../../libs/organisation/src/days/days-history';
import { SetupHistory } from '../../libs/organisation/src/setup/setup-history';
import { PlanStore } from '../../libs/redirect/src/plan/plan-store';
import { ArrivalHistoryReader } from '../../libs/warehouse/src/reads/arrival-history';
import { ComingWork } from '../../libs/warehouse/src/reads/coming-work';
import { ConsultReader } from '../../libs/warehouse/src/reads/consult-reader';
import { TerminalAreas } from '../../libs/warehouse/src/reads/terminal-areas';
import { PointReader } from '../../libs/warehouse/src/reads/point-reader';
import { StoredCounts } from '../../libs/warehouse/src/reads/stored-counts';
import { TicketFinder } from '../../libs/warehouse/src/reads/ticket-finder';
import { WarehouseReader, oneDay } from '../../libs/warehouse/src/reads/warehouse-reader';
import { DayTables } from '../../libs/warehouse/src/tables/day-tables';
import { EventTable } from '../../libs/warehouse/src/tables/event-table';
import { SideTables } from '../../libs/warehouse/src/tables/side-tables';
import { VisitTable } from '../../libs/warehouse/src/tables/visit-table';
import { alertsGiven } from '../../libs/warnings/src/gaps/alerts-given';
import { WarningStore } from '../../libs/warnings/src/warning-store';
import type { Asked } from '../support/asked';
import { holdStatements, type Statements } from './hold';
import { openMatters } from '../../libs/matters/src/consequences/due-consequences';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, SOURCE, ID] = ["H'1", "counter's", "a'b"];
const DAY = '2026-03-04';
const AT = new Date('2026-03-04T01:00:00Z');
const halls = { halls: () => Promise.resolve(new Map()) } as never;
const none = undefined as never;
const past: LearnedPast = { throughDay: DAY, state: { format: 'past/1' } as never };

const events = ({ clickhouse }: Asked): EventTable => new EventTable(clickhouse);
const tickets = ({ clickhouse }: Asked): TicketFinder => new TicketFinder(clickhouse, { now: () => AT.getTime() });
const reader = ({ clickhouse }: Asked): WarehouseReader => new WarehouseReader(clickhouse, halls);
const consults = ({ clickhouse }: Asked): ConsultReader =>
  new ConsultReader(clickhouse, { latest: () => Promise.resolve(null) } as never, none);
const reach = ({ postgres, clickhouse }: Asked): ReachStore => new ReachStore(postgres, clickhouse);
const coming = ({ clickhouse }: Asked): ComingWork => new ComingWork(clickhouse);
const points = ({ clickhouse }: Asked): PointReader => new PointReader(clickhouse, halls);
const stored = ({ clickhouse }: Asked): WarehouseEvents => new WarehouseEvents(none, clickhouse);
const imports = (postgres: Asked['postgres']): ImportStore => new ImportStore(postgres, { now: () => AT.getTime() });
const plans = (postgres: Asked['postgres']): PlanStore => new PlanStore(postgres, {} as never);
const tables = (postgres: Asked['postgres']): TableStore =>
  new TableStore(postgres, none, { now: () => AT.getTime() }, { secret: 'x'.repeat(32) } as never);
const plan = { name: ID, halls: [HALL], from: DAY, to: DAY, lines: [{ id: ID, area: HALL, question: SOURCE }] };
const entry = { hall: HALL, line: ID, key: SOURCE, answer: 'ok', note: ID, by: HALL, at: AT, receivedAt: AT } as const;
const noted = { from: AT, to: AT, kind: 'other', text: ID } as const;
const view = { id: ID, owner: SOURCE, place: HALL, name: ID, address: ID, shared: true } as const;
const bureau = { role: 'manager', halls: [HALL] } as never;
const grounds = {
  parts: { organisation: null, hallNow: new Map(), wallNow: AT.getTime(), registers: new Map([[SOURCE, ID]]) },
  enterpriseItems: () => [ID],
  itemName: () => null,
};
const roundMatters = ({ clickhouse }: Asked): RoundMatters =>
  new RoundMatters(clickhouse, { load: () => Promise.resolve(grounds) } as never);
const deskFigures = ({ clickhouse }: Asked): DeskFigures =>
  new DeskFigures(clickhouse, { load: () => Promise.resolve(grounds) } as never);
const visit = { key: ID, day: DAY, hall: HALL, who: ID, found: SOURCE };
const days = { halls: [HALL], days: [DAY] };

const CASES: readonly Statements[] = [
  ['registers of sources', ({ postgres }) => sourceRegisters(postgres)],
  ['sources beside one', ({ postgres }) => sourcesBeside(postgres, SOURCE)],
  ['the register of a source', ({ postgres }) => registerOf(postgres, SOURCE)],
  ['declaring a register', ({ postgres }) => declareRegister(postgres, SOURCE, ID)],
  ['forgetting a register', ({ postgres }) => declareRegister(postgres, SOURCE, null)],
  ['whether registers are shared', ({ postgres }) => hasSharedRegisters(postgres)],
  ['mappings of a source', ({ postgres }) => imports(postgres).versions(SOURCE)],
  [
    'keeping a mapping',
    ({ postgres }) =>
      imports(postgres)
        .keepVersion(SOURCE, { name: HALL } as never, ID, ID)
        .catch(() => null),
  ],
  ['imports', ({ postgres }) => imports(postgres).records(SOURCE)],
  [
    'an import',
    ({ postgres }) =>
      imports(postgres)
        .one(ID)
        .catch(() => null),
  ],
  [
    'beginning an import',
    ({ postgres }) =>
      imports(postgres).begin(ID, { source: SOURCE, trial: true, reason: ID }, { file: HALL, version: 1, by: ID }),
  ],
  ['how far an import is', ({ postgres }) => imports(postgres).beat(ID, 0.5, { faults: [], problems: [] } as never)],
  ['the end of an import', ({ postgres }) => imports(postgres).end(ID, 'done', 1, null, HALL)],
  ['connected tables', ({ postgres }) => tables(postgres).list()],
  [
    'a connected table',
    ({ postgres }) =>
      tables(postgres)
        .one(ID)
        .catch(() => null),
  ],
  [
    'where a connected table is',
    ({ postgres }) =>
      tables(postgres)
        .place(ID)
        .catch(() => null),
  ],
  ['cards issued', ({ postgres }) => cardsIssued(postgres, 'red', [AT, AT])],
  ['cards that stand', ({ postgres }) => cardsStanding(postgres, 'yellow')],
  ['cards against their steps', ({ postgres }) => cardsStepped(postgres)],
  ['what was learned of a hall', ({ postgres }) => new PastStore(postgres).load(HALL)],
  ['writing what was learned', ({ postgres }) => new PastStore(postgres).save(HALL, past)],
  ['days of a hall', (engine) => stored(engine).days(HALL, DAY, DAY, 'Asia/Shanghai')],
  ['the latest event', (engine) => stored(engine).latest(HALL, SOURCE)],
  ['an event by identity', (engine) => reach(engine).byIdentity('0'.repeat(32))],
  ['events about a case', (engine) => reach(engine).about('hall.case.', SOURCE, ID)],
  ['events of a package', (engine) => reach(engine).ofPackage(SOURCE, ID)],
  [
    'days on which the organisation changed',
    ({ postgres }) => new OrganisationStore(postgres).changesBetween(DAY, DAY),
  ],
  ['absences of the plan told last', ({ postgres, manager }) => plans(postgres).issuedAbsences(manager, HALL)],
  ['the latest plan', ({ postgres }) => plans(postgres).latest(HALL, DAY, AT)],
  ['plans made anew', ({ postgres }) => plans(postgres).remade(HALL, DAY)],
  [
    'a plan made anew that is offered no longer',
    ({ postgres }) =>
      plans(postgres).end({ hall: HALL, day: DAY, madeAt: DAY }, { how: 'refused', by: ID, at: ID } as never),
  ],
  ['the plan told last', ({ postgres }) => plans(postgres).latestDone(HALL, DAY, 'issued')],
  [
    'what a window says to a plan',
    ({ postgres, manager }) =>
      plans(postgres).keepAnswer({ hall: HALL, day: DAY, madeAt: DAY }, { windowId: ID } as never, manager),
  ],
  ['plans told last', ({ postgres }) => plans(postgres).issuedLast()],
  ['keeping a plan', ({ postgres }) => plans(postgres).keep({ hall: HALL, day: DAY, madeAt: DAY } as never)],
  ['writing a plan', ({ postgres }) => plans(postgres).save({ hall: HALL, day: DAY, madeAt: DAY } as never)],
  [
    'warnings by rule',
    ({ postgres }) => new WarningStore(postgres, none, none, none, none, none, none).countLive([HALL]),
  ],
  [
    'what was noted on some days',
    ({ postgres }) => within(postgres, { from: AT, to: AT, places: [HALL], after: [DAY, ID], limit: 50 }),
  ],
  ['a note, held', ({ manager }) => held(manager, ID)],
  ['a new note', ({ manager }) => add(manager, ID, { place: HALL, ...noted }, SOURCE, AT)],
  ['another note', ({ manager }) => change(manager, ID, noted, SOURCE, AT)],
  ['a note removed', ({ manager }) => remove(manager, ID, SOURCE, AT)],
  ['saved views', ({ postgres }) => seenViews(postgres, SOURCE, [HALL], 50)],
  ['a saved view', ({ postgres }) => oneView(postgres, ID)],
  ['a saved view, held', ({ manager }) => heldView(manager, ID)],
  ['how many views somebody has', ({ manager }) => countedViews(manager, SOURCE)],
  ['a new view', ({ manager }) => addView(manager, view, SOURCE, AT)],
  ['another view', ({ manager }) => changeView(manager, ID, view, SOURCE, AT)],
  ['a view removed', ({ manager }) => removeView(manager, ID)],
  ['the view somebody begins with', ({ postgres }) => startOf(postgres, SOURCE)],
  ['beginning with a view', ({ postgres }) => beginWith(postgres, SOURCE, ID)],
  ['beginning with none', ({ postgres }) => beginWith(postgres, SOURCE, null)],
  [
    'keeping a drawing',
    ({ manager }) => addDrawing(manager, { hall: HALL, id: ID, mime: SOURCE, content: Buffer.from(ID), at: AT }),
  ],
  ['a drawing', ({ manager }) => drawingOf(manager, HALL, ID)],
  ['whether there is a drawing', ({ manager }) => knownDrawing(manager, HALL, ID)],
  ['drawings no plan names', ({ manager }) => tidyDrawings(manager, HALL, AT)],
  ['a page of rounds', ({ postgres }) => new RoundStore(postgres).page([HALL], 'open', [DAY, ID], 50)],
  ['a round', ({ postgres, manager }) => new RoundStore(postgres).one(ID, manager)],
  ['holding a round', ({ postgres, manager }) => new RoundStore(postgres).held(ID, 'answer', manager)],
  [
    'keeping a round',
    ({ postgres, manager }) => new RoundStore(postgres).insert(manager, { id: ID, ...plan }, SOURCE, AT),
  ],
  [
    'changing a round',
    ({ postgres, manager }) =>
      new RoundStore(postgres).update(manager, ID, { ...plan, revision: 1, state: 'ended' }, SOURCE, AT),
  ],
  ['an answer by its key', ({ postgres, manager }) => new RoundStore(postgres).answerOf(manager, ID, SOURCE)],
  ['keeping an answer', ({ postgres, manager }) => new RoundStore(postgres).storeAnswer(manager, ID, entry)],
  ['answers of a hall', ({ postgres }) => new RoundStore(postgres).answers(ID, HALL, 20)],
  ['lines that were answered', ({ postgres, manager }) => new RoundStore(postgres).checked([ID], [HALL], manager)],
  ['findings of rounds', (engine) => roundMatters(engine).counts([ID], bureau)],
  ['findings of a round by line', (engine) => roundMatters(engine).byLine(ID, bureau)],
  [
    'figures of a desk',
    (engine) => deskFigures(engine).report('hotline', { hall: HALL, by: 'unit', from: DAY }, bureau),
  ],
  [
    'figures of a desk and the halls of what somebody sees',
    (engine) => deskFigures(engine).report('difficult', { by: 'hall' }, bureau),
  ],
  [
    'figures of the items of enterprises',
    (engine) => deskFigures(engine).report('enterprise-items', { hall: HALL, by: 'item', from: DAY }, bureau),
  ],
  ['open matters of items', ({ postgres }) => openMatters(postgres, { from: DAY, items: [ID], limit: 9 })],
  ['prompts to link a window', ({ postgres }) => promptedLinks(postgres, HALL, [AT, AT])],
  [
    'warnings given',
    ({ postgres }) => alertsGiven(postgres, HALL, [AT, AT], { levels: [], acknowledgedMin: 1, quiet: null }),
  ],
  ['versions of an item', ({ manager, postgres }) => new SetupHistory(postgres).itemVersions(ID, manager)],
  ['versions of the days of halls', ({ manager, postgres }) => new DaysHistory(postgres).versions([HALL], manager)],
  ['days of halls before a version', ({ manager, postgres }) => new DaysHistory(postgres).before([HALL], 3, manager)],
  ['entering a visit', ({ manager }) => addVisit(manager, ID, visit, { name: SOURCE, at: AT })],
  ['a visit by its key', ({ manager }) => visitByKey(manager, ID)],
  ['visits to an enterprise', ({ manager }) => visitsOf(manager, [HALL], ID, 20, [DAY, '7'])],
  ['last visits', ({ manager }) => lastVisits(manager, { halls: [HALL], refs: [ID] })],
  ['names of accounts', ({ manager }) => namesOfAccounts(manager, [ID])],
  ['taking a message', ({ manager }) => take(manager, () => null, null, [ID])],
  ['arrivals of a robot', ({ manager }) => keepArrivals(manager, ID, [1, 2])],
  ['postponing a message', ({ manager }) => postpone(manager, ID, ID)],
  ['a message that had arrived', ({ manager }) => settleArrived(manager, ID, SOURCE)],
  ['first receipts', ({ manager }) => firstReceipts(manager, 'warning/', [ID])],
  ['what was never told', ({ manager }) => neverNotified(manager, [{ subject: ID, hall: HALL, level: 'red' }])],
  [
    'arrivals of past days',
    ({ clickhouse }) => new ArrivalHistoryReader(clickhouse).arrivalHistory(HALL, 28, DAY, 'UTC'),
  ],
  [
    'arrivals of many halls',
    ({ clickhouse }) =>
      new ArrivalHistoryReader(clickhouse).arrivalsOf([HALL], { from: DAY, before: DAY, timeZone: 'UTC' }),
  ],
  [
    'bookings of past days and of one to come',
    ({ clickhouse }) => new ArrivalHistoryReader(clickhouse).bookings(HALL, 28, DAY, 'UTC'),
  ],
  ['bookings by day', ({ clickhouse }) => new ArrivalHistoryReader(clickhouse).bookedOn([HALL], DAY, DAY)],
  ['open consultations', (engine) => coming(engine).openConsults(days)],
  ['booked peaks', (engine) => coming(engine).bookedPeaks(days)],
  ['served peaks', (engine) => coming(engine).servedPeaks(days)],
  [
    'terminals of areas',
    (engine) =>
      new TerminalAreas(
        engine.clickhouse,
        {
          latest: () => Promise.resolve({ bureau: { name: '' }, halls: [{ code: HALL, name: '', terminals: [{}] }] }),
          on: () => Promise.resolve(null),
          days: () => Promise.resolve(null),
        } as never,
        { today: () => Promise.resolve(DAY) } as never,
      ).areas('all'),
  ],
  ['a page of consultations', (engine) => consults(engine).page({ from: DAY, to: DAY }, [HALL], 50, [DAY, SOURCE, ID])],
  ['consultations by tier', (engine) => consults(engine).tiers({ from: DAY, to: DAY }, [HALL])],
  ['consultations by line', (engine) => consults(engine).lines({ from: DAY, to: DAY }, [HALL])],
  ['consultations between tiers', (engine) => consults(engine).between({ from: DAY, to: DAY }, [HALL])],
  ['a page of counts', (engine) => points(engine).page({ hall: HALL, from: DAY, to: DAY }, 50, [DAY, ID, ID, ID, DAY])],
  ['events by source', ({ clickhouse }) => new StoredCounts(clickhouse).countBySource(SOURCE)],
  ['a page of visits', (engine) => reader(engine).visits(HALL, oneDay(DAY), 50, { firstAt: DAY, ticketId: ID })],
  [
    'a page of visits of some parts',
    (engine) => reader(engine).visits(HALL, oneDay(DAY), 50, undefined, { queue: ID, officer: ID }),
  ],
  ['tickets by the beginning of their number', (engine) => tickets(engine).inHalls(ID, [HALL], 7)],
  ['tickets of every hall', (engine) => tickets(engine).anywhere(ID, 7)],
  ['load of a day', (engine) => reader(engine).load(HALL, DAY)],
  ['events from outside', (engine) => reader(engine).outsideOf(HALL, DAY)],
  ['what is stored', (engine) => events(engine).stored(['0'.repeat(32)])],
  ['events of tickets', (engine) => events(engine).ofTickets(HALL, [ID])],
  ['events of things', (engine) => events(engine).ofEntities('hall.case.', { source: SOURCE }, [ID])],
  ['events of kinds', (engine) => events(engine).ofKinds(['hall.case.'], HALL).next()],
  ['visits of a day', ({ clickhouse }) => new VisitTable(clickhouse).forLoad(HALL, DAY)],
  ['days computed by older rules', ({ clickhouse }) => new DayTables(clickhouse).outdated()],
  ['withdrawn events', ({ clickhouse }) => new SideTables(clickhouse).withdrawn()],
];

describe('the statements of the stores', () => {
  holdStatements(CASES, [HALL, SOURCE, ID]);
});
