import type { AssessmentLine } from '@cockpit/contracts';
import { beyondOf, bonusOf, missingOf } from './text';

const line = (metric: AssessmentLine['metric'], more: Partial<AssessmentLine> = {}): AssessmentLine => ({
  metric,
  value: 1,
  numerator: null,
  denominator: null,
  weight: 5,
  zero: 0,
  full: 1,
  most: 1.2,
  points: 5,
  why: null,
  before: null,
  ...more,
});

it('tells what is given above full points, and nothing that would be written as none', () => {
  expect(bonusOf(line('online_share', { points: 6 }))).toBeCloseTo(1);
  expect([5, 5.04, 2, null].map((points) => bonusOf(line('online_share', { points })))).toEqual([0, 0, 0, 0]);
  expect(beyondOf(line('online_share', { points: 6 }))).toBeCloseTo(1 / 6);
  expect([5, 0, null].map((points) => beyondOf(line('online_share', { points })))).toEqual([0, 0, 0]);
});

it('tells by which indicators a place is not assessed, by the reason', () => {
  const gone = { points: null, why: 'figure' } as const;
  const few = { points: null, why: 'few' } as const;
  expect(missingOf({ lines: [line('service_level'), line('wait_mean')] })).toEqual([]);
  expect(missingOf({ lines: [line('service_level', gone), line('wait_mean', few), line('satisfied', gone)] })).toEqual([
    { why: 'figure', metrics: ['service_level', 'satisfied'] },
    { why: 'few', metrics: ['wait_mean'] },
  ]);
  expect(missingOf({ lines: [line('service_level', gone), line('wait_mean', gone)] })).toEqual([
    { why: 'figure', metrics: 'all' },
  ]);
});
