import { z } from 'zod';
import { declareKind } from './kind';
import { Address, URL_FIELD } from './parts';

/** Number of bytes of base64 after the prefix of a key. */
const bytesBehind = (key: string): number =>
  Math.floor((key.slice(key.indexOf('_') + 1).replace(/=+$/, '').length * 3) / 4);
const KEY_BYTES: Readonly<Record<string, readonly number[]>> = {
  whsec: Array.from({ length: 41 }, (_, i) => 24 + i),
  whsk: [32, 64],
};
/** `whsec_` shared key (v1) or `whsk_` ed25519 private key (v1a), then base64, as in Standard Webhooks. */
const WebhookKey = z
  .string()
  .regex(/^(?:whsec|whsk)_[A-Za-z0-9+/]{32,200}={0,2}$/, { error: 'whsec_… or whsk_…', abort: true })
  .refine((key) => (KEY_BYTES[key.slice(0, key.indexOf('_'))] ?? []).includes(bytesBehind(key)), {
    error: 'whsec_ has 24 to 64 bytes; whsk_ has 32, or 64 with the public key behind them',
  });

export const webhook = declareKind('webhook', {
  words: {
    'zh-CN': { name: 'Webhook', short: 'Webhook' },
    en: { name: 'Webhook', short: 'Webhook' },
  },
  settings: z.strictObject({ url: Address }),
  /** several during key rotation: each makes a signature, and the receiver accepts any */
  secrets: z.strictObject({ keys: z.array(WebhookKey).min(1).max(4) }),
  fields: {
    url: URL_FIELD,
    keys: { words: { 'zh-CN': '签名密钥，每行一个', en: 'Signing keys, one a line' }, is: 'list', long: true },
  },
});
