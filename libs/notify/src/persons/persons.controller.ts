import { Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PersonChange, PersonRecord, page } from '@cockpit/contracts';
import { Allow, CurrentActor, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam } from '@cockpit/platform';
import { z } from 'zod';
import { PersonStore } from './person-store';

const PersonId = z.object({ id: z.guid() });
type PersonId = z.infer<typeof PersonId>;

/** How people of the duty roster are reached. */
@Controller('v1/duty/persons')
@Allow('administrator')
@SelfAudited()
@ApiTags('duty')
export class PersonsController {
  constructor(private readonly store: PersonStore) {}

  @Get()
  @ApiOperation({ summary: 'What stands behind the names of the roster; addresses are masked' })
  @ZodAnswer(page(PersonRecord))
  async list(): Promise<{ items: PersonRecord[]; next: null }> {
    return { items: await this.store.list(), next: null };
  }

  @Put()
  @ApiOperation({ summary: 'What stands behind a name; what is left out stays, null takes it away' })
  @ZodAnswer(PersonRecord)
  change(@ZodBody(PersonChange) change: PersonChange, @CurrentActor() actor: Actor): Promise<PersonRecord> {
    return this.store.change(change, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@ZodParam(PersonId) { id }: PersonId, @CurrentActor() actor: Actor): Promise<void> {
    await this.store.remove(id, actor);
  }
}
