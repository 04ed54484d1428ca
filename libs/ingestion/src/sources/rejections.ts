import type { RejectionHealth } from '@cockpit/contracts';

/** events are counted in slots of this length, ms */
export const SLOT_MS = 300_000;
/** fewer rejections are no alarm, whatever their share */
const FEWEST = 10;
/** minimum number of events for a usual share */
const ENOUGH = 50;
/** without a usual share, half of all rejected is an alarm */
const UNKNOWN_LIMIT = 0.5;
const LEAST_LIMIT = 0.05;
const TIMES_USUAL = 3;

export const slotOf = (time: number): number => Math.floor(time / SLOT_MS);

/** Compares the current and the previous five-minute slot with all before. `slots` by start, epoch ms. */
export function rejectionHealth(
  slots: ReadonlyMap<number, { received: number; rejected: number }>,
  now: number,
): RejectionHealth {
  const recentFrom = (slotOf(now) - 1) * SLOT_MS;
  const recent = { received: 0, rejected: 0 };
  const usual = { received: 0, rejected: 0 };
  for (const [start, { received, rejected }] of slots) {
    const into = start >= recentFrom ? recent : usual;
    into.received += received;
    into.rejected += rejected;
  }
  const usualShare = usual.received >= ENOUGH ? usual.rejected / usual.received : null;
  const fireAt = usualShare === null ? UNKNOWN_LIMIT : Math.min(1, Math.max(LEAST_LIMIT, TIMES_USUAL * usualShare));
  const share = recent.received === 0 ? null : recent.rejected / recent.received;
  return {
    recent: { ...recent, share },
    usual: { ...usual, share: usualShare },
    jumped: share !== null && recent.rejected >= FEWEST && share >= fireAt && share > (usualShare ?? 0),
    fireAt,
  };
}
