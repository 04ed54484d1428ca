import type { OrganisationDoc, PhoneLineDoc } from '@cockpit/contracts';
import { pathsIn } from '../halls/children';

/** A phone line with its place. */
export interface LineOwner {
  /** `PLACE/CODE` */
  readonly line: string;
  readonly placeName: string;
  readonly name: string;
  readonly number: string;
}

type Doc = Pick<OrganisationDoc, 'halls'>;
interface Handover {
  readonly hall: string | null;
  readonly line: string | null;
  readonly tier: PhoneLineDoc['tier'];
}

interface Line extends LineOwner {
  readonly place: string;
  readonly doc: PhoneLineDoc;
}

export const linesByName = ({ halls }: Doc): ReadonlyMap<string, Line> =>
  new Map(
    halls.flatMap(({ code, name, phoneLines = [] }) =>
      phoneLines.map((doc) => {
        const line = `${code}/${doc.code}`;
        return [line, { line, place: code, placeName: name, name: doc.name, number: doc.number, doc }] as const;
      }),
    ),
  );

/**
 * The line responsible for a question handed to a tier: the next line of the previous one if it has that tier, else a
 * line of the tier at the hall or above it; for a question without a hall, at any place. Null if there is no such line.
 */
export function ownerOf(doc: Doc, { hall, line, tier }: Handover): LineOwner | null {
  const all = linesByName(doc);
  const next = line === null ? undefined : all.get(line)?.doc.next;
  const nextLine = next === undefined ? undefined : all.get(next);
  if (nextLine?.doc.tier === tier) return plain(nextLine);
  const ofTier = [...all.values()].filter((candidate) => candidate.doc.tier === tier);
  // prefers lines for all branches, because the branch of the question is unknown
  const best = (place: string | null) =>
    ofTier
      .filter((candidate) => place === null || candidate.place === place)
      .sort((a, b) => a.doc.branches.length - b.doc.branches.length)[0];
  const found =
    hall === null
      ? best(null)
      : pathsIn(doc.halls)(hall).flatMap((place) => (place === null ? [] : (best(place) ?? [])))[0];
  return found === undefined ? null : plain(found);
}

const plain = ({ line, placeName, name, number }: LineOwner): LineOwner => ({ line, placeName, name, number });
