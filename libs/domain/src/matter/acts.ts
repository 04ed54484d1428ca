import type { MatterActKind, MatterKind, MatterStep, Role } from '@cockpit/contracts';
import type { Matter } from './fold';

const UNDER_WAY: readonly MatterStep[] = ['open', 'waiting', 'answered'];
const ENDED: readonly MatterStep[] = ['closed', 'verified', 'struck-off', 'excluded'];

/** Steps in which an act is possible. A matter that waits for a supplement must be resumed first. */
export const ACT_STEPS: Readonly<Record<MatterActKind, readonly MatterStep[]>> = {
  contact: ['open', 'answered'],
  assign: UNDER_WAY,
  'hand-over': UNDER_WAY,
  urge: ['open', 'answered'],
  supplement: ['open', 'answered'],
  resume: ['waiting'],
  reply: ['open', 'answered'],
  close: UNDER_WAY,
  verify: ['closed'],
  'strike-off': ['verified'],
  exclude: [...UNDER_WAY, 'closed', 'verified'],
  reopen: ENDED,
  comment: [...UNDER_WAY, ...ENDED],
};

const BUREAU: readonly Role[] = ['administrator', 'manager'];
const HALL: readonly Role[] = [...BUREAU, 'supervisor'];
const HANDLERS: readonly Role[] = [...HALL, 'officer', 'unit'];
/** Roles that may act; a liaison of an enterprise acts as an officer. The access matrix decides which matters they may touch. */
export const ACT_ROLES: Readonly<Record<MatterActKind, readonly Role[]>> = {
  contact: HANDLERS,
  assign: [...HALL, 'unit'],
  'hand-over': HANDLERS,
  urge: HALL,
  supplement: HANDLERS,
  resume: HANDLERS,
  reply: HANDLERS,
  close: HANDLERS,
  verify: HALL,
  'strike-off': BUREAU,
  // a hall must not exclude complaints about itself
  exclude: BUREAU,
  reopen: HALL,
  comment: HANDLERS,
};

/** Acts that only some kinds have: contacting needs a person who asked, excluding needs a rating or complaint. */
const ACT_KINDS: Readonly<Partial<Record<MatterActKind, readonly MatterKind[]>>> = {
  contact: ['order', 'letter', 'difficult-matter', 'enterprise-need', 'bad-rating'],
  exclude: ['bad-rating'],
};

/** The step of a matter, derived from its events like everything else. */
export function stepOf({ closedAt, pauses, answeredAt, verifiedAt, struckOffAt, excluded }: Matter): MatterStep {
  if (excluded !== null) return 'excluded';
  if (closedAt !== null) return struckOffAt !== null ? 'struck-off' : verifiedAt !== null ? 'verified' : 'closed';
  if (pauses.some(({ to, reason }) => to === null && reason === 'supplement')) return 'waiting';
  return answeredAt === null ? 'open' : 'answered';
}

/** Why an act is not possible. */
export type Refusal = 'role' | 'kind' | 'step' | 'own-work' | 'never-accepted';

/** Null if the act is allowed. Nobody verifies a matter that they closed themselves. */
export function judgeAct(matter: Matter, act: MatterActKind, who: { role: Role; name: string }): Refusal | null {
  if (!ACT_ROLES[act].includes(who.role)) return 'role';
  if (act === 'comment') return null;
  if (matter.accepted === null) return 'never-accepted';
  if (ACT_KINDS[act]?.includes(matter.accepted.kind) === false) return 'kind';
  if (!ACT_STEPS[act].includes(stepOf(matter))) return 'step';
  return act === 'verify' && matter.closedBy === who.name ? 'own-work' : null;
}
