import type { Matter } from './fold';

/** Input of a clock for one open period. Epoch ms. */
export interface RunsOn extends Pick<Matter, 'closedAt' | 'pauses' | 'extensions'> {
  readonly from: number;
}

/** Pauses and extensions of one open period. A pause that continues after its end counts in both periods. */
export function within(
  { pauses, extensions }: Matter,
  { from, closedAt }: { from: number; closedAt: number | null },
): RunsOn {
  const end = closedAt ?? Infinity;
  return {
    from,
    closedAt,
    pauses: pauses
      .filter((pause) => pause.from < end && (pause.to ?? Infinity) > from)
      .map((pause) => ({
        ...pause,
        from: Math.max(pause.from, from),
        to: pause.to === null && closedAt === null ? null : Math.min(pause.to ?? Infinity, end),
      })),
    extensions: extensions.filter(({ at }) => at >= from && at <= end),
  };
}

/** The current open period, or the last one. */
export function lifeNow(matter: Matter, acceptedAt: number): RunsOn {
  const { reopenedAt, closedAt, pauses, extensions } = matter;
  if (reopenedAt === null || reopenedAt <= acceptedAt) return { from: acceptedAt, closedAt, pauses, extensions };
  return within(matter, { from: reopenedAt, closedAt });
}
