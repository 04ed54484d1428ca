import { ClickHouseError } from '@clickhouse/client';
import { isRowFault } from '@cockpit/platform';

/**
 * Whether the parts of a failed statement are worth single tries: yes when the engine refused it or it could not be
 * serialised. An engine that does not answer would cost one timeout per part.
 */
export const isWorthParting = (error: unknown): boolean => error instanceof ClickHouseError || isRowFault(error);

/**
 * Resolves when all have settled.
 * @throws the first error
 */
export async function allEnded(work: readonly Promise<unknown>[]): Promise<void> {
  const outcomes = await Promise.allSettled(work);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
