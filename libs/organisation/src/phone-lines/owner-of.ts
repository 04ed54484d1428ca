import type { OrganisationDoc, PhoneLineDoc } from '@cockpit/contracts';
import { pathsIn } from '../halls/children';

/** A line with the place that answers it. */
export interface LineOwner {
  /** `PLACE/CODE` */
  readonly line: string;
  readonly placeName: string;
  readonly name: string;
  readonly number: string;
}

type Doc = Pick<OrganisationDoc, 'halls'>;
interface Handed {
  readonly hall: string | null;
  readonly line: string | null;
  readonly tier: PhoneLineDoc['tier'];
}

interface Line extends LineOwner {
  readonly place: string;
  readonly doc: PhoneLineDoc;
}

/** Every line by its name. */
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
 * Whose a question is that was handed on to a tier: the line that takes what the one before cannot answer, else a line of that tier
 * at the hall it is about, or at the places above that; of a question that names no hall at any place. Null: the organisation names no such line.
 */
export function ownerOf(doc: Doc, { hall, line, tier }: Handed): LineOwner | null {
  const all = linesByName(doc);
  const next = line === null ? undefined : all.get(line)?.doc.next;
  const follows = next === undefined ? undefined : all.get(next);
  if (follows?.doc.tier === tier) return plain(follows);
  const ofTier = [...all.values()].filter((one) => one.doc.tier === tier);
  // about everything goes before about one branch: nobody has said what the question is about
  const best = (place: string | null) =>
    ofTier
      .filter((one) => place === null || one.place === place)
      .sort((a, b) => a.doc.branches.length - b.doc.branches.length)[0];
  const found =
    hall === null
      ? best(null)
      : pathsIn(doc.halls)(hall).flatMap((place) => (place === null ? [] : (best(place) ?? [])))[0];
  return found === undefined ? null : plain(found);
}

const plain = ({ line, placeName, name, number }: LineOwner): LineOwner => ({ line, placeName, name, number });
