import { z } from 'zod';
import { AccountName, IssuedKey } from '../access';
import { freeText } from '../privacy';
import { Code, Id, Instant } from '../primitives';
import { ENCODINGS, ROW_FORMATS } from './files';
import { Mapping } from './mapping';
import { ImportReport } from './report';

/** Maximum size of an upload, and of one part: a request body has 8 MiB, and Base64 adds a third. */
export const UPLOAD_BYTES = 64 * 1024 * 1024;
export const UPLOAD_PART_BYTES = 4 * 1024 * 1024;
/** Rows of a preview: enough for every kind of row, few enough to respond to each change of the mapping. */
export const PREVIEW_ROWS = 2000;

const FileId = z.string().regex(/^[0-9a-f]{32}$/, 'the id of an upload');

/** `POST /v1/connect/files`: a file that is uploaded in parts. Its name decides the format and is never used as a path. */
export const NewUpload = z.strictObject({ name: freeText(255).min(1), bytes: z.int().min(0).max(UPLOAD_BYTES) });
export type NewUpload = z.infer<typeof NewUpload>;
export const UploadPart = z.strictObject({
  /** bytes uploaded before */
  at: z.int().min(0).max(UPLOAD_BYTES),
  content: z
    .base64()
    .min(1)
    .max(Math.ceil(UPLOAD_PART_BYTES / 3) * 4),
});
export type UploadPart = z.infer<typeof UploadPart>;
export const Upload = z.object({ id: FileId, name: z.string(), bytes: z.int(), received: z.int() });
export type Upload = z.infer<typeof Upload>;

/** Meaning of a column of a ticketing system. */
export const ColumnRole = z.enum([
  'ticket',
  'number',
  'day',
  'issued',
  'called',
  'started',
  'finished',
  'window',
  'queue',
  'hall',
  'status',
  'channel',
  'item',
  'officer',
]);
export type ColumnRole = z.infer<typeof ColumnRole>;

export const SampleColumn = z.object({
  name: z.string(),
  /** of the rows read */
  filled: z.int(),
  /** up to 200 */
  distinct: z.int(),
  examples: z.array(z.string()),
  /** time formats of its values; empty for other columns */
  formats: z.array(z.string()),
  role: ColumnRole.nullable(),
});
export type SampleColumn = z.infer<typeof SampleColumn>;

/** Structure of an uploaded file, and a proposed mapping. */
export const Sample = z.object({
  file: Upload,
  rows: z.enum(ROW_FORMATS),
  encoding: z.enum(ENCODINGS),
  delimiter: z.string(),
  /** of a workbook */
  sheets: z.array(z.string()),
  rowsRead: z.int(),
  /** whether these are all */
  whole: z.boolean(),
  columns: z.array(SampleColumn),
  suggestion: Mapping.nullable(),
  /** columns that a hall's page needs and that were not found */
  missing: z.array(ColumnRole),
});
export type Sample = z.infer<typeof Sample>;
/** `POST /v1/connect/samples`: absent fields are detected. */
export const SampleRequest = z.strictObject({
  file: FileId,
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: z.string().length(1).optional(),
  sheet: z.string().min(1).max(100).optional(),
  /** hall of all rows */
  hall: Code.optional(),
  /** meanings of columns set by hand; null for none */
  roles: z.record(z.string(), ColumnRole.nullable()).default({}),
});
export type SampleRequest = z.infer<typeof SampleRequest>;

export const PreviewRequest = z.strictObject({ file: FileId, mapping: Mapping });
export type PreviewRequest = z.infer<typeof PreviewRequest>;

/** Places in a file that are not in the organisation. */
export const FoundPlaces = z.object({
  halls: z.array(z.string()),
  queues: z.array(z.string()),
  windows: z.array(z.string()),
  /** codes that are not valid as codes here */
  unfit: z.array(z.string()),
  /** windows that existing halls do not have; a file does not add them */
  strange: z.array(z.string()).default([]),
});
export type FoundPlaces = z.infer<typeof FoundPlaces>;

export const ImportPreview = z.object({
  /** of its first rows; nothing was sent */
  report: ImportReport,
  /** whether these were all rows */
  whole: z.boolean(),
  /** by type */
  types: z.record(z.string(), z.int()),
  /** of the first rows */
  events: z.array(
    z.object({
      row: z.int(),
      id: z.string(),
      type: z.string(),
      time: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  /** by value map, the most frequent first */
  unknown: z.array(z.object({ map: z.string(), value: z.string(), count: z.int() })),
  found: FoundPlaces,
});
export type ImportPreview = z.infer<typeof ImportPreview>;

const Reason = freeText(500).min(1);

/** `POST /v1/connect/places`: adds the halls, queues and windows of the file, and the source if its name is new. */
export const NewPlaces = z.strictObject({ file: FileId, mapping: Mapping, source: AccountName, reason: Reason });
export type NewPlaces = z.infer<typeof NewPlaces>;
export const PlacesMade = FoundPlaces.extend({
  source: z.string(),
  /** of a new source; returned only once */
  key: IssuedKey.nullable(),
});
export type PlacesMade = z.infer<typeof PlacesMade>;

/** A stored mapping of a source. */
export const MappingVersion = z.object({
  source: z.string(),
  version: z.int(),
  mapping: Mapping,
  by: z.string(),
  at: Instant,
  reason: z.string(),
});
export type MappingVersion = z.infer<typeof MappingVersion>;

/** `POST /v1/connect/imports`. A trial runs the whole ingestion and stores nothing. */
export const NewImport = z.strictObject({
  file: FileId,
  mapping: Mapping,
  source: AccountName,
  trial: z.boolean(),
  reason: Reason,
});
export type NewImport = z.infer<typeof NewImport>;
export const IMPORT_STATES = ['running', 'done', 'failed', 'interrupted'] as const;
export const ImportRecord = z.object({
  id: Id,
  source: z.string(),
  file: z.string(),
  /** version of the mapping used */
  version: z.int().nullable(),
  trial: z.boolean(),
  state: z.enum(IMPORT_STATES),
  /** progress in the file, 0–1 */
  share: z.number(),
  report: ImportReport.nullable(),
  /** why it failed, in English */
  fault: z.string().nullable(),
  by: z.string(),
  reason: z.string(),
  at: Instant,
});
export type ImportRecord = z.infer<typeof ImportRecord>;
/** Maximum length of `GET /v1/connect/imports`, latest first. */
export const IMPORTS_LISTED = 50;
