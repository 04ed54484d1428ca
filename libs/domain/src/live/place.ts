/** Where a newcomer belongs in a sorted list; looked for from the end, where nearly every newcomer belongs. */
export function placeIn<T extends object>(list: readonly T[], goesBefore: (other: T) => boolean): number {
  let at = list.length;
  for (;;) {
    const other = list[at - 1];
    if (other === undefined || !goesBefore(other)) return at;
    at--;
  }
}
