import { Id, Liaison, page } from '@cockpit/contracts';
import { Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam } from '@cockpit/platform';
import { z } from 'zod';
import { Registers } from '../grounds/registers';

const SourceName = z.object({ name: z.string().min(1).max(64) });
const Declared = z.strictObject({ register: z.string().min(1).max(64).nullable() });
const Declaration = z.object({ source: z.string(), register: z.string().nullable(), recomputing: z.int() });
const Enterprise = z.object({ enterpriseRef: Id });
const Appointment = z.strictObject({ officerId: Id });

@Controller('v1')
@ApiTags('matters')
@SelfAudited()
export class RegistersController {
  constructor(private readonly registers: Registers) {}

  @Put('sources/:name/register')
  @Allow('administrator')
  @ApiOperation({ summary: 'The register of cases a source shares with others; null when its cases are its own' })
  @ZodAnswer(Declaration)
  declare(
    @ZodParam(SourceName) { name }: z.infer<typeof SourceName>,
    @ZodBody(Declared) { register }: z.infer<typeof Declared>,
    @CurrentActor() actor: Actor,
  ): Promise<z.infer<typeof Declaration>> {
    return this.registers.declare(name, register, actor);
  }

  @Get('liaisons')
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Which officer looks after which enterprise' })
  @ZodAnswer(page(Liaison))
  async liaisons(): Promise<{ items: Liaison[]; next: null }> {
    return { items: await this.registers.liaisons(), next: null };
  }

  @Put('liaisons/:enterpriseRef')
  @Allow('administrator', 'manager')
  @ApiOperation({ summary: 'Appoint the liaison officer of an enterprise; its needs are addressed to that officer' })
  @ZodAnswer(Liaison)
  async appoint(
    @ZodParam(Enterprise) { enterpriseRef }: z.infer<typeof Enterprise>,
    @ZodBody(Appointment) { officerId }: z.infer<typeof Appointment>,
    @CurrentActor() actor: Actor,
  ): Promise<Liaison> {
    await this.registers.appoint(enterpriseRef, officerId, actor);
    return { enterpriseRef, officerId };
  }
}
