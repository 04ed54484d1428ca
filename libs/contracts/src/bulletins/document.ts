import { z } from 'zod';
import { COMPARED_WITH } from '../comparisons';
import { METRIC_BYS, MetricKey } from '../metrics';
import { Code, Day, Instant } from '../primitives';
import { Against } from '../targets';
import { Message } from '../words';

/** 周报 · 月报 */
export const BULLETIN_PERIODS = ['week', 'month'] as const;
export const BulletinPeriod = z.enum(BULLETIN_PERIODS);
export type BulletinPeriod = z.infer<typeof BulletinPeriod>;

/** Short enough to read out: the bulletin's number and the code of the figure, without letters that look like digits. */
export const FigureCode = z.string().regex(/^F\d{1,9}-[0-9A-HJKMNP-TV-Z]{3}$/, 'a code such as F3-7K2');

/** The question that a figure answers. `part` is one part of the metric split by `by`. */
const Question = {
  /** the actual value, or the forecast */
  of: z.enum(['metric', 'forecast']),
  metric: MetricKey,
  /** a hall, or a department with everything below it; null is the bureau */
  place: Code.nullable(),
  /** hall days, both included */
  from: Day,
  to: Day,
  by: z.enum(METRIC_BYS).nullable(),
  part: z.string().nullable(),
  /** one side of a comparison of matching days; absent for all days of the period */
  compared: z.object({ against: z.enum(COMPARED_WITH), side: z.enum(['now', 'then']) }).optional(),
};
/** The value with its components, and its printed form. */
const FoundValue = {
  /** in the metric's unit */
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  /** as printed, without unit; all files and pages use these digits */
  text: z.string(),
};
/** Version of the underlying data. */
export const DataVersion = z.object({
  computedAt: Instant,
  /** last event of its halls that had arrived */
  lastEventAt: Instant.nullable(),
  /** version of the metric's definition; another definition gives another figure */
  definition: z.string(),
});
export type DataVersion = z.infer<typeof DataVersion>;

/** A figure with its short code, and its target in this period if one was set. */
export const BulletinFigure = z.object({
  code: FigureCode,
  ...Question,
  ...FoundValue,
  target: Against.optional(),
  data: DataVersion,
});
export type BulletinFigure = z.infer<typeof BulletinFigure>;
export type FigureQuestion = Pick<BulletinFigure, 'of' | 'metric' | 'place' | 'from' | 'to' | 'by' | 'part'> &
  Partial<Pick<BulletinFigure, 'compared'>>;

/** Content of a cell: words, plain text (names, days), or a figure by its code. Words with a key can be edited like a paragraph. */
export const BulletinCell = z.union([
  z.object({ words: Message, key: z.string().optional() }),
  z.object({
    text: z.string(),
    /** numeric form for workbooks of a number, or a range, without a figure code */
    numbers: z.object({ values: z.array(z.number()).min(1).max(2), digits: z.int().min(0).max(2) }).optional(),
  }),
  z.object({ figure: FigureCode }),
]);
export type BulletinCell = z.infer<typeof BulletinCell>;

export const BulletinTable = z.object({
  key: z.string(),
  title: Message,
  columns: z.array(Message),
  /** relative widths of the columns */
  widths: z.array(z.number()),
  rows: z.array(z.array(BulletinCell)),
});
export type BulletinTable = z.infer<typeof BulletinTable>;

export const BulletinChart = z.object({
  key: z.string(),
  title: Message,
  points: z.array(z.object({ label: z.string(), value: z.number().nullable() })),
});
export type BulletinChart = z.infer<typeof BulletinChart>;

/** A generated sentence. Printed figures are followed by their code in brackets: `12,345[F3-7K2]`. */
export const BulletinParagraph = z.object({ key: z.string(), words: Message });
export type BulletinParagraph = z.infer<typeof BulletinParagraph>;

export const BULLETIN_SECTIONS = ['headline', 'ranking', 'causes', 'practice', 'findings', 'next'] as const;
export const BulletinSection = z.object({
  key: z.enum(BULLETIN_SECTIONS),
  title: Message,
  paragraphs: z.array(BulletinParagraph),
  tables: z.array(BulletinTable),
  charts: z.array(BulletinChart),
});
export type BulletinSection = z.infer<typeof BulletinSection>;

/** The generated content of a bulletin, from which all pages and files are made. */
export const BulletinDocument = z.object({
  placeName: z.string().nullable(),
  computedAt: Instant,
  /** days of the period with any data */
  daysWithData: z.int(),
  days: z.int(),
  figures: z.array(BulletinFigure),
  sections: z.array(BulletinSection),
});
export type BulletinDocument = z.infer<typeof BulletinDocument>;
