import type { AssessedPlace, AssessmentAppeal, AssessmentSheet } from '@cockpit/contracts';

/** A published assessment of a month as tests of its pages show it: one place, one line, one open appeal. */
export const ID = '5f0f7f0e-3f0c-4a57-9d54-0a5d8f5d8f01';
export const APPEAL = '5f0f7f0e-3f0c-4a57-9d54-0a5d8f5d8f02';
export const sums = (value: number, denominator: number) => ({ value, numerator: value * denominator, denominator });
export const place = (score: number): AssessedPlace => ({
  hall: 'H1',
  name: '云江',
  tier: 'hall',
  size: 'middle',
  score,
  assessed: 1,
  days: 3,
  low: null,
  high: null,
  rank: 1,
  rankLow: 1,
  rankHigh: 2,
  band: 1,
  gates: [],
  lines: [
    {
      metric: 'service_level',
      ...sums(0.8, 100),
      weight: 100,
      zero: 0.5,
      full: 1,
      most: 1,
      points: 60,
      why: null,
      before: null,
    },
  ],
});
export const appeal: AssessmentAppeal = {
  id: APPEAL,
  hall: 'H1',
  metric: 'service_level',
  reason: '停电',
  by: '周',
  at: '2026-04-02T01:00:00.000Z',
  state: 'open',
  remedy: null,
  days: [],
  figure: null,
  answer: null,
  decidedBy: null,
  decidedAt: null,
};
export const days = [
  { day: '2026-03-03', ...sums(0.5, 40) },
  { day: '2026-03-04', ...sums(1, 60) },
];
export const sheet: AssessmentSheet = {
  id: ID,
  place: null,
  placeName: null,
  month: '2026-03',
  from: '2026-03-01',
  to: '2026-03-31',
  state: 'published',
  revision: 3,
  schemeRevision: 1,
  computedAt: '2026-04-01T01:00:00.000Z',
  appealsUntil: '2026-04-10',
  openAppeals: 1,
  changedBy: '李',
  changedAt: '2026-04-01T01:00:00.000Z',
  sheet: place(60),
  evidence: [{ metric: 'service_level', days }],
  appeals: [appeal],
};
