import { isKnown } from '@cockpit/contracts';
import { WorkCalendar, dayKinds, type ShiftsOf } from '../deadline';
import { foldMatter, type MatterEvent } from './fold';
import { followParts, type MatterPart } from './parts';
import { clockTimes, faultsOf, faultWords, readTimes, type MatterRule } from './reading';
import { readStages } from './stages';

const at = (iso: string): number => Date.parse(`${iso}:00+08:00`);
const office = (shifts: ShiftsOf): WorkCalendar =>
  new WorkCalendar(
    'Asia/Shanghai',
    '2025-12-01',
    '2027-12-31',
    dayKinds([{ year: 2026, days: [{ name: '元旦', date: '2026-01-01', isOffDay: true }] }]),
    shifts,
  );
const calendar = office([{ fromMin: 540, toMin: 1020 }]);
const RULE: MatterRule = {
  limit: { unit: 'working-days', amount: 3 },
  from: 'promised',
  statutory: 20,
  since: '0001-01-01',
  unknownItem: false,
  stages: [
    { code: 'review', allowedDays: 2 },
    { code: 'decide', allowedDays: 1 },
  ],
};
const NOW = at('2026-03-20T10:00');

let serial = 0;
const event = (type: string, time: string, data: object = {}): MatterEvent => {
  const id = `i${String(++serial).padStart(4, '0')}`;
  return { type: `hall.case.${type}`, id, identity: id, time: at(time), data: { caseId: 'c', ...data } } as MatterEvent;
};
const accepted = (time = '2026-03-02T10:00', more: object = {}): MatterEvent =>
  event('accepted', time, { kind: 'case', item: 'HZ-1', channel: 'window', unit: 'u', ...more });
const closed = (time: string): MatterEvent => event('closed', time, { result: 'granted' });
const stage = (name: string, time: string): MatterEvent => event('stage-entered', time, { stage: name });
const part = (item: string, more: Partial<MatterPart> = {}): MatterPart => ({
  caseId: `c-${item}`,
  item,
  dueAt: at('2026-03-05T17:00'),
  closedAt: null,
  pauses: [],
  lastEventAt: NOW,
  unlimited: false,
  ...more,
});
const bundle = (...parts: MatterPart[]): MatterRule => ({
  ...RULE,
  limit: null,
  from: 'parts',
  parts,
  packageItems: ['A', 'B'],
});

/** Faults, due time and lateness of a matter. */
function read(events: MatterEvent[], rule: MatterRule = RULE) {
  const folded = foldMatter(
    'c',
    events,
    rule.stages.map((stage) => stage.code),
  );
  const faults = faultsOf(folded, rule);
  for (const fault of faults) expect(isKnown(faultWords(fault).code)).toBe(true);
  const matter = rule.parts ? followParts(folded, rule.parts, rule.packageItems ?? []) : folded;
  const times = clockTimes(matter, rule);
  const reading = times === null ? null : readTimes(times, calendar, NOW);
  return {
    faults: faults.map((fault) => fault.kind),
    due: reading === null ? null : new Date(reading.dueAt + 8 * 3_600_000).toISOString().slice(0, 16),
    overdue: reading?.overdue ?? false,
    elapsed: reading?.elapsed ?? null,
    matter,
  };
}

const DUE = '2026-03-05T17:00';
/** problem · faults and due time · events that repair it · due time afterwards */
type Story = readonly [
  what: string,
  bad: () => MatterEvent[],
  faults: readonly string[],
  due: string | null,
  heal: (bad: MatterEvent[]) => ReturnType<typeof read>,
  healed: string | null,
];
const more =
  (...events: MatterEvent[]) =>
  (bad: MatterEvent[]) =>
    read([...bad, ...events]);
