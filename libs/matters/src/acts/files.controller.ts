import { Id, MatterFile, NewMatterFile, type Caller } from '@cockpit/contracts';
import { Allow, BoundToUnits, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam } from '@cockpit/platform';
import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MatterFiles } from './matter-files';

const MatterParam = z.object({ id: z.string().min(1).max(128) });
const FileParam = MatterParam.extend({ file: Id });

/** Browsers may display a file, but not guess its type, frame it or load anything from it. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
  'cache-control': 'private, max-age=3600',
  'cross-origin-resource-policy': 'same-origin',
};

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
    @ZodParam(MatterParam) { id }: z.infer<typeof MatterParam>,
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
    @ZodParam(FileParam) { id, file }: z.infer<typeof FileParam>,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { mime, content } = await this.files.read(id, file, caller);
    const disposition = mime === 'application/pdf' ? 'attachment' : 'inline';
    await reply
      .headers({
        ...HEADERS,
        'content-type': mime,
        'content-disposition': `${disposition}; filename="${file}.${ENDINGS[mime] ?? 'bin'}"`,
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
