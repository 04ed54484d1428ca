import type { CompareRules } from '@cockpit/contracts';
import type { z } from 'zod';

/** A rule as somebody fills it in: one window less, one officer more, as plain choices. */
export interface RuleForm {
  prompts: 'none' | 'recommender';
  maxPerHour: number;
  acceptance: number;
  plan: boolean;
  without: string;
  extra: string;
}

export const USUAL: RuleForm = {
  prompts: 'recommender',
  maxPerHour: 12,
  acceptance: 0.85,
  plan: false,
  without: '',
  extra: '',
};

export function ruleOf({
  prompts,
  maxPerHour,
  acceptance,
  plan,
  without,
  extra,
}: RuleForm): z.input<typeof CompareRules>['other'] {
  const staffing = { without: without === '' ? [] : [without], extra: extra === '' ? [] : [extra] };
  return prompts === 'none' ? { prompts, ...staffing } : { prompts, maxPerHour, acceptance, plan, ...staffing };
}
