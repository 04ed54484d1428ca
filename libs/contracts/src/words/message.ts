import { z } from 'zod';

/** A list is joined with the comma of the language. */
const Plain = z.union([z.string(), z.number(), z.array(z.string())]);
/** A piece of a sentence that has words of its own. */
export const Part = z.object({ code: z.string(), params: z.record(z.string(), Plain) });
export type Part = z.infer<typeof Part>;

/**
 * A message that people read, as data. The words are in `words/zh-CN` and `words/en`: screens, notifications and documents
 * render the same message, each in the language of its reader.
 */
export const Message = z.object({ code: z.string(), params: z.record(z.string(), z.union([Plain, Part])) });
export type Message = z.infer<typeof Message>;
export type Param = Message['params'][string];
export type PlainParam = Part['params'][string];

/** The names between braces in a template. */
export type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** Another language has to have the same codes. */
export type WordsLike<Words> = Readonly<Record<keyof Words, string>>;
