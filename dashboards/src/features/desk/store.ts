import type { OwnPrompt, Prompt, Warning } from '@cockpit/contracts';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { ApiError } from '../../shared/http';
import { dayStart } from '../../shared/format';
import { newerOf, type Stamped } from '../../shared/newer';
import { useLiveStore } from '../live/store';
import { acceptPrompt, declinePrompt, fetchPrompts, undoPrompt, type Declined } from '../prompts/api';
import { makeOwnPrompt } from './api';
import { acknowledge, fetchWarnings, resolveWarning, type Ending } from '../warnings/api';

const NONE = { items: [], at: 0 };

/** Prompts and warnings of the hall on the desk, and the answers given to them. Nothing changes before the server said yes. */
export const useDeskStore = defineStore('desk', () => {
  const live = useLiveStore();
  const hall = ref('');
  const listedPrompts = shallowRef<Stamped<Prompt>>(NONE);
  const listedWarnings = shallowRef<Stamped<Warning>>(NONE);
  const listProblem = shallowRef<ApiError | null>(null);
  /** id of the prompt or warning whose answer is on its way */
  const pending = ref<string | null>(null);
  let turn = 0;

  async function open(code: string): Promise<void> {
    if (hall.value !== code) {
      hall.value = code;
      turn += 1;
      listProblem.value = null;
      listedPrompts.value = NONE;
      listedWarnings.value = NONE;
    }
    await refresh();
  }

  async function refresh(): Promise<void> {
    const asked = hall.value;
    const snapshot = live.snapshot;
    if (snapshot?.hall !== asked) return;
    const mine = ++turn;
    // what the stream told while they were on their way is the newer
    const at = Date.now();
    try {
      const [prompts, warnings] = await Promise.all([
        fetchPrompts(asked, new Date(dayStart(Date.parse(snapshot.now), snapshot.timeZone)).toISOString()),
        fetchWarnings(asked),
      ]);
      if (mine !== turn) return;
      listedPrompts.value = { items: prompts, at };
      listedWarnings.value = { items: warnings, at };
      listProblem.value = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine === turn) listProblem.value = error;
    }
  }

  /** Sends one answer at a time and looks again at what the server now says, whether it took it or not. */
  async function answer(id: string, send: () => Promise<void>): Promise<void> {
    if (pending.value !== null) return;
    pending.value = id;
    try {
      await send();
    } finally {
      await refresh();
      pending.value = null;
    }
  }

  const liveAt = computed(() => live.state.receivedAt ?? 0);
  /** an effect once judged stays, also where the snapshot of a closed hall still tells of the time before */
  const effects = computed(() => new Map(listedPrompts.value.items.map(({ id, effect }) => [id, effect])));
  const prompts = computed(() =>
    newerOf(listedPrompts.value, { items: live.snapshot?.prompts ?? [], at: liveAt.value })
      .map((prompt): Prompt => ({ ...prompt, effect: prompt.effect ?? effects.value.get(prompt.id) }))
      .sort((a, b) => Date.parse(b.decidedAt) - Date.parse(a.decidedAt)),
  );
  const warnings = computed(() =>
    newerOf(listedWarnings.value, { items: live.snapshot?.warnings ?? [], at: liveAt.value }),
  );

  return {
    prompts,
    warnings,
    listProblem,
    pending,
    open,
    refresh,
    accept: (id: string) => answer(id, () => acceptPrompt(id)),
    decline: (id: string, why: Declined) => answer(id, () => declinePrompt(id, why)),
    undo: (id: string) => answer(id, () => undoPrompt(id)),
    make: (own: OwnPrompt) =>
      answer('own', async () => {
        await makeOwnPrompt(hall.value, own);
      }),
    acknowledge: (id: string) => answer(id, () => acknowledge(id)),
    resolve: (id: string, ending: Ending) => answer(id, () => resolveWarning(id, ending)),
  };
});
