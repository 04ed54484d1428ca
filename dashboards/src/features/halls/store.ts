import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { useLocale } from '../../shared/i18n';
import { useAnswer } from '../../shared/answer';
import { useSessionStore } from '../session/store';
import { fetchHall, fetchHalls } from './api';
import { planIn, summariesIn } from './in-language';
import { isServed } from './served';

/** Halls may be imported anew while a page stays open for weeks. */
const HALLS_EVERY_MS = 30 * 60_000;
/** A wall nobody touches shows the plan that was saved a few minutes ago. */
const HALL_EVERY_MS = 2 * 60_000;

/** Halls in the caller's scope, and the document of the one on the screen. */
export const useHallsStore = defineStore('halls', () => {
  const session = useSessionStore();
  /** the hall last looked at */
  const last = ref<string | null>(null);
  const {
    data: listed,
    problem,
    refresh: load,
  } = useAnswer({ name: 'halls', about: () => session.caller?.id ?? null, ask: fetchHalls, everyMs: HALLS_EVERY_MS });
  const locale = useLocale();
  const halls = computed(() => listed.value && summariesIn(listed.value, locale.get()));
  // the plan is an ornament of the map: without it the map falls back to zones by queue
  const { data: detail, refresh } = useAnswer({
    name: 'hall',
    about: () => (session.caller === null ? null : last.value),
    ask: fetchHall,
    everyMs: HALL_EVERY_MS,
  });

  /** Puts a hall on the screen: its document is asked for, also when it was seen before. */
  async function open(hall: string): Promise<void> {
    if (last.value === hall) await refresh();
    else last.value = hall;
  }

  /** where whoever names no hall begins: the one last seen, else the first in scope that serves people */
  const start = computed(() => last.value ?? halls.value?.find(isServed)?.code ?? null);
  const names = computed(() => new Map(halls.value?.map(({ code, name }) => [code, name])));
  /** a hall outside the caller's scope is called by its code */
  const nameOf = (code: string): string => names.value.get(code) ?? code;
  const itemNames = computed(() => new Map(detail.value?.items.map(({ code, name }) => [code, name])));
  const plan = computed(() => detail.value && planIn(detail.value.doc, locale.get()));
  return { halls, last, start, itemNames, plan, detail, problem, names, nameOf, load, open };
});
