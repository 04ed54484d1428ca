import type { Caller } from '@cockpit/contracts';
import { DEFAULT_ESCALATION } from '@cockpit/domain';
import { Logger } from '@nestjs/common';
import { DutyRoster } from '../../libs/duty/src/duty-roster';
import { DutyShiftRow } from '../../libs/duty/src/duty-shift.entity';
import { ChannelRow } from '../../libs/notify/src/settings/entities';
import { PersonRow } from '../../libs/notify/src/persons/person.entity';
import { LoopController } from '../../libs/warnings/src/api/loop.controller';
import { DueEscalations } from '../../libs/warnings/src/escalation/due-escalations';
import { EscalationRow } from '../../libs/warnings/src/escalation/escalation.entity';
import { Escalations } from '../../libs/warnings/src/escalation/escalations';
import { HallQuiet } from '../../libs/warnings/src/escalation/quiet-times';
import { LateTelling } from '../../libs/warnings/src/escalation/late-telling';
import { PassingUp } from '../../libs/warnings/src/escalation/passing-up';
import type { MeasuredRule, Reading } from '../../libs/warnings/src/rules/rule';
import { SilenceRow } from '../../libs/warnings/src/silence/silence.entity';
import { Silences } from '../../libs/warnings/src/silence/silences';
import { WarningEngine } from '../../libs/warnings/src/warning-engine';
import { WarningStore } from '../../libs/warnings/src/warning-store';
import { WarningRow, WarningTransitionRow } from '../../libs/warnings/src/warning.entity';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, TEXT, ID] = ["H'1", "O'Hara", "a'b"];
const UUID = '00000000-0000-4000-8000-000000000000';
const AT = Date.parse('2026-03-04T01:00:00Z');
const NOW = new Date(AT);
const none = undefined as never;
const caller: Caller = { kind: 'user', id: ID, name: TEXT, role: 'administrator', halls: 'all' };
const hallClock = {
  now: () => Promise.resolve(AT),
  zone: () => Promise.resolve('Asia/Shanghai'),
  local: () => Promise.resolve({ now: AT, timeZone: 'Asia/Shanghai' }),
} as never;
const configs = { get: () => Promise.resolve(null) } as never;
const officers = { ofHall: () => Promise.resolve(new Map()) } as never;
const organisation = { latest: () => Promise.resolve(null), hallConfig: () => Promise.resolve(null) } as never;
const quiet = new HallQuiet(organisation);
/** everybody is told elsewhere */
const notices = {
  follow: () => Promise.resolve(true),
  climb: () => Promise.resolve(),
  isHeldBack: () => Promise.resolve(false),
  tellLate: () => Promise.resolve(),
} as never;
const decisions = ({ manager }: Asked) =>
  ({ change: (_: string, work: (held: typeof manager) => Promise<unknown>) => work(manager) }) as never;
const letters = {
  due: () => Promise.resolve([{ worker: ID, body: { warning: UUID } }]),
  settle: () => Promise.resolve(),
} as never;

const roster = ({ postgres }: Asked): DutyRoster => new DutyRoster(postgres, hallClock, none, none);
const silences = (engine: Asked): Silences => new Silences(engine.postgres, organisation, hallClock, decisions(engine));
const escalations = (engine: Asked): Escalations => new Escalations(roster(engine), hallClock, quiet, officers);
const due = (engine: Asked): DueEscalations =>
  new DueEscalations(roster(engine), silences(engine), hallClock, officers, quiet);
const late = (engine: Asked): LateTelling =>
  new LateTelling(engine.postgres, notices, hallClock, configs, decisions(engine));

/** Columns as TypeORM names them: the alias before each. */
const rowOf = (alias: string, row: object): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [`${alias}_${name}`, value]));
const words = { code: 'notice.test', params: {} };
const WARNING = {
  id: ID,
  hall: HALL,
  rule: ID,
  rule_version: 1,
  scope_kind: 'queue',
  scope_code: ID,
  severity: 'red',
  condition: 'firing',
  handling: 'new',
  message: TEXT,
  words,
  value: 1,
  threshold: 1,
  unit: 'min',
  since: NOW,
  fired_at: NOW,
  fired_before: [],
  clear_since: null,
  cleared_at: null,
  acknowledged_by: null,
  acknowledged_at: null,
  dismissed_as: null,
  ended_as: null,
  ended_left: null,
  ended_served: null,
  fired_by: null,
};
const ESCALATION = {
  warning_id: ID,
  hall: HALL,
  policy: DEFAULT_ESCALATION,
  state: 'told',
  step: 1,
  level: 'supervisor',
  people: [TEXT],
  since: new Date(AT - 3_600_000),
  next_at: new Date(AT - 1),
  why: words,
  reached: null,
  repeated: 0,
};
const SHIFT = {
  id: ID,
  person: TEXT,
  level: 'supervisor',
  halls: [HALL],
  unit: null,
  from_at: new Date(AT - 7_200_000),
  to_at: new Date(AT + 3_600_000),
};
/** A warning that fired, a roster, and whoever has it. */
const fired = (engine: Asked): Asked =>
  engine
    .answer('"WarningRow"', [rowOf('WarningRow', WARNING)])
    .answer('"EscalationRow"', [rowOf('EscalationRow', ESCALATION)])
    .answer('"duty_shift" "d"', [rowOf('d', SHIFT)])
    .answer('FROM warning w WHERE w.id', [{ id: ID, firedAt: NOW }]);
