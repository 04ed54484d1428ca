import { Code, HallTargets, WALL_TARGETS, type Caller } from '@cockpit/contracts';
import { targetOf } from '@cockpit/domain';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, OnTheWall } from '@cockpit/access';
import { OrganisationService } from '@cockpit/organisation';
import { ZodAnswer, ZodParam } from '@cockpit/platform';
import { z } from 'zod';
import { MetricsService } from '../metrics.service';
import { targetPlaces } from '../targets/place';
import { TargetStore } from '../targets/target-store';

const HallParam = z.object({ hall: Code });

/** Targets shown beside the wall's figures. */
@Controller('v1/halls/:hall/targets')
@ApiTags('metrics')
export class HallTargetsController {
  constructor(
    private readonly metrics: MetricsService,
    private readonly store: TargetStore,
    private readonly organisation: OrganisationService,
  ) {}

  @Get()
  @OnTheWall()
  @ApiOperation({ summary: 'What the figures of a hall are to reach in the month it is there' })
  @ZodAnswer(HallTargets)
  async targets(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @CurrentCaller() caller: Caller,
  ): Promise<HallTargets> {
    const month = (await this.metrics.today(hall, caller)).slice(0, 7);
    const [books, doc] = await Promise.all([this.store.books(), this.organisation.latest()]);
    const place = targetPlaces(doc?.halls ?? []).get(hall);
    const targets: HallTargets['targets'] = {};
    for (const metric of WALL_TARGETS) {
      const target = place === undefined ? null : targetOf(books, metric, place, month);
      if (target !== null) targets[metric] = target;
    }
    return { month, targets };
  }
}
