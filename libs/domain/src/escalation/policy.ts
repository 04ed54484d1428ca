import type { DutyLevel, EscalationPolicy, HallDoc, RuleSettings } from '@cockpit/contracts';

/** What holds where nobody has set anything else. */
export const DEFAULT_ESCALATION: EscalationPolicy = {
  levels: [
    { level: 'supervisor', afterMin: 5 },
    { level: 'director', afterMin: 15 },
    { level: 'bureau', afterMin: 30 },
  ],
  acknowledgedMin: 15,
  quiet: { from: '20:00', to: '07:00' },
};

interface Said {
  readonly escalation?: EscalationPolicy | undefined;
}

/** What holds in a hall on a day: what it says itself, else its bureau, else the default. Of what is the bureau's own there is no hall. */
export const escalationOf = (
  config: { readonly hall: Pick<HallDoc, 'escalation'> } | null,
  bureau?: Said,
): EscalationPolicy => config?.hall.escalation ?? bureau?.escalation ?? DEFAULT_ESCALATION;

/**
 * The same for warnings of a rule that has something to say about it: another order, or who is told first. A level that is missing comes first, with
 * the delay of the one it stands before. Quiet hours stay those of the hall.
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

/** The same where somebody else than usual hears of it first, unless the rule says otherwise: whoever sits at the window, who mends, who has the feeds. */
export const policyFirst = (
  usual: EscalationPolicy,
  settings: Pick<RuleSettings, 'levels' | 'firstLevel'>,
  first: DutyLevel,
): EscalationPolicy => policyUnder(usual, { ...settings, firstLevel: settings.firstLevel ?? first });

/** What is wrong in a unit is the unit's to mend, and it hears of it first. */
export const policyOfUnit = (
  usual: EscalationPolicy,
  settings: Pick<RuleSettings, 'levels' | 'firstLevel'>,
): EscalationPolicy => policyFirst(usual, settings, 'unit');
