import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import type { ReplayPage } from '@cockpit/contracts';
import { useAnswer } from '../../shared/answer';
import { fetchFrames } from './api';
import { ahead, emptyReel, extended, frameAt, horizon, moved, stepFor, type Speed } from './reel';

const TICK_MS = 200;
/** few at first, so that something is seen soon */
const FIRST = 4;
const PAGE = 20;
/** Fetch more while fewer snapshots than this are ahead. */
const ENOUGH = 12;

interface PageQuestion {
  code: string;
  day: string;
  from: number | null;
  stepSec: number;
  frames: number;
}
const fetchPage = ({ code, ...query }: PageQuestion): Promise<ReplayPage> => fetchFrames(code, query);

/** Plays a past day of a hall: fetches snapshots ahead, moves the moment on, and lets one go anywhere. */
export function usePlayer(hall: Ref<string>, day: Ref<string | null>) {
  const reel = shallowRef(emptyReel(30, null));
  const about = shallowRef<Omit<ReplayPage, 'frames' | 'next'> | null>(null);
  const at = ref(0);
  const playing = ref(false);
  const speed = ref<Speed>(12);
  /** the page of snapshots that is being fetched, or could not be had */
  const wanted = shallowRef<PageQuestion | null>(null);
  const {
    data: page,
    problem,
    refresh,
  } = useAnswer({ name: 'replay-page', about: () => wanted.value, ask: fetchPage, freshMs: Infinity });

  /** Begins a new reel at a moment; null is just before opening. */
  function seek(to: number | null): void {
    reel.value = emptyReel(stepFor(speed.value), to);
    if (to !== null) at.value = to;
    fetchFrom(to);
  }

  function fetchFrom(from: number | null): void {
    const { frames, stepSec } = reel.value;
    wanted.value =
      day.value === null
        ? null
        : { code: hall.value, day: day.value, from, stepSec, frames: frames.length === 0 ? FIRST : PAGE };
  }

  watch(page, (fetched) => {
    if (fetched === null || wanted.value === null) return;
    const { frames, next, ...rest } = fetched;
    about.value = rest;
    if (wanted.value.from === null) at.value = Date.parse(frames[0]?.now ?? rest.begins);
    reel.value = extended(reel.value, frames, next === null ? null : Date.parse(next), at.value);
    wanted.value = null;
  });

  watch(
    [hall, day],
    () => {
      about.value = null;
      playing.value = false;
      seek(null);
    },
    { immediate: true },
  );
  watch(speed, () => {
    if (stepFor(speed.value) !== reel.value.stepSec && about.value !== null) seek(at.value);
  });

  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const passed = now - last;
    last = now;
    if (playing.value) at.value = moved(reel.value, at.value, Math.min(passed, 1000), speed.value);
    if (playing.value && reel.value.next === null && at.value >= (horizon(reel.value) ?? Infinity))
      playing.value = false;
    if (
      reel.value.next !== null &&
      reel.value.frames.length > 0 &&
      ahead(reel.value, at.value) < ENOUGH &&
      wanted.value === null
    )
      fetchFrom(reel.value.next);
  }, TICK_MS);
  onScopeDispose(() => {
    clearInterval(timer);
  });

  const snapshot = computed(() => frameAt(reel.value, at.value));
  /** hall seconds since the snapshot */
  const passedSec = computed(() =>
    snapshot.value === null ? 0 : Math.max(0, (at.value - Date.parse(snapshot.value.now)) / 1000),
  );
  const waiting = computed(() => playing.value && reel.value.next !== null && at.value >= (horizon(reel.value) ?? 0));
  return { about, at, snapshot, passedSec, playing, speed, problem, waiting, seek, retry: refresh };
}
