import { dropped, type Step } from './candidate';
import { eventOf } from './validate';

const MINUTE_MS = 60_000;
const FUTURE_MIN = 10;
const DAY_MS = 86_400_000;
/** the earliest instant ClickHouse's DateTime64 holds */
const EARLIEST = Date.UTC(1900, 0, 1);

/** Rejects events from the future or older than the retention. */
export const time: Step = {
  name: 'time',
  run(candidate, { now, retentionDays }) {
    const { time: at } = eventOf(candidate);
    if (at > now + FUTURE_MIN * MINUTE_MS)
      return dropped(
        'future-time',
        'time',
        'ahead-of-clock',
        `more than ${String(FUTURE_MIN)} minutes ahead of the clock`,
        { minutes: FUTURE_MIN },
      );
    if (at < EARLIEST) return dropped('invalid', 'time', 'instant-out-of-range', 'before 1900');
    if (retentionDays !== undefined && at < now - retentionDays * DAY_MS) {
      return dropped('older-than-retention', 'time', 'older-than-kept', `older than ${String(retentionDays)} days`, {
        days: retentionDays,
      });
    }
    return null;
  },
};
