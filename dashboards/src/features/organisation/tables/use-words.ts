import { useI18n } from 'vue-i18n';
import { LOCALES } from '../../../shared/format';
import type { Words } from './words';

/** Written in the language of the page, read in every one. */
export function useTableWords(): Words {
  const { t } = useI18n();
  const inAll = (key: string): string[] => [t(key), ...LOCALES.map((locale) => t(key, {}, { locale }))];
  return {
    field: (field) => t(`organisation.field.${field}`),
    fieldNames: (field) => [...inAll(`organisation.field.${field}`), field],
    value: (code) => t(`organisation.value.${code}`),
    valueNames: (code) => inAll(`organisation.value.${code}`),
    comma: t('list.comma'),
  };
}
