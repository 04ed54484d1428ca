import { page, PairingOffer, ScreenClaim, TokenRecord, type PairScreen } from '@cockpit/contracts';
import { ask, tell } from '../../shared/http';

const Screens = page(TokenRecord);

/** Asks for six digits to show; somebody with a sign-in types them in. */
export const offerPairing = async (): Promise<PairingOffer> =>
  (await ask('POST', '/v1/screens', PairingOffer, {})).body;

/** Whether somebody did; once paired the device holds its own cookie. */
export const claimPairing = async (pairing: string): Promise<ScreenClaim> =>
  (await ask('POST', '/v1/screens/claim', ScreenClaim, { pairing })).body;

export const pairScreen = (wanted: PairScreen): Promise<void> => tell('POST', '/v1/screens/pair', wanted);
export const fetchScreens = async (): Promise<TokenRecord[]> => (await ask('GET', '/v1/screens', Screens)).body.items;
export const revokeScreen = (id: string): Promise<void> =>
  tell('POST', `/v1/screens/${encodeURIComponent(id)}/revoke`, {});
