import type { MatterNames as MatterNameList } from '@cockpit/contracts';
import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAnswer, type Answer } from '../../shared/answer';
import { useOwnWords } from '../../shared/own-words';
import { useHallsStore } from '../halls/store';
import { fetchNames } from './counts-api';
import type { CountBy } from './filter';

/** Stages that this product itself enters: everybody else's are called what their office calls them. */
const OWN_STAGES = ['contact', 'answer'] as const;

/** Stands where a name is on its way. */
export const NAME_COMES = '…';

/** Many sources send what people say, and no code of it. */
const isCode = (key: string): boolean => /^[\x20-\x7e]*$/.test(key);

export interface MatterNames {
  nameOf: (by: CountBy, key: string) => string;
  /** null: nobody has a name for it; while the names are on their way an ellipsis stands for a code, not for what is a word itself */
  wordOf: (by: CountBy, key: string) => string | null;
}

const OFFICERS: InjectionKey<ComputedRef<ReadonlyMap<string, string>>> = Symbol('officers of a matter');

/** For all parts of a page: whoever had a matter once stands in no count of matters, so the matter itself says who that is. */
export function provideOfficers(officers: () => readonly { id: string; name: string }[]): void {
  provide(
    OFFICERS,
    computed(() => new Map(officers().map(({ id, name }) => [id, name]))),
  );
}

/** Names of officers and items change with the organisation, which is not often: kept from page to page. */
const KEPT_MS = 10 * 60_000;
export const useNameList = (): Answer<MatterNameList['items']> =>
  useAnswer({ name: 'matter-names', about: () => 'all', ask: fetchNames, freshMs: KEPT_MS, keepMs: KEPT_MS });

/** What the codes in a matter are called; a code nobody has named, or whose name could not be had, stands for itself. */
export function useMatterNames(): MatterNames {
  const { t } = useI18n();
  const halls = useHallsStore();
  const { data, problem } = useNameList();
  const names = computed(
    () =>
      new Map(
        (data.value ?? []).flatMap(({ by, key, name }): [string, string][] =>
          name === null ? [] : [[`${by} ${key}`, name]],
        ),
      ),
  );
  const own = useOwnWords();
  const officers = inject(OFFICERS, null);
  const ownStage = (key: string): string | null => {
    const stage = OWN_STAGES.find((one) => one === key);
    return stage === undefined ? null : t(`clockPhase.${stage}`);
  };
  const named = (by: CountBy, key: string): string | null =>
    // a hall that handles what it accepted is a unit, too
    (by === 'hall' || by === 'unit' ? halls.names.get(key) : undefined) ??
    (by === 'officer' ? officers?.value.get(key) : undefined) ??
    names.value.get(`${by} ${key}`) ??
    (by === 'item' ? own('items', key) : by === 'stage' ? ownStage(key) : null);
  return {
    nameOf: (by, key) => named(by, key) ?? key,
    wordOf: (by, key) =>
      named(by, key) ?? (data.value === null && problem.value === null ? (isCode(key) ? NAME_COMES : key) : null),
  };
}
