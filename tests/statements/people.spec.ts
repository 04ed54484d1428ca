import { DEFAULT_INTERVALS, DeadLetters } from '@cockpit/platform';
import { Logger } from '@nestjs/common';
import { AppealStore } from '../../libs/metrics/src/assessment/store/appeal-store';
import { AssessmentStore } from '../../libs/metrics/src/assessment/store/assessment-store';
import { SchemeStore } from '../../libs/metrics/src/assessment/store/scheme-store';
import { BulletinStore } from '../../libs/bulletin/src/store/bulletin-store';
import { ScheduleStore } from '../../libs/bulletin/src/store/schedule-store';
import { ActStore, holdMatter } from '../../libs/matters/src/tables/act-store';
import { noteActsTold, untoldActs } from '../../libs/matters/src/tables/acts-to-tell';
import { TargetStore } from '../../libs/metrics/src/targets/target-store';
import { ShiftNotes } from '../../libs/redirect/src/desk/shift-notes';
import type { Asked } from '../support/asked';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, TEXT, ID] = ["H'1", "counter's", "a'b"];
const DAY = '2026-03-04';
const MONTH = '2026-03';
const AT = Date.parse('2026-03-04T01:00:00Z');
const none = undefined as never;
const clock = { now: () => AT };

const bulletins = ({ postgres }: Asked): BulletinStore => new BulletinStore(postgres);
const schedules = ({ postgres }: Asked): ScheduleStore => new ScheduleStore(postgres);
const assessments = ({ postgres }: Asked): AssessmentStore => new AssessmentStore(postgres);
const appeals = ({ postgres }: Asked): AppealStore => new AppealStore(postgres);
const schemes = ({ postgres }: Asked): SchemeStore => new SchemeStore(postgres, none, clock);
const acts = ({ postgres }: Asked): ActStore => new ActStore(postgres);
const notes = ({ postgres }: Asked): ShiftNotes =>
  new ShiftNotes(postgres, { now: () => Promise.resolve(AT) } as never);
const letters = ({ postgres }: Asked): DeadLetters => new DeadLetters(postgres, DEFAULT_INTERVALS);
const targets = ({ postgres }: Asked): TargetStore =>
  new TargetStore(postgres, none, { latest: () => Promise.resolve({ halls: [] }) } as never, clock);

const of = { no: 7, place: HALL, period: 'week', from: DAY, to: DAY } as never;
const version = { state: 'draft', document: { title: TEXT }, edits: {}, act: 'write', by: TEXT, at: AT } as never;
const computed = { placeName: HALL, scheme: { name: TEXT } as never, schemeRevision: 3, places: [] };
const by = { by: TEXT, now: AT };
const decision = { remedy: 'days', days: [DAY], replaced: null, answer: TEXT, ...by } as const;
const act = { id: ID, type: 'hall.case.accepted', time: AT, data: { caseId: ID } } as const;
const caller = { halls: [HALL] };
/** A store that parses what comes back has nothing to parse here. */
const asked = (work: Promise<unknown>): Promise<unknown> => work.catch(() => null);

