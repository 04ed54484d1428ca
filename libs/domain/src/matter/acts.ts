import type { MatterActKind, MatterStep, Role } from '@cockpit/contracts';
import type { Matter } from './fold';

const UNDER_WAY: readonly MatterStep[] = ['open', 'waiting', 'answered'];
const ENDED: readonly MatterStep[] = ['closed', 'verified', 'struck-off'];

/** In which steps an act is possible. A matter that waits for a supplement goes on first. */
export const ACT_STEPS: Readonly<Record<MatterActKind, readonly MatterStep[]>> = {
  assign: UNDER_WAY,
  'hand-over': UNDER_WAY,
  urge: ['open', 'answered'],
  supplement: ['open', 'answered'],
  resume: ['waiting'],
  reply: ['open', 'answered'],
  close: UNDER_WAY,
  verify: ['closed'],
  'strike-off': ['verified'],
  reopen: ENDED,
  comment: [...UNDER_WAY, ...ENDED],
};

const BUREAU: readonly Role[] = ['administrator', 'manager'];
const HALL: readonly Role[] = [...BUREAU, 'supervisor'];
const HANDLERS: readonly Role[] = [...HALL, 'officer', 'unit'];
/** Who may; a liaison of an enterprise acts as the officer they are. Which matters they may touch is for the access matrix to say. */
export const ACT_ROLES: Readonly<Record<MatterActKind, readonly Role[]>> = {
  assign: [...HALL, 'unit'],
  'hand-over': HANDLERS,
  urge: HALL,
  supplement: HANDLERS,
  resume: HANDLERS,
  reply: HANDLERS,
  close: HANDLERS,
  verify: HALL,
  'strike-off': BUREAU,
  reopen: HALL,
  comment: HANDLERS,
};

/** How far it has come. A function of its events, as everything of a matter. */
export function stepOf({ closedAt, pauses, answeredAt, verifiedAt, struckOffAt }: Matter): MatterStep {
  if (closedAt !== null) return struckOffAt !== null ? 'struck-off' : verifiedAt !== null ? 'verified' : 'closed';
  if (pauses.some(({ to, reason }) => to === null && reason === 'supplement')) return 'waiting';
  return answeredAt === null ? 'open' : 'answered';
}

/** Why an act is not possible. */
export type Refusal = 'role' | 'step' | 'own-work' | 'never-accepted';

/** Null: it may be done. Nobody checks what they closed themselves. */
export function judgeAct(matter: Matter, act: MatterActKind, who: { role: Role; name: string }): Refusal | null {
  if (!ACT_ROLES[act].includes(who.role)) return 'role';
  if (act === 'comment') return null;
  if (matter.accepted === null) return 'never-accepted';
  if (!ACT_STEPS[act].includes(stepOf(matter))) return 'step';
  return act === 'verify' && matter.closedBy === who.name ? 'own-work' : null;
}
