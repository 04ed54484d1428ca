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

/** `4 分钟前` of an instant, by the time that the server told. */
export function useSince(): (at: string, nowMs: number) => string {
  const ago = useAgo();
  // a clock that is a little ahead says "now", never a time to come
  return (at, nowMs) => ago(Math.max(0, (nowMs - Date.parse(at)) / 1000));
}
