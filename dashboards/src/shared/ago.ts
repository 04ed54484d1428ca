import { useI18n } from 'vue-i18n';
import { age } from './format';

/** `4 分钟前` */
export function useAgo(): (sec: number) => string {
  const { t } = useI18n();
  return (sec) => {
    const { value, unit } = age(sec);
    return t(`unit.${unit}sAgo`, { n: value });
  };
}
