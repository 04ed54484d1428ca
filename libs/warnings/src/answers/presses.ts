import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { message, noticeText, type Notice } from '@cockpit/contracts';
import { BotHolders, HallFaces, SentMessages, type Press, type Pressed, type SentMessage } from '@cockpit/notify';
import { SETTINGS, type Settings } from '@cockpit/platform';
import { Answers, type AnswerState } from './answers';
import { wordsOf } from './words';

/** Buttons of cards in a chat, pressed there: they answer as a link does, and the card shows at once who has it. */
@Injectable()
export class Presses implements OnApplicationBootstrap {
  constructor(
    private readonly bots: BotHolders,
    private readonly messages: SentMessages,
    private readonly answers: Answers,
    private readonly faces: HallFaces,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    this.bots.start((press) => this.press(press));
  }

  private async press({ token, person, user }: Press): Promise<Pressed | null> {
    const sent = await this.messages.byToken(token);
    if (sent === null) return null;
    const answer = await this.answers.acknowledge(sent, { person: person ?? undefined, user });
    if (answer === null) return null;
    const { language } = sent;
    const face = await this.faces.faceOf(sent.notice.hall, language);
    return {
      words: wordsOf(answer, language, face.timeZone),
      isGood: answer.state === 'done',
      item: this.itemOf(sent, answer, face),
      language,
    };
  }

  /** What is over or expired is shown by what the outbox tells of it. */
  private itemOf(
    sent: SentMessage,
    answer: AnswerState,
    face: { hallName: string; timeZone: string },
  ): Pressed['item'] {
    if (!('by' in answer)) return null;
    const why = message('notice.held-by', { by: answer.by });
    const notice: Notice = { ...sent.notice, phase: 'held', holder: { why, people: [] } };
    const { publicUrl } = this.settings;
    return {
      key: sent.key,
      notice,
      text: noticeText(notice, { language: sent.language, ...face }),
      link: publicUrl === undefined || notice.path === null ? null : new URL(notice.path, publicUrl).href,
      answer: null,
      token: null,
      earlier: [],
      again: false,
    };
  }
}
