import type { PhoneLineDoc } from '@cockpit/contracts';
import type { Faults } from './faults';
import type { FoundHall, FoundParts } from './parts';
import { checkHours } from './times';

/** Checks the phone lines of a place: known branches, valid hours, and a chain of next lines without cycles. */
export function checkPhoneLines(hall: FoundHall, parts: FoundParts, faults: Faults): void {
  const lines = hall.value.phoneLines ?? [];
  const at = (i: number, field?: string): string =>
    [hall.path, 'phoneLines', String(i), ...(field === undefined ? [] : [field])].join('.');
  faults.unique(
    lines.map(({ code }, i) => ({ path: at(i, 'code'), key: code })),
    'phone line',
  );
  lines.forEach((line, i) => {
    const branches = line.branches.map((key, n) => ({ path: at(i, `branches.${String(n)}`), key }));
    faults.unique(branches, 'branch');
    for (const { path, key } of branches) faults.known(path, 'branch', key, parts.codes.branches);
    checkHours(at(i, 'hours'), line.hours ?? [], faults);
    if (line.next !== undefined) checkNext(at(i, 'next'), `${hall.value.code}/${line.code}`, line.next, parts, faults);
  });
}

function checkNext(path: string, own: string, next: string, parts: FoundParts, faults: Faults): void {
  const visited = [own];
  for (let name: string | undefined = next; name !== undefined; name = lineOf(name, parts)?.next) {
    if (lineOf(name, parts) === undefined) {
      // a missing line further along is reported at the line that names it
      if (name === next) faults.add(path, `no phone line "${next}"`, 'no-such', { value: next });
      return;
    }
    if (name === own) {
      faults.add(path, `leads back to itself: ${[...visited, own].join(' → ')}`, 'line-cycle', {
        way: [...visited, own].join(' → '),
      });
      return;
    }
    // a cycle further along is reported at its own lines
    if (visited.includes(name)) return;
    visited.push(name);
  }
}

function lineOf(name: string, parts: FoundParts): PhoneLineDoc | undefined {
  const [place, code] = name.split('/');
  return parts.halls.find(({ value }) => value.code === place)?.value.phoneLines?.find((line) => line.code === code);
}
