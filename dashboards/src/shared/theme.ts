import { computed, ref, watchEffect, type ComputedRef } from 'vue';
import { usePreferences, type Theme } from './preferences';

/** What the page on the screen prefers when the person has not chosen: the wall dark, the desk light. */
const preferred = ref<Theme>('light');
const { theme } = usePreferences();
const inForce = computed<Theme>(() => theme.value ?? preferred.value);

export const usePageTheme = (): ComputedRef<Theme> => inForce;
export const preferTheme = (value: Theme): void => { preferred.value = value; };
export const switchTheme = (): void => { theme.value = inForce.value === 'dark' ? 'light' : 'dark'; };

export function keepThemeOnPage(): void {
  watchEffect(() => { document.documentElement.dataset.theme = inForce.value; });
}
