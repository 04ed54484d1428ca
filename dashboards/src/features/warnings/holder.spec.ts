import type { Escalation } from '@cockpit/contracts';
import { holderParts } from './holder';

const held = (over: Partial<Escalation>): Escalation => ({
  state: 'told',
  level: 'supervisor',
  step: 1,
  people: ['王'],
  since: '2026-03-09T02:00:00.000Z',
  nextAt: '2026-03-09T02:05:00.000Z',
  why: { code: 'escalation.first', params: {} },
  ...over,
});
const say = (key: string, params: Record<string, string | number> = {}) => [key, ...Object.values(params)].join(' ');
const parts = (
  over: Partial<Escalation> | undefined,
  at = '2026-03-09T02:01:10.000Z',
  level: string | null = '值班长',
) => holderParts(over && held(over), { now: Date.parse(at), timeZone: 'Asia/Shanghai' }, say, level);

describe('who has a warning', () => {
  it('is said with the level, since when, and how many minutes are left, none of them begun twice', () => {
    expect(parts({})).toEqual(['王', '值班长', 'holder.told 10:00', 'holder.up 4']);
    expect(parts({}, '2026-03-09T02:05:00.000Z')?.at(-1)).toBe('holder.upNow');
    expect(parts({}, 'never')?.at(-1)).toBe('holder.upAt 10:05');
    expect(parts({ nextAt: null })?.at(-1)).toBe('holder.last');
  });

  it('goes nowhere from the highest level, whose shift ends some day; hours are not said in minutes', () => {
    const monthsAhead = '2026-05-09T02:05:00.000Z';
    expect(parts({ nextAt: monthsAhead, goesUp: false })?.at(-1)).toBe('holder.last');
    expect(parts({ nextAt: '2026-03-09T03:01:10.000Z', goesUp: true })?.at(-1)).toBe('holder.up 60');
    expect(parts({ nextAt: '2026-03-09T04:00:00.000Z', goesUp: true })?.at(-1)).toBe('holder.upAt 12:00');
  });

  it('is a role where no name may be shown', () => {
    expect(parts({ people: [] })?.[0]).toBe('值班长');
    expect(parts({ people: [], state: 'acting' })?.slice(0, 2)).toEqual(['值班长', 'holder.acting']);
    expect(parts({ people: [], state: 'acknowledged' }, undefined, null)?.[0]).toBe('holder.somebody');
  });

  it('is nobody, or nobody yet, and it is said when that changes', () => {
    expect(parts({ state: 'nobody', people: [] })).toContain('holder.comes 10:05');
    expect(parts({ state: 'nobody', people: [], nextAt: null })).toContain('holder.nobodyComes');
    expect(parts({ state: 'quiet', people: [] })).toEqual(['holder.quiet', 'holder.toldAt 10:05']);
  });

  it('is nothing to say of what is over, or was never anybody’s', () => {
    expect([parts({ state: 'over' }), parts(undefined)]).toEqual([null, null]);
  });
});
