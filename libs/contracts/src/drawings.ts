import { z } from 'zod';

/** A drawing of a floor plan: the first digits of the hash of its content. */
export const DrawingId = z.string().regex(/^[0-9a-f]{32}$/, '32 hexadecimal digits');

export const DRAWING_TYPES = ['image/svg+xml', 'image/png', 'image/jpeg'] as const;
/** 4 MiB, because a wall loads it over its hall's line */
export const DRAWING_BYTES = 4 * 1024 * 1024;
/** pixels of a picture; larger ones exhaust a wall's memory */
export const DRAWING_SIDE = 10_000;

/** Parts of an SVG that are removed, because it may neither run nor load anything. */
const UNSAFE_PARTS = ['script', 'event-handler', 'foreign-object', 'outside-reference', 'animation'] as const;
export type UnsafePart = (typeof UNSAFE_PARTS)[number];

/** `POST /v1/halls/{hall}/drawings`: the content decides the type. */
export const NewDrawing = z.strictObject({ /** base64 */ content: z.base64().min(4) });
export type NewDrawing = z.infer<typeof NewDrawing>;

/** A stored drawing, which the hall's plan can name. */
export const Drawing = z.object({
  id: DrawingId,
  mime: z.enum(DRAWING_TYPES),
  bytes: z.int(),
  /** its own size; only the proportion matters */
  width: z.number().positive(),
  height: z.number().positive(),
  /** parts removed before storing */
  removed: z.array(z.object({ part: z.enum(UNSAFE_PARTS), count: z.int().min(1) })),
});
export type Drawing = z.infer<typeof Drawing>;
