import { filled } from '@cockpit/contracts';
import type { MessageContext } from 'vue-i18n';
import type { Words } from './words';

interface Spoken {
  [key: string]: Spoken | ((context: MessageContext) => string);
}

/** Words of the screens as the library says them: with the holes, and the words for one and for many, of the server's sentences. */
export const spoken = (words: Words): Spoken =>
  Object.fromEntries(
    Object.entries(words).map(([name, value]) => [name, typeof value === 'string' ? sentence(value) : spoken(value)]),
  );

const sentence =
  (text: string) =>
  (context: MessageContext): string =>
    filled(text, (name) => String((context.named(name) as string | number | null | undefined) ?? '')).join('');
