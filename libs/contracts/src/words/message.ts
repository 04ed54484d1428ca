import { z } from 'zod';

/** Lists are joined with the comma of the language. */
const Plain = z.union([z.string(), z.number(), z.array(z.string())]);
/** A piece of a sentence with its own words. */
export const Part = z.object({ code: z.string(), params: z.record(z.string(), Plain) });
export type Part = z.infer<typeof Part>;

/**
 * A message for readers, as data. Its words are in `words/zh-CN` and `words/en`, so that screens, notifications and documents render the
 * same message in the reader's language.
 */
export const Message = z.object({ code: z.string(), params: z.record(z.string(), z.union([Plain, Part])) });
export type Message = z.infer<typeof Message>;
export type Param = Message['params'][string];
export type PlainParam = Part['params'][string];

/** Placeholder names in a template. */
export type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** Words of another language with the same codes. */
export type WordsLike<Words> = Readonly<Record<keyof Words, string>>;
