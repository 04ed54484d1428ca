import type { Caller } from '@cockpit/contracts';
import { deriveKey, type Settings } from '@cockpit/platform';
import { AuditLog } from '@cockpit/access';
import { AuditRow } from '../../libs/access/src/entities';
import { LINKS, tokenOf } from '../../libs/notify/src/answers/link';
import { SentMessages } from '../../libs/notify/src/answers/sent-messages';
import { Notifications } from '../../libs/notify/src/api/notifications';
import { Attachments, keepAttachment } from '../../libs/notify/src/outbox/attachments';
import { enqueue, enqueueBack, enqueueEnd, enqueueHeld } from '../../libs/notify/src/outbox/enqueue';
import { Pruning } from '../../libs/notify/src/outbox/pruning';
import { groupsOf, recipientsOf, subscribersOf } from '../../libs/notify/src/outbox/recipients';
import { robotsOfHall } from '../../libs/notify/src/outbox/robots-of-hall';
import { settle } from '../../libs/notify/src/outbox/settle';
import { robotOf } from '../../libs/notify/src/outbox/lease-batch';
import { deliveriesOf } from '../../libs/notify/src/outbox/deliveries';
import { AddressBook } from '../../libs/notify/src/persons/address-book';
import { PersonRow } from '../../libs/notify/src/persons/person.entity';
import { PersonStore } from '../../libs/notify/src/persons/person-store';
import { PushBook } from '../../libs/notify/src/push/push-book';
import { PushRow } from '../../libs/notify/src/push/push.entity';
import { PushStore } from '../../libs/notify/src/push/push-store';
import { ChannelStore } from '../../libs/notify/src/settings/channel-store';
import { ChannelRow } from '../../libs/notify/src/settings/entities';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, NAME, ID, ANSWER] = ["H'1", "O'Hara", "a'b", "it's full"];
const NOW = '2026-03-04T01:00:00.000Z';
const settings = { secret: 'x'.repeat(32), retentionDays: 90 } as Settings;
const none = undefined as never;
const caller: Caller = { kind: 'user', id: ID, name: NAME, role: 'supervisor', halls: [HALL] };
const actor = { kind: 'user', id: ID, name: NAME } as const;
const UUID = '00000000-0000-4000-8000-000000000000';

const audit = ({ postgres }: Asked): AuditLog => new AuditLog(postgres);
const messages = ({ postgres }: Asked): SentMessages => new SentMessages(postgres, settings);
const notifications = ({ postgres }: Asked): Notifications => new Notifications(postgres);
const addresses = ({ postgres }: Asked): AddressBook => new AddressBook(postgres, settings);
const persons = (engine: Asked): PersonStore => new PersonStore(engine.postgres, audit(engine), none, none, settings);
const push = (engine: Asked): PushStore => new PushStore(engine.postgres, audit(engine), settings);
const pushes = ({ postgres }: Asked): PushBook => new PushBook(postgres, settings);
const channels = (engine: Asked): ChannelStore => new ChannelStore(engine.postgres, audit(engine), none, settings);

const notice = {
  phase: 'open',
  level: 'red',
  hall: 'H-1',
  about: { code: 'notice.test', params: {} },
  firedAt: NOW,
  endedAt: null,
  path: null,
  holder: { people: [NAME], level: null, why: { code: 'notice.test', params: {} } },
} as never;
const letter = { subject: ID, notice, occasion: ANSWER };
const told = [{ channelId: UUID, recipient: NAME, target: null }];
const isTold = 'SELECT DISTINCT o.channel_id';
/** Columns as TypeORM names them: the alias before each. */
const rowOf = (alias: string, row: object): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [`${alias}_${name}`, value]));
const PERSON = { id: UUID, name: NAME, account: null, sealed: Buffer.from(ID), shown: {}, told: {}, revision: 3 };
const CHANNEL = {
  id: UUID,
  name: NAME,
  kind: 'browser-push',
  enabled: true,
  halls: null,
  levels: ['red'],
  language: 'zh',
  endings: true,
  allow_private_host: true,
  settings: {},
  sealed: Buffer.from(ID),
  address: ID,
  standing: true,
  robot: null,
  revision: 3,
  created_at: new Date(NOW),
  updated_at: new Date(NOW),
  removed_at: null,
};
const PUSH = { id: ID, channel_id: UUID, owner: `user/${ID}`, endpoint_hash: ID, sealed: Buffer.from(ID) };
const row = { id: '7', target: null, notice, subject: ID, occasion: ANSWER, attempts: 1 };
const taken = { token: ID, channel: { id: UUID, kind: 'webhook', robot: ID }, rows: [row], arrival: 1 } as never;
const SENT = { id: '7', key: ID, recipient: NAME };
const secret = deriveKey(settings, LINKS);
const genuine = (engine: Asked): Asked =>
  engine.answer('AS "isLate"', [
    {
      ...SENT,
      subject: ID,
      notice,
      channel: UUID,
      channelName: NAME,
      kind: 'webhook',
      language: 'zh-CN',
      answeredAt: null,
      answeredBy: null,
      isLate: false,
      isOwn: false,
    },
  ]);
