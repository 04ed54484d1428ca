import type { Prompt } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { minutes } from '../../shared/format';
import { changes, type Names } from './headline';

/** Prompts come with one Chinese sentence; other languages say the figures it decides by. */
export function useWhy() {
  const { t, locale } = useI18n();
  return (prompt: Prompt, names: Pick<Names, 'queue'>): string => {
    const [main] = changes(prompt, names);
    if (locale.value === 'zh-CN' || main === undefined) return prompt.why;
    const [before, after] = [minutes(main.beforeP50Sec), minutes(main.afterP50Sec)];
    // a prompt may be for those who wait longest: half then wait as long as before
    if (before === after)
      return t('prompt.whyMost', {
        queue: main.name,
        before: minutes(main.beforeP80Sec),
        after: minutes(main.afterP80Sec),
      });
    return t('prompt.why', { queue: main.name, before, after });
  };
}
