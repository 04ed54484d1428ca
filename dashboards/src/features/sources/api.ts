import { CreatedSource, IssuedKey, type NewSource } from '@cockpit/contracts';
import { ask, tell } from '../../shared/http';

const keysOf = (source: string): string => `/v1/sources/${encodeURIComponent(source)}/keys`;

/** Its first key is told in the answer, this once. */
export const addSource = async (wanted: NewSource): Promise<CreatedSource> =>
  (await ask('POST', '/v1/sources', CreatedSource, wanted)).body;
export const addKey = async (source: string): Promise<IssuedKey> =>
  (await ask('POST', keysOf(source), IssuedKey, {})).body;
/** The old key goes on for so many minutes. */
export const rotateKey = async (source: string, key: string, overlapMin: number): Promise<IssuedKey> =>
  (await ask('POST', `${keysOf(source)}/${encodeURIComponent(key)}/rotate`, IssuedKey, { overlapMin })).body;
export const revokeKey = (source: string, key: string): Promise<void> =>
  tell('POST', `${keysOf(source)}/${encodeURIComponent(key)}/revoke`);
