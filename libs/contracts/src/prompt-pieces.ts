import type { Message, Part } from './words';

/** A piece of what a prompt says. */
export function pieceOf(words: Message | null | undefined, name: 'crowd' | 'relief' | 'gives'): Part | null {
  const piece = words?.params[name];
  return typeof piece === 'object' && !Array.isArray(piece) ? piece : null;
}

/** People fewer who are sent home unserved at closing, where a prompt is given for them; 0 where it is not. */
export const fewerAtClosing = (words: Message | null | undefined): number => {
  const relief = pieceOf(words, 'relief');
  return relief?.code === 'relief.closing' ? Number(relief.params['people']) : 0;
};
