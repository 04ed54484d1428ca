import { useI18n } from 'vue-i18n';
import { LOCALES } from '../../../shared/format';
import type { Words } from './words';

/** Where the words of columns and values stand among the messages. */
interface Places {
  readonly field: string;
  readonly value: string;
}
const OF_ORGANISATION: Places = { field: 'organisation.field', value: 'organisation.value' };

/** Written in the language of the page, read in every one. */
export function useTableWords({ field: fields, value: values } = OF_ORGANISATION): Words {
  const { t } = useI18n();
  const inAll = (key: string): string[] => [t(key), ...LOCALES.map((locale) => t(key, {}, { locale }))];
  return {
    field: (field) => t(`${fields}.${field}`),
    fieldNames: (field) => [...inAll(`${fields}.${field}`), field],
    value: (code) => t(`${values}.${code}`),
    valueNames: (code) => inAll(`${values}.${code}`),
    comma: t('list.comma'),
  };
}
