import { everyPage } from './every-page';

/** A server that keeps `total` numbers and gives `size` at a time. */
const serverOf = (total: number, size: number) => (cursor: string | null) => {
  const from = cursor === null ? 0 : Number(cursor);
  const items = Array.from({ length: Math.min(size, total - from) }, (_, i) => from + i);
  return Promise.resolve({ items, next: from + size < total ? String(from + size) : null });
};

describe('a list in pages', () => {
  it('is read to its end, however many pages it has', async () => {
    for (const total of [0, 1, 10, 11, 1_234])
      expect(await everyPage(serverOf(total, 10))).toEqual(Array.from({ length: total }, (_, i) => i));
  });

  it('is refused when it turns in circles: a part of it is no answer', async () => {
    await expect(everyPage(() => Promise.resolve({ items: [1], next: 'again' }))).rejects.toThrow('no end');
  });
});
