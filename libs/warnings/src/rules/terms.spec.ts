import { message, type RuleSettings } from '@cockpit/contracts';
import type { Reading } from './rule';
import { readUnder } from './terms';

const when = { now: Date.parse('2026-03-04T10:00:00+08:00'), timeZone: 'Asia/Shanghai' };
const reading: Reading = {
  scope: { kind: 'queue', code: 'a' },
  value: 12,
  fire: 10,
  clear: 8,
  words: message('warning.watchdog', {}),
  wordsAt: (limit) => message('warning.queue-wait-limit', { queue: 'a', value: 12, limit }),
};
const under = (settings: RuleSettings) => readUnder(settings, reading, when);

describe('a reading under what its rule is told', () => {
  it('stays as it is where nothing is told', () => {
    expect(under({})).toEqual(reading);
    expect(under({ severity: 'red', forSec: 5, enabled: true, active: null })).toEqual(reading);
  });

  it('fires at the threshold told, says so, and clears in proportion unless that is told too', () => {
    expect(under({ threshold: 20 })).toMatchObject({ fire: 20, clear: 16, words: { params: { limit: 20 } } });
    expect(under({ threshold: 20, clear: 5 })).toMatchObject({ fire: 20, clear: 5 });
    expect(under({ clear: 30 })).toMatchObject({ fire: 10, clear: 10 });
  });

  it('is not looked at while the rule is off, or outside of its hours', () => {
    expect(under({ enabled: false })).toBeNull();
    expect(under({ active: { days: [3], from: '10:00', to: '10:01' } })).not.toBeNull();
    expect(under({ active: { days: [3], from: '10:01', to: '24:00' } })).toBeNull();
  });
});
