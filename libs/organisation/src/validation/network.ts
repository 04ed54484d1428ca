import type { Faults } from './faults';
import { firstBy, type FoundHall, type FoundParts } from './parts';

/** Checks relations between halls: parents, twins, travel times. */
export function checkNetwork(parts: FoundParts, faults: Faults): void {
  const halls = firstBy(
    parts.halls,
    (hall) => hall.value.code,
    (hall) => hall,
  );
  for (const hall of parts.halls) {
    checkParent(hall, halls, parts, faults);
    checkTwin(hall, halls, parts, faults);
  }
  checkTravel(parts, faults);
}

type Halls = ReadonlyMap<string, FoundHall>;

function checkParent(hall: FoundHall, halls: Halls, parts: FoundParts, faults: Faults): void {
  const { code, parent } = hall.value;
  if (parent === undefined) return;
  if (!faults.known(`${hall.path}.parent`, 'hall', parent, parts.codes.halls)) return;
  const seen = new Set([code]);
  for (let above: string | undefined = parent; above !== undefined; above = halls.get(above)?.value.parent) {
    if (above === code) {
      const way = [...seen, code].join(' → ');
      faults.add(`${hall.path}.parent`, `cycle: ${way}`, 'parent-cycle', { way });
      return;
    }
    // this cycle is reported at the halls that belong to it
    if (seen.has(above)) return;
    seen.add(above);
  }
}

function checkTwin(hall: FoundHall, halls: Halls, parts: FoundParts, faults: Faults): void {
  const { code, twinOf } = hall.value;
  const path = `${hall.path}.twinOf`;
  if (twinOf === undefined || !faults.known(path, 'hall', twinOf, parts.codes.halls)) return;
  if (twinOf === code) {
    faults.add(path, 'a hall cannot be its own twin', 'twin-unfit');
    return;
  }
  const original = halls.get(twinOf);
  if (original === undefined) return;
  if (original.value.twinOf !== undefined)
    faults.add(path, `"${twinOf}" is itself a twin; a twin of a twin compares with nothing`, 'twin-unfit');
  const [mine, theirs] = [hall, original].map((h) =>
    h.queues
      .map((queue) => queue.value.code)
      .sort()
      .join(' '),
  );
  if (mine !== theirs)
    faults.add(`${hall.path}.queues`, `a twin has the queues of "${twinOf}"`, 'twin-queues', { hall: twinOf });
}

function checkTravel(parts: FoundParts, faults: Faults): void {
  faults.unique(
    parts.travelTimes.map(({ path, value }) => ({ path, key: `${value.from} → ${value.to}` })),
    'travel time',
  );
  for (const { path, value } of parts.travelTimes) {
    faults.known(`${path}.from`, 'hall', value.from, parts.codes.halls);
    faults.known(`${path}.to`, 'hall', value.to, parts.codes.halls);
    if (value.from === value.to) faults.add(`${path}.to`, 'leads back to where it starts', 'bad-shape');
  }
}
