import { EntryKeys } from './entry-keys';

describe('keys of entries made by hand', () => {
  const keys = () => {
    let made = 0;
    return new EntryKeys(() => `k${String(++made)}`);
  };

  it('are the same when pressed again because no answer came', () => {
    const some = keys();
    expect([
      some.of('issue household', 0),
      some.of('issue household', 20_000),
      some.of('issue traffic', 20_000),
    ]).toEqual(['k1', 'k1', 'k2']);
  });

  it('are others once there was an answer, or long after', () => {
    const some = keys();
    const first = some.of('issue', 0);
    some.settle('issue');
    const second = some.of('issue', 1000);
    expect(second).not.toBe(first);
    expect(some.of('issue', 100_000)).not.toBe(second);
  });
});
