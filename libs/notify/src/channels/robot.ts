import type { ChannelKind, PersonAddresses } from '@cockpit/contracts';
import type { z } from 'zod';
import type { Limits } from '../limits/limits';
import { isRefusal, jsonOf, refusedStatus, type Answer, type Poster } from './post';
import { fitInto, type Style } from './compose';
import { refused, type Channel, type Mention, type Outcome, type Outgoing, type Refusal } from './channel';
import { sender, type Sender } from './sender';

/** If the clocks differ more than this, the clock caused a signature error, not the secret. */
const CLOCK_OFF_MS = 5 * 60_000;

/** The differences between the kinds of robots. */
export interface RobotKind {
  readonly limits: Limits;
  readonly style: Style;
  /** the request at a time, epoch ms of the robot's clock */
  readonly request: (outgoing: Outgoing, now: number) => { url: string; body: unknown };
  /** the meaning of an answer, because errors come with status 200. Null if the answer is not from a robot */
  readonly read: (answer: unknown) => Outcome | 'bad-signature' | null;
}

/** A group robot: an address that receives posts and reports errors with status 200. */
export class Robot implements Channel {
  readonly limits: Limits;
  /** how far the robot's clock is ahead of ours; set after it refused a signature */
  private aheadMs = 0;

  constructor(
    private readonly kind: RobotKind,
    private readonly poster: Poster,
    private readonly now: () => number = Date.now,
  ) {
    this.limits = kind.limits;
  }

  fit(outgoing: Outgoing): number {
    return fitInto(outgoing, this.kind.style);
  }

  async send(outgoing: Outgoing, _key: string, signal: AbortSignal): Promise<Outcome> {
    const { url, body } = this.kind.request(outgoing, this.now() + this.aheadMs);
    const answer = await this.poster.post({
      url,
      signal,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    if (isRefusal(answer)) return answer;
    const outcome = this.kind.read(jsonOf(answer.body));
    if (outcome === 'bad-signature') return this.badSignature(answer);
    if (outcome === null) return answer.status < 300 ? noRobot(answer) : refusedStatus(answer);
    return outcome.delivered && answer.status >= 300 ? refusedStatus(answer) : outcome;
  }

  close(): void {
    this.poster.close();
  }

  private badSignature({ aheadMs, body }: Answer): Refusal {
    const previousMs = this.aheadMs;
    if (aheadMs === undefined || Math.abs(aheadMs - previousMs) < CLOCK_OFF_MS)
      return refused('rejected', `wrong secret, or none where one is needed: ${body}`);
    this.aheadMs = aheadMs;
    const minutes = String(Math.round(Math.abs(aheadMs) / 60_000));
    return refused('unreachable', `the clock here is ${minutes} min ${aheadMs > 0 ? 'behind' : 'ahead'}: ${body}`);
  }
}

/** Sender of one kind of robot; the secret is its URL. */
export function robotSender<Settings, Secrets extends { url: string }>(
  declared: { kind: ChannelKind; settings: z.ZodType<Settings>; secrets: z.ZodType<Secrets> },
  {
    make,
    ...traits
  }: { limits: Limits; make: (secrets: Secrets) => RobotKind; mention: (addresses: PersonAddresses) => Mention },
): Sender {
  return sender(declared, {
    ...traits,
    readBy: 'group',
    joins: true,
    address: ({ secrets: { url } }) => `${new URL(url).host} …${url.slice(-4)}`,
    robot: ({ secrets }) => {
      const { host, pathname, searchParams } = new URL(secrets.url);
      return `${host} ${searchParams.get('access_token') ?? searchParams.get('key') ?? pathname}`;
    },
    open: ({ secrets }, { poster }) => new Robot(make(secrets), poster()),
  });
}

const noRobot = ({ body }: Answer): Refusal =>
  refused('unreachable', `no robot answers there: ${body.slice(0, 200)}`, { unsure: true });
