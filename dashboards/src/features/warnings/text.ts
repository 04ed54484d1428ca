import type { Warning } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';

/** What a warning can be about, by the names people know. */
export interface Places {
  queues: readonly { code: string; name: string }[];
  windows: readonly { windowId: string; number: string }[];
}

export type Said = Pick<Warning, 'rule' | 'message' | 'value' | 'threshold'> & { scope: { kind: string; code: string } };

export function placeName({ kind, code }: Said['scope'], places: Places): string {
  if (kind === 'queue') return places.queues.find((queue) => queue.code === code)?.name ?? code;
  if (kind === 'window') return places.windows.find((window) => window.windowId === code)?.number ?? code;
  return code;
}

/** The figures of a warning, as its sentence has room for them. */
export const figuresOf = ({ value, threshold }: { value: number; threshold: number }) => ({
  value: Math.round(value), limit: Math.round(threshold), half: Math.round(threshold / 2), minutes: Math.round(value / 60),
});

/** Warnings come with one Chinese sentence; other languages say it again from its figures, as far as they know the rule. */
export function useWarningText() {
  const i18n = useI18n();
  const { t, locale } = i18n;
  return (warning: Said, places: Places): string => {
    const key = `warningSay.${warning.rule}`;
    if (locale.value === 'zh-CN' || warning.value === null || !i18n.te(key)) return warning.message;
    return t(key, { name: placeName(warning.scope, places), ...figuresOf({ value: warning.value, threshold: warning.threshold }) });
  };
}
