import type { RulePlace } from '@cockpit/contracts';
import { holdingAt, type Spot, type ToldRule } from './holding';

export interface SettingFault {
  readonly path: string;
  readonly message: string;
}

/** The built-in definition of a rule, with its threshold if that is one number for all places. */
export interface Written {
  readonly scope: RulePlace['kind'];
  readonly threshold: number | null;
  readonly unit: string;
  /** a reminder measures nothing, so it has neither clear threshold nor durations */
  readonly reminder?: boolean;
}

const MEASURED = ['clear', 'forSec', 'keepFiringSec', 'flapAfter', 'firstLevel', 'levels'] as const;

const placeName = ({ kind, hall, code }: RulePlace): string =>
  kind === 'bureau' ? 'the bureau' : [hall ?? 'every hall', ...(code === null ? [] : [`${kind} ${code}`])].join(', ');

/**
 * Errors in the settings of a rule. Settings of all places are checked together, because a wide place affects narrow ones.
 * @param entries settings with the change
 * @param changed place of the change
 */
export function settingFaults(entries: readonly ToldRule[], changed: RulePlace, written: Written): SettingFault[] {
  const { scope } = written;
  const faults: SettingFault[] = [];
  if (changed.kind !== 'bureau' && changed.kind !== 'hall' && changed.kind !== scope)
    faults.push({
      path: 'place.kind',
      message: `this rule looks at each ${scope}: it can be told for the bureau, a hall or a ${scope}, not for a ${changed.kind}`,
    });
  const own = entries.findLast(({ place }) => isSame(place, changed))?.settings ?? {};
  if (written.reminder === true)
    for (const field of MEASURED)
      if (own[field] !== undefined)
        faults.push({
          path: `settings.${field}`,
          message: 'this rule reminds of cards: it has working days, a severity and hours, and can be switched off',
        });
  const reported = new Set<string>();
  for (const spot of spotsOf(entries, scope)) {
    const { settings, from } = holdingAt(entries, spot);
    const fire = settings.threshold ?? written.threshold;
    const { clear } = settings;
    if (clear === undefined || (fire !== null && clear <= fire)) continue;
    const where = placeName(from.clear ?? changed);
    const limit = from.threshold === undefined ? 'as the rule is written' : `from ${placeName(from.threshold)}`;
    const message =
      fire === null
        ? `a clear threshold (${String(clear)}, ${where}) needs a threshold: that of this rule follows what is measured`
        : `it must not be above the threshold: ${String(clear)} ${written.unit} (${where}) is above ${String(fire)} ${written.unit} (${limit})`;
    if (!reported.has(message)) faults.push({ path: 'settings.clear', message });
    reported.add(message);
  }
  return faults;
}

const isSame = (a: RulePlace, b: RulePlace): boolean => a.kind === b.kind && a.hall === b.hall && a.code === b.code;

/** All spots that may have different effective settings. */
function spotsOf(entries: readonly ToldRule[], kind: string): Spot[] {
  const halls = [...new Set([null, ...entries.map(({ place }) => place.hall)])];
  const codes = [...new Set([null, ...entries.map(({ place }) => place.code)])];
  return halls.flatMap((hall) => codes.map((code) => (code === null ? { hall } : { hall, kind, code })));
}
