import type { Language } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { helplessLine, type Beside, type HelplessLine, type Troubled, type Which } from './helpless';

/** What is said of the worst trouble when nothing can be prompted for it, in the language of the page. */
export function useHelpless(): (snapshot: Troubled, beside?: Beside, which?: Which) => HelplessLine | null {
  const { t, locale } = useI18n();
  return (snapshot, beside, which) =>
    helplessLine(snapshot, (key, values) => t(key, values), locale.value as Language, beside, which);
}
