import { Code, SkillMatrix } from '@cockpit/contracts';
import { Allow } from '@cockpit/access';
import { hallDay } from '@cockpit/domain';
import { ZodAnswer, ZodParam } from '@cockpit/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { HallClock } from '../hall-clock';
import { skillMatrix } from '../halls/skill-matrix';
import { OrganisationService } from '../organisation.service';

const One = z.object({ hall: Code });

/** Who can do what: read by whoever runs a hall, changed by administrators where the hall is set up. */
@Controller('v1/halls/:hall/skills')
@ApiTags('halls')
export class SkillsController {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly clock: HallClock,
  ) {}

  @Get()
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Which branches each officer of a hall can serve today and from when on' })
  @ZodAnswer(SkillMatrix)
  async matrix(@ZodParam(One) { hall }: z.infer<typeof One>): Promise<SkillMatrix> {
    const day = hallDay(await this.clock.now(hall), await this.clock.zone(hall));
    return skillMatrix(await this.organisation.export(day), hall, day);
  }
}
