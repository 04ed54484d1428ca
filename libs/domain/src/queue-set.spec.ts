import fc from 'fast-check';
import { allQueues, has, isLinked, isWithin, NO_QUEUES, only, queuesIn, setOf, setOfCodes, sizeOf } from './queue-set';

const queues = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 40 });

describe('a set of queues', () => {
  it('holds exactly what was put in, however many queues the hall has', () => {
    fc.assert(
      fc.property(queues, queues, (members, others) => {
        const set = setOf(members);
        expect(queuesIn(set)).toEqual([...members].sort((a, b) => a - b));
        expect(sizeOf(set)).toBe(members.length);
        expect(isLinked(set)).toBe(members.length > 1);
        for (const queue of others) expect(has(set, queue)).toBe(members.includes(queue));
        expect(isWithin(set, setOf([...members, ...others]))).toBe(true);
        expect(isWithin(setOf(others), set)).toBe(others.every((queue) => members.includes(queue)));
      }),
    );
  });

  it('has no place for a queue the hall does not have', () => {
    expect(only(-1)).toBe(NO_QUEUES);
    expect(has(allQueues(40), -1)).toBe(false);
    expect(has(allQueues(40), 39) && !has(allQueues(40), 40)).toBe(true);
    expect(setOfCodes(['a', 'b', 'c'], ['c', 'x', 'a'])).toBe(setOf([0, 2]));
  });
});
