import { PointReport, PointsQuery, type Caller } from '@cockpit/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller } from '@cockpit/access';
import { ZodAnswer, ZodQuery } from '@cockpit/platform';
import { Points } from '../points/points';

@Controller('v1/points')
@ApiTags('metrics')
@Allow('administrator', 'manager', 'supervisor')
export class PointsController {
  constructor(private readonly points: Points) {}

  @Get('summary')
  @ApiOperation({ summary: 'Counts of points and of items of high volume: by day, point, item and channel' })
  @ZodAnswer(PointReport)
  report(@ZodQuery(PointsQuery) query: PointsQuery, @CurrentCaller() caller: Caller): Promise<PointReport> {
    return this.points.report(query, caller);
  }
}
