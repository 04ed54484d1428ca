import { watch } from 'vue';
import { createI18n } from 'vue-i18n';
import type { WordsPart } from './words';
import type { Locale } from '../format';
import { usePreferences } from '../preferences';
import { fetchWords } from './fetch-words';

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: {},
  missingWarn: false,
  fallbackWarn: false,
});

export const useLocale = (): { get: () => Locale; set: (locale: Locale) => void } => {
  const { locale } = usePreferences();
  return {
    get: () => locale.value ?? 'zh-CN',
    set: (value) => {
      locale.value = value;
    },
  };
};

/** What the pages opened so far need. */
let part: WordsPart = 'first';

/** Resolves when a page has its words. */
export async function wordsFor(wanted: WordsPart): Promise<void> {
  if (wanted === 'rest') part = 'rest';
  await fetchWords(i18n.global, useLocale().get(), wanted);
}

/** The page speaks the language that was chosen, as soon as it has its words; resolves when it does for the first time. */
export async function keepLocaleOnPage(): Promise<void> {
  const { get } = useLocale();
  const speak = async (language: Locale): Promise<void> => {
    await fetchWords(i18n.global, language, part);
    if (get() !== language) return;
    i18n.global.locale.value = language;
    document.documentElement.lang = language;
  };
  watch(get, (language) => {
    // an old page whose parts are gone starts over (see main.ts); without a network it goes on in its language
    speak(language).catch(() => undefined);
  });
  await speak(get());
}
