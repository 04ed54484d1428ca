import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Code, NewShiftNote, ShiftNote, page, type Caller } from '@cockpit/contracts';
import { Allow, CurrentCaller } from '@cockpit/access';
import { Cursor, ZodAnswer, ZodBody, ZodParam, ZodQuery, pageOf, readCursor } from '@cockpit/platform';
import { z } from 'zod';
import { ShiftNotes } from '../desk/shift-notes';

const HallParam = z.object({ hall: Code });
const NoteParam = HallParam.extend({ id: z.string().regex(/^\d{1,18}$/) });
const ListQuery = z.object({ limit: z.coerce.number().int().min(1).max(100).default(20), cursor: Cursor });
const After = z.tuple([z.string().regex(/^\d{1,18}$/)]);
type HallParam = z.infer<typeof HallParam>;
type NoteParam = z.infer<typeof NoteParam>;
type ListQuery = z.infer<typeof ListQuery>;

/** What one shift tells the next; kept for good, never changed. */
@Controller('v1/halls/:hall/notes')
@ApiTags('desk')
export class ShiftNotesController {
  constructor(private readonly notes: ShiftNotes) {}

  @Get()
  @Allow('administrator', 'manager', 'supervisor', 'guide', 'officer')
  @ApiOperation({ summary: 'Handover notes, latest first, with who has read them' })
  @ZodAnswer(page(ShiftNote))
  async list(
    @ZodParam(HallParam) { hall }: HallParam,
    @ZodQuery(ListQuery) { limit, cursor }: ListQuery,
  ): Promise<{ items: ShiftNote[]; next: string | null }> {
    const [after] = readCursor(cursor, After) ?? [];
    return pageOf(await this.notes.list(hall, limit + 1, after), limit, ({ id }) => [id]);
  }

  @Post()
  @HttpCode(201)
  @Allow('administrator', 'manager', 'supervisor', 'guide')
  @ApiOperation({ summary: 'Leaves a note to the next shift' })
  @ZodAnswer(ShiftNote, { status: 201 })
  write(
    @ZodParam(HallParam) { hall }: HallParam,
    @ZodBody(NewShiftNote) { text }: NewShiftNote,
    @CurrentCaller() caller: Caller,
  ): Promise<ShiftNote> {
    return this.notes.write(hall, caller.name, text);
  }

  @Post(':id/read')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor', 'guide', 'officer')
  @ApiOperation({ summary: 'Says that the caller has read it' })
  @ZodAnswer(ShiftNote)
  read(@ZodParam(NoteParam) { hall, id }: NoteParam, @CurrentCaller() caller: Caller): Promise<ShiftNote> {
    return this.notes.read(hall, id, caller.name);
  }
}
