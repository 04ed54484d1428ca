import { Code, type HallChange, type HallChanged, type HallParts, type PartVersion } from '@cockpit/contracts';
import { useDebounceFn } from '@vueuse/core';
import { computed, ref, shallowRef, watch } from 'vue';
import { useAnswer } from '../../shared/answer';
import { commanded, isVersionOf } from '../../shared/command';
import { ApiError } from '../../shared/http';
import { changeSetup, fetchOrganisation, fetchSetup } from './api';
import { changeOf, copyOf, draftOf, isSame, newDraft, type Draft } from './draft';
import type { Fault } from '../../shared/faults';
import { merge } from './merge';
import { pathOnPage } from './ways/ways';

/** After the last stroke what is written is checked again, where faults are shown already. */
const CHECK_MS = 700;
const NOTHING: Draft = { hall: null, officers: [], rosters: [], ways: [], branches: [], bureau: null };

/** What is being written about a place, what it would change, what is wrong with it, and who was faster. `place` null: a new one. */
export function usePlaceEditor(place: () => string | null, copied: () => string) {
  const organisation = useAnswer({ name: 'organisation', about: () => 'latest', ask: fetchOrganisation });
  const saved = useAnswer({ name: 'place-setup', about: place, ask: fetchSetup });
  const doc = computed(() => (organisation.data.value === 'none' ? null : organisation.data.value));
  const setup = saved.data;
  const draft = ref<Draft | null>(null);
  const base = shallowRef<Draft>(NOTHING);
  const revision = ref(0);
  const [from, reason] = [ref(''), ref('')];
  const faults = ref<readonly Fault[]>([]);
  const preview = shallowRef<HallChanged | null>(null);
  const problem = shallowRef<ApiError | null>(null);
  const conflict = shallowRef<PartVersion | null>(null);
  const busy = ref(false);
  const changed = computed(() => draft.value !== null && !isSame(draft.value, base.value));

  const code = (): string => place() ?? draft.value?.hall?.code ?? '';
  const saidBy = (parts: HallParts): Draft => draftOf(code(), parts);
  function begin(next: Draft, against: Draft, at: number): void {
    [draft.value, base.value, revision.value] = [copyOf(next), against, at];
    [preview.value, problem.value, conflict.value, faults.value] = [null, null, null, []];
  }
  /** As it stands on the server: what was written is dropped. */
  function reset(): void {
    [from.value, reason.value] = ['', ''];
    const answer = organisation.data.value;
    if (place() === null && answer !== null) begin(newDraft(answer, copied()), NOTHING, 0);
    else if (setup.value !== null) begin(saidBy(setup.value), saidBy(setup.value), setup.value.revision);
  }
  watch([place, copied], () => {
    draft.value = null;
  });
  watch(
    [setup, organisation.data, draft],
    () => {
      if (draft.value === null) reset();
    },
    { immediate: true },
  );

  /** The change that was looked at; null where it changes nothing. */
  const looked = computed(() =>
    draft.value === null || (preview.value?.changes ?? []).length === 0
      ? null
      : changeOf(code(), draft.value, revision.value, '-'),
  );
  const isSaved = async (hall: string, change: HallChange): Promise<boolean> => {
    const { revision: now, versions } = await fetchSetup(hall);
    return isVersionOf({ revision: now, reason: versions[0]?.reason ?? null }, change);
  };
  async function send(check: boolean, anyway: boolean): Promise<HallChanged | 'saved' | null> {
    if (draft.value === null) return null;
    const { ways } = draft.value;
    const hall = code();
    if (!Code.safeParse(hall).success) {
      faults.value = [{ path: 'hall.code', message: '', code: hall === '' ? 'missing' : 'bad-code', params: {} }];
      return null;
    }
    busy.value = true;
    try {
      const change = changeOf(hall, draft.value, revision.value, reason.value.trim() || '-');
      const send = () => changeSetup(hall, change, { from: from.value, check, anyway });
      const answer = await (check ? send() : commanded(send, () => isSaved(hall, change)));
      [faults.value, problem.value] = [[], null];
      return answer ?? 'saved';
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      faults.value = (error.problem.errors ?? []).map((fault) => ({
        ...fault,
        path: pathOnPage(fault.path, hall, ways),
      }));
      problem.value = error;
      if (error.problem.code === 'hall-changed') await askWho();
      return null;
    } finally {
      busy.value = false;
    }
  }
  async function askWho(): Promise<void> {
    await saved.refresh();
    conflict.value = setup.value?.versions[0] ?? null;
  }
  async function look(): Promise<void> {
    const seen = await send(true, false);
    preview.value = seen === 'saved' ? null : seen;
  }
  const recheck = useDebounceFn(() => look(), CHECK_MS);
  watch(
    [draft, from],
    () => {
      preview.value = null;
      if (faults.value.length > 0) void recheck();
    },
    { deep: true },
  );

  /** What the other one did, with what was written here on top of it. */
  function takeOver(): void {
    const { value: theirs } = setup;
    if (theirs === null || draft.value === null) return;
    begin(merge(base.value, draft.value, saidBy(theirs)), saidBy(theirs), theirs.revision);
  }
  /** The last change back, as a change of its own; nothing is saved yet. */
  async function undo(why: (version: PartVersion) => string): Promise<void> {
    const [last] = setup.value?.versions ?? [];
    const previous = setup.value?.previous ?? null;
    if (previous === null || last === undefined || draft.value === null) return;
    draft.value = saidBy(previous);
    [from.value, reason.value] = [last.validFrom, why(last)];
    await look();
  }
  /** @returns the code of the place when it was saved */
  async function save(anyway: boolean): Promise<string | null> {
    const hall = code();
    if ((await send(false, anyway)) === null) return null;
    await Promise.all([organisation.refresh(), saved.refresh()]);
    draft.value = null;
    return hall;
  }
  return {
    doc,
    none: computed(() => organisation.data.value === 'none'),
    setup,
    draft,
    from,
    reason,
    faults,
    preview,
    problem,
    conflict,
    busy,
    changed,
    reset,
    look,
    looked,
    recheck,
    takeOver,
    undo,
    save,
    unavailable: computed(() => organisation.problem.value ?? saved.problem.value),
    retry: () => Promise.all([organisation.refresh(), saved.refresh()]),
  };
}
