import type { JobQueueState } from '@cockpit/contracts';

export type JobStatus = 'well' | 'failed' | 'late';

/** `late` comes first, whatever failed before. `failed`: something of it is tried no more by itself. */
export const jobStatusOf = ({ late, failed }: Pick<JobQueueState, 'late' | 'failed'>): JobStatus =>
  late ? 'late' : failed > 0 ? 'failed' : 'well';

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

/** `live-3`, `writer-3-visits`: what works for one group of the halls, counted from 0. */
export function groupOf(worker: string): { part: string; at: number } | null {
  const [, whole = '', at = '', part = whole] = /^(writer|days|live)-(\d+)(?:-(.+))?$/.exec(worker) ?? [];
  return part === '' ? null : { part, at: Number(at) };
}

/** Of one kind together, in the order of their groups; kinds as the first of each comes. */
export function byKind<T extends { name: string }>(checks: readonly T[]): T[] {
  const kinds = new Map<string, { at: number; check: T }[]>();
  for (const check of checks) {
    const { part, at } = groupOf(workOf(check.name) ?? '') ?? { part: check.name, at: 0 };
    kinds.set(part, [...(kinds.get(part) ?? []), { at, check }]);
  }
  return [...kinds.values()].flatMap((all) => all.sort((a, b) => a.at - b.at).map(({ check }) => check));
}

/** Into how many groups the halls are shared out, as the checks of all of them tell; null without any. */
export function groupsIn(checks: readonly { name: string }[]): number | null {
  const groups = checks.flatMap(({ name }) => groupOf(workOf(name) ?? '')?.at ?? []);
  return groups.length === 0 ? null : Math.max(...groups) + 1;
}
