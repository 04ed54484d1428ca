import type { PhoneLineDoc } from '@cockpit/contracts';
import type { Faults } from './faults';
import type { FoundHall, FoundParts } from './parts';
import { checkHours } from './times';

/** Lines of one place: branches there are, hours that make sense, and a next line that leads on and never back. */
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
  const way = [own];
  for (let name: string | undefined = next; name !== undefined; name = lineOf(name, parts)?.next) {
    if (lineOf(name, parts) === undefined) {
      // one that a line further on names is told there
      if (name === next) faults.add(path, `no phone line "${next}"`, 'no-such', { value: next });
      return;
    }
    if (name === own) {
      faults.add(path, `leads back to itself: ${[...way, own].join(' → ')}`, 'line-cycle', {
        way: [...way, own].join(' → '),
      });
      return;
    }
    // a circle further on, told of those that are in it
    if (way.includes(name)) return;
    way.push(name);
  }
}

function lineOf(name: string, parts: FoundParts): PhoneLineDoc | undefined {
  const [place, code] = name.split('/');
  return parts.halls.find(({ value }) => value.code === place)?.value.phoneLines?.find((line) => line.code === code);
}
