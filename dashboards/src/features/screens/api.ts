import { page, PairingOffer, ScreenClaim, ScreenRecord, type PairScreen, type ScreenChange } from '@cockpit/contracts';
import { ask, tell } from '../../shared/http';

const Screens = page(ScreenRecord);

/** Asks for six digits to show; somebody with a sign-in types them in. */
export const offerPairing = async (): Promise<PairingOffer> =>
  (await ask('POST', '/v1/screens', PairingOffer, {})).body;

/** Whether somebody did; once paired the device holds its own cookie. */
export const claimPairing = async (pairing: string): Promise<ScreenClaim> =>
  (await ask('POST', '/v1/screens/claim', ScreenClaim, { pairing })).body;

/** A wall asks every three seconds whether it was paired; only then is it in the list. */
export const CLAIMED_MS = 4000;
export const pairScreen = (wanted: PairScreen): Promise<void> => tell('POST', '/v1/screens/pair', wanted);

export interface ScreenList {
  screens: ScreenRecord[];
  /** the server's clock less ours, ms */
  offsetMs: number;
}
/** Those whose pairing was not ended. */
export async function fetchScreens(): Promise<ScreenList> {
  const { body, serverOffsetMs } = await ask('GET', '/v1/screens', Screens);
  return { screens: body.items.filter(({ revokedAt }) => revokedAt === null), offsetMs: serverOffsetMs ?? 0 };
}
/** @throws {ApiError} 409 `screen-changed` where somebody was faster */
export const changeScreen = async (id: string, change: ScreenChange): Promise<ScreenRecord> =>
  (await ask('PUT', `/v1/screens/${encodeURIComponent(id)}`, ScreenRecord, change)).body;
export const revokeScreen = (id: string): Promise<void> =>
  tell('POST', `/v1/screens/${encodeURIComponent(id)}/revoke`, {});
