import { FirstAdministrator, FirstStartState, UserRecord } from '@cockpit/contracts';
import { Public, ZodAnswer, ZodBody } from '@cockpit/platform';
import { Controller, Get, Post, Req } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { SelfAudited } from '../guard/decorators';
import { FirstStart } from './first-start';

@Controller('v1/first-start')
@SelfAudited()
export class FirstStartController {
  constructor(private readonly first: FirstStart) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Whether nobody has an account yet' })
  @ZodAnswer(FirstStartState)
  async state(): Promise<FirstStartState> {
    return { open: await this.first.isOpen() };
  }

  @Post()
  @Public()
  @ApiOperation({ summary: 'Makes the first administrator, with the token that stands on the console; once' })
  @ZodAnswer(UserRecord, { status: 201 })
  make(@ZodBody(FirstAdministrator) input: FirstAdministrator, @Req() request: FastifyRequest): Promise<UserRecord> {
    return this.first.make(input, request.ip, request.id);
  }
}
