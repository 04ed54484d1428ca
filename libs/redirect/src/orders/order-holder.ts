import { message, part, type Notice, type OrderAddressee } from '@cockpit/contracts';
import type { HallConfig } from '@cockpit/domain';
import { onDuty, type SeatedOfficer } from '@cockpit/duty';
import type { EntityManager } from 'typeorm';
import type { Turn } from './life';

interface Asked {
  readonly hall: string;
  readonly windowId: string | null;
  readonly addressee: OrderAddressee;
}

/** What tells who is at a window: the roster of the organisation, and the feed. */
interface Known {
  readonly config: Pick<HallConfig, 'windows' | 'officers'> | null;
  readonly seated: SeatedOfficer | undefined;
}

/**
 * Whose an order is now: the officer's who sits at that window (by the feed, else by the roster), or the guide's on duty, while they are reminded; the supervisor's when nothing came of that.
 * A roster that names nobody leaves it to the group.
 */
export async function holderOf(
  manager: EntityManager,
  { hall, windowId, addressee }: Asked,
  { step, at }: Pick<Turn, 'step' | 'at'>,
  { config, seated }: Known,
): Promise<Notice['holder']> {
  const level = step !== 'reminded' ? 'supervisor' : addressee === 'window' ? 'officer' : 'guide';
  const name = seated?.name ?? null;
  const rostered = (): string[] => (name === null ? officersAt(config, windowId, at) : [name]);
  const people = level === 'officer' ? rostered() : await onDuty(manager, { level, hall, at });
  return { why: message('escalation.first', { level: part(`duty-level.${level}`, {}) }), people };
}

function officersAt(
  config: Pick<HallConfig, 'windows' | 'officers'> | null,
  windowId: string | null,
  at: number,
): string[] {
  const shift = config?.windows.find(({ id }) => id === windowId)?.roster.find(({ from, to }) => from <= at && at < to);
  const officer = config?.officers.find(({ id }) => id === shift?.officerId);
  return officer === undefined ? [] : [officer.name];
}
