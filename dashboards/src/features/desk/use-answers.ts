import { DECLINE_CODES, DeclineCode, type Prompt } from '@cockpit/contracts';
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAttempt } from '../../shared/toast';
import { useWords } from '../../shared/words';
import { useSessionStore } from '../session/store';
import { useDeskStore } from './store';

export interface DeskAnswers {
  /** id of the prompt a reason is being asked for */
  declining: Ref<string | null>;
  /** reasons to tap, in the words of the page */
  quickReasons: ComputedRef<{ code: DeclineCode; text: string }[]>;
  /** id of the warning that is being ended */
  resolving: Ref<string | null>;
  isFalseAlarm: Ref<boolean>;
  accept: () => Promise<void>;
  askDecline: () => void;
  decline: (reason: string, code: string | null) => Promise<void>;
  resolve: (reason: string) => Promise<void>;
  undo: (id: string) => Promise<boolean>;
  acknowledge: (id: string) => Promise<boolean>;
}

/**
 * What somebody at the desk answers to prompts and warnings.
 * @param swapped another prompt stood on the screen a moment ago
 * @param saidOf what a prompt asks for: the next one may stand there before it is said that this one was accepted
 */
export function useAnswers(
  prompt: Readonly<Ref<Prompt | null>>,
  swapped: Readonly<Ref<boolean>>,
  saidOf: (prompt: Prompt) => string,
): DeskAnswers {
  const { t } = useI18n();
  const desk = useDeskStore();
  const session = useSessionStore();
  const attempt = useAttempt();
  const { textOf } = useWords();
  const declining = ref<string | null>(null);
  const resolving = ref<string | null>(null);
  const isFalseAlarm = ref(false);
  watch(resolving, () => {
    isFalseAlarm.value = false;
  });

  /** whether the prompt on the screen can be answered now */
  const mayAnswer = (): boolean =>
    prompt.value !== null && session.canAnswer && !desk.isPending(prompt.value.id) && !swapped.value;

  async function accept(): Promise<void> {
    const accepted = prompt.value;
    if (accepted === null || !mayAnswer()) return;
    await attempt(() => desk.accept(accepted.id), t('prompt.acceptedOne', { what: saidOf(accepted) }));
  }
  function askDecline(): void {
    if (mayAnswer()) declining.value = prompt.value?.id ?? null;
  }
  async function decline(reason: string, code: string | null): Promise<void> {
    const id = declining.value;
    if (id === null) return;
    const why = { reason, code: DeclineCode.safeParse(code).data };
    if (await attempt(() => desk.decline(id, why), t('prompt.declined'))) declining.value = null;
  }
  async function resolve(reason: string): Promise<void> {
    const id = resolving.value;
    if (id === null) return;
    const ending = { reason, ...(isFalseAlarm.value ? { dismissedAs: 'false-alarm' as const } : {}) };
    if (await attempt(() => desk.resolve(id, ending), t('warning.resolved'))) resolving.value = null;
  }
  return {
    declining,
    quickReasons: computed(() => DECLINE_CODES.map((code) => ({ code, text: textOf(`decline.${code}`) }))),
    resolving,
    isFalseAlarm,
    accept,
    askDecline,
    decline,
    resolve,
    undo: (id) => attempt(() => desk.undo(id), t('prompt.undone')),
    acknowledge: (id) => attempt(() => desk.acknowledge(id), t('warning.acked')),
  };
}