const random = (): number => 0.5;
/** It stops where nothing was found. */
const asked = (work: Promise<unknown>): Promise<unknown> => work.catch(() => null);

const CASES: readonly Statements[] = [
  ['putting a message in', ({ manager }) => enqueue(manager, letter, told)],
  ['whom to tell', ({ manager }) => recipientsOf(manager, notice)],
  ['robots of a hall', ({ manager }) => robotsOfHall(manager, HALL)],
  ['groups of a hall', ({ manager }) => groupsOf(manager, { hall: HALL, level: 'red' })],
  ['telling the end', (engine) => enqueueEnd(engine.answer(isTold, told).manager, letter)],
  ['telling that somebody has it', (engine) => enqueueHeld(engine.answer(isTold, told).manager, letter)],
  ['telling that it came back', (engine) => enqueueBack(engine.answer(isTold, told).manager, letter, 'cards')],
  [
    'a message that arrived',
    ({ manager }) =>
      asked(settle(manager, taken, { outcome: { delivered: true, receipt: ANSWER } as never, sent: 1, random })),
  ],
  [
    'a message that was refused',
    (engine) =>
      asked(
        settle(engine.manager, taken, {
          outcome: { delivered: false, reason: 'limited', detail: ANSWER, unsure: false, afterMs: 9 } as never,
          sent: 1,
          random,
        }),
      ),
  ],
  [
    'messages that were not sent',
    ({ manager }) =>
      asked(settle(manager, taken, { outcome: { delivered: true, receipt: ANSWER } as never, sent: 0, random })),
  ],
  ['a robot', ({ manager }) => asked(robotOf(manager, ID))],
  ['what became of messages', ({ manager }) => deliveriesOf(manager, [ID])],
  ['keeping a file', ({ manager }) => keepAttachment(manager, { name: NAME, type: ANSWER, content: Buffer.from(ID) })],
  ['a file', ({ postgres }) => new Attachments(postgres).load({ attachment: { id: ID, name: NAME } })],
  ['deleting old messages', ({ postgres }) => new Pruning(postgres, settings).prune()],
  ['a message somebody has', (engine) => messages(engine).byId(ID)],
  ['a message by its link', (engine) => asked(messages(genuine(engine)).byToken(tokenOf(SENT, secret)))],
  ['a message answered', (engine) => asked(messages(engine).answer(engine.manager, ID, NAME))],
  [
    'a page of messages',
    (engine) =>
      notifications(engine).list(caller, { warning: ID, state: 'dead', channel: ID } as never, {
        after: [NOW, '7'],
        limit: 50,
      }),
  ],
  ['a message', (engine) => asked(notifications(engine).one(ID, caller))],
  ['addresses by name', (engine) => addresses(engine).named([NAME])],
  ['addresses of somebody', (engine) => addresses(engine).one(ID)],
  ['persons', (engine) => persons(engine).list()],
  [
    'a person removed',
    (engine) => persons(engine.answer('"PersonRow"', [rowOf('PersonRow', PERSON)])).remove(ID, actor),
  ],
  ['where a browser listens', (engine) => pushes(engine).one(ID)],
  ['a browser forgotten', (engine) => pushes(engine).forget(ID)],
  ['the channel for browsers', (engine) => push(engine).publicKey()],
  [
    'a browser added',
    (engine) =>
      push(engine.answer('"ChannelRow"', [rowOf('ChannelRow', CHANNEL)])).add(
        { endpoint: 'https://push.example/x', keys: { p256dh: ID, auth: ID } },
        caller,
        actor,
      ),
  ],
  [
    'browsers to tell',
    (engine) => subscribersOf(engine.answer('"PushRow"', [rowOf('PushRow', PUSH)]).manager, [ID], { hall: HALL }),
  ],
  ['a page of channels', (engine) => channels(engine).list(ID, 50)],
  ['a channel', (engine) => asked(channels(engine).one(ID))],
];

describe('the statements of messages', () => {
  // persons and browsers are sealed with keys that are drawn
  holdStatements(CASES, [HALL, NAME, ID, ANSWER], () => askedEntities([ChannelRow, PersonRow, PushRow, AuditRow]));
});