const STORIES: readonly Story[] = [
  [
    'a matter closed before anybody accepted it',
    () => [closed('2026-03-04T10:00')],
    ['never-accepted'],
    null,
    more(accepted()),
    DUE,
  ],
  [
    'a matter closed before it was accepted',
    () => [closed('2026-03-04T10:00'), accepted('2026-03-06T10:00')],
    ['closed-before-accepted'],
    null,
    (bad) => read(bad.slice(0, 1).concat(accepted())),
    DUE,
  ],
  [
    'resumed without a pause',
    () => [accepted(), event('resumed', '2026-03-03T12:00', { reason: 'hearing' })],
    ['resumed-without-pause'],
    DUE,
    more(event('paused', '2026-03-03T09:00', { reason: 'hearing' })),
    '2026-03-06T17:00',
  ],
  [
    'events after its end',
    () => [accepted(), closed('2026-03-04T10:00'), event('paused', '2026-03-05T09:00', { reason: 'hearing' })],
    ['event-after-end'],
    DUE,
    more(event('reopened', '2026-03-04T11:00')),
    '2026-03-25T17:00',
  ],
  [
    'resumed after its end',
    () => [
      accepted(),
      event('paused', '2026-03-04T09:00', { reason: 'hearing' }),
      closed('2026-03-04T10:00'),
      event('resumed', '2026-03-09T09:00', { reason: 'hearing' }),
    ],
    ['event-after-end'],
    '2026-03-06T17:00',
    more(event('reopened', '2026-03-05T09:00')),
    '2026-03-12T17:00',
  ],
  [
    'accepted twice',
    () => [accepted(), accepted('2026-03-04T10:00')],
    ['accepted-twice'],
    DUE,
    (bad) => read(bad.slice(0, 1)),
    DUE,
  ],
];

