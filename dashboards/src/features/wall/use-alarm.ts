import { watch, type Ref } from 'vue';
import type { LiveHall } from '@cockpit/contracts';
import { useChime } from '../../shared/chime';
import { hasNewRed, redWarnings } from './faces';

/** A sound when a new red warning fires, on screens where somebody turned it on. */
export function useAlarm(snapshot: Ref<LiveHall | null>, isStale: Ref<boolean>) {
  const { on, blocked, rung, toggle, ring } = useChime();
  let known: Set<string> | null = null;

  watch(snapshot, (shown) => {
    if (shown === null) known = null;
    if (shown === null || isStale.value) return;
    const red = redWarnings(shown.warnings);
    if (on.value && hasNewRed(known, red)) void ring();
    known = new Set(red);
  });
  return { on, blocked, rung, toggle };
}
