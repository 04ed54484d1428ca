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
