import type { HallDoc, HallSummary, LiveHall } from '@cockpit/contracts';
import type { Locale } from '../../shared/format';

interface Named {
  name: string;
  nameEn?: string | undefined;
}
const named = <T extends Named>(things: readonly T[]): T[] =>
  things.map((thing) => (thing.nameEn === undefined ? thing : { ...thing, name: thing.nameEn }));

/**
 * Queues and zones by their names in the language of the page: here alone, so that nobody who shows one has to choose. In Chinese nothing is
 * copied.
 */
export const liveIn = (hall: LiveHall, locale: Locale): LiveHall =>
  locale === 'zh-CN' ? hall : { ...hall, queues: named(hall.queues) };
export const summariesIn = (halls: HallSummary[], locale: Locale): HallSummary[] =>
  locale === 'zh-CN' ? halls : halls.map((hall) => ({ ...hall, queues: named(hall.queues) }));
export function planIn(hall: HallDoc, locale: Locale): HallDoc {
  if (locale === 'zh-CN') return hall;
  const { floorPlan, queues } = hall;
  return {
    ...hall,
    queues: named(queues),
    ...(floorPlan === undefined ? {} : { floorPlan: { ...floorPlan, zones: named(floorPlan.zones) } }),
  };
}
