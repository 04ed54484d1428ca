import type { GuideHall } from '@cockpit/contracts';

/** Minutes until somebody is called at another hall, the way included, and how much sooner (positive) than here; null where a part is not known. */
export interface Way {
  travelMin: number;
  waitMin: number | null;
  totalMin: number | null;
  hereMin: number | null;
  soonerMin: number | null;
}

const whole = (sec: number | null): number | null => (sec === null ? null : Math.round(sec / 60));

export function wayOf({
  travelMin,
  waitThereSec,
  waitHereSec,
}: Pick<GuideHall, 'travelMin' | 'waitThereSec' | 'waitHereSec'>): Way {
  const [waitMin, hereMin] = [whole(waitThereSec), whole(waitHereSec)];
  const totalMin = waitMin === null ? null : Math.round(travelMin) + waitMin;
  return {
    travelMin: Math.round(travelMin),
    waitMin,
    totalMin,
    hereMin,
    soonerMin: totalMin === null || hereMin === null ? null : hereMin - totalMin,
  };
}

/** Minutes that are no difference: nobody is sent across town for them. */
export const SAME_MIN = 2;

/** Ways that are sooner first, the soonest before, then those of which that is not known; `later` is no way to send anybody. */
export function sortedWays<T extends { way: Way; hall: Pick<GuideHall, 'heard'> }>(
  ways: readonly T[],
): { offered: T[]; later: T[] } {
  const soonerOf = ({ way, hall }: T): number | null => (hall.heard ? way.soonerMin : null);
  const isLater = (one: T): boolean => (soonerOf(one) ?? Infinity) <= SAME_MIN;
  return {
    offered: ways.filter((one) => !isLater(one)).sort((a, b) => (soonerOf(b) ?? 0) - (soonerOf(a) ?? 0)),
    later: ways.filter(isLater),
  };
}
