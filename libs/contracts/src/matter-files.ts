import { z } from 'zod';
import { freeText } from './privacy';
import { Id } from './primitives';

/** Photos and papers that a browser shows without running anything. */
export const MATTER_FILE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type MatterFileType = (typeof MATTER_FILE_TYPES)[number];
/** 5 MiB; pages shrink photos before the upload */
export const MATTER_FILE_BYTES = 5 * 1024 * 1024;
export const MATTER_FILES_MOST = 50;
/** per act, or per new matter */
export const FILES_AT_ONCE = 10;

const Base64 = z.base64().min(4);
/** `POST /v1/matters/{id}/files`. */
export const NewMatterFile = z.strictObject({
  /** its name */
  label: freeText(200).min(1),
  /** declared type; the content must match */
  mime: z.enum(MATTER_FILE_TYPES),
  /** base64 */
  content: Base64,
});
export type NewMatterFile = z.infer<typeof NewMatterFile>;

/** A file as acts refer to it. */
export const MatterFile = z.object({ id: Id, label: z.string(), mime: z.string(), bytes: z.int() });
export type MatterFile = z.infer<typeof MatterFile>;
