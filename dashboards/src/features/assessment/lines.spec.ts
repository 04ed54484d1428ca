import { ASSESSED, AssessmentScheme } from '@cockpit/contracts';
import { changedParts, newGate, newIndicator, nextMetric, wrongParts } from './lines';

describe('the editor of a scheme', () => {
  it('starts each line with something that can be saved, whatever the metric', () => {
    for (const metric of ASSESSED) {
      expect(AssessmentScheme.safeParse({ indicators: [newIndicator(metric)], gates: [newGate(metric)] }).error).toBe(
        undefined,
      );
    }
  });

  it('proposes a metric that has no line yet', () => {
    const first = nextMetric([]);
    expect(nextMetric([newIndicator(first)])).not.toBe(first);
  });

  it('marks the lines that cannot be saved, also those with a number left out', () => {
    const fine = newIndicator('service_level');
    const draft = { indicators: [fine, { ...newIndicator('wait_mean'), weight: Number.NaN }, fine], gates: [] };
    expect([...wrongParts(draft)]).toEqual(['indicators.1']);
    expect([...wrongParts({ ...draft, indicators: [fine, fine] })]).toEqual(['indicators.1']);
    expect([...wrongParts({ indicators: [fine], gates: [newGate('wait_mean')] })]).toEqual([]);
  });

  it('counts what was added, left out or changed', () => {
    const before = { indicators: [newIndicator('service_level'), newIndicator('wait_mean')], gates: [] };
    expect(changedParts({ indicators: [], gates: [] }, before)).toBe(2);
    expect(changedParts(before, before)).toBe(0);
    expect(changedParts(before, { ...before, gates: [newGate('satisfied')] })).toBe(1);
    expect(changedParts(before, { ...before, indicators: before.indicators.slice(1) })).toBe(1);
    const heavier = before.indicators.map((line, i) => (i === 0 ? { ...line, weight: 99 } : line));
    expect(changedParts(before, { ...before, indicators: heavier })).toBe(1);
  });
});
