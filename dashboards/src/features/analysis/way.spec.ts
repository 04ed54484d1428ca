import { METRIC_KEYS, NARROWED_BY, narrowings } from '@cockpit/contracts';
import { splits, stepsOf } from './way';

describe('the way down', () => {
  it('falls into halls first, then into whatever of a hall it is not narrowed to yet', () => {
    expect(splits('wait_mean', '')).toEqual(['hall']);
    expect(splits('wait_mean', 'H1')).toEqual(['queue', 'window', 'officer', 'item']);
    expect(splits('wait_mean', 'H1', { queue: 'household', officer: 'o1' })).toEqual(['window', 'item']);
    expect(splits('balance', 'H1')).toEqual([]);
    for (const key of METRIC_KEYS) expect(narrowings(key).every((by) => NARROWED_BY.includes(by))).toBe(true);
  });

  it('leads back up by steps, each of which takes away only what is below it', () => {
    expect(stepsOf('', { queue: 'x' }).map(({ kind }) => kind)).toEqual(['bureau']);
    const steps = stepsOf('H1', { officer: 'o1', queue: 'household' });
    expect(steps.map(({ kind, code }) => [kind, code])).toEqual([
      ['bureau', ''],
      ['hall', 'H1'],
      ['queue', 'household'],
      ['officer', 'o1'],
    ]);
    expect(Object.keys(steps[0]?.drops ?? {})).toEqual(['hall', ...NARROWED_BY, 'by', 'visit']);
    expect(steps[2]?.drops).toEqual({ officer: '', by: '', visit: '' });
    expect(steps[3]?.drops).toEqual({ by: '', visit: '' });
  });
});
