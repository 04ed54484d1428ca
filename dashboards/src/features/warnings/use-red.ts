import { computed, onScopeDispose, watch } from 'vue';
import { useAnswer } from '../../shared/answer';
import { useChime } from '../../shared/chime';
import { useHallsStore } from '../halls/store';
import { useSessionStore } from '../session/store';
import { hasNewRed, redWarnings } from '../wall/faces';
import { fetchRed } from './api';

const EVERY_MS = 10_000;

/** Where the system shows a number on the cockpit's icon. */
function showOnIcon(count: number): void {
  const { setAppBadge, clearAppBadge } = navigator as Partial<Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>>;
  const done = count === 0 ? clearAppBadge?.call(navigator) : setAppBadge?.call(navigator, count);
  done?.catch(() => undefined);
}

/** Red warnings of one's halls that nobody has taken in hand: how many, on the icon too, and a sound with each new one. */
export function useRed(isWatching: () => boolean) {
  const session = useSessionStore();
  const halls = useHallsStore();
  const { on, ring } = useChime();
  const answer = useAnswer({
    name: 'red-warnings',
    about: () => (isWatching() && session.canAnswer ? { by: session.caller?.name ?? '' } : null),
    ask: fetchRed,
    everyMs: EVERY_MS,
    whenHidden: true,
  });
  // what happens in a twin happens to nobody
  const twins = computed(
    () => new Set((halls.halls ?? []).flatMap(({ code, twinOf }) => (twinOf === null ? [] : [code]))),
  );
  const red = computed(() => redWarnings((answer.data.value ?? []).filter(({ hall }) => !twins.value.has(hall))));
  let known: Set<string> | null = null;
  watch(answer.data, (shown) => {
    if (on.value && shown !== null && hasNewRed(known, red.value)) void ring();
    known = shown === null ? null : new Set(red.value);
  });
  const count = computed(() => red.value.length);
  watch(count, showOnIcon);
  onScopeDispose(() => {
    showOnIcon(0);
  });
  return { count };
}
