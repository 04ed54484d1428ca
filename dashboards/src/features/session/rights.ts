import type { Role } from '@cockpit/contracts';

/** Who answers prompts and warnings; the server decides, the screen only spares a refusal. */
export const mayAnswer = (role: Role): boolean =>
  role === 'supervisor' || role === 'manager' || role === 'administrator';

/** A paired screen has a wall and nothing else. */
export const mayUseDesk = (role: Role): boolean => role !== 'screen' && role !== 'source';
