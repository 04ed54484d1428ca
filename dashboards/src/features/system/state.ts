import type { JobQueueState } from '@cockpit/contracts';

/** A schedule whose time is past by so much is kept by nobody. */
const LATE_MS = 60_000;

export type JobStanding = 'well' | 'failed' | 'late';

/** `late`: it should have run by itself and no worker took it up. `failed`: something of it is tried no more by itself. */
export function standingOf({ everyMs, nextAt, failed }: JobQueueState, nowMs: number): JobStanding {
  if (everyMs !== null && nextAt !== null && nowMs - Date.parse(nextAt) > LATE_MS) return 'late';
  return failed > 0 ? 'failed' : 'well';
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `76 GiB`, in the largest unit that says at least one. */
export function bytes(value: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, value)) / 10)));
  return `${String(Math.round(value / 2 ** (10 * step)))} ${UNITS[step] ?? 'B'}`;
}

/** `job-pulse` of `work:job-pulse`; null when the check is not about the work of somebody. */
export const workOf = (check: string): string | null =>
  check.startsWith('work:') ? check.slice('work:'.length) : null;
export const queueOf = (worker: string): string | null =>
  worker.startsWith('job-') ? worker.slice('job-'.length) : null;
