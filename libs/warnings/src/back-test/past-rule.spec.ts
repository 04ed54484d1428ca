import type { LiveHall } from '@cockpit/contracts';
import type { RulesTold } from '../rules/terms';
import type { HallMinute } from '../rules/hall-minute';
import { TICK_RULES } from '../rules/tick-rules';
import { PastRule, type Agreed } from './past-rule';

const T0 = Date.parse('2026-03-04T01:00:00Z');
const at = (minute: number): number => T0 + minute * 60_000;
const queue = (longestMin: number, predictedMin: number): LiveHall['queues'][number] => ({
  code: 'a',
  name: '户政',
  waiting: 5,
  longestWaitSec: longestMin * 60,
  predictedP50Sec: predictedMin * 60,
  predictedP80Sec: predictedMin * 60,
  level: 'normal',
  openWindows: 1,
  lastCalled: null,
  forecast: [],
});
const seen = (longestMin: number, predictedMin = 0): HallMinute => ({
  snapshot: { queues: [queue(longestMin, predictedMin)], windows: [], open: true },
  targetMin: () => 10,
  hallTargetMin: 10,
  qualified: ({ queues }) => new Set(queues),
  closed: false,
  helping: new Set(),
  reserve: [],
  items: [],
  terminals: [],
});

function played(
  key: string,
  minutes: readonly (readonly [longest: number, predicted?: number])[],
  agreed: readonly Agreed[] = [],
  told: RulesTold = new Map(),
) {
  const rule = TICK_RULES.find((one) => one.key === key);
  if (rule === undefined) throw new Error(`no rule ${key}`);
  const past = new PastRule(rule, { hall: 'H1', timeZone: 'Asia/Shanghai', told });
  minutes.forEach(([longest, predicted], i) => {
    past.see(seen(longest, predicted), at(i));
  });
  return past.outcome(agreed);
}

describe('a rule over a past day', () => {
  it('fires as it would have fired, after its time, and is over after its time', () => {
    const day = played('queue-longest-wait', [
      ...Array.from({ length: 5 }, () => [12] as const),
      ...Array.from({ length: 5 }, () => [1] as const),
    ]);
    expect(day).toMatchObject({ minutes: 10, reached: 1 });
    expect(
      day.firings.map(({ at: when, until }) => [Date.parse(when), until === null ? null : Date.parse(until)]),
    ).toEqual([[at(1), at(7)]]);
  });

  it('goes by what it is told for the time of day, and each firing by what fired it', () => {
    const bureau = { kind: 'bureau', hall: null, code: null } as const;
    const settings = {
      threshold: 5,
      forSec: 0,
      severity: 'red',
      active: { days: [3], from: '09:02', to: '09:06' },
    } as const;
    const told = new Map([
      [
        'queue-longest-wait',
        [{ place: bureau, settings: { ...settings, active: { ...settings.active, days: [3] } }, revision: 7 }],
      ],
    ]);
    const day = played(
      'queue-longest-wait',
      Array.from({ length: 12 }, () => [6] as const),
      [],
      told,
    );
    expect(day.firings).toMatchObject([{ at: new Date(at(2)).toISOString(), threshold: 5, severity: 'red' }]);
    // outside of its hours it clears as if what is measured were gone
    expect(day.firings[0]?.until).toBe(new Date(at(8)).toISOString());
  });

  it('that comes and goes is held as one, as it would be live', () => {
    const settings = { threshold: 5, forSec: 0, keepFiringSec: 0, flapAfter: 2 };
    const place = { kind: 'bureau', hall: null, code: null } as const;
    const told = new Map([['queue-longest-wait', [{ place, settings, revision: 7 }]]]);
    const minutes = Array.from({ length: 20 }, (_, i) => [i % 2 === 0 ? 6 : 1] as const);
    const { firings } = played('queue-longest-wait', minutes, [], told);
    expect(firings.map(({ at: when, until }) => [Date.parse(when), until === null])).toEqual([
      [at(0), false],
      [at(2), true],
    ]);
  });

  it('that looks ahead is told how many minutes before the wait it came', () => {
    const ahead = Array.from({ length: 9 }, (_, i) => [i < 7 ? 5 : 11, 14] as const);
    const day = played('queue-predicted-wait', ahead);
    expect(day.firings.map(({ leadMin }) => leadMin)).toEqual([6]);
    expect(day).toMatchObject({ reached: 1, unannounced: 0 });
  });

  it('is told what it came too late for, what it cried wolf about, and what it never announced', () => {
    expect(
      played(
        'queue-longest-wait',
        Array.from({ length: 4 }, () => [12] as const),
      ).firings[0]?.leadMin,
    ).toBe(-1);
    expect(
      played(
        'queue-predicted-wait',
        Array.from({ length: 70 }, () => [5, 14] as const),
      ).firings[0]?.leadMin,
    ).toBeNull();
    expect(
      played(
        'queue-predicted-wait',
        Array.from({ length: 4 }, () => [12, 0] as const),
      ),
    ).toMatchObject({ firings: [], reached: 1, unannounced: 1 });
  });

  it('counts a prompt agreed to soon after as what was done about it', () => {
    const minutes = Array.from({ length: 5 }, () => [12] as const);
    const did = (minute: number, queues: string[]) =>
      played('queue-longest-wait', minutes, [{ at: at(minute), queues, windowId: null }]).firings[0]?.acted;
    expect([did(3, ['a']), did(3, ['b']), did(30, ['a'])]).toEqual([true, false, false]);
  });
});
