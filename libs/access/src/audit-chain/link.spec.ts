import { canonical, hashOfLink, NOTHING_BEFORE, type ChainedEntry } from './link';

const ENTRY: ChainedEntry = {
  id: '1',
  at: '2026-03-04T01:30:00.123456Z',
  actor_kind: 'user',
  actor_id: 'u1',
  actor_name: '王明',
  action: 'user.change',
  target: 'user/li',
  correlation_id: null,
  before: { halls: ['H1'], role: 'guide' },
  after: { role: 'guide', halls: ['H2'] },
};
const KEY = Buffer.alloc(32, 1);

describe('a link of the audit', () => {
  it('is the same however the keys stand in the database', () => {
    expect(canonical({ b: [{ y: 1, x: null }], a: '王' })).toBe('{"a":"王","b":[{"x":null,"y":1}]}');
    const turned = { ...ENTRY, before: { role: 'guide', halls: ['H1'] } };
    expect(hashOfLink(KEY, 1, NOTHING_BEFORE, turned)).toBe(hashOfLink(KEY, 1, NOTHING_BEFORE, ENTRY));
  });

  it.each(Object.keys(ENTRY) as (keyof ChainedEntry)[])('is another one when %s is another', (field) => {
    const other = { ...ENTRY, [field]: 'other' };
    expect(hashOfLink(KEY, 1, NOTHING_BEFORE, other)).not.toBe(hashOfLink(KEY, 1, NOTHING_BEFORE, ENTRY));
  });

  it('is another one in another place, after another link, or under another key', () => {
    const hashes = [
      hashOfLink(KEY, 1, NOTHING_BEFORE, ENTRY),
      hashOfLink(KEY, 2, NOTHING_BEFORE, ENTRY),
      hashOfLink(KEY, 1, 'f'.repeat(64), ENTRY),
      hashOfLink(Buffer.alloc(32, 2), 1, NOTHING_BEFORE, ENTRY),
    ];
    expect(new Set(hashes).size).toBe(4);
  });
});
