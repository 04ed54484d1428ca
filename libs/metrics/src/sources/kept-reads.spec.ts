import { KeptReads } from './kept-reads';

describe('what was read of versioned data', () => {
  let reads: string[];
  let kept: KeptReads<{ n: number }>;
  beforeEach(() => {
    reads = [];
    kept = new KeptReads(2);
  });
  const get = (question: string, version: string) =>
    kept.get(question, version, () => {
      reads.push(`${question}${version}`);
      return Promise.resolve({ n: reads.length });
    });

  it('is read once of a version, also by several at once, and again of the next', async () => {
    expect(await Promise.all([get('a', '1'), get('a', '1')])).toEqual([{ n: 1 }, { n: 1 }]);
    expect(await get('a', '2')).toEqual({ n: 2 });
    expect(await get('a', '1')).toEqual({ n: 1 });
    expect(reads).toEqual(['a1', 'a2']);
  });

  it('is not kept where it failed, and only so much of it', async () => {
    await expect(kept.get('a', '1', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    await get('a', '1');
    await get('b', '1');
    await get('c', '1');
    await get('a', '1');
    expect(reads).toEqual(['a1', 'b1', 'c1', 'a1']);
  });
});
