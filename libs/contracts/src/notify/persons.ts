import { z } from 'zod';
import { StandingRoles } from '../duty';
import { Label } from '../primitives';

/** Personal channels of a person, besides the group. */
export const PERSON_WAYS = ['mail', 'phone', 'dingtalk', 'wecom', 'feishu'] as const;
export const PersonWay = z.enum(PERSON_WAYS);
export type PersonWay = z.infer<typeof PersonWay>;

const ChatId = z.string().regex(/^[A-Za-z0-9_.@-]{1,64}$/, 'an id of the chat: letters, digits, . _ @ -');
const ADDRESSES = {
  mail: z.email().max(254),
  /** a mobile phone: for text messages, and for mentions without a known id */
  phone: z.string().regex(/^\+?[0-9]{5,15}$/, 'a telephone number'),
  /** user id for mentions in a group of DingTalk, WeCom or Feishu */
  dingtalk: ChatId,
  wecom: ChatId,
  feishu: ChatId,
};
export const PersonAddresses = z.strictObject(ADDRESSES).partial();
export type PersonAddresses = z.infer<typeof PersonAddresses>;

/** Severities for personal mails or text messages. */
export const NOTIFIED_OF = ['none', 'red', 'all'] as const;
export const NotifiedOf = z.enum(NOTIFIED_OF);
const HourMinute = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'HH:mm');
/** May span midnight. */
const Quiet = z
  .strictObject({ from: HourMinute, to: HourMinute })
  .refine(({ from, to }) => from !== to, 'it ends when it begins');
const NOTIFICATION_SETTINGS = {
  mail: NotifiedOf.default('all'),
  /** text messages cost money and wake people up */
  phone: NotifiedOf.default('red'),
  /** also notify the group; otherwise only if no personal channel works */
  group: z.boolean().default(true),
  /** within these times yellow warnings go to the group only; red ones are still sent personally */
  quiet: Quiet.nullable().default(null),
};
/** Notification settings of a person. */
export const PersonTold = z.object(NOTIFICATION_SETTINGS);
export type PersonTold = z.infer<typeof PersonTold>;

/** `PUT /v1/me/wishes`: absent settings stay unchanged. */
export const WishChange = z
  .strictObject({ mail: NotifiedOf, phone: NotifiedOf, group: z.boolean(), quiet: Quiet.nullable() })
  .partial();
export type WishChange = z.infer<typeof WishChange>;

/** `PUT /v1/duty/persons`: data of a name in the roster. Absent fields stay unchanged; null removes them. */
export const PersonChange = z.strictObject({
  name: Label.max(100),
  /** user name of the cockpit */
  account: z
    .string()
    .regex(/^\S{1,64}$/, 'a user name')
    .nullable()
    .optional(),
  addresses: z
    .strictObject({
      mail: ADDRESSES.mail.nullable(),
      phone: ADDRESSES.phone.nullable(),
      dingtalk: ADDRESSES.dingtalk.nullable(),
      wecom: ADDRESSES.wecom.nullable(),
      feishu: ADDRESSES.feishu.nullable(),
    })
    .partial()
    .default({}),
  told: WishChange.default({}),
  /** their standing roles, replacing all former ones */
  roles: StandingRoles.optional(),
});
export type PersonChange = z.infer<typeof PersonChange>;

/** Addresses are masked: enough to distinguish two, too little to use them. */
export const PersonRecord = z.object({
  id: z.uuid(),
  name: z.string(),
  account: z.string().nullable(),
  addresses: z.partialRecord(PersonWay, z.string()),
  told: PersonTold.default(PersonTold.parse({})),
  roles: StandingRoles.default([]),
});
export type PersonRecord = z.infer<typeof PersonRecord>;

/** `GET /v1/me/wishes`: null if no name of the roster belongs to the account. */
export const MyWishes = z.object({ person: PersonRecord.nullable() });
export type MyWishes = z.infer<typeof MyWishes>;
