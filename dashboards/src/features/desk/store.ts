import type { OwnPrompt, Prompt, Warning } from '@cockpit/contracts';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { useAnswer } from '../../shared/answer';
import { dayStart } from '../../shared/format';
import { useLiveStore } from '../live/store';
import { acceptPrompt, declinePrompt, fetchPrompts, undoPrompt, type Declined } from '../prompts/api';
import { acknowledge, fetchWarnings, resolveWarning, type Ending } from '../warnings/api';
import { makeOwnPrompt } from './api';
import { laterOf } from './later-of';

/** Effects are judged without any prompt moving. */
const LIST_EVERY_MS = 5 * 60_000;

interface Lists {
  prompts: Prompt[];
  warnings: Warning[];
  /** device time of the question: what the stream told after it is the newer */
  askedAt: number;
}

async function fetchLists({ code, since }: { code: string; since: string }): Promise<Lists> {
  const askedAt = Date.now();
  const [prompts, warnings] = await Promise.all([fetchPrompts(code, since), fetchWarnings(code)]);
  return { prompts, warnings, askedAt };
}

/** Prompts and warnings of the hall on the desk, and the answers given to them. Nothing changes before the server said yes. */
export const useDeskStore = defineStore('desk', () => {
  const live = useLiveStore();
  const hall = ref<string | null>(null);
  /** id of the prompt or warning whose answer is on its way */
  const pending = ref<string | null>(null);
  /** the list of today needs the hall's day, which its snapshot tells */
  const since = computed(() => {
    const { snapshot } = live;
    if (snapshot?.hall !== hall.value) return null;
    return new Date(dayStart(Date.parse(snapshot.now), snapshot.timeZone)).toISOString();
  });
  const {
    data: listed,
    problem: listProblem,
    refresh,
  } = useAnswer({
    name: 'desk-lists',
    about: () => (hall.value === null || since.value === null ? null : { code: hall.value, since: since.value }),
    ask: fetchLists,
    everyMs: LIST_EVERY_MS,
  });

  /** Whenever prompts or warnings move: what is listed is asked for again. */
  async function open(code: string): Promise<void> {
    if (hall.value === code) await refresh();
    else hall.value = code;
  }
  function close(): void {
    hall.value = null;
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
  const listedAt = computed(() => listed.value?.askedAt ?? 0);
  /** an effect once judged stays, also where the snapshot of a closed hall still tells of the time before */
  const effects = computed(() => new Map(listed.value?.prompts.map(({ id, effect }) => [id, effect])));
  const prompts = computed(() =>
    laterOf(
      { items: listed.value?.prompts ?? [], at: listedAt.value },
      { items: live.snapshot?.prompts ?? [], at: liveAt.value },
    )
      .map((prompt): Prompt => ({ ...prompt, effect: prompt.effect ?? effects.value.get(prompt.id) }))
      .sort((a, b) => Date.parse(b.decidedAt) - Date.parse(a.decidedAt)),
  );
  const warnings = computed(() =>
    laterOf(
      { items: listed.value?.warnings ?? [], at: listedAt.value },
      { items: live.snapshot?.warnings ?? [], at: liveAt.value },
    ),
  );

  return {
    prompts,
    warnings,
    listProblem,
    pending,
    open,
    close,
    refresh,
    accept: (id: string) => answer(id, () => acceptPrompt(id)),
    decline: (id: string, why: Declined) => answer(id, () => declinePrompt(id, why)),
    undo: (id: string) => answer(id, () => undoPrompt(id)),
    make: (own: OwnPrompt) =>
      answer('own', async () => {
        await makeOwnPrompt(hall.value ?? '', own);
      }),
    acknowledge: (id: string) => answer(id, () => acknowledge(id)),
    resolve: (id: string, ending: Ending) => answer(id, () => resolveWarning(id, ending)),
  };
});
