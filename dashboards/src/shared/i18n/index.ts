import { createI18n } from 'vue-i18n';
import { watchEffect } from 'vue';
import type { Locale } from '../format';
import { usePreferences } from '../preferences';

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

export function keepLocaleOnPage(): void {
  const { get } = useLocale();
  watchEffect(() => {
    i18n.global.locale.value = get();
    document.documentElement.lang = get();
  });
}
