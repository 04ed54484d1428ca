import { Allow, CurrentActor, SelfAudited, type Actor } from '@cockpit/access';
import { SampleData, SampleRemoval } from '@cockpit/contracts';
import { ZodAnswer, ZodBody } from '@cockpit/platform';
import { Controller, Get, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { SampleDataService } from './sample-data';

@Controller('v1/sample-data')
@Allow('administrator')
@SelfAudited()
export class SampleDataController {
  constructor(private readonly sample: SampleDataService) {}

  @Get()
  @ApiOperation({ summary: 'What of the demonstration lies beside the installation’s own' })
  @ZodAnswer(SampleData)
  preview(): Promise<SampleData> {
    return this.sample.preview();
  }

  @Post('remove')
  @ApiOperation({ summary: 'Takes it away; answers what went' })
  @ZodAnswer(SampleData)
  remove(@ZodBody(SampleRemoval) { why }: SampleRemoval, @CurrentActor() actor: Actor): Promise<SampleData> {
    return this.sample.remove(why, actor);
  }
}
