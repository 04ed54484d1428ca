import { chinese } from '@cockpit/contracts';
import { helpOf } from './help';

const verdict = (savedMin: number, lowMin: number, highMin: number) =>
  ({ savedMin, lowMin, highMin, visitors: 12, paths: 200, horizonMin: 10, unknown: null }) as const;

it('says yes or no only where the band leaves out zero, and always with the band', () => {
  expect(helpOf(verdict(25.4, 8.2, 41.7))?.words).toEqual({
    code: 'help.worked',
    params: { minutes: 10, visitors: 12, saved: 25, low: 8, high: 42 },
  });
  expect(helpOf(verdict(3, -4.1, 9.6))?.words).toEqual({
    code: 'help.unclear',
    params: { minutes: 10, visitors: 12, low: -4, high: 10 },
  });
  expect(helpOf(verdict(0.1, -0.3, 0.4))?.words).toEqual({ code: 'help.none', params: { minutes: 10, visitors: 12 } });
  const harm = helpOf(verdict(-12, -20, -3));
  expect(harm?.words.params).toMatchObject({ lost: 12, low: 3, high: 20 });
  expect(chinese(harm?.words ?? { code: '', params: {} })).toContain('3 至 20');
});

it('says nothing where nothing is known', () => {
  expect(helpOf({ unknown: 'the hall was closing', horizonMin: 0 })).toBeNull();
});
