import type { Caller } from '@cockpit/contracts';

/** Those who lead: they set rules, clocks, targets and rounds and assess; the others read what was published. */
export const leads = (caller: Pick<Caller, 'role'> | null): boolean =>
  caller !== null && ['administrator', 'manager'].includes(caller.role);

/** Whether they lead a place; '' is the whole bureau. */
export const leadsAt = (caller: Pick<Caller, 'role' | 'halls'> | null, place = ''): boolean =>
  leads(caller) && (place !== '' || caller?.halls === 'all');
