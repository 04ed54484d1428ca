import { createECDH } from 'node:crypto';
import { generateVAPIDKeys } from 'web-push';

const CURVE = 'prime256v1';

/** A new VAPID private key, which identifies the sender to push services; browsers get the public key. */
export const newPrivateKey = (): string => generateVAPIDKeys().privateKey;

export function publicKeyOf(privateKey: string): string {
  const pair = createECDH(CURVE);
  pair.setPrivateKey(Buffer.from(privateKey, 'base64url'));
  return pair.getPublicKey('base64url');
}
