import { page, PhoneLine } from '@cockpit/contracts';
import { ask } from '../../shared/http';

const Lines = page(PhoneLine);
export const fetchLines = async (): Promise<PhoneLine[]> => (await ask('GET', '/v1/phone-lines', Lines)).body.items;

/** What somebody might look for a line by: digits however they are grouped, names, branches. */
export function matches(line: Pick<PhoneLine, 'number' | 'name' | 'place' | 'placeName' | 'branches'>, typed: string) {
  const wanted = typed.trim().toLowerCase();
  const digits = wanted.replace(/[\s()-]/g, '');
  if (/^\d+$/.test(digits) && line.number.replace(/\D/g, '').includes(digits)) return true;
  return [line.name, line.placeName, line.place, ...line.branches.map(({ name }) => name)].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}
