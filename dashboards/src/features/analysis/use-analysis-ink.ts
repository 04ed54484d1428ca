import { computed, type ComputedRef } from 'vue';
import { useInk } from '../../shared/ink';
import type { AnalysisInk } from './options';

/** The colours of the pictures of this page, in the look of the moment. */
export function useAnalysisInk(): ComputedRef<AnalysisInk> {
  const colours = useInk();
  return computed(() => ({
    text: colours.value.text,
    line: colours.value.line,
    low: colours.value.panel,
    high: colours.value.normal,
    current: colours.value.normal,
    previous: colours.value.dim,
    panel: colours.value.line,
    mark: colours.value.busy,
  }));
}
