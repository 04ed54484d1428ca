import { SLOT_MS, rejectionHealth } from './rejections';

const NOW = 1_772_600_000_000;
const SLOT = Math.floor(NOW / SLOT_MS) * SLOT_MS;
const slots = (...counts: [back: number, received: number, rejected: number][]) =>
  new Map(counts.map(([back, received, rejected]) => [SLOT - back * SLOT_MS, { received, rejected }]));

describe('rejections of a source', () => {
  it('jump when they are three times what is usual', () => {
    expect(rejectionHealth(slots([200, 1000, 30], [0, 100, 12]), NOW)).toMatchObject({
      jumped: true,
      fireAt: 0.09,
      usual: { share: 0.03 },
      recent: { share: 0.12 },
    });
    expect(rejectionHealth(slots([200, 1000, 30], [1, 100, 8], [0, 100, 6]), NOW).jumped).toBe(false);
  });

  it('do not jump for a few bad events, nor for a source that always sends half of them bad', () => {
    expect(rejectionHealth(slots([200, 1000, 0], [0, 9, 9]), NOW).jumped).toBe(false);
    expect(rejectionHealth(slots([200, 1000, 500], [0, 100, 60]), NOW).jumped).toBe(false);
    expect(rejectionHealth(slots([200, 1000, 1000], [0, 100, 100]), NOW).jumped).toBe(false);
  });

  it('jump at half for a source without a past, and are over when the bad stretch is over', () => {
    expect(rejectionHealth(slots([0, 20, 10]), NOW)).toMatchObject({ jumped: true, usual: { share: null } });
    expect(rejectionHealth(slots([2, 20, 10]), NOW)).toMatchObject({ jumped: false, recent: { share: null } });
  });
});
