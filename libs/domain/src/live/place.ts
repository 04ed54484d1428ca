/** Insert position in a sorted list; searched from the end, because nearly all items belong there. */
export function placeIn<T extends object>(list: readonly T[], goesBefore: (other: T) => boolean): number {
  let at = list.length;
  for (;;) {
    const other = list[at - 1];
    if (other === undefined || !goesBefore(other)) return at;
    at--;
  }
}

/** Removes the items with a key; @returns these items. */
export function removeKey<T extends { readonly key: string }>(list: T[], key: string): T[] {
  const gone = list.filter((item) => item.key === key);
  for (const item of gone) list.splice(list.indexOf(item), 1);
  return gone;
}
