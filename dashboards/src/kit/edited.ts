import { page } from '@cockpit/contracts';
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import type { z } from 'zod';
import { useAgingAnswer, type AgingAnswer } from '../shared/answer';
import { commanded, isVersionOf } from '../shared/command';
import { provideFaults, type Fault } from '../shared/faults';
import { ask } from '../shared/http';
import { pageFields, usePages } from '../shared/pages';

interface Draft<Content> {
  /** the one it was made from */
  revision: number;
  content: Content;
}
interface Editing<Content> {
  /** how many lines differ */
  changed: (before: Content, after: Content) => number;
  /** the lines that cannot be saved as they are */
  wrong: (content: Content) => ReadonlySet<number | string>;
  /** puts one line more at the end */
  add: (content: Content) => void;
  isEmpty: (content: Content) => boolean;
  /** where a fault of the server stands in the table */
  placed?: (fault: Fault, content: Content | null) => Fault;
}
interface EditedQuestion<Content> extends Editing<Content> {
  answer: Pick<AgingAnswer<unknown>, 'problem' | 'stale' | 'ageSec' | 'refresh'> & { data: Readonly<Ref<unknown>> };
  /** what is saved; null until it is known */
  now: () => Draft<Content> | null;
  save: (draft: Draft<Content>, reason: string) => Promise<unknown>;
  /** whether it was saved though no answer came */
  isDone: (draft: Draft<Content>, reason: string) => Promise<boolean>;
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
  function setFaults(found: readonly Fault[]): void {
    faults.value = found;
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
    await question.answer.refresh();
    leave();
  }
  /** What was written stays, and is said to be made from what is there now. */
  async function behind(): Promise<void> {
    await question.answer.refresh();
    const now = question.now();
    if (draft.value !== null && now !== null) draft.value.revision = now.revision;
  }
  return {
    answer: question.answer,
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
    setFaults,
    write,
    saved,
    behind,
  };
}
export type Edited<Content> = ReturnType<typeof useEdited<Content>>;

interface Version {
  revision: number;
  reason: string | null;
}
interface VersionsQuestion<Book extends Version, Content> extends Editing<Content> {
  /** where it is asked and saved; its versions are at `/history` below */
  path: string;
  book: z.ZodType<Book>;
  /** whose table it is, '' of the bureau; absent: there is one of the bureau alone */
  place?: Ref<string>;
  contentOf: (book: Book) => Content;
  /** what is sent beside the place, the revision and the reason */
  bodyOf: (content: Content) => object;
}

/** A table that the server keeps with every version. @param version what it says of an earlier one */
export function useVersions<Book extends Version, Earlier extends Version, Content>(
  question: VersionsQuestion<Book, Content>,
  version: z.ZodType<Earlier>,
) {
  const { path, place, contentOf, bodyOf } = question;
  const at = (): string => place?.value ?? '';
  const addressOf = (of: string, below = '', more: Readonly<Record<string, string>> = {}): string =>
    `${path}${below}?${new URLSearchParams({ ...(of === '' ? {} : { place: of }), ...more }).toString()}`;
  const fetchBook = async (of: string): Promise<Book> => (await ask('GET', addressOf(of), question.book)).body;
  const pages = usePages(at);
  const answer = useAgingAnswer({
    name: path,
    about: () => ({ of: at(), cursor: pages.cursor.value }),
    ask: async ({ of, cursor }) => ({
      book: await fetchBook(of),
      versions: (await ask('GET', addressOf(of, '/history', pageFields(cursor)), page(version))).body,
    }),
    everyMs: 30_000,
    standsIn: (before, now) => before.of === now.of,
  });
  const book = computed(() => answer.data.value?.book ?? null);
  const edited = useEdited<Content>({
    ...question,
    answer,
    now: () => book.value && { revision: book.value.revision, content: contentOf(book.value) },
    save: ({ revision, content }, reason) => {
      const of = place === undefined ? {} : { place: at() === '' ? null : at() };
      return ask('PUT', path, question.book, { ...of, revision, ...bodyOf(content), reason });
    },
    isDone: async ({ revision }, reason) => isVersionOf(await fetchBook(at()), { revision, reason }),
  });
  watch(at, edited.leave);
  return { ...edited, book, pages, versions: computed(() => answer.data.value?.versions ?? null) };
}
