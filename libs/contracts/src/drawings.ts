import { z } from 'zod';

/** A drawing of a floor plan as plans name it: the beginning of the hash of its content. */
export const DrawingId = z.string().regex(/^[0-9a-f]{32}$/, '32 hexadecimal digits');

export const DRAWING_TYPES = ['image/svg+xml', 'image/png', 'image/jpeg'] as const;
/** 4 MiB: a wall fetches it over the line of its hall */
export const DRAWING_BYTES = 4 * 1024 * 1024;
/** of a picture, pixels: an image of more takes a wall's memory */
export const DRAWING_SIDE = 10_000;

/** What is never kept of an SVG: nothing may run in it, and nothing may be fetched for it. */
const UNSAFE_PARTS = ['script', 'event-handler', 'foreign-object', 'outside-reference', 'animation'] as const;
export type UnsafePart = (typeof UNSAFE_PARTS)[number];

/** `POST /v1/halls/{hall}/drawings`: what it is, its content says. */
export const NewDrawing = z.strictObject({ /** base64 */ content: z.base64().min(4) });
export type NewDrawing = z.infer<typeof NewDrawing>;

/** A drawing that is kept, for the plan of its hall to name. */
export const Drawing = z.object({
  id: DrawingId,
  mime: z.enum(DRAWING_TYPES),
  bytes: z.int(),
  /** its own size, of which only the proportion matters */
  width: z.number().positive(),
  height: z.number().positive(),
  /** what was taken out of it before it was kept */
  removed: z.array(z.object({ part: z.enum(UNSAFE_PARTS), count: z.int().min(1) })),
});
export type Drawing = z.infer<typeof Drawing>;
