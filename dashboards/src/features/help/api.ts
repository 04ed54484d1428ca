import { z } from 'zod';
import { ask } from '../../shared/http';

/** One guide, as the build makes it of `docs/`. */
export const Guide = z.object({
  name: z.string(),
  /** language it is written in */
  lang: z.string(),
  title: z.string(),
  sections: z.array(
    z.object({
      id: z.string(),
      /** its id in English, where that is another */
      also: z.string().optional(),
      level: z.number(),
      title: z.string(),
      html: z.string(),
    }),
  ),
});
export type Guide = z.infer<typeof Guide>;

/** All guides, in a language as far as they are translated. */
export async function fetchGuides(lang: string): Promise<Guide[]> {
  const file = lang === 'en' ? 'en' : 'zh-CN';
  return (await ask('GET', `/help/${file}.json`, z.array(Guide))).body;
}
