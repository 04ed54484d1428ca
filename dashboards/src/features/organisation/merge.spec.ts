import { merge } from './merge';

const base = {
  name: '大厅',
  waitTargetMin: 15,
  windows: [
    { id: 'w1', number: '1', queues: ['a'] },
    { id: 'w2', number: '2', queues: ['a'] },
    { id: 'w3', number: '3', queues: ['a'] },
  ],
};
const [w1, w2, w3] = base.windows;

describe('what two people made of one hall', () => {
  it('keeps what each of them did', () => {
    const mine = {
      ...base,
      name: '新大厅',
      windows: [w1, { ...w2, queues: ['b'] }, w3, { id: 'w9', number: '9', queues: ['a'] }],
    };
    const theirs = { ...base, waitTargetMin: 20, windows: [w1, { ...w2, zone: 'z' }] };
    expect(merge<unknown>(base, mine, theirs)).toEqual({
      name: '新大厅',
      waitTargetMin: 20,
      windows: [w1, { ...w2, queues: ['b'], zone: 'z' }, { id: 'w9', number: '9', queues: ['a'] }],
    });
  });

  it('lets mine stand where both said something else, and what I took away be gone', () => {
    expect(merge({ name: 'a' }, { name: 'b' }, { name: 'c' })).toEqual({ name: 'b' });
    expect(merge<object>({ zone: 'z', n: 1 }, { n: 1 }, { zone: 'z', n: 2 })).toEqual({ n: 2 });
    expect(merge(base.windows, [], base.windows)).toEqual([]);
    expect(merge<unknown>({ hall: base }, { hall: null }, { hall: { ...base, name: 'x' } })).toEqual({ hall: null });
  });

  it('is theirs where I did nothing, and mine where they did nothing', () => {
    expect(merge(base, base, { ...base, name: 'x' }).name).toBe('x');
    expect(merge(base, { ...base, name: 'x' }, base).name).toBe('x');
  });
});
