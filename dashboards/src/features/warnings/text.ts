import type { Warning } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';

/** What a warning can be about, by the names people know. */
export interface Places {
  queues: readonly { code: string; name: string }[];
  windows: readonly { windowId: string; number: string }[];
}

export type Said = Pick<Warning, 'rule' | 'message'> & { scope: { kind: string; code: string } };

export function placeName({ kind, code }: Said['scope'], places: Places): string {
  if (kind === 'queue') return places.queues.find((queue) => queue.code === code)?.name ?? code;
  if (kind === 'window') return places.windows.find((window) => window.windowId === code)?.number ?? code;
  return code;
}

/**
 * The figures of a warning's own sentence, which are those at which it fired: its `value` has gone on since, and would say of a
 * warning long over that 7 minutes are beyond 23.
 */
export function figuresOf(message: string): { value: string; limit: string } | null {
  const [value, limit = ''] = [...message.matchAll(/(\d+(?:\.\d+)?) ?(?:分钟|%)/g)].map(([, figure = '']) => figure);
  return value === undefined ? null : { value, limit };
}

/** Warnings come with one Chinese sentence; other languages say it again from its figures, as far as they know the rule. */
export function useWarningText() {
  const i18n = useI18n();
  const { t, locale } = i18n;
  return ({ rule, scope, message }: Said, places: Places): string => {
    const key = `warningSay.${rule}`;
    const figures = figuresOf(message);
    if (locale.value === 'zh-CN' || figures === null || !i18n.te(key)) return message;
    return t(key, { name: placeName(scope, places), ...figures });
  };
}
