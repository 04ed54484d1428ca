/** Where a newcomer belongs in a sorted list; looked for from the end, where nearly every newcomer belongs. */
export function placeIn<T extends object>(list: readonly T[], goesBefore: (other: T) => boolean): number {
  let at = list.length;
  for (;;) {
    const other = list[at - 1];
    if (other === undefined || !goesBefore(other)) return at;
    at--;
  }
}

/** Takes out what stands under a key; @returns what that was. */
export function removeKey<T extends { readonly key: string }>(list: T[], key: string): T[] {
  const gone = list.filter((known) => known.key === key);
  for (const one of gone) list.splice(list.indexOf(one), 1);
  return gone;
}
