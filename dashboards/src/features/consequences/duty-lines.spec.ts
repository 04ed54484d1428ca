import type { DutyConsequences } from '@cockpit/contracts';
import { dutyLines } from './duty-lines';

const same = { before: 2, after: 2 };
const answer: DutyConsequences = {
  hall: 'H1',
  timeZone: 'UTC',
  week: { from: '2026-03-02', to: '2026-03-08' },
  gaps: [],
  alerts: { days: 14, given: 9, nobody: same, channels: { before: 0, after: 0 }, others: 0, people: [] },
};
const said = (gaps: DutyConsequences['gaps'], alerts: Partial<DutyConsequences['alerts']> = {}): string[] =>
  dutyLines(
    { ...answer, gaps, alerts: { ...answer.alerts, ...alerts } },
    { t: (key, params) => `${key} ${JSON.stringify(params ?? {})}`, levelName: (level) => level },
  ).map(({ tone, text }) => `${tone}: ${text.replaceAll('consequences.duty.', '')}`);

describe('what a change of duty does, in sentences', () => {
  it('is that nothing is another where nothing is', () => {
    expect(said([])).toEqual(['note: none {"days":14,"given":9}']);
  });

  it('is hours without anybody, warnings that find nobody, and who is told instead', () => {
    expect(
      said([{ level: 'supervisor', before: 60, after: 135 }], {
        nobody: { before: 3, after: 1 },
        others: 2,
        people: [{ person: '\u674e', before: 4, after: 2 }],
      }),
    ).toEqual([
      'worse: gap {"days":14,"given":9,"before":"1","after":"2.25","level":"supervisor"}',
      'better: nobody {"days":14,"given":9,"before":3,"after":1}',
      'note: others {"days":14,"given":9,"n":2}',
      'note: person {"person":"\u674e","before":4,"after":2}',
    ]);
  });

  it('names some people, and counts the others', () => {
    const people = Array.from({ length: 8 }, (_, i) => ({ person: `P${String(i)}`, before: 0, after: 1 }));
    expect(said([], { people })[0]).toContain('morePeople {"n":2}');
  });
});
