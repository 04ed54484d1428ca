import type { Notice } from '@cockpit/contracts';
import type { SeatedOfficer } from '@cockpit/duty';
import { enqueue } from '@cockpit/notify';
import type { EntityManager } from 'typeorm';

/** the message that goes to the officer alone, as soon as it is asked */
export const AT_ONCE = 'told';

/** Whoever sits at a window is told by their own channel alone: once, however often it is asked for. */
export async function tellAlone(
  manager: EntityManager,
  officer: SeatedOfficer,
  subject: string,
  notice: Notice,
): Promise<'sent' | 'no-channel'> {
  const to = officer.alone(notice.level);
  if (to.length === 0) return 'no-channel';
  await enqueue(manager, { subject, occasion: AT_ONCE, notice }, to);
  return 'sent';
}
