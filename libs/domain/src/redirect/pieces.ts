import type { Message, Part } from '@cockpit/contracts';

/** A piece of the sentence of a prompt. */
export function pieceOf(words: Message | null | undefined, name: 'crowd' | 'relief' | 'gives'): Part | null {
  const piece = words?.params[name];
  return typeof piece === 'object' && !Array.isArray(piece) ? piece : null;
}
