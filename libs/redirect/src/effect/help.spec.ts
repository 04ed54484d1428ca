import { chinese, type DeedCode } from '@cockpit/contracts';
import type { ObservedEffect } from '@cockpit/domain';
import { helpOf } from './help';

const effect = (savedMin: number, lowMin: number, highMin: number, code: DeedCode = 'served'): ObservedEffect => ({
  savedMin,
  lowMin,
  highMin,
  visitors: 12,
  paths: 40,
  tickets: [],
  deed: { code, tickets: code === 'served' ? ['t1', 't2'] : [], minutes: 10, fromMin: 0, untilMin: 10 },
});

it('says yes or no only where the band leaves out zero, and always with the band', () => {
  expect(helpOf(effect(25.4, 8.2, 41.7))).toMatchObject({
    deed: { code: 'served', served: 2, minutes: 10 },
    words: { code: 'help.worked', params: { minutes: 10, visitors: 12, saved: 25, low: 8, high: 42 } },
  });
  expect(helpOf(effect(3, -4.1, 9.6)).words).toEqual({
    code: 'help.unclear',
    params: { minutes: 10, visitors: 12, low: -4, high: 10 },
  });
  expect(helpOf(effect(0.1, -0.3, 0.4)).words).toEqual({ code: 'help.none', params: { minutes: 10, visitors: 12 } });
  const { words } = helpOf(effect(-12, -20, -3));
  expect(words.params).toMatchObject({ lost: 12, low: 3, high: 20 });
  expect(chinese(words)).toContain('3 至 20');
});

it('never says that what nobody did has helped', () => {
  for (const code of ['no-ticket', 'not-executed', 'not-seen'] as const) {
    const { words } = helpOf(effect(0, 0, 0, code));
    expect(words.code).toBe(`help.${code}`);
    expect(chinese(words)).not.toContain('见效');
  }
});
