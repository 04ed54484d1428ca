import type { Caller } from '@cockpit/contracts';
import { AuditLog } from '@cockpit/access';
import { AuditRow } from '../../libs/access/src/entities';
import { DutyShiftRow } from '../../libs/duty/src/duty-shift.entity';
import { factsOf } from '../../libs/warnings/src/escalation/alert-facts';
import { DueEscalations } from '../../libs/warnings/src/escalation/due-escalations';
import { EscalationRow } from '../../libs/warnings/src/escalation/escalation.entity';
import { Escalations } from '../../libs/warnings/src/escalation/escalations';
import { LateTelling } from '../../libs/warnings/src/escalation/late-telling';
import { firedBefore } from '../../libs/warnings/src/life/fired-before';
import { firingsOf } from '../../libs/warnings/src/loop/firings';
import { loopFacts, loopList } from '../../libs/warnings/src/loop/loop-facts';
import { isMarked, mark, markDelivered } from '../../libs/warnings/src/loop/marks';
import { redWarningsOpen, warningsSince } from '../../libs/warnings/src/loop/waiting';
import { RuleSettingRow } from '../../libs/warnings/src/settings/rule-setting.entity';
import { RuleSettingsStore } from '../../libs/warnings/src/settings/rule-settings';
import { latest } from '../../libs/warnings/src/settings/rules-in-force';
import { Inhibitions } from '../../libs/warnings/src/silence/inhibitions';
import { SilenceRow } from '../../libs/warnings/src/silence/silence.entity';
import { Silences } from '../../libs/warnings/src/silence/silences';
import { WarningHistory } from '../../libs/warnings/src/warning-history';
import { record } from '../../libs/warnings/src/warning-rows';
import { WarningStore } from '../../libs/warnings/src/warning-store';
import { WarningRow, WarningTransitionRow } from '../../libs/warnings/src/warning.entity';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, TEXT, ID] = ["H'1", "O'Hara", "a'b"];
const AT = Date.parse('2026-03-04T01:00:00Z');
const NOW = new Date(AT);
const LATER = '2026-03-05T01:00:00.000Z';
const none = undefined as never;
const caller: Caller = { kind: 'user', id: ID, name: TEXT, role: 'supervisor', halls: [HALL] };
const everybody: Caller = { ...caller, role: 'administrator', halls: 'all' };
const hallClock = {
  now: () => Promise.resolve(AT),
  zone: () => Promise.resolve('Asia/Shanghai'),
  local: () => Promise.resolve({ now: AT, timeZone: 'Asia/Shanghai' }),
} as never;
const organisation = { latest: () => Promise.resolve(null) } as never;
const notices = { follow: () => Promise.resolve() } as never;
/** holding a hall is asked elsewhere */
const decisions = ({ manager }: Asked) =>
  ({ change: (_: string, work: (held: typeof manager) => Promise<unknown>) => work(manager) }) as never;

const silences = (engine: Asked): Silences => new Silences(engine.postgres, organisation, hallClock, decisions(engine));
const escalations = (): Escalations => new Escalations(none, hallClock, none, none);
const warnings = (engine: Asked): WarningStore =>
  new WarningStore(
    ...([engine.postgres, decisions(engine), hallClock, none, silences(engine), notices, escalations()] as const),
  );
const rules = ({ postgres }: Asked): RuleSettingsStore =>
  new RuleSettingsStore(
    ...([postgres, { refuseUnknown: () => Promise.resolve() } as never, none, hallClock] as const),
    ...([new AuditLog(postgres), { announce: () => Promise.resolve() } as never] as const),
  );

