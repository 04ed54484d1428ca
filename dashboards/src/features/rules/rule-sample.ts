import type { RuleHolds, RuleRecord } from '@cockpit/contracts';

/** A rule that nobody has set anything of, as tests of its pages show it. */
export const holds: RuleHolds = {
  place: { kind: 'bureau', hall: null, code: null },
  settings: {},
  from: {},
  own: null,
};
export const rule = (key: string, more: Partial<RuleRecord> = {}): RuleRecord => ({
  key,
  version: 1,
  severity: 'yellow',
  unit: 'min',
  scope: 'queue',
  threshold: null,
  fires: null,
  clears: null,
  forSec: 60,
  keepFiringSec: 60,
  flapAfter: 4,
  predictive: false,
  testable: true,
  reminder: false,
  live: 0,
  holds: [holds],
  ...more,
});
