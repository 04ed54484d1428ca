import type { Matter } from './fold';

/** What a clock runs on while a matter is open once. Epoch ms. */
export interface RunsOn extends Pick<Matter, 'closedAt' | 'pauses' | 'extensions'> {
  readonly from: number;
}

/** What belongs to one time that a matter was open. A pause that went on over its end counts in each. */
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

/** The time it is open now, or was open last. */
export function lifeNow(matter: Matter, acceptedAt: number): RunsOn {
  const { reopenedAt, closedAt, pauses, extensions } = matter;
  if (reopenedAt === null || reopenedAt <= acceptedAt) return { from: acceptedAt, closedAt, pauses, extensions };
  return within(matter, { from: reopenedAt, closedAt });
}
