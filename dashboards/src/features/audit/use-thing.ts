import type { AuditEntry } from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { useHallsStore } from '../halls/store';
import { useRuleName } from '../warnings/rule-name';
import { isMadeUp, nameIn, thingOf } from './filter';

/** Parts of a hall that have no name of their own. */
const OF_HALL: ReadonlySet<string> = new Set(['hall', 'duty', 'simulation']);

/** What somebody did something to, as people call it; `id` where there is no name to tell it from others by. */
export function useThing(): (entry: AuditEntry) => { text: string; id: string | null } {
  const i18n = useI18n();
  const { t } = i18n;
  const halls = useHallsStore();
  const ruleName = useRuleName();
  const named = (kind: string, which: string): string =>
    OF_HALL.has(kind) ? halls.nameOf(which) : kind === 'rule' ? ruleName(which) : which;
  return (entry) => {
    const thing = thingOf(entry);
    if (thing === null || !i18n.te(`audit.thing.${thing.kind}`)) return { text: entry.target, id: null };
    const kind = t(`audit.thing.${thing.kind}`);
    // an order is known by its hall and when it was given, not by the number it was stored under
    const [, hall] = thing.kind === 'prompt' ? (/^(.+)-\d{6,}-\d+$/.exec(thing.which) ?? []) : [];
    if (hall !== undefined) return { text: `${kind} · ${halls.nameOf(hall)}`, id: null };
    const name = nameIn(entry);
    if (name !== null && !OF_HALL.has(thing.kind)) return { text: `${kind} ${name}`, id: null };
    return isMadeUp(thing.which)
      ? { text: kind, id: thing.which }
      : { text: `${kind} ${named(thing.kind, thing.which)}`, id: null };
  };
}
