import { NewSource } from '@cockpit/contracts';

/** What events are about: the middle of their types. A test holds the list to the contract. */
export const FAMILIES = [
  ...['ticket', 'window', 'queue', 'booking', 'terminal'],
  ...['case', 'consult', 'point', 'notice'],
] as const;
export type Family = (typeof FAMILIES)[number];
export const prefixOf = (family: Family): string => `hall.${family}.`;

export interface SourceForm {
  name: string;
  /** none: all halls */
  halls: string[];
  /** none: every kind of event */
  families: Family[];
  sandbox: boolean;
}
export const emptySource = (): SourceForm => ({ name: '', halls: [], families: [], sandbox: false });

/** Null while the name is not one that a source may have. */
export function newSourceOf({ name, halls, families, sandbox }: SourceForm): NewSource | null {
  const read = NewSource.safeParse({
    name: name.trim(),
    halls: halls.length === 0 ? 'all' : halls,
    ...(families.length === 0 ? {} : { types: FAMILIES.filter((one) => families.includes(one)).map(prefixOf) }),
    sandbox,
  });
  return read.success ? read.data : null;
}
