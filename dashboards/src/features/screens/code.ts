/** `482 019`: six digits are read aloud and typed in threes. */
export const grouped = (code: string): string => code.replace(/^(\d{3})(\d{3})$/, '$1 $2');

/** A name as accounts and screens may have it: what stands between letters and digits becomes a dash. */
export const accountName = (text: string): string =>
  text.replace(/[^A-Za-z0-9\u4e00-\u9fff._@-]+/g, '-').replace(/^[._@-]+|-+$/g, '');

/** What was typed, digits only; null until there are six. */
export function typedCode(text: string): string | null {
  const digits = text.replace(/\D/g, '');
  return digits.length === 6 ? digits : null;
}
