import { ClickHouseError } from '@clickhouse/client';
import { isRowFault } from '@cockpit/platform';

/**
 * Whether the parts of a statement that failed are worth a try each by itself: the engine has refused it, or it could not be written. An
 * engine that gives no answer would be waited for once a part.
 */
export const isWorthParting = (error: unknown): boolean => error instanceof ClickHouseError || isRowFault(error);

/** Returns when all have come to their end. @throws what the first failed with */
export async function allEnded(work: readonly Promise<unknown>[]): Promise<void> {
  const outcomes = await Promise.allSettled(work);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
