import { readPlayList, type PlayEntry } from '@cockpit/contracts';
import { useEventListener, useIntervalFn } from '@vueuse/core';
import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useAnswer } from '../../shared/answer';
import { useShownPage } from '../session/may-open';
import { fetchList } from './api';
import { readPlayed } from './played';
import { playing } from './playing';
import { begin, secondsLeft, shareOf, shownOf, step, type Red, type Step } from './rotation';
import { slidesOf } from './slides';
import { useKnown } from './use-known';

/** A list that was changed is played as it is now within so long. */
const LIST_MS = 60_000;
/** Shown where nothing of a list is left, so that what turns red is still jumped to. */
const ALONE: PlayEntry = { page: 'bureau-wall', hall: null, sec: 60 };

export interface Player {
  shown: ComputedRef<PlayEntry>;
  /** the hall that turned red and stands in place of the list */
  jump: ComputedRef<string | null>;
  left: ComputedRef<number | null>;
  /** the list cannot be had, or nothing of it is left */
  isEmpty: ComputedRef<boolean>;
  act: (what: Step) => void;
  stop: () => void;
}

/** Runs the play list of this window. */
export function usePlayer(red: Readonly<Ref<readonly Red[] | null>>): Player {
  const route = useRoute();
  const router = useRouter();
  const onScreen = useShownPage();
  const known = useKnown();
  const played = computed(() => readPlayed(playing.value ?? ''));
  const saved = useAnswer({
    name: 'played',
    about: () => (played.value !== null && 'list' in played.value ? played.value.list : null),
    ask: fetchList,
    everyMs: LIST_MS,
  });
  const listed = computed(() => {
    if (played.value !== null && 'play' in played.value) return played.value.play;
    const said = new URLSearchParams(saved.data.value?.address.split('?')[1]);
    return readPlayList(said.get('play') ?? '') ?? [];
  });
  const slides = computed(() => slidesOf(listed.value, known.value));
  const list = computed(() => (slides.value.length === 0 ? [ALONE] : slides.value));
  const now = shallowRef(Date.now());
  const state = shallowRef(begin(now.value));
  const act = (what: Step): void => {
    now.value = Date.now();
    state.value = step(state.value, list.value, what, now.value);
  };
  const shown = computed(() => shownOf(state.value, list.value) ?? ALONE);

  /** Also after somebody went elsewhere and has gone away. */
  function show(): void {
    const { page, hall } = shown.value;
    if (route.meta.open === true || state.value.heldUntil !== null) return;
    if (onScreen.value === page && (hall === null || route.params['hall'] === hall)) return;
    void router.replace({ name: page, params: hall === null ? {} : { hall } }).catch(() => undefined);
  }
  /** A page that is longer than the screen is shown screen by screen. */
  function scroll(): void {
    const { scrollHeight } = document.documentElement;
    const screens = Math.ceil(scrollHeight / Math.max(1, innerHeight) - 0.05);
    if (state.value.heldUntil !== null || screens < 2) return;
    const at = Math.min(screens - 1, Math.floor(shareOf(state.value, list.value, now.value) * screens));
    scrollTo(0, at * innerHeight);
  }

  watch(
    red,
    (found) => {
      if (found !== null) act({ kind: 'red', red: found });
    },
    { immediate: true },
  );
  useIntervalFn(() => {
    act({ kind: 'tick' });
    show();
    scroll();
  }, 1000);
  watch(shown, show);
  useEventListener(document, ['pointerdown', 'keydown'], () => {
    act({ kind: 'touched' });
  });
  return {
    shown,
    jump: computed(() => state.value.jump),
    left: computed(() => secondsLeft(state.value, list.value, now.value)),
    isEmpty: computed(() => slides.value.length === 0 && (listed.value.length > 0 || saved.problem.value !== null)),
    act,
    stop: () => {
      playing.value = null;
      if (route.name === 'bureau-wall') void router.replace({ name: 'bureau-wall' });
    },
  };
}
