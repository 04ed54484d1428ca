import { Id, MatterFile, NewMatterFile, type Caller } from '@cockpit/contracts';
import { Allow, BoundToUnits, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam } from '@cockpit/platform';
import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MatterFiles } from './matter-files';

const One = z.object({ id: z.string().min(1).max(128) });
const OneFile = One.extend({ file: Id });

/** Shown, never run: nobody may guess at its type, frame it, or have it load anything. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
  'cache-control': 'private, max-age=3600',
  'cross-origin-resource-policy': 'same-origin',
};

/** Photos and papers of matters. */
@Controller('v1/matters')
@ApiTags('matters')
@BoundToUnits()
@SelfAudited()
@Allow('administrator', 'manager', 'supervisor', 'officer', 'unit')
export class MatterFilesController {
  constructor(private readonly files: MatterFiles) {}

  @Post(':id/files')
  @ApiOperation({ summary: 'Puts a photo or a paper to a matter, for acts to name; its content says what type it is' })
  @ZodAnswer(MatterFile, { status: 201 })
  add(
    @ZodParam(One) { id }: z.infer<typeof One>,
    @ZodBody(NewMatterFile) file: NewMatterFile,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<MatterFile> {
    return this.files.add(id, file, { caller, actor, correlationId: request.id });
  }

  @Get(':id/files/:file')
  @ApiOperation({ summary: 'A file of a matter, as it was put there' })
  @ApiProduces('image/jpeg', 'image/png', 'image/webp', 'application/pdf')
  @ApiOkResponse({ description: 'the file' })
  async read(
    @ZodParam(OneFile) { id, file }: z.infer<typeof OneFile>,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { mime, content } = await this.files.read(id, file, caller);
    const way = mime === 'application/pdf' ? 'attachment' : 'inline';
    await reply
      .headers({
        ...HEADERS,
        'content-type': mime,
        'content-disposition': `${way}; filename="${file}.${ENDINGS[mime] ?? 'bin'}"`,
      })
      .send(content);
  }
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};
