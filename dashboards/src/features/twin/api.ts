import { TwinEffect, type TwinEffect as TwinShape } from '@cockpit/contracts';
import { ApiError, ask } from '../../shared/http';

/** null when the hall has no twin to be compared with. */
export async function fetchTwin(hall: string): Promise<TwinShape | null> {
  try {
    return (await ask('GET', `/v1/halls/${encodeURIComponent(hall)}/twin`, TwinEffect)).body;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
