import type { GuideChannel, Guided, GuidePerson } from '@cockpit/contracts';
import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import { repeated } from '../../shared/command';
import { ApiError } from '../../shared/http';
import { useTicker } from '../../shared/ticker';
import { leadAway, takeBack } from './api';

/** What the last tap came to, told at the bottom of the page. */
export interface Word {
  kind: 'led' | 'undone' | 'failed';
  number: string;
  guided: Guided | null;
  /** device time until which it can be taken back */ undoUntil: number;
  problem: ApiError | null;
}

export interface Leading {
  word: Readonly<Ref<Word | null>>;
  undoSec: ComputedRef<number>;
  /** tickets told of and not yet gone from the list the server sends */
  gone: Readonly<Ref<ReadonlySet<string>>>;
  busy: Readonly<Ref<boolean>>;
  lead: (person: GuidePerson, to: GuideChannel) => Promise<void>;
  undo: () => Promise<void>;
}

/** "Guided" and taking it back. One try has one id, so that a lost answer is asked for again without leading anybody away twice. */
export function useLeading(hall: () => string, told: () => Promise<void>): Leading {
  const word = shallowRef<Word | null>(null);
  const gone = shallowRef<ReadonlySet<string>>(new Set());
  const busy = ref(false);
  const now = useTicker(500);
  const tries = new Map<string, string>();

  async function lead({ ticketId, number }: GuidePerson, to: GuideChannel): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    const key = `${ticketId}/${to}`;
    const id = tries.get(key) ?? crypto.randomUUID();
    tries.set(key, id);
    try {
      const guided = await repeated(() => leadAway(hall(), { id, ticketId, to }));
      gone.value = new Set([...gone.value, ticketId]);
      word.value = { kind: 'led', number, guided, undoUntil: Date.now() + guided.undoSec * 1000, problem: null };
      tries.delete(key);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // an answer that says no is an answer; only a lost one is asked for again under the same id
      if (error.status !== 0) tries.delete(key);
      word.value = { kind: 'failed', number, guided: null, undoUntil: 0, problem: error };
    } finally {
      busy.value = false;
      await told();
    }
  }

  async function undo(): Promise<void> {
    const guided = word.value?.guided;
    if (!guided || busy.value) return;
    busy.value = true;
    try {
      await repeated(() => takeBack(hall(), guided.id));
      gone.value = new Set([...gone.value].filter((ticketId) => ticketId !== guided.ticketId));
      word.value = { kind: 'undone', number: guided.number, guided: null, undoUntil: 0, problem: null };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      word.value = {
        kind: 'failed',
        number: guided.number,
        guided,
        undoUntil: word.value?.undoUntil ?? 0,
        problem: error,
      };
    } finally {
      busy.value = false;
      await told();
    }
  }

  const undoSec = computed(() =>
    word.value?.guided ? Math.max(0, Math.ceil((word.value.undoUntil - now.value) / 1000)) : 0,
  );
  return { word, undoSec, gone, busy, lead, undo };
}
