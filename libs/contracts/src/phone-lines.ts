import { z } from 'zod';
import { CONSULT_TIERS } from './events/kinds';
import { Code, Instant, Label, LineName, TimeOfDay } from './primitives';

/** `0571-8728 1234`, `12345`, `+86 571 8728 1234`, `8728 1234-802`. */
const NUMBER = /^\+?[0-9(][0-9 ()-]{1,30}$/;

const MOBILE = /^(?:0{0,2}86|0)?1[3-9]\d{9}$/;

/** A public phone line, never the mobile phone of a person. */
export const PhoneLineDoc = z.strictObject({
  code: Code,
  name: Label,
  number: z
    .string()
    .regex(NUMBER, 'digits, spaces, brackets and dashes')
    .refine((number) => !MOBILE.test(number.replace(/\D/g, '')), {
      message: 'the mobile number of a person: a line is told to everybody',
      params: { cause: 'persons-mobile' },
    }),
  /** who answers it */
  tier: z.enum(CONSULT_TIERS).default('unit'),
  /** branches that it answers; empty for all */
  branches: z.array(Code).default([]),
  /** answered day and night */
  allDay: z.boolean().default(false),
  /** answering hours if they differ from the opening hours */
  hours: z
    .array(z.strictObject({ days: z.array(z.int().min(1).max(7)).min(1).max(7), from: TimeOfDay, to: TimeOfDay }))
    .max(20)
    .optional(),
  /** the line for questions that this one cannot answer: `PLACE/CODE` */
  next: LineName.optional(),
});
export type PhoneLineDoc = z.infer<typeof PhoneLineDoc>;

/** A phone line for people who look for a number. */
export const PhoneLine = z.object({
  place: Code,
  placeName: z.string(),
  code: Code,
  name: z.string(),
  number: z.string(),
  tier: z.enum(CONSULT_TIERS),
  branches: z.array(z.object({ code: Code, name: z.string() })),
  allDay: z.boolean(),
  /** answering times today on the clock of the place; empty if it is not answered today */
  today: z.array(z.object({ from: TimeOfDay, to: TimeOfDay })),
  /** whether it is answered now */
  answered: z.boolean(),
  /** next change today; null without one */
  changesAt: Instant.nullable(),
  timeZone: z.string(),
  next: z.object({ place: Code, placeName: z.string(), name: z.string(), number: z.string() }).nullable(),
});
export type PhoneLine = z.infer<typeof PhoneLine>;
