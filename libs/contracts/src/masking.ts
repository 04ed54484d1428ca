/** A person's name for public places: the first character, usually the family name. */
export const maskName = (name: string): string =>
  name === '' ? '' : `${String.fromCodePoint(name.codePointAt(0) ?? 0x3f)}**`;
