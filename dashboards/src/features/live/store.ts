import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { ApiError, heardStatus } from '../../shared/http';
import { useLocale } from '../../shared/i18n';
import { followLine } from '../../shared/lines/follow';
import { liveIn } from '../halls/in-language';
import { fetchLive, liveLine, readLiveMessage } from './api';
import { freshness } from './freshness';
import { hallNow, hallSpeed, knowsTime } from './hall-clock';
import { emptyLive, reduceLive, type LiveEvent } from './live-state';

/** A device's clock drifts by less than this between two ticks: more, and it was set. */
const JUMP_MS = 30_000;
/** So many messages in a row that cannot be read, on a page this old, are those of a newer version. */
const UNREADABLE = 20;
const OLD_PAGE_MS = 600_000;

const clocks = () => ({ device: Date.now(), steady: performance.now() });

/** The live snapshot of the hall on the screen: one hall at a time, one line. */
export const useLiveStore = defineStore('live', () => {
  const locale = useLocale();
  const state = shallowRef(emptyLive(''));
  const localNow = ref(Date.now());
  let running: AbortController | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  const apply = (event: LiveEvent) => {
    state.value = reduceLive(state.value, event);
  };

  function start(hall: string): void {
    stop();
    const run = new AbortController();
    running = run;
    state.value = emptyLive(hall);
    let unreadable = 0;
    let before = clocks();
    timer = setInterval(() => {
      const now = clocks();
      const jump = now.device - before.device - (now.steady - before.steady);
      before = now;
      if (Math.abs(jump) > JUMP_MS) {
        apply({ kind: 'clock-jumped', byMs: jump });
        void load(hall, run.signal);
      }
      localNow.value = now.device;
    }, 1000);
    void load(hall, run.signal);
    const line = liveLine(hall);
    void followLine(
      line,
      {
        opened: () => {
          apply({ kind: 'opened', at: Date.now() });
          if (state.value.snapshot) void load(hall, run.signal);
        },
        activity: () => {
          apply({ kind: 'byte', at: Date.now() });
        },
        down: () => {
          apply({ kind: 'down', at: Date.now() });
        },
        refused: (status) => {
          apply({ kind: 'refused', status });
          heardStatus(line.stream, status);
        },
        message: ({ data }) => {
          const snapshot = readLiveMessage(data);
          unreadable = snapshot ? 0 : unreadable + 1;
          if (unreadable >= UNREADABLE && performance.now() > OLD_PAGE_MS) window.location.reload();
          if (snapshot) apply({ kind: 'snapshot', snapshot, at: Date.now() });
          localNow.value = Date.now();
        },
      },
      run.signal,
    );
  }

  /** The first snapshot at once, and the server's clock, which the stream does not carry. */
  async function load(hall: string, signal: AbortSignal): Promise<void> {
    try {
      const { body, serverOffsetMs } = await fetchLive(hall);
      if (signal.aborted) return;
      if (serverOffsetMs !== null) apply({ kind: 'server-clock', offsetMs: serverOffsetMs });
      apply({ kind: 'snapshot', snapshot: body, at: Date.now() });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (signal.aborted) return;
      // the stream keeps trying; only a refusal is final
      if ([401, 403, 404].includes(error.status)) apply({ kind: 'refused', status: error.status });
      else if (error.problem.code === 'live-not-ready') apply({ kind: 'not-ready' });
    }
  }

  function stop(): void {
    running?.abort();
    running = null;
    clearInterval(timer);
  }

  const snapshot = computed(() => state.value.snapshot && liveIn(state.value.snapshot, locale.get()));
  const fresh = computed(() => freshness({ ...state.value, localNow: localNow.value }));
  const isStale = computed(() => fresh.value.state !== 'live');
  /** seconds since the snapshot on the screen came */
  const passedSec = computed(() =>
    state.value.receivedAt === null ? 0 : Math.max(0, (localNow.value - state.value.receivedAt) / 1000),
  );
  /** the hall's now, ms; stands still while the snapshot is stale, NaN while nobody has told what time it is there */
  const now = computed(() => {
    const { snapshot: shown, samples, reachedMs } = state.value;
    if (!shown) return null;
    if (!knowsTime({ ...shown, heard: shown.feeds.map(({ lastEventAt }) => lastEventAt) })) return NaN;
    if (isStale.value) return Date.parse(shown.now);
    return Math.max(reachedMs, hallNow(shown.clock, samples, localNow.value) ?? -Infinity);
  });
  /** hall seconds since the snapshot: what timers have to be moved on by */
  const hallPassedSec = computed(() => {
    const shown = state.value.snapshot;
    return shown && now.value !== null && !Number.isNaN(now.value)
      ? Math.max(0, (now.value - Date.parse(shown.now)) / 1000)
      : 0;
  });
  const speed = computed(() => (state.value.snapshot ? hallSpeed(state.value.snapshot.clock, state.value.samples) : 1));

  return { state, snapshot, fresh, isStale, passedSec, hallPassedSec, now, speed, start, stop };
});
