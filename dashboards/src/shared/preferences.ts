import { ref, watch, type Ref } from 'vue';
import { LOCALES, type Locale } from './format';

export type Theme = 'dark' | 'light';

function remembered<T extends string>(key: string, allowed: readonly T[], fallback: T | null): T | null {
  try {
    const stored = window.localStorage.getItem(key);
    return allowed.find((value) => value === stored) ?? fallback;
  } catch {
    // a device may forbid storage; preferences then last as long as the page
    return fallback;
  }
}

function remember(key: string, value: string | null): void {
  try {
    if (value === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, value);
  } catch {
    // see above
  }
}

function persistent<T extends string>(key: string, allowed: readonly T[], fallback: T | null): Ref<T | null> {
  const value = ref(remembered(key, allowed, fallback)) as Ref<T | null>;
  watch(value, (next) => {
    remember(key, next);
  });
  return value;
}

const theme = persistent<Theme>('cockpit.theme', ['dark', 'light'], null);
const locale = persistent<Locale>('cockpit.locale', LOCALES, null);

const sound = persistent<'on'>('cockpit.sound', ['on'], null);

/** null means: as the page prefers it (wall dark, desk light) and as the language is by default (Chinese); silent unless this screen was told otherwise. */
export const usePreferences = (): {
  theme: Ref<Theme | null>;
  locale: Ref<Locale | null>;
  sound: Ref<'on' | null>;
} => ({ theme, locale, sound });
