import { Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Code, Simulation, SimulationChange } from '@cockpit/contracts';
import { Allow, CurrentActor, SelfAudited, type Actor } from '@cockpit/access';
import { OrganisationService } from '@cockpit/organisation';
import { ZodAnswer, ZodBody, ZodParam, conflict } from '@cockpit/platform';
import { z } from 'zod';
import { Simulations } from './simulations';

const HallParam = z.object({ hall: Code });
type HallParam = z.infer<typeof HallParam>;

@Controller('v1/halls/:hall/simulation')
@ApiTags('desk')
@Allow('administrator', 'manager', 'supervisor')
export class SimulationController {
  constructor(
    private readonly simulations: Simulations,
    private readonly organisation: OrganisationService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'How fast a simulated hall is played, and whether its simulated shift lead answers prompts',
  })
  @ZodAnswer(Simulation)
  async get(@ZodParam(HallParam) { hall }: HallParam): Promise<Simulation> {
    await this.assertSimulated(hall);
    return this.simulations.of(hall);
  }

  @Put()
  @SelfAudited()
  @ApiOperation({
    summary: 'Switches the simulated shift lead of a simulated hall on or off, or says how fast it is played',
  })
  @ZodAnswer(Simulation)
  async change(
    @ZodParam(HallParam) { hall }: HallParam,
    @ZodBody(SimulationChange) change: SimulationChange,
    @CurrentActor() actor: Actor,
  ): Promise<Simulation> {
    await this.assertSimulated(hall);
    return this.simulations.change(hall, change, actor);
  }

  /** Nobody answers for people where people work. A twin is played without prompts. */
  private async assertSimulated(code: string): Promise<void> {
    const hall = (await this.organisation.halls([code]))[0];
    if (hall?.simulated !== true || hall.twinOf !== null)
      throw conflict('not-simulated', `hall "${code}" is not simulated`);
  }
}