/** Columns as TypeORM names them: the alias before each. */
const rowOf = (alias: string, row: object): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [`${alias}_${name}`, value]));
const WARNING = {
  id: ID,
  hall: HALL,
  rule: 'window-fault',
  rule_version: 1,
  scope_kind: 'queue',
  scope_code: ID,
  severity: 'red',
  condition: 'firing',
  handling: 'new',
  message: TEXT,
  words: null,
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
const warningRow = Object.assign(new WarningRow(), { id: ID, hall: HALL, rule: ID, firedAt: NOW, clearedAt: null });
const SILENCE = {
  id: ID,
  hall: HALL,
  rule: null,
  code: null,
  reason: TEXT,
  owner: TEXT,
  from_at: NOW,
  until_at: new Date(LATER),
  weekly: null,
  time_zone: 'Asia/Shanghai',
  ended_at: null,
  ended_by: null,
};
const ask = { halls: [HALL], between: [NOW, NOW], part: 'acted', after: { at: NOW, id: ID }, limit: 50 } as const;
const halls = { halls: [HALL], twins: [ID] };
const isHeld = '"WarningRow"';
/** It stops where nothing was found. */
const asked = (work: Promise<unknown>): Promise<unknown> => work.catch(() => null);

const CASES: readonly Statements[] = [
  [
    'a page of silences',
    (engine) => silences(engine).list(caller, { hall: HALL, after: { until: NOW, id: ID }, limit: 50 }),
  ],
  [
    'a new silence',
    (engine) =>
      silences(engine).add({ hall: HALL, rule: ID, code: ID, reason: TEXT, until: LATER, weekly: null }, caller),
  ],
  [
    'the end of a silence',
    (engine) => silences(engine.answer('"SilenceRow"', [rowOf('SilenceRow', SILENCE)])).end(ID, caller),
  ],
  ['silences of a hall', (engine) => silences(engine).ofHall(engine.manager, HALL, AT)],
  [
    'what says the same already',
    ({ manager }) => new Inhibitions(none, hallClock).holdBack(manager, warningRow, [], AT),
  ],
  [
    'a page of warnings',
    (engine) =>
      warnings(engine).list({
        halls: [HALL],
        conditions: ['firing'],
        rule: ID,
        severity: 'red',
        after: { since: NOW, id: ID },
        limit: 50,
      }),
  ],
  ['a warning', (engine) => asked(warnings(engine.answer(isHeld, [rowOf('WarningRow', WARNING)])).one(ID, caller))],
  [
    'a warning somebody has',
    (engine) => asked(warnings(engine.answer(isHeld, [rowOf('WarningRow', WARNING)])).acknowledge(ID, caller)),
  ],
  [
    'a warning that is over',
    (engine) =>
      asked(
        warnings(engine.answer(isHeld, [rowOf('WarningRow', WARNING)])).resolve(ID, caller, {
          reason: TEXT,
          dismissedAs: 'false-alarm',
        } as never),
      ),
  ],
  [
    'warnings somebody saw',
    (engine) => asked(warnings(engine.answer(isHeld, [rowOf('WarningRow', WARNING)])).seen([ID], caller)),
  ],
  [
    'steps of a warning',
    ({ manager }) =>
      record(manager, ID, [{ axis: 'handling', from: 'new', to: TEXT, reason: TEXT }] as never, AT, TEXT),
  ],
  ['warnings as they were', ({ postgres }) => new WarningHistory(postgres).within(HALL, AT, AT + 1)],
  [
    'when it fired before',
    ({ manager }) => firedBefore(manager, { hall: HALL, rule: ID, scope: { kind: 'queue', code: ID } }, AT),
  ],
  ['firings of halls', ({ postgres }) => firingsOf(postgres, [HALL], [NOW, NOW])],
  ['facts of the loop', ({ postgres }) => loopFacts(postgres, [NOW, NOW])],
  ['a page of the loop', ({ postgres }) => loopList(postgres, ask)],
  ['marking warnings', ({ manager }) => mark(manager, [ID], { kind: 'seen', at: AT, actor: TEXT })],
  ['whether it is marked', ({ manager }) => isMarked(manager, ID, 'acted')],
  [
    'marking what was delivered',
    (engine) =>
      markDelivered(engine.answer('notify_outbox', [{ subject: `warning/${ID}`, at: NOW, recipient: TEXT }]).manager),
  ],
  ['red warnings that are open', ({ postgres }) => redWarningsOpen(postgres, halls)],
  ['warnings since', ({ postgres }) => warningsSince(postgres, halls, NOW)],
  ['what decides who has warnings', ({ manager }) => factsOf(manager, [warningRow])],
  ['who has warnings', ({ manager }) => escalations().find(manager, [ID])],
  ['who has a warning', ({ manager }) => escalations().asHeld(manager, ID)],
  ['a warning that goes on', ({ manager }) => escalations().step(manager, warningRow, AT)],
  ['what is to be passed up', ({ manager }) => new DueEscalations(none, none, hallClock, none, none).find(manager)],
  [
    'what fired before anybody could be told',
    ({ postgres }) => new LateTelling(postgres, none, hallClock, none, none).run(),
  ],
  ['rules in force', ({ manager }) => latest(manager, ID)],
  ['versions of a rule', (engine) => rules(engine).history('window-fault', caller, 9, 50)],
  [
    'another version of a rule',
    (engine) =>
      asked(
        rules(engine).change(
          'window-fault',
          { place: { kind: 'bureau', hall: null, code: null }, settings: {}, reason: TEXT },
          everybody,
          { kind: 'user', id: ID, name: TEXT },
        ),
      ),
  ],
];

describe('the statements of warnings', () => {
  holdStatements(CASES, [HALL, TEXT, ID], () =>
    askedEntities([
      WarningRow,
      WarningTransitionRow,
      EscalationRow,
      SilenceRow,
      RuleSettingRow,
      DutyShiftRow,
      AuditRow,
    ]),
  );
});
