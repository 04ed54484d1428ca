import type { TargetConsequences } from '@cockpit/contracts';
import { targetLines } from './target-lines';

const answer: TargetConsequences = {
  hall: 'H1',
  changed: [{ queue: 'a', before: 15, after: 10 }],
  done: 14,
  of: 14,
  shares: { days: 28, queues: [{ queue: 'a', before: { within: 90, of: 100 }, after: { within: 70, of: 100 } }] },
  warnings: [{ rule: 'queue-longest-wait', before: 2, after: 9 }],
  beyond: [{ queue: 'a', before: 30, after: 95 }],
};
const said = (one: Partial<TargetConsequences> = {}): string[] =>
  targetLines(
    { ...answer, ...one },
    {
      t: (key, params) => `${key.slice('consequences.target.'.length)} ${JSON.stringify(params)}`,
      queueName: (code) => `queue ${code}`,
      ruleName: (rule) => rule,
    },
  ).map(({ text }) => text);

describe('what other wait targets would have done, in sentences', () => {
  it('is the service level, the warnings of each rule, and the time beyond', () => {
    const [share, ...others] = said();
    expect(share).toContain('"queue":"queue a","days":28,"before":"90%","after":"70%"');
    expect(share).toContain('fewerWithin');
    const [queue] = answer.shares.queues;
    const same = queue === undefined ? [] : [{ ...queue, after: queue.before }];
    expect(said({ shares: { days: 28, queues: same } })[0]).toContain('sameWithin');
    expect(others).toEqual([
      'moreWarnings {"rule":"queue-longest-wait","days":14,"n":7,"before":2,"after":9}',
      'beyond {"queue":"queue a","days":14,"before":30,"after":95}',
    ]);
  });

  it('says no number of warnings before a day was gone through, and that there are as many where there are', () => {
    expect(said({ done: 0, warnings: [], beyond: [] })).toHaveLength(1);
    expect(said({ warnings: [], beyond: [] }).at(-1)).toBe('sameWarnings {"days":14}');
    expect(said({ warnings: [], beyond: [], done: 0, shares: { days: 28, queues: [] } })).toEqual([]);
  });
});
