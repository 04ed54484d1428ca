import type { HallDaysChanged, HallDaysLoad } from '@cockpit/contracts';
import { computed, ref, shallowRef, watch } from 'vue';
import { useAnswer } from '../../shared/answer';
import { ApiError } from '../../shared/http';
import { changeDays, fetchDays, fetchDaysLoad } from './api';
import { emptyForm, weeksOf, wishesOf, type Form } from './month';

export interface Preview {
  changed: HallDaysChanged;
  load: HallDaysLoad['days'];
  undo: boolean;
}

/** The days of a month, what is being written about some of them, and what that would change. */
export function useDays(place: () => string, month: () => string) {
  const { data, problem, refresh } = useAnswer({
    name: 'hall-days',
    about: () => (place() === '' ? null : { hall: place(), ...weeksOf(month()) }),
    ask: fetchDays,
  });
  /** one stretch, or those of a table */
  const forms = ref<Form[]>([emptyForm()]);
  const reason = ref('');
  const preview = shallowRef<Preview | null>(null);
  const refused = shallowRef<ApiError | null>(null);
  const busy = ref(false);
  watch([forms, place], () => ([preview.value, refused.value] = [null, null]), { deep: true, flush: 'sync' });
  watch(place, () => (forms.value = forms.value.map((form) => ({ ...form, hall: '' }))));

  async function send(undo: boolean, check: boolean): Promise<HallDaysChanged | null> {
    const known = data.value;
    if (known === null) return null;
    busy.value = true;
    try {
      const days = undo ? [] : forms.value.flatMap(wishesOf);
      const wish = { revision: known.revision, reason: reason.value.trim() || '-', days, undo };
      const changed = await changeDays(place(), wish, check);
      refused.value = null;
      return changed;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      [preview.value, refused.value] = [null, error];
      if (error.problem.code === 'hall-changed') await refresh();
      return null;
    } finally {
      busy.value = false;
    }
  }
  async function look(undo = false): Promise<void> {
    const changed = await send(undo, true);
    if (changed === null) return;
    const [first, last] = [changed.changes[0]?.day, changed.changes.at(-1)?.day];
    const load =
      first === undefined || last === undefined ? [] : await loadOf({ hall: place(), from: first, to: last });
    preview.value = { changed, load, undo };
  }
  async function save(): Promise<boolean> {
    if (preview.value === null || (await send(preview.value.undo, false)) === null) return false;
    forms.value = [{ ...(forms.value.at(-1) ?? emptyForm()), hall: '', from: '', to: '', told: '' }];
    [preview.value, reason.value] = [null, ''];
    await refresh();
    return true;
  }
  /** A first click names one day, a second one the last of a stretch. */
  function pick(day: string): void {
    const form = forms.value.at(-1);
    if (form === undefined) return;
    const { from, to } = form;
    const isSecond = from !== '' && from === to && day > from;
    Object.assign(form, isSecond ? { to: day } : { from: day, to: day });
  }
  const complete = computed(() => forms.value.every((form) => wishesOf(form).length > 0));
  return { data, problem, refresh, forms, reason, preview, refused, busy, complete, look, save, pick };
}

/** Consequences help whoever decides; without them the change is still what it is. */
const loadOf = (stretch: Parameters<typeof fetchDaysLoad>[0]): Promise<HallDaysLoad['days']> =>
  fetchDaysLoad(stretch).then(
    ({ days }) => days,
    () => [],
  );
