import { createECDH } from 'node:crypto';
import { generateVAPIDKeys } from 'web-push';

const CURVE = 'prime256v1';

/** The pair by which push services know who sends; browsers are told the public half. */
export const newPrivateKey = (): string => generateVAPIDKeys().privateKey;

export function publicKeyOf(privateKey: string): string {
  const pair = createECDH(CURVE);
  pair.setPrivateKey(Buffer.from(privateKey, 'base64url'));
  return pair.getPublicKey('base64url');
}
