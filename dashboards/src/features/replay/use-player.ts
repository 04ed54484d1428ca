import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import type { ReplayPage } from '@cockpit/contracts';
import { ApiError } from '../../shared/http';
import { fetchFrames } from './api';
import { ahead, emptyReel, extended, frameAt, horizon, moved, stepFor, type Speed } from './reel';

const TICK_MS = 200;
const PAGE = 20;
/** Fetch more while fewer snapshots than this are ahead. */
const ENOUGH = 12;

/** Plays a past day of a hall: fetches snapshots ahead, moves the moment on, and lets one go anywhere. */
export function usePlayer(hall: Ref<string>, day: Ref<string | null>) {
  const reel = shallowRef(emptyReel(30, null));
  const about = shallowRef<Omit<ReplayPage, 'frames' | 'next'> | null>(null);
  const problem = shallowRef<ApiError | null>(null);
  const at = ref(0);
  const playing = ref(false);
  const speed = ref<Speed>(12);
  let turn = 0;
  let fetching = false;

  /** Begins a new reel at a moment; null is just before opening. */
  async function seek(to: number | null): Promise<void> {
    turn += 1;
    fetching = false;
    problem.value = null;
    reel.value = emptyReel(stepFor(speed.value), to);
    if (to !== null) at.value = to;
    await fetchMore(to);
  }

  async function fetchMore(from: number | null): Promise<void> {
    const asked = { hall: hall.value, day: day.value };
    if (asked.day === null || fetching) return;
    fetching = true;
    const mine = turn;
    try {
      const { frames, next, ...rest } = await fetchFrames(asked.hall, {
        day: asked.day,
        from,
        stepSec: reel.value.stepSec,
        frames: reel.value.frames.length === 0 ? 4 : PAGE,
      });
      if (mine !== turn) return;
      about.value = rest;
      if (from === null) at.value = Date.parse(frames[0]?.now ?? rest.begins);
      reel.value = extended(reel.value, frames, next === null ? null : Date.parse(next), at.value);
      problem.value = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine === turn) problem.value = error;
    } finally {
      if (mine === turn) fetching = false;
    }
  }

  /** Asks again for what could not be had, from where it was wanted. */
  const retry = (): Promise<void> =>
    reel.value.frames.length === 0 ? seek(reel.value.next) : fetchMore(reel.value.next);

  watch(
    [hall, day],
    () => {
      about.value = null;
      playing.value = false;
      if (day.value !== null) void seek(null);
    },
    { immediate: true },
  );
  watch(speed, () => {
    if (stepFor(speed.value) !== reel.value.stepSec && about.value !== null) void seek(at.value);
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
      problem.value === null
    )
      void fetchMore(reel.value.next);
  }, TICK_MS);
  onScopeDispose(() => {
    turn += 1;
    clearInterval(timer);
  });

  const snapshot = computed(() => frameAt(reel.value, at.value));
  /** hall seconds since the snapshot */
  const passedSec = computed(() =>
    snapshot.value === null ? 0 : Math.max(0, (at.value - Date.parse(snapshot.value.now)) / 1000),
  );
  const waiting = computed(() => playing.value && reel.value.next !== null && at.value >= (horizon(reel.value) ?? 0));
  return { about, at, snapshot, passedSec, playing, speed, problem, waiting, seek, retry };
}
