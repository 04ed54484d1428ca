import { doubtsOf } from './doubts';

const item = { name: '居民身份证到期换领', limitUnit: 'working-days', statutory: 60 } as const;
const stages = [{ code: '审核', allowedDays: 8 }, { code: '审批', allowedDays: 5 }, { code: '制证' }];

describe('what is hardly meant of an item', () => {
  it('is nothing where the promise lies between its stages and the law', () => {
    expect(doubtsOf({ ...item, promised: 13, stages })).toEqual([]);
    expect(doubtsOf({ ...item, promised: 60 })).toEqual([]);
    expect(doubtsOf({ ...item, stages })).toEqual([]);
  });

  it('is a promise longer than the law allows', () => {
    expect(doubtsOf({ ...item, promised: 61 })).toEqual([
      { code: 'promiseOverLaw', item: item.name, promised: 61, limit: 60 },
    ]);
  });

  it('is a promise shorter than what its stages may take, where both are working days', () => {
    expect(doubtsOf({ ...item, promised: 0.5, stages })).toEqual([
      { code: 'stagesOverPromise', item: item.name, promised: 0.5, limit: 13 },
    ]);
    expect(doubtsOf({ ...item, promised: 0.5, stages, limitUnit: 'hours' })).toEqual([]);
  });
});
