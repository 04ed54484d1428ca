import { Looked, Overview, type Caller } from '@cockpit/contracts';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, SelfAudited } from '@cockpit/access';
import { ZodAnswer } from '@cockpit/platform';
import { Looks } from '../overview/looks';
import { Overviews } from '../overview/overviews';

/** The start page of managers of several halls. */
@Controller('v1/overview')
@Allow('administrator', 'manager', 'supervisor')
@ApiTags('metrics')
export class OverviewController {
  constructor(
    private readonly overviews: Overviews,
    private readonly looks: Looks,
  ) {}

  @Get()
  @ApiOperation({
    summary:
      'What changed since the caller last looked, what waits for a decision, how far from the targets, and where',
  })
  @ZodAnswer(Overview)
  read(@CurrentCaller() caller: Caller): Promise<Overview> {
    return this.overviews.read(caller);
  }

  @Post('look')
  @HttpCode(200)
  // a look affects nobody else, so it is not audited
  @SelfAudited()
  @ApiOperation({ summary: 'The caller looks at it now; looks within half an hour of each other are one' })
  @ZodAnswer(Looked)
  look(@CurrentCaller() caller: Caller): Promise<Looked> {
    return this.looks.note(caller);
  }
}
