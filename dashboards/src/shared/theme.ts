import { computed, ref, watchEffect, type ComputedRef } from 'vue';
import { usePreferences, type Theme } from './preferences';

/** What the page on the screen prefers when the person has not chosen: the wall dark, the desk light. */
const preferred = ref<Theme>('light');
const { theme } = usePreferences();
const inForce = computed<Theme>(() => theme.value ?? preferred.value);

export const usePageTheme = (): ComputedRef<Theme> => inForce;
export const preferTheme = (value: Theme): void => {
  preferred.value = value;
};
export const switchTheme = (): void => {
  theme.value = inForce.value === 'dark' ? 'light' : 'dark';
};

export function keepThemeOnPage(): void {
  const root = document.documentElement;
  watchEffect(() => {
    root.dataset.theme = inForce.value;
  });
  // paper is light whatever the screen; charts are not drawn again in time, and told what they were drawn for
  addEventListener('beforeprint', () => {
    root.dataset.drawn = inForce.value;
    root.dataset.theme = 'light';
  });
  addEventListener('afterprint', () => {
    delete root.dataset.drawn;
    root.dataset.theme = inForce.value;
  });
}
