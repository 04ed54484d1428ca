import { createHmac, createPrivateKey, sign, type KeyObject } from 'node:crypto';

/** DER before the 32 bytes of an ed25519 private key */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The signature headers of Standard Webhooks, one signature for each key: while keys change the receiver finds one it knows. */
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

/** the 32 bytes alone, or with the public key behind them */
const privateKey = (bytes: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, bytes.subarray(0, 32)]), format: 'der', type: 'pkcs8' });
