import type { HallSummary, LoadForecast } from '@cockpit/contracts';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAnswer } from '../../shared/answer';
import { dayText, type Locale } from '../../shared/format';
import { fetchNextDays } from '../forecast/api';
import { nextDays, outlookOf, type DayOutlook } from '../forecast/outlook';
import { lookedAhead } from './served';
import { useHallsStore } from './store';

/** What is foreseen of the next day on which a hall opens. */
export interface Foreseen {
  day: string;
  opensAt: number;
  timeZone: string;
  isTomorrow: boolean;
  outlook: DayOutlook;
}
/** none: too few past days */
type NextDay = Foreseen | 'none';

/** A forecast of tomorrow is another one only once the day goes on. */
const EVERY_MS = 600_000;

function nextOf(load: LoadForecast): NextDay {
  const outlook = outlookOf(load);
  const { day, today, timeZone, open } = load;
  if (outlook.peak === null || open[0] === undefined) return 'none';
  return { day, opensAt: Date.parse(open[0].from), timeZone, outlook, isTomorrow: nextDays(today, 1)[0] === day };
}

interface NextOfHall {
  hall: Pick<HallSummary, 'code' | 'name'>;
  next: NextDay | 'failed';
}
/** Of all these halls in one answer; one that is missing there could not be computed. */
async function fetchNextOfHalls(halls: readonly NextOfHall['hall'][]): Promise<NextOfHall[]> {
  const known = new Map((await fetchNextDays()).map((load) => [load.hall, nextOf(load)]));
  return worstFirst(halls.map((hall) => ({ hall, next: known.get(hall.code) ?? 'failed' })));
}
/** More people lacking come first, then staff that suffices, then what is not known. */
const rank = ({ next }: NextOfHall): number => {
  if (typeof next === 'string') return -1;
  return next.outlook.worst?.people ?? 0;
};
const shortMin = ({ next }: NextOfHall): number => (typeof next === 'string' ? 0 : (next.outlook.worst?.shortMin ?? 0));
const worstFirst = (halls: readonly NextOfHall[]): NextOfHall[] =>
  [...halls].sort((a, b) => rank(b) - rank(a) || shortMin(b) - shortMin(a));

/** The day that is the next of all of which anything is foreseen; null where they differ. */
export function commonDay(halls: readonly NextOfHall[]): Foreseen | null {
  const known = halls.flatMap(({ next }) => (typeof next === 'string' ? [] : [next]));
  const [first] = known;
  return first !== undefined &&
    known.every(({ day, isTomorrow }) => day === first.day && isTomorrow === first.isTomorrow)
    ? first
    : null;
}

/** The next day of the halls that are looked at side by side, the one that lacks most staff first: one question for all parts of a page. */
export function useNextDays() {
  const halls = useHallsStore();
  const ahead = computed(() => lookedAhead(halls.halls ?? []).map(({ code, name }) => ({ code, name })));
  const { data, problem } = useAnswer({
    name: 'next-days',
    about: () => (ahead.value.length > 0 ? ahead.value : null),
    ask: fetchNextOfHalls,
    everyMs: EVERY_MS,
  });
  return { ahead, data, problem };
}

/** The next day of a hall by its date, and as tomorrow when it is. */
export function useNextDayName(): (next: Foreseen) => string {
  const { t, locale } = useI18n();
  return ({ opensAt, timeZone, isTomorrow }) => {
    const date = dayText(opensAt, timeZone, locale.value as Locale);
    return isTomorrow ? t('home.tomorrow', { date }) : date;
  };
}
