import { createHmac, createPrivateKey, sign, type KeyObject } from 'node:crypto';

/** DER prefix of a 32-byte ed25519 private key */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The signature header of Standard Webhooks with one signature per key, so that receivers accept either key during a
 * change.
 */
export function signatures(keys: readonly string[], id: string, timestampSec: number, body: string): string {
  const content = `${id}.${String(timestampSec)}.${body}`;
  return keys
    .map((key) => {
      const [kind, text = ''] = key.split('_', 2);
      const bytes = Buffer.from(text, 'base64');
      if (kind === 'whsk') return `v1a,${sign(null, Buffer.from(content), privateKey(bytes)).toString('base64')}`;
      return `v1,${createHmac('sha256', bytes).update(content).digest('base64')}`;
    })
    .join(' ');
}

/** accepts 32 bytes, optionally followed by the public key */
const privateKey = (bytes: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, bytes.subarray(0, 32)]), format: 'der', type: 'pkcs8' });
