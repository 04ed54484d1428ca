import type { EscalationPolicy, HallDoc } from '@cockpit/contracts';

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

/** What holds in a hall on a day: what it says itself, else its bureau, else the default. */
export const escalationOf = (config: { readonly hall: Pick<HallDoc, 'escalation'> } | null): EscalationPolicy =>
  config?.hall.escalation ?? DEFAULT_ESCALATION;
