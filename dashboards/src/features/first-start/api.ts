import { FirstStartState, UserRecord, type FirstAdministrator } from '@cockpit/contracts';
import { ApiError, ask } from '../../shared/http';

/** Whether nobody can sign in yet; when nobody says, somebody can. */
export async function isFirstStart(): Promise<boolean> {
  try {
    return (await ask('GET', '/v1/first-start', FirstStartState)).body.open;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

export const makeFirst = async (wanted: FirstAdministrator): Promise<UserRecord> =>
  (await ask('POST', '/v1/first-start', UserRecord, wanted)).body;
