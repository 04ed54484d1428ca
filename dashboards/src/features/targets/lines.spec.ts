import type { TargetLine } from '@cockpit/contracts';
import { changedLines, emptyLine, inOrder, narrowerThan, ownValue, typedValue, wrongLines } from './lines';

const line = (more: Partial<TargetLine>): TargetLine => ({ ...emptyLine('2026-03'), value: 0.9, ...more });

describe('targets on their page', () => {
  it('are typed in the unit on screen and kept in that of the metric', () => {
    expect([ownValue('service_level', '92.5'), ownValue('wait_mean', '0.1'), ownValue('wait_mean', ' ')]).toEqual([
      ...[0.925, 6, null],
    ]);
    expect([ownValue('wait_mean', 'x'), typedValue('wait_mean', 450), typedValue('service_level', null)]).toEqual([
      ...[null, '7.5', ''],
    ]);
    for (const typed of ['0.1', '33.3', '99.99'])
      expect(typedValue('service_level', ownValue('service_level', typed))).toBe(typed);
  });

  it('stand by metric, wide before narrow, the latest month first', () => {
    const lines = [
      line({ tier: 'hall' }),
      line({ metric: 'wait_p50', value: 60 }),
      line({}),
      line({ from: '2026-04' }),
    ];
    expect(inOrder(lines).map(({ metric, tier, from }) => [metric, tier, from])).toEqual([
      ['wait_p50', null, '2026-03'],
      ['service_level', null, '2026-04'],
      ['service_level', null, '2026-03'],
      ['service_level', 'hall', '2026-03'],
    ]);
  });

  it('go before a wider one of the same metric while they hold and ask for something', () => {
    const large = line({ size: 'large' });
    const none = line({ tier: 'hall', from: '2026-04', value: null });
    const later = line({ size: 'small', from: '2026-06' });
    const lines = [line({}), large, line({ tier: 'hall' }), none, later, line({ metric: 'wait_p50', size: 'small' })];
    expect(narrowerThan(line({}), lines, '2026-05')).toEqual([large]);
    expect(narrowerThan(line({}), lines, '2026-03')).toEqual([large, line({ tier: 'hall' })]);
    expect(narrowerThan(line({ from: '2026-07' }), lines, '2026-05')).toEqual([large, later]);
    expect(narrowerThan(line({ tier: 'hall' }), lines, '2026-05')).toEqual([]);
  });

  it('are marked where they cannot be saved, and counted where they changed', () => {
    expect(wrongLines([line({}), line({ value: 1.2 }), line({ from: '' }), line({ size: 'small' })])).toEqual(
      new Set([1, 2]),
    );
    expect(changedLines([line({}), line({ tier: 'hall' })], [line({ tier: 'hall' }), line({})])).toBe(0);
    expect(changedLines([line({}), line({ tier: 'hall' })], [line({ value: 0.8 }), line({ tier: 'station' })])).toBe(3);
  });
});