const warning = Object.assign(new WarningRow(), {
  id: ID,
  hall: HALL,
  rule: ID,
  severity: 'red',
  scopeKind: 'queue',
  scopeCode: ID,
  firedAt: NOW,
  firedBy: null,
  clearedAt: null,
});

const reading = (value: number): Reading => ({ scope: { kind: 'queue', code: ID }, value, fire: 5, clear: 4, words });
const rule = (readings: readonly Reading[]): MeasuredRule<null> => ({
  key: ID,
  version: 1,
  severity: 'red',
  unit: 'min',
  scope: 'queue',
  threshold: null,
  forSec: 0,
  keepFiringSec: 0,
  fires: ['', ''],
  clears: ['', ''],
  read: () => [...readings],
});
const run = ({ manager }: Asked, readings: readonly Reading[]): Promise<void> =>
  new WarningEngine(notices).run(manager, {
    hall: HALL,
    rules: [rule(readings)],
    seen: null,
    now: AT + 60_000,
    timeZone: 'UTC',
  });

const CASES: readonly Statements[] = [
  ['a warning that begins', (engine) => run(engine, [reading(9)])],
  ['a warning that is over by itself', (engine) => run(fired(engine), [])],
  [
    'warnings of a feed that is silent',
    (engine) => new WarningEngine(notices).mute(fired(engine).manager, HALL, [rule([])], AT + 60_000),
  ],
  [
    'somebody is given a warning',
    (engine) => {
      fired(engine);
      return escalations(engine).begin(engine.manager, warning, AT);
    },
  ],
  [
    'a warning goes up',
    (engine) => {
      fired(engine);
      return escalations(engine).step(engine.manager, warning, AT + 3_600_000);
    },
  ],
  [
    'the highest level told again',
    (engine) => {
      const highest = { step: DEFAULT_ESCALATION.levels.length, next_at: null, level: ID };
      engine.answer('"EscalationRow"', [rowOf('EscalationRow', { ...ESCALATION, ...highest })]);
      fired(engine);
      return escalations(engine).step(engine.manager, warning, AT);
    },
  ],
  ['what is to be passed up of a hall', (engine) => due(fired(engine)).find(engine.manager)],
  [
    'passing up',
    (engine) =>
      new PassingUp(
        ...([fired(engine).postgres, due(engine), late(engine), notices, hallClock] as const),
        ...([decisions(engine), letters] as const),
      ).run(),
  ],
  [
    'somebody told late',
    (engine) =>
      late(
        fired(engine)
          .answer('e.warning_id IS NULL', [
            { id: ID, hall: HALL, severity: 'red', firedAt: NOW, isNobodys: true, callsNobody: false },
          ])
          .answer('FROM duty_shift', [{ halls: null, to: new Date(AT + 1) }]),
      ).run(),
  ],
  [
    'the warnings of a page of the loop',
    (engine) =>
      new LoopController(
        fired(engine).answer('SELECT f.* FROM', [
          {
            id: ID,
            hall: HALL,
            rule: ID,
            since: NOW,
            firedAt: NOW,
            endedAs: null,
            noticedAt: null,
            acknowledgedAt: null,
            actedAt: null,
            resolvedAt: null,
            dismissedAs: null,
          },
        ]).postgres,
        hallClock,
        { latest: () => Promise.resolve(null) } as never,
      ).list({ from: '2026-03-04', to: '2026-03-04', part: 'all', limit: 50 } as never, caller),
  ],
  [
    'warnings shown live',
    (engine) => {
      const sections = new Map<string, (manager: typeof engine.manager, hall: string) => Promise<unknown>>();
      const live = { register: sections.set.bind(sections) } as never;
      new WarningStore(
        ...([fired(engine).postgres, none, hallClock, live, silences(engine), none, escalations(engine)] as const),
      ).onModuleInit();
      return Promise.all([...sections.values()].map((section) => section(engine.manager, HALL)));
    },
  ],
];

describe('the statements of the life of warnings', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  holdStatements(CASES, [HALL, TEXT, ID], () =>
    askedEntities([
      ...[WarningRow, WarningTransitionRow, EscalationRow, SilenceRow],
      ...[DutyShiftRow, ChannelRow, PersonRow],
    ]),
  );
});
