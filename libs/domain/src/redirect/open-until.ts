/**
 * When a reserve window that opens at a minute closes again: it is staffed for its whole length, but not beyond closing. Before the answer
 * it is taken to open after the usual reply time, at the answer it opens with it, however long that took.
 */
export const openUntil = (opensMin: number, closeMin: number, { openMin }: { readonly openMin: number }): number =>
  Math.min(opensMin + openMin, closeMin);
