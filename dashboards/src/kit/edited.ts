import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import { commanded } from '../shared/command';
import { provideFaults, type Fault } from '../shared/faults';

export interface Draft<Content> {
  /** the one it was made from */
  revision: number;
  content: Content;
}
export interface EditedQuestion<Content> {
  /** what is saved; null until it is known */
  now: () => Draft<Content> | null;
  /** how many lines differ */
  changed: (before: Content, after: Content) => number;
  /** the lines that cannot be saved as they are */
  wrong: (content: Content) => ReadonlySet<number | string>;
  /** puts one line more at the end */
  add: (content: Content) => void;
  isEmpty: (content: Content) => boolean;
  save: (draft: Draft<Content>, reason: string) => Promise<unknown>;
  /** whether it was saved though no answer came */
  isDone: (draft: Draft<Content>, reason: string) => Promise<boolean>;
  refresh: () => Promise<void>;
  /** where a fault of the server stands in the table */
  placed?: (fault: Fault, content: Content | null) => Fault;
}

/** Of a table with versions what is saved and what is being written. It provides the faults of the server to the fields beneath. */
export function useEdited<Content>(question: EditedQuestion<Content>) {
  /** null while nobody changes anything */
  const draft = ref<Draft<Content> | null>(null) as Ref<Draft<Content> | null>;
  const faults = shallowRef<readonly Fault[]>([]);
  const content: ComputedRef<Content | null> = computed(() => draft.value?.content ?? question.now()?.content ?? null);
  provideFaults(computed(() => faults.value.map((one) => question.placed?.(one, content.value) ?? one)));
  const wrong = computed(() =>
    draft.value === null ? new Set<number | string>() : question.wrong(draft.value.content),
  );
  const changed = computed(() => {
    const now = question.now();
    return draft.value === null || now === null ? 0 : question.changed(now.content, draft.value.content);
  });
  const copyOf = (given: Content): Content => JSON.parse(JSON.stringify(given)) as Content;
  function edit(given = question.now()?.content): void {
    const now = question.now();
    if (now === null || given === undefined) return;
    draft.value = { revision: draft.value?.revision ?? now.revision, content: copyOf(given) };
    if (question.isEmpty(draft.value.content)) add();
  }
  function add(): void {
    if (draft.value !== null) question.add(draft.value.content);
  }
  function leave(): void {
    [draft.value, faults.value] = [null, []];
  }
  function write(reason: string): Promise<unknown> {
    const sent = draft.value && { ...draft.value };
    if (sent === null) return Promise.resolve();
    return commanded(
      () => question.save(sent, reason),
      () => question.isDone(sent, reason),
    );
  }
  async function saved(): Promise<void> {
    await question.refresh();
    leave();
  }
  /** What was written stays, and is said to be made from what is there now. */
  async function behind(): Promise<void> {
    await question.refresh();
    const now = question.now();
    if (draft.value !== null && now !== null) draft.value.revision = now.revision;
  }
  return {
    draft,
    faults,
    content,
    wrong,
    changed,
    isEditing: computed(() => draft.value !== null),
    isEmpty: computed(() => content.value === null || question.isEmpty(content.value)),
    /** something was changed, and nothing is wrong with it */
    isReady: computed(() => changed.value > 0 && wrong.value.size === 0),
    edit,
    add,
    leave,
    write,
    saved,
    behind,
  };
}
export type Edited = Omit<ReturnType<typeof useEdited>, 'draft' | 'content' | 'edit'> & { edit: () => void };
