import { useStorage } from '@vueuse/core';
import type { Ref } from 'vue';
import { LOCALES, type Locale } from './format';

export type Theme = 'dark' | 'light';

/**
 * Kept on this device and the same in all its tabs: another tab's choice is taken over at once. A device may forbid storage;
 * preferences then last as long as the page.
 */
const persistent = <T extends string>(key: string, allowed: readonly T[]): Ref<T | null> =>
  useStorage<T | null>(key, null, undefined, {
    serializer: { read: (stored) => allowed.find((value) => value === stored) ?? null, write: (value) => value ?? '' },
    onError: () => undefined,
  });

const theme = persistent<Theme>('cockpit.theme', ['dark', 'light']);
const locale = persistent<Locale>('cockpit.locale', LOCALES);
/** the card of what to try in a demonstration was put away */
const tried = persistent<'over'>('cockpit.tried', ['over']);
const sound = persistent<'on'>('cockpit.sound', ['on']);
/** red warnings are spoken */
const voice = persistent<'on'>('cockpit.voice', ['on']);

/** null means: as the page prefers it (wall dark, desk light) and as the language is by default (Chinese); silent unless this screen was told otherwise. */
export const usePreferences = (): {
  theme: Ref<Theme | null>;
  locale: Ref<Locale | null>;
  sound: Ref<'on' | null>;
  voice: Ref<'on' | null>;
  tried: Ref<'over' | null>;
} => ({ theme, locale, sound, voice, tried });
