import { page, PairingOffer, ScreenClaim, ScreenRecord, type PairScreen, type ScreenChange } from '@cockpit/contracts';
import { commanded, repeated } from '../../shared/command';
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
/** The code is used up by it: whether it was paired is looked up in the list, once the wall has asked. */
export async function pairScreen(wanted: PairScreen): Promise<void> {
  const sentAt = Date.now();
  await commanded(
    () => tell('POST', '/v1/screens/pair', wanted),
    async () => {
      await new Promise((resolve) => setTimeout(resolve, CLAIMED_MS));
      const { screens, offsetMs } = await fetchScreens();
      // the header that the clocks are compared by tells whole seconds
      const since = sentAt + offsetMs - 1000;
      return screens.some(
        ({ name, halls, createdAt }) =>
          Date.parse(createdAt) >= since && halls.includes(wanted.hall) && name.startsWith(wanted.name),
      );
    },
  );
}

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
/** One that is ended stays so. */
export const revokeScreen = (id: string): Promise<void> =>
  repeated(() => tell('POST', `/v1/screens/${encodeURIComponent(id)}/revoke`, {}));
