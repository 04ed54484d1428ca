/** A hall as lists name it. */
export interface HallName {
  readonly code: string;
  readonly name: string;
}

/** As many as a district has are looked through by eye; of more one is sought by name, code or pinyin. */
export const LOOKED_THROUGH = 30;
/** So many are listed at once of a longer list. */
export const LISTED = 100;

/**
 * Halls that have what is typed in their name or code, and those that the server found by their pinyin. Those the server found
 * come first, in its order: the best first.
 * @param hits codes the server found; null where it was not asked or has not answered yet
 */
export function foundBy<Hall extends HallName>(
  halls: readonly Hall[],
  typed: string,
  hits: readonly string[] | null,
): Hall[] {
  const said = typed.normalize('NFKC').trim().toLowerCase();
  if (said === '') return [...halls];
  const place = new Map((hits ?? []).map((code, at) => [code, at]));
  return halls
    .filter(({ code, name }) => place.has(code) || `${code}\n${name}`.toLowerCase().includes(said))
    .sort((a, b) => (place.get(a.code) ?? place.size) - (place.get(b.code) ?? place.size));
}

/** Only letters may be the pinyin of a name: everything else is found without the server. */
export const maybePinyin = (typed: string): boolean => /^[a-z\s]+$/i.test(typed.normalize('NFKC').trim());
