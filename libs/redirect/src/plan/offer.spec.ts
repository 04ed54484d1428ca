import { message, type HallPlan } from '@cockpit/contracts';
import { offerOf } from './plan-store';

const plan = (cut: number, cutCI: number, more: Partial<HallPlan> = {}): HallPlan => ({
  hall: 'H1',
  day: '2026-10-26',
  madeAt: '2026-10-26T00:30:00.000Z',
  links: [],
  absences: [],
  openings: [],
  guides: [],
  violations: [],
  forced: [],
  presence: [],
  worth: { days: 60, meanWithoutMin: 20, meanWithMin: 20 * (1 - cut), cut, cutCI },
  worthUnknown: null,
  ...more,
});

describe('the plan of the day that waits for an answer', () => {
  it('says what it is expected to cut, and by which name it is adopted', () => {
    expect(offerOf(plan(0.5, 0.12))).toEqual({
      day: '2026-10-26',
      madeAt: '2026-10-26T00:30:00.000Z',
      cut: 0.5,
      cutCI: 0.12,
    });
  });

  it('is none where the plan may as well cut nothing, or nothing is planned', () => {
    expect(offerOf(plan(0.1, 0.12))).toBeNull();
    expect(offerOf(plan(0.5, 0.1, { worth: null }))).toBeNull();
    expect(offerOf(plan(0.5, 0.1, { worthUnknownWords: message('plan.no-history', {}) }))).toBeNull();
  });
});
