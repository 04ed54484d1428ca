import type { HallState } from './state';

/** Number of waiting tickets of each queue at each of these moments, by the facts known now. */
export function waitedAt({ tickets }: HallState, times: readonly number[]): Map<string, number[]> {
  const counts = new Map<string, number[]>();
  for (const ticket of tickets.values()) {
    const first = ticket.facts[0]?.at ?? Infinity;
    times.forEach((time, i) => {
      if (time < first || (time >= ticket.since && ticket.state !== 'waiting')) return;
      const { state, queue } = ticket.asOf(time);
      if (state !== 'waiting' || queue === null) return;
      const own = counts.get(queue) ?? times.map(() => 0);
      own[i] = (own[i] ?? 0) + 1;
      counts.set(queue, own);
    });
  }
  return counts;
}
