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

const HallParam = z.object({ hall: Code });

/** Managers read the skill matrix; administrators change it in the hall setup. */
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
  async matrix(@ZodParam(HallParam) { hall }: z.infer<typeof HallParam>): Promise<SkillMatrix> {
    const day = hallDay(await this.clock.now(hall), await this.clock.zone(hall));
    return skillMatrix(await this.organisation.export(day), hall, day);
  }
}
