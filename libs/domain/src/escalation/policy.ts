import type { DutyLevel, EscalationPolicy, HallDoc, RuleSettings } from '@cockpit/contracts';

/** Policy of places without settings of their own. */
export const DEFAULT_ESCALATION: EscalationPolicy = {
  levels: [
    { level: 'supervisor', afterMin: 5 },
    { level: 'director', afterMin: 15 },
    { level: 'bureau', afterMin: 30 },
  ],
  acknowledgedMin: 15,
  quiet: { from: '20:00', to: '07:00' },
};

interface OwnPolicy {
  readonly escalation?: EscalationPolicy | undefined;
}

/** Policy of a hall on a day: its own, else its bureau's, else the default. `config` is null for alerts of the bureau itself. */
export const escalationOf = (
  config: { readonly hall: Pick<HallDoc, 'escalation'> } | null,
  bureau?: OwnPolicy,
): EscalationPolicy => config?.hall.escalation ?? bureau?.escalation ?? DEFAULT_ESCALATION;

/**
 * Policy for a rule with its own order or first recipient. A missing level is put first, with the delay of the level after it. Quiet hours
 * remain those of the hall.
 */
export function policyUnder(
  usual: EscalationPolicy,
  { levels = usual.levels, firstLevel }: Pick<RuleSettings, 'levels' | 'firstLevel'>,
): EscalationPolicy {
  if (firstLevel === undefined) return { ...usual, levels };
  const at = levels.findIndex(({ level }) => level === firstLevel);
  const afterMin = levels[0]?.afterMin ?? 1;
  return { ...usual, levels: at < 0 ? [{ level: firstLevel, afterMin }, ...levels] : levels.slice(at) };
}

/** Policy for alerts that first go to the officer at the window, a repairer or a maintainer of feeds, unless the rule says otherwise. */
export const policyFirst = (
  usual: EscalationPolicy,
  settings: Pick<RuleSettings, 'levels' | 'firstLevel'>,
  first: DutyLevel,
): EscalationPolicy => policyUnder(usual, { ...settings, firstLevel: settings.firstLevel ?? first });

/** Policy for alerts of a unit, which its own people get first. */
export const policyOfUnit = (
  usual: EscalationPolicy,
  settings: Pick<RuleSettings, 'levels' | 'firstLevel'>,
): EscalationPolicy => policyFirst(usual, settings, 'unit');
