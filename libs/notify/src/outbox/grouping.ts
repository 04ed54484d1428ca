import type { ChannelKind } from '@cockpit/contracts';
import { kindsThat } from '../channels/kinds';
import type { TakenRow } from './taken-row';

/**
 * A yellow message within this time after another of the same hall waits until the span ends, together with other
 * waiting ones.
 */
export const GROUP_MS = 10_000;
/** Kinds that join messages, because a person reads each one there. */
export const GROUPED = kindsThat(({ joins = false }) => joins);

/**
 * SQL for the send time of a new message: now, unless it is yellow and its channel had one of the same hall within the
 * span; then together with the waiting ones, or at the end of the span. Red messages never wait. `k` is the channel,
 * `$` are the parameters of phase, level and hall.
 */
export const nextAt = (at: { phase: string; level: string; hall: string; kinds: string }): string => `
  CASE WHEN ${at.phase} = 'open' AND ${at.level} = 'yellow' AND k.kind = ANY(${at.kinds}::text[]) THEN COALESCE(
    (SELECT min(w.next_at) FROM notify_outbox w WHERE w.channel_id = k.id AND w.hall IS NOT DISTINCT FROM ${at.hall}::text AND w.state = 'queued'
      AND w.attempts = 0 AND w.next_at > clock_timestamp() AND w.next_at <= clock_timestamp() + interval '${String(GROUP_MS)} ms'),
    (SELECT max(d.delivered_at) + interval '${String(GROUP_MS)} ms' FROM notify_outbox d WHERE d.channel_id = k.id AND d.hall IS NOT DISTINCT FROM ${at.hall}::text
      AND d.state IN ('delivered', 'acknowledged') AND d.delivered_at > clock_timestamp() - interval '${String(GROUP_MS)} ms'),
    clock_timestamp()) ELSE clock_timestamp() END`;

/** Number of rows, from the first, that form one group of the same hall and phase. */
export function groupOf(kind: ChannelKind, rows: readonly TakenRow[]): number {
  const [first] = rows;
  if (first === undefined || !GROUPED.includes(kind)) return 1;
  const other = rows.findIndex(({ hall, notice }) => hall !== first.hall || notice.phase !== first.notice.phase);
  return other === -1 ? rows.length : other;
}
