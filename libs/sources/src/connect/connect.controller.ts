import {
  AccountName,
  ImportPreview,
  ImportRecord,
  MappingVersion,
  NewImport,
  NewPlaces,
  NewUpload,
  PlacesMade,
  PreviewRequest,
  Sample,
  SampleRequest,
  Upload,
  UploadPart,
  page,
} from '@cockpit/contracts';
import { Allow, CurrentActor, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam, ZodQuery } from '@cockpit/platform';
import { Controller, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ImportStore } from './import-store';
import { Imports } from './imports';
import { Samples } from './samples';
import { Uploads } from './uploads';

const FileParam = z.object({ id: Upload.shape.id });
const ImportParam = z.object({ id: z.guid() });
const OfSource = z.object({ source: AccountName });
const MaybeOfSource = OfSource.partial();

/** Imports a file from a browser as events of a source. */
@Controller('v1/connect')
@ApiTags('connect')
@Allow('administrator')
@SelfAudited()
export class ConnectController {
  constructor(
    private readonly uploads: Uploads,
    private readonly samples: Samples,
    private readonly imports: Imports,
    private readonly store: ImportStore,
  ) {}

  @Post('files')
  @ApiOperation({ summary: 'A file that is to come in parts; kept for a day' })
  @ZodAnswer(Upload, { status: 201 })
  upload(@ZodBody(NewUpload) input: NewUpload): Promise<Upload> {
    return this.uploads.begin(input);
  }

  @Post('files/:id/parts')
  @ApiOperation({ summary: 'The next part of it, Base64; one that came already may come again' })
  @ZodAnswer(Upload)
  part(@ZodParam(FileParam) { id }: z.infer<typeof FileParam>, @ZodBody(UploadPart) part: UploadPart): Promise<Upload> {
    return this.uploads.add(id, part);
  }

  @Post('samples')
  @ApiOperation({
    summary: 'What the file seems to be: encoding, columns, and a mapping that may fit; nothing is stored',
  })
  @ZodAnswer(Sample)
  look(@ZodBody(SampleRequest) input: SampleRequest): Promise<Sample> {
    return this.samples.look(input);
  }

  @Post('previews')
  @ApiOperation({ summary: 'What an import would make of the first rows; nothing is stored' })
  @ZodAnswer(ImportPreview)
  preview(@ZodBody(PreviewRequest) input: PreviewRequest): Promise<ImportPreview> {
    return this.samples.preview(input);
  }

  @Post('places')
  @ApiOperation({
    summary: 'Adds the halls, queues and windows that the file speaks of, and its source where there is none',
  })
  @ZodAnswer(PlacesMade, { status: 201 })
  places(@ZodBody(NewPlaces) input: NewPlaces, @CurrentActor() actor: Actor): Promise<PlacesMade> {
    return this.samples.makePlaces(input, actor);
  }

  @Get('mappings')
  @ApiOperation({ summary: 'Mappings that a source was imported with, the latest first' })
  @ZodAnswer(page(MappingVersion))
  async mappings(
    @ZodQuery(OfSource) { source }: z.infer<typeof OfSource>,
  ): Promise<{ items: MappingVersion[]; next: null }> {
    return { items: await this.store.versions(source), next: null };
  }

  @Get('imports')
  @ApiOperation({ summary: 'The last fifty imports, the latest first' })
  @ZodAnswer(page(ImportRecord))
  async all(
    @ZodQuery(MaybeOfSource) { source }: z.infer<typeof MaybeOfSource>,
  ): Promise<{ items: ImportRecord[]; next: null }> {
    return { items: await this.store.records(source), next: null };
  }

  @Get('imports/:id')
  @ZodAnswer(ImportRecord)
  one(@ZodParam(ImportParam) { id }: z.infer<typeof ImportParam>): Promise<ImportRecord> {
    return this.store.one(id);
  }

  @Post('imports')
  @ApiOperation({ summary: 'Sends the file, or tries it without storing anything; runs on behind the answer' })
  @ZodAnswer(ImportRecord, { status: 202 })
  begin(@ZodBody(NewImport) input: NewImport, @CurrentActor() actor: Actor): Promise<ImportRecord> {
    return this.imports.begin(input, actor);
  }
}
