import { isHeldBack, type OwnPrompt, type Prompt, type Warning } from '@cockpit/contracts';
import { defineStore } from 'pinia';
import { computed, ref, shallowReactive, shallowRef, type Ref } from 'vue';
import { useAnswer } from '../../shared/answer';
import { dayStart } from '../../shared/format';
import { commanded } from '../../shared/command';
import { isUnanswered } from '../../shared/http';
import { useLiveStore } from '../live/store';
import { acceptPrompt, declinePrompt, fetchPrompts, undoPrompt, type Declined } from '../prompts/api';
import { acknowledge, fetchWarnings, resolveWarning, type Ending } from '../warnings/api';
import { TAKEN } from '../warnings/order';
import { makeOwnPrompt } from './api';
import { laterOf, type Stamped } from './later-of';

/** Effects are judged without any prompt moving. */
const LIST_EVERY_MS = 5 * 60_000;

/** stands for the prompt that is being made, which has no id yet */
export const OWN = 'own';

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
  /** answers on their way, by id of the prompt or warning they are to */
  const turns = shallowReactive(new Map<string, Promise<void>>());
  /** what the server said to the last answers, until it is listed */
  const told = { prompts: shallowRef<Stamped<Prompt>[]>([]), warnings: shallowRef<Stamped<Warning>[]>([]) };
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
    else put(code);
  }
  function close(): void {
    put(null);
  }
  function put(code: string | null): void {
    hall.value = code;
    told.prompts.value = [];
    told.warnings.value = [];
  }

  /**
   * Sends an answer; another one to the same thing waits for its turn, and none is lost. What the server says to it is shown at once.
   * The lists are waited for only where it refused: they say why there is nothing to answer any more. Of a server that said nothing in time
   * they tell whether it did what it was asked.
   */
  function answer(id: string, send: () => Promise<void>, isDone: () => boolean): Promise<void> {
    const before = turns.get(id) ?? Promise.resolve();
    const turn = before
      .catch(() => undefined)
      .then(() =>
        commanded(send, async () => {
          await refresh();
          return isDone();
        }),
      )
      .then(
        () => void refresh(),
        async (refused: unknown) => {
          if (!isUnanswered(refused)) await refresh();
          throw refused;
        },
      )
      .finally(() => {
        if (turns.get(id) === turn) turns.delete(id);
      });
    turns.set(id, turn);
    return turn;
  }
  const hear = <T extends Prompt | Warning>(views: Ref<Stamped<T>[]>, item: T): void => {
    // an answer may come when another hall is on the desk already
    if (item.hall === hall.value)
      views.value = [...views.value.filter(({ at }) => at > listedAt.value), { items: [item], at: Date.now() }];
  };
  const toPrompt = (id: string, send: () => Promise<Prompt>, isDone: () => boolean): Promise<void> =>
    answer(
      id,
      async () => {
        hear(told.prompts, await send());
      },
      isDone,
    );
  const isNow =
    (id: string, ...states: readonly Prompt['state'][]) =>
    (): boolean =>
      prompts.value.some((one) => one.id === id && states.includes(one.state));
  const toWarning = (id: string, send: () => Promise<Warning>, ...to: readonly Warning['handling'][]): Promise<void> =>
    answer(
      id,
      async () => {
        hear(told.warnings, await send());
      },
      () => warnings.value.some((one) => one.id === id && to.includes(one.handling)),
    );
  function make(own: OwnPrompt): Promise<void> {
    const known = new Set(prompts.value.map(({ id }) => id));
    const isMade = (one: Prompt): boolean =>
      !known.has(one.id) &&
      one.origin === 'supervisor' &&
      one.kind === own.kind &&
      one.windowId === own.windowId &&
      one.item === own.item;
    return toPrompt(
      OWN,
      () => makeOwnPrompt(hall.value ?? '', own),
      () => prompts.value.some(isMade),
    );
  }

  const liveAt = computed(() => live.state.receivedAt ?? 0);
  const listedAt = computed(() => listed.value?.askedAt ?? 0);
  /** an effect once judged stays, also where the snapshot of a closed hall still tells of the time before */
  const effects = computed(() => new Map(listed.value?.prompts.map(({ id, effect }) => [id, effect])));
  const prompts = computed(() =>
    laterOf([
      { items: listed.value?.prompts ?? [], at: listedAt.value },
      { items: live.snapshot?.prompts ?? [], at: liveAt.value },
      ...told.prompts.value,
    ])
      // the list may be from before the hall spoke against one
      .filter((prompt) => live.snapshot === null || !isHeldBack(prompt, live.snapshot))
      .map((prompt): Prompt => ({ ...prompt, effect: prompt.effect ?? effects.value.get(prompt.id) }))
      .sort((a, b) => Date.parse(b.decidedAt) - Date.parse(a.decidedAt)),
  );
  const warnings = computed(() =>
    laterOf([
      { items: listed.value?.warnings ?? [], at: listedAt.value },
      { items: live.snapshot?.warnings ?? [], at: liveAt.value },
      ...told.warnings.value,
    ]),
  );

  return {
    prompts,
    warnings,
    listProblem,
    isPending: (id: string) => turns.has(id),
    open,
    close,
    refresh,
    accept: (id: string) => toPrompt(id, () => acceptPrompt(id), isNow(id, 'accepted', 'carried-out', 'done')),
    decline: (id: string, why: Declined) => toPrompt(id, () => declinePrompt(id, why), isNow(id, 'declined')),
    undo: (id: string) => toPrompt(id, () => undoPrompt(id), isNow(id, 'undone')),
    make,
    acknowledge: (id: string) => toWarning(id, () => acknowledge(id), ...TAKEN),
    resolve: (id: string, ending: Ending) => toWarning(id, () => resolveWarning(id, ending), 'explained'),
  };
});
