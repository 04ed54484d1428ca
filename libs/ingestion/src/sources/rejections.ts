import type { RejectionHealth } from '@cockpit/contracts';

/** events are counted by stretches of so long, ms */
export const SLOT_MS = 300_000;
/** a handful of bad events is no jump, whatever share they are */
const FEWEST = 10;
/** from so many events on a source has a usual share */
const ENOUGH = 50;
/** without a usual share half of all rejected is a jump */
const UNKNOWN_LIMIT = 0.5;
const LEAST_LIMIT = 0.05;
const TIMES_USUAL = 3;

export const slotOf = (time: number): number => Math.floor(time / SLOT_MS);

/** The current and the last stretch of five minutes against all before them. `slots` by their beginning, epoch ms. */
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
