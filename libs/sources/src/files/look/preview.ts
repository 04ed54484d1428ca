import { PREVIEW_ROWS, type ImportPreview, type Mapping } from '@cockpit/contracts';
import { openMapped } from '../import-file';
import { ImportRun } from '../import-run';
import { FoundOrganisation } from '../organisation';

const EVENTS = 30;
const MOST_UNKNOWN = 200;

export interface Previewed extends Omit<ImportPreview, 'found'> {
  found: FoundOrganisation;
}

/**
 * Result of an import of the first rows: reads, maps and validates, but sends nothing.
 * @throws {ImportMisuse} when the file or its columns do not fit the mapping
 */
export async function preview(file: string, mapping: Mapping, most = PREVIEW_ROWS): Promise<Previewed> {
  const { rows } = await openMapped({ file, mapping });
  const run = new ImportRun({ mapping }, null);
  const found = new FoundOrganisation(mapping);
  const unknown = new Map<string, { map: string; value: string; count: number }>();
  const types: Record<string, number> = {};
  const events: ImportPreview['events'] = [];
  let [count, whole] = [0, true];
  for await (const { at, row, mapped } of rows) {
    count += 1;
    if (count > most) {
      whole = false;
      break;
    }
    await run.add(at, mapped);
    for (const event of mapped.events) {
      types[event.type] = (types[event.type] ?? 0) + 1;
      found.add(event, row);
      const { id, type, time, data } = event;
      if (events.length < EVENTS) events.push({ row: at, id, type, time, data });
    }
    for (const problem of mapped.problems) if (problem.unknown) countUnknown(unknown, problem.unknown);
  }
  return {
    report: await run.finish(),
    whole,
    types,
    events,
    found,
    unknown: [...unknown.values()].sort((a, b) => b.count - a.count).slice(0, MOST_UNKNOWN),
  };
}

function countUnknown(
  sums: Map<string, { map: string; value: string; count: number }>,
  { map, value }: { map: string; value: string },
): void {
  const key = JSON.stringify([map, value]);
  const existing = sums.get(key) ?? { map, value, count: 0 };
  sums.set(key, { ...existing, count: existing.count + 1 });
}
