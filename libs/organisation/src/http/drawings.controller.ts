import { Code, Drawing, DrawingId, NewDrawing } from '@cockpit/contracts';
import { Allow, CurrentActor, OnTheWall, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam } from '@cockpit/platform';
import { Controller, Get, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Drawings } from '../drawings/drawings';

const HallParam = z.object({ hall: Code });
const DrawingParam = HallParam.extend({ drawing: DrawingId });

/**
 * The id is a content hash, so responses never change. The policy keeps a directly opened drawing from running or
 * loading anything.
 */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'",
  'cache-control': 'private, max-age=31536000, immutable',
  'cross-origin-resource-policy': 'same-origin',
  'content-disposition': 'inline',
};

@Controller('v1/halls/:hall/drawings')
@SelfAudited()
export class DrawingsController {
  constructor(private readonly drawings: Drawings) {}

  @Post()
  @Allow('administrator')
  @ApiOperation({
    summary: 'Keeps a drawing for the floor plan of a hall to name; an SVG is cleaned, and told of what',
  })
  @ZodAnswer(Drawing, { status: 201 })
  add(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodBody(NewDrawing) { content }: NewDrawing,
    @CurrentActor() actor: Actor,
  ): Promise<Drawing> {
    return this.drawings.add(hall, content, actor);
  }

  @Get(':drawing')
  @OnTheWall()
  @ApiOperation({ summary: 'A drawing of a hall' })
  @ApiProduces('image/svg+xml', 'image/png', 'image/jpeg')
  @ApiOkResponse({ description: 'the drawing' })
  async read(
    @ZodParam(DrawingParam) { hall, drawing }: z.infer<typeof DrawingParam>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { mime, content } = await this.drawings.read(hall, drawing);
    await reply.headers({ ...HEADERS, 'content-type': mime }).send(content);
  }
}
