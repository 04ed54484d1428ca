import type { ChannelKind } from '@cockpit/contracts';
import { kindsThat } from '../channels/kinds';
import type { TakenRow } from './taken-row';

/** What is yellow and comes within this after another of the same hall waits for its end, and goes with what waits as well. */
export const GROUP_MS = 10_000;
/** Where a person reads every message as it comes. */
export const GROUPED = kindsThat(({ joins = false }) => joins);

/**
 * When a new message goes, as SQL: at once, unless it is yellow and its group had one of the same hall just now. Then with those that wait already, else
 * when the span after the last is over. What is red never waits. `c` is the channel, `$` the places of phase, level and hall.
 */
export const nextAt = (at: { phase: string; level: string; hall: string; kinds: string }): string => `
  CASE WHEN ${at.phase} = 'open' AND ${at.level} = 'yellow' AND k.kind = ANY(${at.kinds}::text[]) THEN COALESCE(
    (SELECT min(w.next_at) FROM notify_outbox w WHERE w.channel_id = k.id AND w.hall IS NOT DISTINCT FROM ${at.hall}::text AND w.state = 'queued'
      AND w.attempts = 0 AND w.next_at > clock_timestamp() AND w.next_at <= clock_timestamp() + interval '${String(GROUP_MS)} ms'),
    (SELECT max(d.delivered_at) + interval '${String(GROUP_MS)} ms' FROM notify_outbox d WHERE d.channel_id = k.id AND d.hall IS NOT DISTINCT FROM ${at.hall}::text
      AND d.state IN ('delivered', 'acknowledged') AND d.delivered_at > clock_timestamp() - interval '${String(GROUP_MS)} ms'),
    clock_timestamp()) ELSE clock_timestamp() END`;

/** How many of the rows, from the first, are one group: of the same hall, and waiting at the same time. */
export function groupOf(kind: ChannelKind, rows: readonly TakenRow[]): number {
  const [first] = rows;
  if (first === undefined || !GROUPED.includes(kind)) return 1;
  const other = rows.findIndex(({ hall, notice }) => hall !== first.hall || notice.phase !== first.notice.phase);
  return other === -1 ? rows.length : other;
}
