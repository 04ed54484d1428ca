/** Columns for n queue cards on a broad screen: near square cells, never a lonely last row if it can be helped. */
export function boardColumns(n: number): number {
  if (n <= 1) return 1;
  if (n <= 4) return 2;
  if (n <= 9) return 3;
  return n <= 16 ? 4 : 6;
}
