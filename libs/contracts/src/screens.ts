import { z } from 'zod';
import { AccountName, TokenRecord } from './access';
import { Why } from './accounts';
import { Instant } from './primitives';

/** Limits of the duration of a view on a rotating wall, seconds. */
export const ROTATE_SEC = { least: 5, most: 3600 } as const;

/** Default view of a paired wall, unless its address has parameters. */
export const ScreenView = z.strictObject({
  /** `plan`: the hall's floor plan, if it is complete */
  map: z.enum(['tiles', 'plan']),
  /** duration of each view, seconds; null without rotation */
  rotateSec: z.int().min(ROTATE_SEC.least).max(ROTATE_SEC.most).nullable(),
});
export type ScreenView = z.infer<typeof ScreenView>;

/** View of a wall without settings. */
export const PLAIN_VIEW: ScreenView = { map: 'tiles', rotateSec: null };

/** A paired wall: `GET /v1/screens` */
export const ScreenRecord = TokenRecord.extend({
  view: ScreenView,
  version: z.int(),
  /** time of its last request, some seconds late; null if none was recorded */
  lastSeenAt: Instant.nullable(),
  /** seconds without requests after which it counts as off */
  silentAfterSec: z.number(),
});
export type ScreenRecord = z.infer<typeof ScreenRecord>;

/** `PUT /v1/screens/{id}`; 409 for an outdated version */
export const ScreenChange = z.strictObject({
  name: AccountName,
  view: ScreenView,
  version: z.int().min(1).max(2_147_483_647),
  why: Why,
});
export type ScreenChange = z.infer<typeof ScreenChange>;
