import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import type { LiveHall, ReplayPage } from '@cockpit/contracts';
import { useAnswer } from '../../shared/answer';
import { fetchFrames } from './api';
import { ahead, emptyReel, extended, frameAt, horizon, moved, stepFor, type Speed } from './reel';

const TICK_MS = 200;
/** few at first, so that something is seen soon */
const FIRST = 4;
const PAGE = 20;
/** The first answer says of which hours the day is, and then one goes where it tells most: of its own moment one snapshot is enough. */
const sizeOf = (from: number | null, known: number): number => (from === null ? 1 : known === 0 ? FIRST : PAGE);
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
  /** what was shown before the moment that is sought: it stands until that one's picture is there */
  const held = shallowRef<{ frame: LiveHall; at: number } | null>(null);
  const playing = ref(false);
  const speed = ref<Speed>(12);
  /** the page of snapshots that is being fetched, or could not be had */
  const wanted = shallowRef<PageQuestion | null>(null);
  const {
    data: page,
    problem,
    refresh,
  } = useAnswer({ name: 'replay-page', about: () => wanted.value, ask: fetchPage, freshMs: Infinity });

  /** Begins a new reel at a moment; null is just before opening. The picture before is held only where somebody has seen it. */
  function seek(to: number | null, { holds = to !== null } = {}): void {
    held.value = holds ? picture.value : null;
    reel.value = emptyReel(stepFor(speed.value), to);
    if (to !== null) at.value = to;
    fetchFrom(to);
  }

  /** The snapshot shown, and the moment it is shown as: never the one that is still sought. */
  const picture = computed(() => {
    const frame = frameAt(reel.value, at.value);
    return frame === null ? held.value : { frame, at: at.value };
  });
  const snapshot = computed(() => picture.value?.frame ?? null);
  /** what is shown is not the moment one went to, for that is still fetched */
  const seeking = computed(() => reel.value.frames.length === 0 && held.value !== null);

  function fetchFrom(from: number | null): void {
    const { frames, stepSec } = reel.value;
    wanted.value =
      day.value === null
        ? null
        : { code: hall.value, day: day.value, from, stepSec, frames: sizeOf(from, frames.length) };
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

  /** hall seconds since the snapshot */
  const passedSec = computed(() =>
    picture.value === null ? 0 : Math.max(0, (picture.value.at - Date.parse(picture.value.frame.now)) / 1000),
  );
  const waiting = computed(() => playing.value && reel.value.next !== null && at.value >= (horizon(reel.value) ?? 0));
  const shownAt = computed(() => picture.value?.at ?? at.value);
  return { about, at, shownAt, snapshot, passedSec, playing, speed, problem, seeking, waiting, seek, retry: refresh };
}
