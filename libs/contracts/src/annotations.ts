import { z } from 'zod';
import { freeText } from './privacy';
import { Code, Day, Instant, TimeOfDay } from './primitives';

/** Notes on a time and place that explain its figures to later readers. */
export const ANNOTATION_KINDS = ['system-down', 'event', 'closure', 'data-fault', 'other'] as const;
export type AnnotationKind = (typeof ANNOTATION_KINDS)[number];

/** Maximum duration of an incident. */
const MAX_DAYS = 62;

const Fields = {
  /** local time of the place; the end is exclusive */
  firstDay: Day,
  fromTime: TimeOfDay,
  lastDay: Day,
  toTime: TimeOfDay,
  kind: z.enum(ANNOTATION_KINDS),
  text: freeText(200).min(1),
};
interface Times {
  firstDay: string;
  fromTime: string;
  lastDay: string;
  toTime: string;
}

function inOrder({ firstDay, fromTime, lastDay, toTime }: Times, context: z.core.$RefinementCtx): void {
  const days = (Date.parse(lastDay) - Date.parse(firstDay)) / 86_400_000;
  const say = (path: string, message: string): void => {
    context.addIssue({ code: 'custom', path: [path], message });
  };
  if (days < 0) say('lastDay', 'it ends after it begins');
  else if (days === 0 && toTime <= fromTime) say('toTime', 'it ends after it begins');
  else if (days >= MAX_DAYS) say('lastDay', `an annotation is about ${String(MAX_DAYS)} days at most`);
}

/** `POST /v1/annotations`. `place` is a hall, or a department with everything below it; null is the bureau. */
export const NewAnnotation = z.strictObject({ place: Code.nullable(), ...Fields }).superRefine(inOrder);
export type NewAnnotation = z.infer<typeof NewAnnotation>;
/** `PUT /v1/annotations/{id}`. `revision` is the revision that was edited. */
export const AnnotationChange = z.strictObject({ revision: z.int().min(1), ...Fields }).superRefine(inOrder);
export type AnnotationChange = z.infer<typeof AnnotationChange>;

export const Annotation = z.object({
  id: z.guid(),
  place: Code.nullable(),
  placeName: z.string().nullable(),
  from: Instant,
  /** exclusive */
  to: Instant,
  ...Fields,
  text: z.string(),
  revision: z.int(),
  changedBy: z.string(),
  changedAt: Instant,
  /** whether the caller may change and remove it */
  own: z.boolean(),
});
export type Annotation = z.infer<typeof Annotation>;
