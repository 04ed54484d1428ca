import { MetricKey, NARROWED_BY, NOBODY, type Narrowing } from '@cockpit/contracts';
import { computed, watch, type ComputedRef, type WritableComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Address } from '../../shared/address';
import { useHallNames } from '../halls/names';
import { useHallsStore } from '../halls/store';
import { splits, type Split } from './way';

/** Where on the way down somebody is, as the address has it. */
export interface Way {
  hall: WritableComputedRef<string>;
  only: ComputedRef<Narrowing>;
  ways: ComputedRef<Split[]>;
  by: WritableComputedRef<Split>;
  /** one step further down, into a part of what is shown */
  into: (code: string) => void;
  /** whether that step leads to anything that can be split again */
  further: ComputedRef<boolean>;
  nameOf: (part: Split, code: string) => string;
}

/** The parts of a hall that an address names. */
export function useNarrowing({ said }: Pick<Address, 'said'>): ComputedRef<Narrowing> {
  return computed(() =>
    Object.fromEntries(NARROWED_BY.flatMap((by) => (said(by) === '' ? [] : [[by, said(by)] as const]))),
  );
}

/** What people call a part; one that has no name is said to have none. */
export function usePartNames(): Way['nameOf'] {
  const { t } = useI18n();
  const names = useHallNames();
  return (part, code) => (code === '' || code === NOBODY ? t('analysis.nobody') : names(part, code));
}

export function useWay({ said, say }: Address, metric: () => MetricKey): Way {
  const halls = useHallsStore();
  const all = useNarrowing({ said });
  const hall = computed({
    get: () => said('hall'),
    // what belongs to one hall means nothing in another
    set: (code) => {
      say({ ...Object.fromEntries([...NARROWED_BY, 'by'].map((name) => [name, ''])), hall: code }, 'push');
    },
  });
  // a figure that does not tell windows apart is not narrowed to one, whatever the figure before it was
  const only = computed(() =>
    Object.fromEntries(
      splits(metric(), hall.value).flatMap((by) =>
        by === 'hall' || all.value[by] === undefined ? [] : [[by, all.value[by]]],
      ),
    ),
  );
  const ways = computed(() => splits(metric(), hall.value, only.value));
  const by = computed({
    get: () => ways.value.find((one) => one === said('by')) ?? ways.value[0] ?? 'hall',
    set: (one) => {
      say({ by: one });
    },
  });
  watch(
    hall,
    (code) => {
      if (code !== '') void halls.open(code);
    },
    { immediate: true },
  );
  const into = (code: string): void => {
    say({ [by.value]: code === '' ? NOBODY : code, by: '' }, 'push');
  };
  const further = computed(() => by.value === 'hall' || ways.value.length > 1);
  return { hall, only, ways, by, into, further, nameOf: usePartNames() };
}
