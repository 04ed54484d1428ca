import type { LiveHall, ReplayLine, ReplayPage } from '@cockpit/contracts';
import { watch, type Ref } from 'vue';
import { busiestOf, momentOf, morningOf, type TimeLine } from './time-line';

interface Played {
  day: Readonly<Ref<string | null>>;
  about: Readonly<Ref<Omit<ReplayPage, 'frames' | 'next'> | null>>;
  snapshot: Readonly<Ref<LiveHall | null>>;
  /** how many waited when, once that is known */ seen: Readonly<Ref<ReplayLine | null>>;
  line: Readonly<Ref<TimeLine>>;
  zone: Readonly<Ref<string>>;
  /** whether what is shown stands until the other picture is there */
  seek: (to: number, how: { holds: boolean }) => void;
}

/**
 * Where a day begins: at the moment of the link, which is followed once; else where it tells most, in the morning until it is known
 * when it was busiest.
 * @returns to be called when somebody goes anywhere: from then on nothing is sought for them
 */
export function useBegin(hall: () => string, linked: unknown, played: Played): () => void {
  const { day, about, snapshot, seen, line, zone, seek } = played;
  let link = linked;
  let isUntouched = true;
  let isMorningSought = false;
  watch([hall, day], () => {
    isUntouched = true;
    isMorningSought = false;
  });
  watch([snapshot, seen], ([frame, known]) => {
    const shown = about.value;
    if (!isUntouched || shown?.day !== day.value) return;
    // the first picture tells the zone; while the morning's is on its way one may still go elsewhere
    if (frame === null && !isMorningSought) return;
    const moment = link === undefined ? null : momentOf(link, line.value, zone.value);
    link = undefined;
    const told = moment ?? (known?.day === shown.day ? busiestOf(line.value, known.waiting) : null);
    const to = told ?? (isMorningSought ? null : morningOf(shown));
    if (to === null) return;
    // the picture just before opening was never on the screen
    seek(to, { holds: isMorningSought });
    isMorningSought = true;
    isUntouched = told === null;
  });
  return () => {
    isUntouched = false;
  };
}
