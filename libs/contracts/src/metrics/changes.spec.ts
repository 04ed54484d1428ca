import { METRICS, METRIC_KEYS } from '.';
import { DEFINITION_CHANGES, changesAmong, changesOf } from './changes';

describe('definitions of metrics', () => {
  it('change with a date: whoever changes one adds to DEFINITION_CHANGES, and only then renews this snapshot', () => {
    const standing = METRIC_KEYS.map((key) => {
      const { formula, leftOut, rollUp, unit } = METRICS[key];
      return [key, changesOf(key).at(-1)?.since ?? 'first', formula.en, leftOut.en, rollUp, unit].join(' | ');
    });
    expect(standing).toMatchSnapshot();
  });

  it('have changes in order, each said in both languages', () => {
    for (const changes of Object.values(DEFINITION_CHANGES)) {
      expect(changes.map(({ since }) => since)).toEqual(changes.map(({ since }) => since).sort());
      for (const { since, zh, en } of changes)
        expect([/^\d{4}-\d\d-\d\d$/.test(since), zh !== '', en !== '']).toEqual([true, true, true]);
    }
  });

  it('are told where days of both sides are among those asked about', () => {
    const said = (...days: string[]): string[] => changesAmong('closed_loop_rate', days).map(({ since }) => since);
    expect(said('2026-11-20', '2026-11-21')).toEqual(['2026-11-21']);
    expect(said('2026-11-25', '2026-10-01')).toEqual(['2026-11-21']);
    expect(said('2026-11-21', '2026-11-30')).toEqual([]);
    expect(said('2026-10-01', '2026-11-20')).toEqual([]);
    expect(said()).toEqual([]);
    expect(changesAmong('arrivals', ['2020-01-01', '2030-01-01'])).toEqual([]);
  });
});
