import type { LiveHall, LiveWindow, OwnPrompt, Prompt } from '@cockpit/contracts';
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAddress } from '../../shared/address';
import { useAttempt } from '../../shared/toast';
import { useSessionStore } from '../session/store';
import { draftFor, freest, type Draft } from './change';
import { useDeskStore } from './store';

export interface DeskMoves {
  /** id of the window that is being dragged */
  grabbed: Ref<string | null>;
  grab: (id: string) => void;
  release: () => void;
  grabbedNumber: ComputedRef<string | null>;
  /** the change that is being thought about */
  draft: Ref<Draft | null>;
  /** id of the window whose details are shown */
  opened: Ref<string | null>;
  detail: ComputedRef<LiveWindow | null>;
  dropOn: (queue: string) => void;
  /** to the queue that was tapped, or none in particular */ moveWindow: (id: string, queue?: string) => void;
  doInstead: () => void;
  commit: (own: OwnPrompt) => Promise<void>;
}

/** Windows moved by hand: a drag, a choice in a window's details, or something else than what is proposed. */
export function useMoves(
  snapshot: Readonly<Ref<LiveHall | null>>,
  prompt: Readonly<Ref<Prompt | null>>,
  swapped: Readonly<Ref<boolean>>,
): DeskMoves {
  const { t } = useI18n();
  const desk = useDeskStore();
  const session = useSessionStore();
  const attempt = useAttempt();
  const grabbed = ref<string | null>(null);
  const opened = ref<string | null>(null);
  const { said, say } = useAddress();
  // a link may lead to one window; once it is closed, the address is that of the desk again
  watch(
    () => said('window'),
    (id) => {
      if (id !== '') opened.value = id;
    },
    { immediate: true },
  );
  watch(opened, (id) => {
    if (id === null && said('window') !== '') say({ window: '' });
  });
  const draft = shallowRef<Draft | null>(null);
  const windowOf = (id: string | null | undefined): LiveWindow | null =>
    snapshot.value?.windows.find(({ windowId }) => windowId === id) ?? null;

  let starting: ReturnType<typeof setTimeout> | undefined;
  /** a moment later: a browser ends a drag at once where something else comes to lie under the hand as it starts */
  function grab(id: string): void {
    starting = setTimeout(() => {
      grabbed.value = id;
    });
  }
  function release(): void {
    clearTimeout(starting);
    grabbed.value = null;
  }
  function dropOn(queue: string): void {
    const window = windowOf(grabbed.value);
    release();
    if (window) draft.value = draftFor(window, queue);
  }
  /** Where nothing was dragged: the queue in most trouble is the first thought. */
  function moveWindow(id: string, queue?: string): void {
    const window = windowOf(id);
    opened.value = null;
    const [worst] = [...(snapshot.value?.queues ?? [])]
      .filter(({ code }) => !window?.queues.includes(code))
      .sort((a, b) => (b.predictedP50Sec ?? 0) - (a.predictedP50Sec ?? 0));
    if (window) draft.value = draftFor(window, queue ?? worst?.code ?? null);
  }
  function doInstead(): void {
    const proposed = prompt.value;
    if (!proposed || !session.canAnswer || swapped.value) return;
    const window = windowOf(proposed.windowId) ?? freest(snapshot.value?.windows ?? [], proposed.queues);
    if (!window) return;
    const added = proposed.queues.find((code) => !window.queues.includes(code)) ?? proposed.queues[0] ?? null;
    draft.value = draftFor(window, added, proposed.id);
  }
  async function commit(own: OwnPrompt): Promise<void> {
    if (await attempt(() => desk.make(own), t('move.made'))) draft.value = null;
  }
  return {
    grabbed,
    grab,
    release,
    grabbedNumber: computed(() => windowOf(grabbed.value)?.number ?? null),
    draft,
    opened,
    detail: computed(() => windowOf(opened.value)),
    dropOn,
    moveWindow,
    doInstead,
    commit,
  };
}
