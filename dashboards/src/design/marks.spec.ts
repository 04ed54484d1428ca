import { markOfWindow } from './marks';

describe('mark of a window', () => {
  it('says of a silent hall only what does not grow old', () => {
    const marks = (level: 'normal' | 'busy' | 'unknown') =>
      (['idle', 'serving', 'closed', 'fault'] as const).map((state) => markOfWindow({ state, level }));
    expect(marks('normal')).toEqual(['idle', 'normal', 'off', 'fault']);
    // that others wait is no state of one that is idle
    expect(marks('busy')).toEqual(['idle', 'busy', 'off', 'fault']);
    expect(marks('unknown')).toEqual(['unknown', 'unknown', 'off', 'fault']);
  });
});