describe('contradictory input', () => {
  it.each(STORIES)(
    '%s is reported with its reason, has no wrong figures, and is repaired by the missing event',
    (_, bad, faults, due, heal, healed) => {
      const events = bad();
      const first = read(events);
      expect({ faults: first.faults, due: first.due }).toEqual({ faults, due });
      if (due === null) expect([first.overdue, first.elapsed]).toEqual([false, null]);
      else expect(first.elapsed).toBeGreaterThanOrEqual(0);
      const then = heal(events);
      expect({ faults: then.faults, healed: then.due }).toEqual({ faults: [], healed });
      // in any order
      expect(read([...events].reverse())).toMatchObject({ faults, due });
    },
  );

  it('an unknown item has no limit to go by until the catalogue knows it', () => {
    expect(
      read([accepted()], { ...RULE, limit: null, from: 'none', since: null, stages: [], unknownItem: true }),
    ).toMatchObject({ faults: ['unknown-item'], due: null, overdue: false });
    expect(read([accepted()])).toMatchObject({ faults: [], due: DUE });
  });

  it('a limit of zero counts as no limit: it is reported, and there is no clock', () => {
    expect(read([accepted()], { ...RULE, limit: { unit: 'working-days', amount: 0 } })).toMatchObject({
      faults: ['limit-not-positive'],
      due: null,
      overdue: false,
      elapsed: null,
    });
    expect(read([accepted(undefined, { dueAt: '2026-03-02T10:00:00+08:00' })]).faults).toEqual(['limit-not-positive']);
  });

  it('a stage that goes backwards has no clock of its own, and gets one when the report in between is withdrawn', () => {
    const [decide, review] = [stage('decide', '2026-03-03T09:00'), stage('review', '2026-03-04T09:00')];
    const clocks = (events: MatterEvent[]) => {
      const { matter, faults } = read(events);
      return {
        faults,
        stageHistory: readStages(matter, RULE, calendar, NOW).map(({ name, reading }) => [name, reading?.card ?? null]),
      };
    };
    expect(clocks([accepted(), decide, review])).toEqual({
      faults: ['stage-backwards'],
      stageHistory: [
        ['decide', 'none'],
        ['review', null],
      ],
    });
    expect(clocks([accepted(), review])).toEqual({ faults: [], stageHistory: [['review', 'red']] });
  });

  it('a package whose part is missing is never late, names what is missing, and has a clock when it has come', () => {
    const parent = accepted(undefined, { item: undefined, packageId: 'p' });
    expect(read([parent], bundle())).toMatchObject({ faults: ['part-missing'], due: null, overdue: false });
    const folded = foldMatter('c', [parent]);
    expect(faultsOf(folded, bundle(part('A')))).toEqual([
      { kind: 'part-missing', identity: null, at: at('2026-03-02T10:00'), items: ['B'] },
    ]);
    expect(read([parent], bundle(part('A')))).toMatchObject({ faults: ['part-missing'], due: null, overdue: false });
    expect(read([parent], bundle(part('A'), part('B', { dueAt: at('2026-03-09T17:00') })))).toMatchObject({
      faults: [],
      due: '2026-03-09T17:00',
      overdue: true,
    });
  });

  it('a package closed while a part is open goes on, and ends with the last part', () => {
    const events = [accepted(undefined, { item: undefined, packageId: 'p' }), closed('2026-03-03T10:00')];
    const open = read(events, bundle(part('A', { closedAt: at('2026-03-03T09:00') }), part('B')));
    expect({ faults: open.faults, closedAt: open.matter.closedAt }).toEqual({
      faults: ['closed-before-parts'],
      closedAt: null,
    });
    const done = read(
      events.slice(0, 1),
      bundle(part('A', { closedAt: at('2026-03-03T09:00') }), part('B', { closedAt: at('2026-03-05T09:00') })),
    );
    expect(done).toMatchObject({ faults: [], overdue: false, matter: { closedAt: at('2026-03-05T09:00') } });
  });

  it('a part that needs no time does not keep a package from its due time, and one that stands still makes it stand still', () => {
    const parent = [accepted(undefined, { item: undefined, packageId: 'p' })];
    expect(read(parent, bundle(part('A'), part('B', { dueAt: null, unlimited: true }))).due).toBe('2026-03-05T17:00');
    const paused = read(
      parent,
      bundle(part('A', { pauses: [{ from: at('2026-03-04T09:00'), to: null, reason: 'supplement' }] }), part('B')),
    );
    expect(paused).toMatchObject({ overdue: false, matter: { pauses: [{ reason: 'c-A：supplement' }] } });
  });

  it('a package has used the working days on which no part stood still, and they sum to the figure', () => {
    const parent = [accepted(undefined, { item: undefined, packageId: 'p' })];
    // accepted on Monday the 2nd, due at the close of Friday the 13th; a part is paused on Thursday and Friday, and weekends do not count
    const parts = [
      part('A', { pauses: [{ from: at('2026-03-05T09:00'), to: at('2026-03-06T09:00'), reason: 'supplement' }] }),
      part('B', { dueAt: at('2026-03-13T17:00') }),
    ];
    const matter = followParts(foldMatter('c', parent), parts, ['A', 'B']);
    const times = clockTimes(matter, bundle(...parts));
    if (times === null) throw new Error('no clock');
    const when = (time: string) => readTimes(times, calendar, at(time));
    const read = when('2026-03-10T13:00');
    expect(read).toMatchObject({
      unit: 'working-days',
      limit: 7,
      elapsed: 3.5,
      remaining: 3.5,
      elapsedDays: 3.5,
      overdue: false,
      card: 'none',
      dueAt: at('2026-03-13T17:00'),
      yellowAt: at('2026-03-12T17:00'),
    });
    expect(read.explanation.reduce((sum, day) => sum + day.counted, 0)).toBeCloseTo(read.elapsed, 9);
    expect(read.explanation.find((day) => day.date === '2026-03-05')).toMatchObject({
      counted: 0,
      why: { code: 'day.paused', params: { reasons: ['c-A：supplement'] } },
    });
    expect([when('2026-03-12T17:00').card, when('2026-03-13T17:00').remaining, when('2026-03-13T17:01').card]).toEqual([
      'yellow',
      0,
      'red',
    ]);
  });

  it('a hall that changes its hours at noon keeps the hours of the days before', () => {
    const before = [{ fromMin: 540, toMin: 1020 }];
    const changed = office((_, date) => (date < '2026-03-04' ? before : [{ fromMin: 540, toMin: 720 }]));
    const times = clockTimes(foldMatter('c', [accepted()]), { ...RULE, limit: { unit: 'working-hours', amount: 20 } });
    if (times === null) throw new Error('no clock');
    const day = (date: string): number =>
      readTimes(times, changed, NOW).explanation.find((entry) => entry.date === date)?.counted ?? NaN;
    // 7 hours on Monday after ten, 8 on Tuesday, then three a day; the elapsed time is their sum
    expect(['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'].map(day)).toEqual([7, 8, 3, 3, 3]);
    expect(new Date(readTimes(times, changed, NOW).dueAt).toISOString()).toBe('2026-03-05T03:00:00.000Z');
  });
});
