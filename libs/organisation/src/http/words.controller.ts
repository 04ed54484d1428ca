import { WordsDoc } from '@cockpit/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Allow, OnTheWall, PEOPLE } from '@cockpit/access';
import { ZodAnswer } from '@cockpit/platform';
import { OrganisationService } from '../organisation.service';

@Controller('v1/words')
@Allow(...PEOPLE)
@OnTheWall()
export class WordsController {
  constructor(private readonly organisation: OrganisationService) {}

  @Get()
  @ApiOperation({
    summary: 'What the organisation calls its sources, and the items, reasons, results and faults that they send',
  })
  @ZodAnswer(WordsDoc)
  async words(): Promise<WordsDoc> {
    return (await this.organisation.latest())?.words ?? {};
  }
}
