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
} from '@cockpit/contracts';
import { Sources, type Actor } from '@cockpit/access';
import { addFound, type FoundOrganisation } from '../files/organisation';
import { findOrganisation } from '../files/import-file';
import { look, type KnownCodes } from '../files/look/look';
import { preview } from '../files/look/preview';
import { OrganisationService } from '@cockpit/organisation';
import { Injectable } from '@nestjs/common';
import { readable } from './readable';
import { Uploads } from './uploads';

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
