import type { LoadForecast } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { endOfDayTime, minutes, percent, timeOfDay } from '../../shared/format';
import type { departure, Span, Tightest } from './load-option';
import { peopleShort } from './outlook';
import { useOutlookWords } from './outlook-words';

/** Shorter than this nobody notices that there is more work than staff, in the chart either. */
const LEAST_WAIT_MIN = 1;

/** A queue with what is drawn of it. */
interface LoadOfQueue extends Pick<
  LoadForecast['queues'][number],
  'staff' | 'lacking' | 'waiting' | 'waitSec' | 'meanServiceMin'
> {
  came: number;
  expected: number;
  /** the sentence above has said how many came */ isTold: boolean;
  rostered: boolean;
  worst: Tightest | null;
  /** while the work of `worst` piles up */ lack: Span | null;
  span: string;
  leftMin: number;
}

/** What is said of a queue's forecast, of today or of a day ahead. */
export function useLoadWords(load: () => LoadForecast, isToday: () => boolean) {
  const { t } = useI18n();
  const { leftText, spanText } = useOutlookWords();

  /** Until when it is counted who came: the end of the last half hour that is over, of a day that has just begun its first instant. */
  function countedUntil(): string {
    const { now, queues, slotMin, timeZone } = load();
    const slots = queues.find((queue) => queue.slots.length > 0)?.slots ?? [];
    const last = slots.findLast(({ came }) => came !== null);
    const at = last === undefined ? Date.parse(slots[0]?.at ?? now) : Date.parse(last.at) + slotMin * 60_000;
    return endOfDayTime(at, timeZone);
  }

  /** "65 % above forecast since 10:00"; nothing while it may be chance. */
  function departureText(off: ReturnType<typeof departure>): string | null {
    if (off === null) return null;
    const { came, expected } = off;
    const share = percent(Math.abs(off.share));
    const time = timeOfDay(off.since, load().timeZone);
    const until = countedUntil();
    return t(off.share > 0 ? 'forecast.above' : 'forecast.below', { time, share, came, expected, until });
  }

  /** How many came and were expected, and how long one takes; what is said above is not said again. */
  function soFarText({ isTold, came, expected, meanServiceMin }: LoadOfQueue): string {
    return [
      ...(isTold ? [] : [t('forecast.came', { came, expected, until: countedUntil() })]),
      ...(meanServiceMin === null ? [] : [t('forecast.perPerson', { n: meanServiceMin.toFixed(1) })]),
    ].join(' · ');
  }

  /** When most work waits, and how many are lacking while it piles up: of today, where they could still do it. */
  function gapText({ lacking, span }: LoadOfQueue, { shortMin }: Pick<Tightest, 'shortMin'>, lack: Span): string {
    const { now, timeZone } = load();
    const moment = Date.parse(now);
    const people = isToday() ? peopleShort(shortMin, lack, lacking ?? Infinity, moment) : lacking;
    if (people === null || lacking === 0) return t('forecast.gap', { span, n: shortMin });
    return isToday() && lack.at <= moment
      ? t('forecast.gapNow', { span, n: shortMin, people, until: endOfDayTime(lack.until, timeZone) })
      : t('forecast.gapFrom', { span, n: shortMin, people, lack: spanText(lack, timeZone) });
  }

  /** That staff suffices; where work lies above it for a while all the same, that newcomers do not wait too long for it. */
  function enoughText({ worst, lack }: LoadOfQueue): string {
    const there = (worst?.slot.staffedMin ?? 0) / load().slotMin;
    if (worst === null || lack === null || worst.shortMin < there * LEAST_WAIT_MIN) return t('forecast.enough');
    return t('forecast.enoughAfterAll', { lack: spanText(lack, load().timeZone) });
  }

  /** What the server judged of the queue, backlog and wait included; where staff falls short, the half hour that is worst and what nobody does that day. */
  function staffText(queue: LoadOfQueue): string {
    const isBehind = queue.staff === 'backlog';
    const now = isBehind ? [t('forecast.backlog', { n: queue.waiting, m: minutes(queue.waitSec) })] : [];
    if (!isBehind && !queue.rostered) return t('forecast.noRoster');
    if (queue.staff === 'enough') return enoughText(queue);
    const worst = queue.worst === null || queue.lack === null ? [] : [gapText(queue, queue.worst, queue.lack)];
    if (!isBehind && worst.length === 0) return t('forecast.left', { n: queue.waiting });
    return [...now, ...worst, ...leftText(queue.leftMin, queue.meanServiceMin)].join(' · ');
  }

  /** What the numbers rest on, where that is not the past of the queue. */
  function basisText({ basis }: Pick<LoadForecast['queues'][number], 'basis'>): string | null {
    if (basis === undefined || basis.source === 'own') return null;
    const { source, came, booked = 0, days = 0, halls = 0 } = basis;
    return t(`forecast.basis.${source}`, { came, booked, days, halls });
  }

  return { basisText, departureText, soFarText, staffText };
}
