import {
  DEFAULT_ZONE,
  type FoundPlaces,
  type ImportPreview,
  type NewPlaces,
  type OrganisationDoc,
  type PlacesMade,
  type PreviewRequest,
  type Sample,
  type SampleRequest,
  PREVIEW_ROWS,
  type Mapping,
} from '@cockpit/contracts';
import { Sources, type Actor } from '@cockpit/access';
import { addFound, FoundOrganisation } from '../files/organisation';
import { findOrganisation, openMapped } from '../files/import-file';
import { look, type KnownCodes } from '../files/look/look';
import { OrganisationService } from '@cockpit/organisation';
import { Injectable } from '@nestjs/common';
import { Uploads } from './uploads';
import { ImportMisuse, UnreadableFile } from '../files/misuse';
import { unprocessable } from '@cockpit/platform';
import { ImportRun } from '../files/import-run';

const EVENTS = 30;
const MOST_UNKNOWN = 200;

interface Previewed extends Omit<ImportPreview, 'found'> {
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

/** Content of an uploaded file and the result of a mapping. Nothing of it is stored. */
@Injectable()
export class Samples {
  constructor(
    private readonly uploads: Uploads,
    private readonly organisation: OrganisationService,
    private readonly sources: Sources,
  ) {}

  async look({ file, hall, ...overrides }: SampleRequest): Promise<Sample> {
    const { path, upload } = await this.uploads.whole(file);
    const codes = codesOf(await this.organisation.latest(), hall);
    return { file: upload, ...(await readable(() => look(path, upload.name, codes, overrides))) };
  }

  async preview({ file, mapping }: PreviewRequest): Promise<ImportPreview> {
    const { path } = await this.uploads.whole(file);
    const previewed = await readable(() => preview(path, mapping));
    return { ...previewed, found: placesOf(previewed.found, await this.organisation.latest()) };
  }

  /** Creates the halls, queues and windows of the whole file, and a source for them. */
  async makePlaces({ file, mapping, source }: NewPlaces, actor: Actor): Promise<PlacesMade> {
    const { path } = await this.uploads.whole(file);
    const found = await readable(() => findOrganisation({ file: path, mapping }));
    const { halls, queues, windows, unfit, strange } = await addFound(this.organisation, found, source, actor);
    const key =
      (await this.sources.get(source)) === null
        ? (
            await this.sources.create(
              { name: source, halls: found.codes.length === 0 ? 'all' : found.codes, sandbox: false },
              actor,
            )
          ).key
        : null;
    return { halls, queues, windows, unfit, strange, source, key };
  }
}

function placesOf(found: FoundOrganisation, doc: OrganisationDoc | null): FoundPlaces {
  const { halls, queues, windows, unfit, strange } = found.mergeInto(doc, '');
  return { halls, queues, windows, unfit, strange };
}

function codesOf(doc: OrganisationDoc | null, hall: string | undefined): KnownCodes {
  const halls = doc?.halls ?? [];
  return {
    halls,
    hall,
    timeZone: (halls.find(({ code }) => code === hall) ?? halls[0])?.timeZone ?? DEFAULT_ZONE,
  };
}

/** Turns an unreadable file into a 422 that says what is wrong and what would be right. */
async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ImportMisuse)) throw error;
    const { message } = error;
    throw unprocessable('unreadable-file', message, [
      error instanceof UnreadableFile
        ? { path: '', message, code: error.code, params: { ...error.params } }
        : { path: '', message },
    ]);
  }
}
