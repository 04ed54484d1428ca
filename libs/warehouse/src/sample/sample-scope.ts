import { actsSourceOf, type OrganisationDoc, type SourceRecord } from '@cockpit/contracts';

/** What belongs to the demonstration, and what does not. */
export interface SampleScope {
  readonly places: readonly string[];
  /** simulated places kept because a real place is beneath them */
  readonly kept: readonly string[];
  /** sources that report only these places, with their aliases for actions on matters */
  readonly sources: readonly string[];
  readonly tellers: readonly string[];
  /** all other sources; their data are never the demonstration's */
  readonly others: readonly string[];
}

/** Every simulated place without a real place beneath it, and every source of only such places. */
export function sampleScope(doc: Pick<OrganisationDoc, 'halls'>, sources: readonly SourceRecord[]): SampleScope {
  const parentOf = new Map(doc.halls.map(({ code, parent }) => [code, parent]));
  const real = new Set<string>();
  for (const hall of doc.halls)
    for (
      let code = hall.simulated ? undefined : hall.code;
      code !== undefined && !real.has(code);
      code = parentOf.get(code)
    )
      real.add(code);
  const marked = doc.halls.filter(({ simulated }) => simulated).map(({ code }) => code);
  const places = marked.filter((code) => !real.has(code));
  const isSample = ({ halls }: SourceRecord): boolean =>
    halls !== 'all' && halls.length > 0 && halls.every((hall) => places.includes(hall));
  const withAliases = (names: readonly string[]): string[] => names.flatMap((name) => [name, actsSourceOf(name)]);
  const sampleNames = sources.filter(isSample).map(({ name }) => name);
  return {
    places,
    kept: marked.filter((code) => real.has(code)),
    sources: sampleNames,
    tellers: withAliases(sampleNames),
    others: withAliases(sources.filter((source) => !isSample(source)).map(({ name }) => name)),
  };
}

/** The organisation without the demonstration's places and their people, rosters and escalation paths. */
export function withoutSample(doc: OrganisationDoc, { places }: Pick<SampleScope, 'places'>): OrganisationDoc {
  const removed = new Set(places);
  return {
    ...doc,
    halls: doc.halls
      .filter(({ code }) => !removed.has(code))
      .map(({ twinOf, ...hall }) => (twinOf === undefined || removed.has(twinOf) ? hall : { ...hall, twinOf })),
    officers: doc.officers.filter(({ hall }) => !removed.has(hall)),
    rosters: doc.rosters.filter(({ hall }) => !removed.has(hall)),
    travelTimes: doc.travelTimes.filter(({ from, to }) => !removed.has(from) && !removed.has(to)),
  };
}
