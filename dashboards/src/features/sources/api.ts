import { CreatedSource, IssuedKey, type KeyRecord, type NewSource, type SourceRecord } from '@cockpit/contracts';
import { answered, repeated } from '../../shared/command';
import { ask, tell } from '../../shared/http';
import { fetchSource } from '../feeds/api';

const keysOf = (source: string): string => `/v1/sources/${encodeURIComponent(source)}/keys`;

/** A key that was made. Its secret stands in the answer alone: there is none where the answer was lost and the key was found. */
export type MadeKey = KeyRecord & Partial<Pick<IssuedKey, 'secret'>>;
type Keys = Pick<SourceRecord, 'name' | 'keys'>;

async function newKeyOf({ name, keys }: Keys): Promise<MadeKey | null> {
  const now = await fetchSource(name);
  return now.keys.find(({ id }) => keys.every((key) => key.id !== id)) ?? null;
}
/** @param taken the names that there were before */
export const addSource = (
  wanted: NewSource,
  taken: readonly string[],
): Promise<Pick<SourceRecord, 'name' | 'halls' | 'types'> & { key: MadeKey }> =>
  answered(
    async () => (await ask('POST', '/v1/sources', CreatedSource, wanted)).body,
    async () => {
      if (taken.includes(wanted.name)) return null;
      const source = await fetchSource(wanted.name);
      const [key] = source.keys;
      return key === undefined ? null : { ...source, key };
    },
  );
const makeKey = (source: Keys, path: string, body: object): Promise<MadeKey> =>
  answered(
    async () => (await ask('POST', path, IssuedKey, body)).body,
    () => newKeyOf(source),
  );
export const addKey = (source: Keys): Promise<MadeKey> => makeKey(source, keysOf(source.name), {});
/** The old key goes on for so many minutes. */
export const rotateKey = (source: Keys, key: string, overlapMin: number): Promise<MadeKey> =>
  makeKey(source, `${keysOf(source.name)}/${encodeURIComponent(key)}/rotate`, { overlapMin });
/** One that is revoked stays so. */
export const revokeKey = (source: string, key: string): Promise<void> =>
  repeated(() => tell('POST', `${keysOf(source)}/${encodeURIComponent(key)}/revoke`));
