import type { DayConsequence, QueueConsequence, SetupConsequences } from '@cockpit/contracts';
import { setupLines } from './setup-lines';

const ahead = (meanMin: number, unserved = 0) => ({
  visitors: 100,
  meanMin,
  p90Min: meanMin * 2,
  longest: 9,
  unserved,
});
const queue = (code: string, more: Partial<QueueConsequence> = {}): QueueConsequence => ({
  queue: code,
  before: ahead(8),
  after: ahead(8),
  byMin: 0,
  within: 0,
  wait: 'none',
  unserved: 'none',
  worst: null,
  ...more,
});
const day = (number: number, more: Partial<DayConsequence> = {}): DayConsequence => ({
  day: `2026-03-0${String(number)}`,
  state: 'compared',
  queues: [queue('zh')],
  gaps: [],
  closed: [],
  ...more,
});
const answer = (days: DayConsequence[], prompts = { days: 14, given: 0, lost: 0 }): SetupConsequences => ({
  hall: 'H1',
  timeZone: 'Asia/Shanghai',
  days,
  prompts,
});
const said = (about: SetupConsequences): string[] =>
  setupLines(about, {
    t: (key, params) => (key === 'list.comma' ? '、' : `${key.split('.')[1] ?? ''} ${JSON.stringify(params ?? {})}`),
    locale: 'zh-CN',
    queueName: (code) => (code === 'zh' ? '治安' : code),
  }).map(({ tone, text }) => `${tone}: ${text}`);

describe('what a change of a hall does, in sentences', () => {
  it('is that nothing changes, where nothing does, and that nothing can be told, where it cannot', () => {
    expect(said(answer([day(4), day(5)]))).toEqual(['note: sameWaits {}']);
    const unclear = queue('zh', { wait: 'unclear', byMin: 0.3, within: 0.4, after: ahead(8.3) });
    expect(said(answer([day(4, { queues: [unclear] })]))).toEqual(['note: unclearWaits {}']);
  });

  it('names the day and the hour that change most, once for each queue', () => {
    const longer = (byMin: number, hour: string): QueueConsequence =>
      queue('zh', {
        wait: 'longer',
        byMin,
        within: 0.5,
        after: ahead(8 + byMin),
        worst: { at: `2026-03-05T${hour}:00:00.000Z`, beforeMin: 12, afterMin: 12 + byMin * 1.5 },
      });
    const days = [day(4, { queues: [longer(2, '01')] }), day(5, { queues: [longer(5, '02')] }), day(6)];
    expect(said(answer(days))).toEqual([
      'worse: wait {"when":"3月5日 星期四 10:00–11:00","before":"12","after":"20","queue":"治安","days":"longerDays {\\"n\\":2}"}',
    ]);
  });

  it('says who is left without cover before anything else, the same stretch of several days once', () => {
    const gap = (number: number) => ({
      queue: 'zh',
      from: `2026-03-0${String(number)}T01:00:00.000Z`,
      to: `2026-03-0${String(number)}T16:00:00.000Z`,
    });
    const lost = queue('zh', { wait: 'longer', byMin: 40, after: ahead(48, 100), unserved: 'longer' });
    const days = [4, 5].map((number) => day(number, { gaps: [gap(number)], queues: [lost] }));
    const [first, second, third, ...rest] = said(answer(days, { days: 14, given: 9, lost: 4 }));
    expect(first).toBe('worse: gap {"days":"3月4日 星期三、3月5日 星期四","span":"09:00–24:00","queue":"治安"}');
    expect(second).toContain('"before":"8","after":"48"');
    expect(third).toContain('unserved {"before":"0","after":"100","n":2');
    expect(rest).toEqual(['worse: prompts {"days":14,"given":9,"n":4}']);
  });

  it('says of how many days nothing is known', () => {
    const days = [day(4, { state: 'no-past', queues: [] }), day(5, { state: 'closed', queues: [] })];
    expect(said(answer(days))).toEqual(['note: noPast {"n":1}']);
  });
});
