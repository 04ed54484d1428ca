import { page, PhoneLine } from '@cockpit/contracts';
import { ZodAnswer } from '@cockpit/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { PhoneLines } from '../phone-lines/phone-lines';

@Controller('v1/phone-lines')
export class PhoneLinesController {
  constructor(private readonly lines: PhoneLines) {}

  @Get()
  @ApiOperation({
    summary: 'Lines that people ring, of all places: who answers, about what, when, and which takes over',
  })
  @ZodAnswer(page(PhoneLine))
  async list(): Promise<{ items: PhoneLine[]; next: null }> {
    return { items: await this.lines.all(), next: null };
  }
}
