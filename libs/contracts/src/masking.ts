/** A person's name where the public stands: the first character, which is the family name of most. */
export const maskName = (name: string): string =>
  name === '' ? '' : `${String.fromCodePoint(name.codePointAt(0) ?? 0x3f)}**`;
