import type { Level } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { INK_TOKENS, type Ink } from './ink-tokens';
import { usePageTheme } from './theme';

/** Colours for charts, which cannot read CSS properties: taken from the tokens of the theme that is on. */
export function useInk(): ComputedRef<Ink> {
  const theme = usePageTheme();
  return computed(() => {
    const probe = document.createElement('div');
    probe.dataset.theme = theme.value;
    document.body.append(probe);
    const style = getComputedStyle(probe);
    const ink = Object.fromEntries(
      Object.entries(INK_TOKENS).map(([role, token]) => [role, style.getPropertyValue(`--${token}`).trim()]),
    ) as Ink;
    probe.remove();
    return ink;
  });
}

export const inkOf = (ink: Ink, level: Level): string => ink[level];
