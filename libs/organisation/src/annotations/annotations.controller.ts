import { Annotation, AnnotationChange, Code, Day, NewAnnotation, page, type Caller } from '@cockpit/contracts';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import {
  InstantAndUuid,
  PAGE,
  ZodAnswer,
  ZodBody,
  ZodParam,
  ZodQuery,
  badRequest,
  pageOf,
  readCursor,
} from '@cockpit/platform';
import { Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Annotations } from './annotations';

const One = z.object({ id: z.guid() });
const ListQuery = z.object({ hall: Code.optional(), from: Day, to: Day, ...PAGE });
const RemoveQuery = z.object({ revision: z.coerce.number().int().min(1) });

/** Notes on times of places, such as "system down 10–11". They are shown beside figures and change none. */
@Controller('v1/annotations')
@ApiTags('annotations')
@SelfAudited()
@Allow('administrator', 'manager', 'supervisor')
export class AnnotationsController {
  constructor(private readonly annotations: Annotations) {}

  @Get()
  @Allow('administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit')
  @ApiOperation({ summary: 'What was noted on the days of a hall, the places above and below it; the earliest first' })
  @ZodAnswer(page(Annotation))
  async list(
    @ZodQuery(ListQuery) { cursor, limit, ...days }: z.infer<typeof ListQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: Annotation[]; next: string | null }> {
    if (days.from > days.to) throw badRequest('invalid-period', 'the period ends before it begins');
    const rows = await this.annotations.list(days, caller, readCursor(cursor, InstantAndUuid), limit + 1);
    return pageOf(rows, limit, ({ from, id }) => [from, id]);
  }

  @Post()
  @ApiOperation({ summary: 'Note something on a time of a place' })
  @ZodAnswer(Annotation, { status: 201 })
  make(
    @ZodBody(NewAnnotation) input: NewAnnotation,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<Annotation> {
    return this.annotations.make(input, { caller, actor });
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change what was noted; what it was before stays in the audit' })
  @ZodAnswer(Annotation)
  change(
    @ZodParam(One) { id }: z.infer<typeof One>,
    @ZodBody(AnnotationChange) input: AnnotationChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<Annotation> {
    return this.annotations.change(id, input, { caller, actor });
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove what was noted; it stays in the audit' })
  async remove(
    @ZodParam(One) { id }: z.infer<typeof One>,
    @ZodQuery(RemoveQuery) { revision }: z.infer<typeof RemoveQuery>,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.annotations.remove(id, revision, { caller, actor });
  }
}
