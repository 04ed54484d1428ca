import type { Level } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { usePageTheme } from './theme';

/** Colours for charts, which cannot read CSS properties: taken from the tokens of the theme that is on. */
export interface Ink { normal: string; busy: string; overloaded: string; unknown: string; dim: string; line: string; gain: string; text: string }

export function useInk(): ComputedRef<Ink> {
  const theme = usePageTheme();
  return computed(() => {
    const probe = document.createElement('div');
    probe.dataset.theme = theme.value;
    document.body.append(probe);
    const style = getComputedStyle(probe);
    const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
    const ink = {
      normal: read('normal'), busy: read('busy'), overloaded: read('overloaded'), unknown: read('faint'),
      dim: read('dim'), line: read('line'), gain: read('gain'), text: read('ink'),
    };
    probe.remove();
    return ink;
  });
}

export const inkOf = (ink: Ink, level: Level): string => ink[level];
