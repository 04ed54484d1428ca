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

const fileOf = (lang: string): string => (lang === 'en' ? 'en' : 'zh-CN');

/** The glossary by itself: it is asked for on every page, and the guides together are large. */
export async function fetchGlossary(lang: string): Promise<Guide[]> {
  return (await ask('GET', `/help/glossary.${fileOf(lang)}.json`, z.array(Guide))).body;
}

/** All guides, in a language as far as they are translated. */
export async function fetchGuides(lang: string): Promise<Guide[]> {
  return (await ask('GET', `/help/${fileOf(lang)}.json`, z.array(Guide))).body;
}