const CASES: readonly Statements[] = [
  [
    'a page of bulletins',
    (engine) => bulletins(engine).list({ place: HALL, period: 'week' }, { places: [HALL], onlySent: true }, 9, 50),
  ],
  [
    'the last bulletin of a schedule',
    (engine) => asked(bulletins(engine).lastMadeBy(TEXT, { place: HALL, period: 'week' })),
  ],
  ['schedules of bulletins', (engine) => schedules(engine).list([HALL])],
  [
    'a schedule of bulletins',
    (engine) =>
      schedules(engine).put(
        { place: HALL, period: 'week', due: { day: 1, time: TEXT } },
        { name: TEXT, at: AT },
        engine.manager,
      ),
  ],
  [
    'no schedule of bulletins',
    (engine) =>
      schedules(engine).put({ place: HALL, period: 'week', due: null }, { name: TEXT, at: AT }, engine.manager),
  ],
  ['a bulletin', (engine) => bulletins(engine).find(ID)],
  ['a bulletin, held', (engine) => bulletins(engine).lock(ID, engine.manager)],
  ['a bulletin by its number', (engine) => bulletins(engine).findByNo(7)],
  ['the bulletin of a period', (engine) => bulletins(engine).findOf(of)],
  ['the next number of a bulletin', (engine) => asked(bulletins(engine).nextNo())],
  ['a new bulletin', (engine) => bulletins(engine).add(of, version, engine.manager)],
  [
    'another version of a bulletin',
    (engine) => bulletins(engine).change({ id: ID, revision: 2 }, version, engine.manager),
  ],
  ['a page of assessments', (engine) => assessments(engine).list([HALL], [HALL], [MONTH, ID], 50)],
  ['an assessment, held', (engine) => assessments(engine).lock(ID, engine.manager)],
  ['the assessment of a month', (engine) => assessments(engine).findOf(HALL, MONTH)],
  ['places of an assessment', (engine) => assessments(engine).places(ID, HALL)],
  [
    'a new assessment',
    (engine) => assessments(engine).add({ place: HALL, month: MONTH }, computed, by, engine.manager),
  ],
  ['an assessment computed again', (engine) => assessments(engine).compute(ID, computed, by, engine.manager)],
  ['a step of an assessment', (engine) => assessments(engine).step(ID, 'approved' as never, DAY, by, engine.manager)],
  ['appeals of an assessment', (engine) => appeals(engine).list(ID)],
  [
    'a new appeal',
    (engine) =>
      appeals(engine).add(
        ID,
        { hall: HALL, metric: 'wait_mean', reason: TEXT } as never,
        { id: ID, name: TEXT, now: AT },
        engine.manager,
      ),
  ],
  ['an appeal decided', (engine) => appeals(engine).end(ID, { state: 'upheld', ...decision } as never, engine.manager)],
  ['the scheme of a place', (engine) => schemes(engine).latest(HALL)],
  ['versions of a scheme', (engine) => schemes(engine).history(HALL, 9, 50)],
  [
    'another scheme',
    (engine) =>
      new SchemeStore(engine.postgres, { record: () => Promise.resolve() } as never, clock).change(
        { place: HALL, revision: 0, scheme: { name: TEXT }, reason: ID } as never,
        ...([TEXT, { kind: 'user', id: ID, name: TEXT }] as const),
      ),
  ],
  ['holding a matter', ({ manager }) => holdMatter(manager, ID)],
  ['acts of a matter', (engine) => acts(engine).join({ register: TEXT, caseId: ID }, [], { registerOf: () => TEXT })],
  ['what was told of a case first', (engine) => acts(engine).first(engine.manager, TEXT, ID)],
  [
    'an act',
    (engine) =>
      acts(engine).store(engine.manager, { identity: ID, source: TEXT, caseId: ID, event: act, toTell: null }),
  ],
  ['acts somebody is to hear of', ({ manager }) => untoldActs(manager, 50)],
  ['acts that were told', ({ manager }) => noteActsTold(manager, [{ identity: ID } as never])],
  ['handover notes', (engine) => notes(engine).list(HALL, 20, '7')],
  ['a handover note', (engine) => asked(notes(engine).write(HALL, TEXT, TEXT))],
  [
    'a handover note that was read',
    (engine) =>
      notes(
        engine.answer('WHERE n.hall', [{ id: ID, hall: HALL, at: new Date(AT), by_name: HALL, text: TEXT, read: [] }]),
      ).read(HALL, ID, TEXT),
  ],
  ['putting a row away', (engine) => letters(engine).put(TEXT, ID, { name: HALL }, new Error(TEXT))],
  [
    'rows to try again',
    (engine) => asked(letters(engine.answer('SELECT DISTINCT worker', [{ worker: TEXT }])).due([TEXT])),
  ],
  ['rows that rest', (engine) => letters(engine).resting(TEXT)],
  ['how many rows were put away', (engine) => letters(engine).count()],
  ['a page of rows put away', (engine) => letters(engine).list(50, [DAY, ID], TEXT)],
  ['trying a row again', (engine) => asked(letters(engine).retry(ID))],
  ['targets of all places', (engine) => targets(engine).books()],
  ['targets of the bureau', (engine) => targets(engine).book(null, caller)],
  ['versions of targets', (engine) => targets(engine).history(null, caller, 9, 50)],
  ['changes of targets', (engine) => targets(engine).changedSince(new Date(AT), caller)],
];

describe('the statements of what people decide', () => {
  // a row that is put away is an error to whoever runs the cockpit
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  holdStatements(CASES, [HALL, TEXT, ID]);
});
