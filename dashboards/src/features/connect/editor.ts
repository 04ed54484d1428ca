import { CASE_CHANNELS, Code, Mapping, type ImportPreview } from '@cockpit/contracts';

/** What an editor changes of a mapping; each change gives a new one. */
type Unknown = ImportPreview['unknown'][number];
export interface Place {
  code: string;
  name: string;
}

/** What the maps that a suggestion makes may lead to; of any other map nobody knows. */
export const RESULTS = ['done', 'accepted', 'supplement', 'refused'] as const;
export const TICKET_CHANNELS = ['walk-in', 'booking', 'transfer'] as const;

/** Says what a value of theirs is with us; an empty text takes it back. */
export function withValue(mapping: Mapping, map: string, value: string, code: string): Mapping {
  const { [value]: _before, ...rest } = mapping.valueMaps[map] ?? {};
  const values = code === '' ? rest : { ...rest, [value]: code };
  return { ...mapping, valueMaps: { ...mapping.valueMaps, [map]: values } };
}

/** A hall that there is not yet has the name that people read. */
export function withHallName(mapping: Mapping, name: string): Mapping {
  const { hallName: _before, ...rest } = mapping.organisation;
  return {
    ...mapping,
    organisation: name.trim() === '' ? rest : { ...rest, hallName: { ...CONSTANT, value: name.trim() } },
  };
}
/** What the schema fills in where nothing is said. */
const CONSTANT = { as: 'text', split: ';', required: false } as const;

/** A queue of its own for every value that nobody knows: numbered codes that are free. */
export function withOwnQueues(mapping: Mapping, unknown: readonly Unknown[], taken: readonly string[]): Mapping {
  const used = new Set([...taken, ...Object.values(mapping.valueMaps['queue'] ?? {})]);
  let nth = 0;
  return unknown
    .filter(({ map }) => map === 'queue')
    .reduce((changed, { value }) => {
      if (Code.safeParse(value).success && !used.has(value)) {
        used.add(value);
        return withValue(changed, 'queue', value, value);
      }
      do nth += 1;
      while (used.has(`q${String(nth)}`));
      used.add(`q${String(nth)}`);
      return withValue(changed, 'queue', value, `q${String(nth)}`);
    }, mapping);
}

/** What may be chosen for a value of a map, by what the map is called. */
export function choicesOf(map: string, halls: readonly Place[], queues: readonly Place[]): readonly Place[] {
  const plain = (codes: readonly string[]): Place[] => codes.map((code) => ({ code, name: code }));
  switch (map) {
    case 'queue':
      return queues;
    case 'hall':
      return halls;
    case 'result':
      return plain(RESULTS);
    case 'channel':
      return plain([...TICKET_CHANNELS, ...CASE_CHANNELS]);
    default:
      return [];
  }
}

/** The file that the command line takes. */
export const fileOf = (mapping: Mapping): string => `${JSON.stringify(mapping, null, 2)}\n`;

export type ReadMapping = { mapping: Mapping } | { faults: string[] };
/** A mapping file, or every fault of it with its path. */
export function readMapping(text: string): ReadMapping {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { faults: [error instanceof Error ? error.message : String(error)] };
  }
  const read = Mapping.safeParse(json);
  if (read.success) return { mapping: read.data };
  return { faults: read.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`) };
}

/** The hall that all of a file is about; null where its rows say it. */
export function hallOf({ events }: Mapping): string | null {
  const { value } = events[0]?.data['hallId'] ?? {};
  return typeof value === 'string' && value !== '' ? value : null;
}
