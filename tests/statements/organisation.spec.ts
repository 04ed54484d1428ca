import type { Caller, ClockChange, TargetChange } from '@cockpit/contracts';
import { AuditLog } from '@cockpit/access';
import { AuditRow } from '../../libs/access/src/entities';
import { Calendars } from '../../libs/matters/src/calendars/calendars';
import { ClockSettings } from '../../libs/matters/src/clocks/clock-settings';
import { Looks } from '../../libs/metrics/src/overview/looks';
import { TargetStore } from '../../libs/metrics/src/targets/target-store';
import { insertCalendar } from '../../libs/organisation/src/history/calendar-years';
import { PartRow, VersionRow } from '../../libs/organisation/src/history/entities';
import { OrganisationStore } from '../../libs/organisation/src/history/organisation-store';
import { SetupHistory } from '../../libs/organisation/src/setup/setup-history';
import { grantTo } from '../../libs/platform/src/application-role';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, NAME, ID, ROLE] = ["H'1", "O'Hara", "a'b", 'r"o'];
const DAY = '2026-03-04';
const AT = Date.parse('2026-03-04T01:00:00Z');
const clock = { now: () => AT };
const caller: Caller = { kind: 'user', id: ID, name: NAME, role: 'administrator', halls: 'all' };
const actor = { kind: 'user', id: ID, name: NAME } as const;
const organisation = {
  calendarsChanged: () => Promise.resolve(),
  latest: () => Promise.resolve({ halls: [{ code: HALL, tier: 'hall' }] }),
} as never;

const audit = ({ postgres }: Asked): AuditLog => new AuditLog(postgres);
const calendars = (engine: Asked): Calendars => new Calendars(engine.postgres, audit(engine), organisation);
const store = ({ postgres }: Asked): OrganisationStore => new OrganisationStore(postgres);
const looks = ({ postgres }: Asked): Looks => new Looks(postgres, clock);

const year = { year: 2026, papers: [ID], days: [{ name: NAME, date: '2026-01-01', isOffDay: true }] };
const rules = [
  { kind: 'case', unit: 'U-1', channel: null, contact: 1, answer: 2, resolution: 3 },
] as unknown as ClockChange['rules'];
const lines: TargetChange['lines'] = [];

/** Columns as TypeORM names them: the alias before each. */
const rowOf = (alias: string, row: object): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [`${alias}_${name}`, value]));
const part = (id: string, key: string, position: number): object => ({
  id,
  kind: 'branch',
  key,
  hall: null,
  position,
  body: { code: key },
  valid_from: '0001-01-01',
  valid_to: null,
  since_version: 1,
  until_version: null,
});
/** One part moves, one ceases to hold, and one is new. */
const KEPT = [part('1', ID, 0), part('2', NAME, 1), part('3', ROLE, 2)];
const wanted = {
  next: [
    { kind: 'branch', key: NAME, hall: null, position: 0, body: { code: NAME } },
    { kind: 'branch', key: ID, hall: null, position: 1, body: { code: ID } },
    { kind: 'branch', key: HALL, hall: null, position: 2, body: { code: HALL } },
  ] as const,
  from: DAY,
  restate: true,
  now: new Date(AT),
  actor,
  reason: ID,
  mayRemove: () => true,
};

const CASES: readonly Statements[] = [
  ['a notice imported', (engine) => calendars(engine).import({ ...year, reason: ID }, actor)],
  ['a year', ({ manager }) => insertCalendar(manager, year, 3, NAME)],
  [
    'another clock table',
    (engine) =>
      new ClockSettings(engine.postgres, audit(engine), clock).change(
        { revision: 0, from: DAY, rules, reason: ID },
        ...([caller, actor] as const),
      ),
  ],
  [
    'other targets',
    (engine) =>
      new TargetStore(engine.postgres, audit(engine), organisation, clock).change(
        { place: HALL, revision: 0, lines, reason: ID },
        ...([caller, actor] as const),
      ),
  ],
  ['when somebody looked before', (engine) => looks(engine).before(caller)],
  ['that somebody looks', (engine) => looks(engine).note(caller)],
  ['the organisation as it was last said to be', (engine) => store(engine).read()],
  ['the organisation of a day', (engine) => store(engine).read(DAY)],
  ['the version in force', (engine) => store(engine).version()],
  ['what was changed after a version', (engine) => store(engine).changesAfter(3)],
  ['every hall there has ever been', (engine) => store(engine).everHalls()],
  ['versions of a kind of parts', (engine) => store(engine).versions('item')],
  [
    'another organisation',
    (engine) =>
      store(
        engine.answer(
          '/* organisation.history */',
          KEPT.map((row) => rowOf('PartRow', row)),
        ),
      ).write(wanted, () => Promise.resolve()),
  ],
  ['versions of a hall', ({ postgres }) => new SetupHistory(postgres).versions(HALL)],
  ['a hall before a version', ({ postgres }) => new SetupHistory(postgres).before(HALL, 3).catch(() => null)],
  ['what the role of the processes may do', ({ postgres }) => grantTo(postgres, ROLE)],
];

describe('the statements of what the organisation is told', () => {
  holdStatements(CASES, [HALL, NAME, ID, ROLE], () => askedEntities([PartRow, VersionRow, AuditRow]));
});
