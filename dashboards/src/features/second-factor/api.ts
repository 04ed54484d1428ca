import {
  RecoveryCodes,
  SecondFactorSecret,
  SecondFactorState,
  UserRecord,
  type SecondFactorRemoval,
} from '@cockpit/contracts';
import { ask, tell } from '../../shared/http';

const OWN = '/v1/account/second-factor';

export const fetchSecondFactor = async (): Promise<SecondFactorState> =>
  (await ask('GET', OWN, SecondFactorState)).body;
/** The secret is told this once. */
export const beginSecondFactor = async (password: string): Promise<SecondFactorSecret> =>
  (await ask('POST', OWN, SecondFactorSecret, { password })).body;
/** Told this once. */
export const confirmSecondFactor = async (code: string): Promise<string[]> =>
  (await ask('POST', `${OWN}/confirm`, RecoveryCodes, { code })).body.recoveryCodes;
export const renewRecoveryCodes = async (proof: SecondFactorRemoval): Promise<string[]> =>
  (await ask('POST', `${OWN}/recovery-codes`, RecoveryCodes, proof)).body.recoveryCodes;
export const removeSecondFactor = (proof: SecondFactorRemoval): Promise<void> => tell('POST', `${OWN}/remove`, proof);
/** An administrator takes somebody's away who has lost it. */
export const resetSecondFactor = async (name: string, why: string): Promise<void> => {
  await ask('POST', `/v1/users/${encodeURIComponent(name)}/second-factor/reset`, UserRecord, { why });
};
