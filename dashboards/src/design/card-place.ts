interface Box {
  left: number;
  top: number;
  bottom: number;
}
interface Size {
  width: number;
  height: number;
}
/** from the word, and from the edge of the window */
const GAP = 6;
const EDGE = 8;

/** Where a card stands that belongs to a word: below it, above it where there is more room, and never beyond the window. */
export function cardPlace(word: Box, card: Size, view: Size): { left: number; top: number } {
  const below = word.bottom + GAP;
  const fits = below + card.height + EDGE <= view.height || view.height - word.bottom >= word.top;
  const top = fits ? below : word.top - GAP - card.height;
  const within = (at: number, size: number, whole: number) => Math.max(EDGE, Math.min(at, whole - size - EDGE));
  return { left: within(word.left, card.width, view.width), top: within(top, card.height, view.height) };
}
