import { localeContextKey } from 'element-plus';
import elementEn from 'element-plus/es/locale/lang/en';
import elementZh from 'element-plus/es/locale/lang/zh-cn';
import { provide, ref, watchEffect } from 'vue';
import { useI18n } from 'vue-i18n';

/** The few words Element Plus says itself, in the language of the page. */
export function useElementWords(): void {
  const { locale } = useI18n();
  const words = ref(elementZh);
  watchEffect(() => {
    words.value = locale.value === 'en' ? elementEn : elementZh;
  });
  provide(localeContextKey, words);
}
