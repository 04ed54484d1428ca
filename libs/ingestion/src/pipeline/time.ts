import type { Step } from './candidate';
import { eventOf } from './validate';

const FUTURE_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
/** the earliest instant ClickHouse's DateTime64 holds */
const EARLIEST = Date.UTC(1900, 0, 1);

/** Not from the future, and not older than what is kept. */
export const time: Step = {
  name: 'time',
  run(candidate, { now, retentionDays }) {
    const { time: at } = eventOf(candidate);
    if (at > now + FUTURE_MS) return { reason: 'future-time', path: 'time', message: 'more than 10 minutes ahead of the clock' };
    if (at < EARLIEST) return { reason: 'invalid', path: 'time', message: 'before 1900' };
    if (retentionDays !== undefined && at < now - retentionDays * DAY_MS) {
      return { reason: 'older-than-retention', path: 'time', message: `older than ${String(retentionDays)} days` };
    }
    return null;
  },
};
