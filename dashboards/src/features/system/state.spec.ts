import type { JobQueueState } from '@cockpit/contracts';
import { bytes, queueOf, standingOf, workOf } from './state';

const NOW = Date.parse('2026-03-02T02:00:00Z');
const job = (given: Partial<JobQueueState>): JobQueueState => ({
  ...{ queue: 'pulse', waiting: 0, active: 0, delayed: 1, failed: 0, everyMs: 10_000, nextAt: null, lastFailure: null },
  ...given,
});

describe('the state of background work', () => {
  it('is late when nobody took up what runs by itself, whatever failed before', () => {
    const due = (secondsAgo: number) => new Date(NOW - secondsAgo * 1000).toISOString();
    expect(standingOf(job({ nextAt: due(-5) }), NOW)).toBe('well');
    expect(standingOf(job({ nextAt: due(59) }), NOW)).toBe('well');
    expect(standingOf(job({ nextAt: due(61), failed: 3 }), NOW)).toBe('late');
  });

  it('has failed when something is tried no more by itself', () => {
    expect(standingOf(job({ everyMs: null, failed: 1 }), NOW)).toBe('failed');
    expect(standingOf(job({ everyMs: null }), NOW)).toBe('well');
  });
});

it('says sizes in the largest unit that says at least one', () => {
  expect([0, 1023, 1024, 1.5 * 2 ** 20, 76.4 * 2 ** 30, 3 * 2 ** 50].map(bytes)).toEqual([
    ...['0 B', '1023 B', '1 KiB', '2 MiB', '76 GiB', '3072 TiB'],
  ]);
});

it('reads whose work a check is about', () => {
  expect(workOf('work:job-pulse')).toBe('job-pulse');
  expect(workOf('redis')).toBeNull();
  expect([queueOf('job-pulse'), queueOf('notify')]).toEqual(['pulse', null]);
});
