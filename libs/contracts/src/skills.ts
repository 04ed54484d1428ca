import { z } from 'zod';
import { Code, Day, Id } from './primitives';

const Held = z.object({ from: Day, to: Day.optional() });

/** `GET /v1/halls/{hall}/skills`: who of a hall can do what on a day, a row for each officer and a column for each branch. */
export const SkillMatrix = z.object({
  hall: Code,
  day: Day,
  /** branches that the hall serves, or that somebody of it has learnt */
  branches: z.array(z.object({ code: Code, name: z.string() })),
  officers: z.array(
    z.object({
      id: Id,
      name: z.string(),
      /** held on that day, or from a later day on */
      skills: z.array(Held.extend({ branch: Code })),
      /** items they may sign that day */
      authorisations: z.array(Held.extend({ item: Code, name: z.string() })),
    }),
  ),
});
export type SkillMatrix = z.infer<typeof SkillMatrix>;
