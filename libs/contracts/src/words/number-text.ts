import type { Language } from '../languages';

const formats = new Map<string, Intl.NumberFormat>();

/** A number as it is printed: its thousands apart, and below nothing with a minus, not a hyphen. @param most decimals */
export function numberText(value: number, language: Language, most = 20): string {
  const key = `${language}|${String(most)}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(language, { maximumFractionDigits: most });
  formats.set(key, format);
  return format.format(value).replace('-', '−');
}
