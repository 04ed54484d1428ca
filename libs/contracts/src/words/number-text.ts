import type { Language } from '../languages';

const formats = new Map<string, Intl.NumberFormat>();

/** Formats a number with thousands separators, and with a minus sign instead of a hyphen. @param most maximum decimals */
export function numberText(value: number, language: Language, most = 20): string {
  const key = `${language}|${String(most)}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(language, { maximumFractionDigits: most });
  formats.set(key, format);
  return format.format(value).replace('-', '−');
}
