import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib';

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** below this size synchronous compression is faster */
const AT_ONCE_BYTES = 65_536;
const FAST = { level: 1 };

const deflate = promisify(deflateRaw) as (body: Uint8Array, options: { level: number }) => Promise<Buffer>;

/** AES-256-GCM over the deflated bytes: iv, tag, ciphertext. */
export async function seal(body: Uint8Array, key: Buffer): Promise<Buffer> {
  const packed = body.length > AT_ONCE_BYTES ? await deflate(body, FAST) : deflateRawSync(body, FAST);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([cipher.update(packed), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** @throws when the key is wrong or the bytes were changed */
export function unseal(sealed: Buffer, key: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return inflateRawSync(Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]));
}
