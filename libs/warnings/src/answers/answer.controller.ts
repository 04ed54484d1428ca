import { Controller, Get, Inject, Logger, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { noticeText, textOf, type Language } from '@cockpit/contracts';
import { Attempts, Public, SelfAudited } from '@cockpit/access';
import { ANSWER_PATH, HallFaces, SentMessages, type SentMessage } from '@cockpit/notify';
import { AppError, REDIS } from '@cockpit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Redis } from 'ioredis';
import { Answers, type AnswerState } from './answers';
import { PAGE_HEADERS, pageOf, type AnswerPage } from './page';
import { wordsOf } from './words';

/** for a whole office behind one address */
const LIMIT = { kind: 'answer:address', limit: 120, withinSec: 300, refusal: 'too many tries' };

/** The link in a message: `GET` shows what it is about, `POST` says that whoever has the message sees to it. */
@Controller(ANSWER_PATH)
@Public()
@SelfAudited()
@ApiTags('answers')
@ApiProduces('text/html')
export class AnswerController {
  private readonly logger = new Logger('answers');
  private readonly attempts: Attempts;

  constructor(
    private readonly messages: SentMessages,
    private readonly answers: Answers,
    private readonly faces: HallFaces,
    @Inject(REDIS) redis: Redis,
  ) {
    this.attempts = new Attempts(redis, LIMIT);
  }

  @Get(':token')
  @ApiOperation({ summary: 'What a message is about and who has it, as a page; changes nothing' })
  look(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.show(token, request, reply, (message) => this.answers.look(message));
  }

  @Post(':token')
  @ApiOperation({ summary: 'Acknowledges the warning of a message, once, as whoever the message was sent to' })
  answer(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.show(token, request, reply, (message) =>
      this.answers.acknowledge(message, { correlationId: request.id }),
    );
  }

  /** Every end is a page: whoever stands there with a telephone reads no problem document. */
  private async show(
    token: string,
    request: FastifyRequest,
    reply: FastifyReply,
    work: (message: SentMessage) => Promise<AnswerState | null>,
  ): Promise<void> {
    let language: Language = request.headers['accept-language']?.startsWith('en') === true ? 'en' : 'zh-CN';
    const bare = { about: null, isGood: false, canAnswer: false };
    const say = (status: number, page: Omit<AnswerPage, 'language'>): void => {
      void reply
        .code(status)
        .headers(PAGE_HEADERS)
        .send(pageOf({ ...page, language }));
    };
    try {
      await this.attempts.count(request.ip);
      const message = await this.messages.byToken(token);
      if (message !== null) ({ language } = message);
      const answer = message === null ? null : await work(message);
      if (message === null || answer === null) say(404, { ...bare, words: textOf('answer.unknown', {}, language) });
      else say(200, await this.pageOf(message, answer));
    } catch (error) {
      const isTooOften = error instanceof AppError && error.status === 429;
      // without its address: that opens something
      if (!isTooOften) this.logger.error({ err: error }, 'an answer could not be taken');
      if (isTooOften) void reply.headers(error.headers);
      say(isTooOften ? 429 : 503, {
        ...bare,
        words: textOf(isTooOften ? 'answer.too-often' : 'answer.away', {}, language),
      });
    }
  }

  private async pageOf(message: SentMessage, answer: AnswerState): Promise<Omit<AnswerPage, 'language'>> {
    const { notice, language } = message;
    const face = await this.faces.faceOf(notice.hall, language);
    return {
      about: noticeText(notice, { language, ...face }),
      words: wordsOf(answer, language, face.timeZone),
      isGood: answer.state === 'done' || answer.state === 'held',
      canAnswer: answer.state === 'open',
    };
  }
}
