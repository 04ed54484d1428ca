import { z } from 'zod';
import { Code, Day, Id } from './primitives';

const ValiditySpan = z.object({ from: Day, to: Day.optional() });

/** `GET /v1/halls/{hall}/skills`: skills of a hall's officers on a day, with a row per officer and a column per branch. */
export const SkillMatrix = z.object({
  hall: Code,
  day: Day,
  /** branches of the hall, or of its officers' skills */
  branches: z.array(z.object({ code: Code, name: z.string() })),
  officers: z.array(
    z.object({
      id: Id,
      name: z.string(),
      /** valid on that day, or from a later day on */
      skills: z.array(ValiditySpan.extend({ branch: Code })),
      /** authorised items of that day */
      authorisations: z.array(ValiditySpan.extend({ item: Code, name: z.string() })),
    }),
  ),
});
export type SkillMatrix = z.infer<typeof SkillMatrix>;
