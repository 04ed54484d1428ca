import { laterOf } from './later-of';

describe('views of the same things', () => {
  const list = {
    at: 10,
    items: [
      { id: 'a', state: 'accepted' },
      { id: 'old', state: 'done' },
    ],
  };
  const snapshot = {
    at: 5,
    items: [
      { id: 'a', state: 'shown' },
      { id: 'b', state: 'shown' },
    ],
  };

  it('lets what was seen later stand, whichever comes first', () => {
    const expected = [
      { id: 'a', state: 'accepted' },
      { id: 'b', state: 'shown' },
      { id: 'old', state: 'done' },
    ];
    const sorted = (items: { id: string }[]) => [...items].sort((x, y) => x.id.localeCompare(y.id));
    expect(sorted(laterOf([list, snapshot]))).toEqual(expected);
    expect(sorted(laterOf([snapshot, list]))).toEqual(expected);
  });
});
