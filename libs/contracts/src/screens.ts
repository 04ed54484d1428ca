import { z } from 'zod';
import { AccountName, TokenRecord } from './access';
import { Why } from './accounts';
import { Instant } from './primitives';

/** Seconds that a face of a rotating wall may stay. */
export const ROTATE_SEC = { least: 5, most: 3600 } as const;

/** What a paired wall shows where its address does not say otherwise. */
export const ScreenView = z.strictObject({
  /** `plan`: the hall as it was drawn, where it was drawn in full */
  map: z.enum(['tiles', 'plan']),
  /** so long each face stays; null: the map stands still */
  rotateSec: z.int().min(ROTATE_SEC.least).max(ROTATE_SEC.most).nullable(),
});
export type ScreenView = z.infer<typeof ScreenView>;

/** How a wall is by itself. */
export const PLAIN_VIEW: ScreenView = { map: 'tiles', rotateSec: null };

/** A wall that was paired: `GET /v1/screens` */
export const ScreenRecord = TokenRecord.extend({
  view: ScreenView,
  version: z.int(),
  /** when it last asked for anything, some seconds late; null: never since this is written down */
  lastSeenAt: Instant.nullable(),
  /** not heard of for so long it counts as off */
  silentAfterSec: z.number(),
});
export type ScreenRecord = z.infer<typeof ScreenRecord>;

/** `PUT /v1/screens/{id}`; 409 where the version is an older one */
export const ScreenChange = z.strictObject({
  name: AccountName,
  view: ScreenView,
  version: z.int().min(1).max(2_147_483_647),
  why: Why,
});
export type ScreenChange = z.infer<typeof ScreenChange>;
