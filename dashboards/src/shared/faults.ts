import type { Problem } from '@cockpit/contracts';
import { computed, inject, provide, shallowRef, type ComputedRef, type InjectionKey, type Ref } from 'vue';
import { useCauseText } from './cause-text';

export type Fault = NonNullable<Problem['errors']>[number];
export interface FaultBook {
  /** what is wrong with just this */
  at: (path: string) => string[];
  /** what is wrong with this or anything in it */
  under: (path: string) => string[];
}
const KEY: InjectionKey<ComputedRef<FaultBook>> = Symbol('faults');
const NONE = computed<FaultBook>(() => ({ at: () => [], under: () => [] }));

/** Faults of the server in the words of the screen, for the fields beneath to find theirs. */
export function provideFaults(faults: Ref<readonly Fault[]>): ComputedRef<FaultBook> {
  const { causeText } = useCauseText();
  const text = ({ path, message, code, params = {} }: Fault): string =>
    code === undefined ? message : causeText({ path, code, params });
  const book = computed<FaultBook>(() => ({
    at: (path) => unique(faults.value.filter((one) => one.path === path).map(text)),
    under: (path) => unique(faults.value.filter((one) => isUnder(one.path, path)).map(text)),
  }));
  provide(KEY, book);
  return book;
}
/** Faults of a form that has its fields in itself: to be filled by what sends it. */
export function useFormFaults(): Ref<readonly Fault[]> {
  const faults = shallowRef<readonly Fault[]>([]);
  provideFaults(faults);
  return faults;
}
export const useFaults = (): ComputedRef<FaultBook> => inject(KEY, NONE);

export const isUnder = (path: string, place: string): boolean => path === place || path.startsWith(`${place}.`);
const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
