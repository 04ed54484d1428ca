import { z } from 'zod';

/** 65 bytes that start with 4: a point of P-256, a browser's public key */
const PublicKey = z.string().regex(/^B[A-Za-z0-9_-]{86}$/, 'a public key of P-256, base64url');

/** `POST /v1/push`: the subscription of a browser. */
export const NewPush = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(1000),
  keys: z.strictObject({
    p256dh: PublicKey,
    auth: z.string().regex(/^[A-Za-z0-9_-]{22}$/, '16 bytes, base64url'),
  }),
});
export type NewPush = z.infer<typeof NewPush>;

export const PushRecord = z.object({ id: z.uuid() });
export type PushRecord = z.infer<typeof PushRecord>;

/** `GET /v1/push`: our public key for browsers; null without such a channel. */
export const PushKey = z.object({ key: z.string().nullable() });
export type PushKey = z.infer<typeof PushKey>;
