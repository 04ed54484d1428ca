import { z } from 'zod';
import { StandingRoles } from '../duty';
import { Label } from '../primitives';

/** How one person can be reached, besides the group. */
export const PERSON_WAYS = ['mail', 'phone', 'dingtalk', 'wecom', 'feishu'] as const;
export const PersonWay = z.enum(PERSON_WAYS);
export type PersonWay = z.infer<typeof PersonWay>;

const ChatId = z.string().regex(/^[A-Za-z0-9_.@-]{1,64}$/, 'an id of the chat: letters, digits, . _ @ -');
const ADDRESSES = {
  mail: z.email().max(254),
  /** of a mobile phone: text messages, and mentions where no id is known */
  phone: z.string().regex(/^\+?[0-9]{5,15}$/, 'a telephone number'),
  /** user id, to be mentioned in a group of DingTalk, WeCom or Feishu */
  dingtalk: ChatId,
  wecom: ChatId,
  feishu: ChatId,
};
export const PersonAddresses = z.strictObject(ADDRESSES).partial();
export type PersonAddresses = z.infer<typeof PersonAddresses>;

/** Of what somebody is notified by mail or by text message, alone. */
export const NOTIFIED_OF = ['none', 'red', 'all'] as const;
export const NotifiedOf = z.enum(NOTIFIED_OF);
const HourMinute = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'HH:mm');
/** May go over midnight. */
const Quiet = z
  .strictObject({ from: HourMinute, to: HourMinute })
  .refine(({ from, to }) => from !== to, 'it ends when it begins');
const TOLD = {
  mail: NotifiedOf.default('all'),
  /** a text message costs money, and wakes people up */
  phone: NotifiedOf.default('red'),
  /** the group is told too; without it, only when nothing else reaches them */
  group: z.boolean().default(true),
  /** between these times nobody is told alone of what is yellow; the group is, and of what is red they are */
  quiet: Quiet.nullable().default(null),
};
/** How somebody wants to be told of what is theirs. */
export const PersonTold = z.object(TOLD);
export type PersonTold = z.infer<typeof PersonTold>;

/** `PUT /v1/me/wishes`: what is left out stays. */
export const WishChange = z
  .strictObject({ mail: NotifiedOf, phone: NotifiedOf, group: z.boolean(), quiet: Quiet.nullable() })
  .partial();
export type WishChange = z.infer<typeof WishChange>;

/** `PUT /v1/duty/persons`: what stands behind a name of the roster. What is left out stays; null takes it away. */
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
  /** what they are called for, all of it anew */
  roles: StandingRoles.optional(),
});
export type PersonChange = z.infer<typeof PersonChange>;

/** Addresses are answered masked: enough to tell two apart, too little to write to. */
export const PersonRecord = z.object({
  id: z.uuid(),
  name: z.string(),
  account: z.string().nullable(),
  addresses: z.partialRecord(PersonWay, z.string()),
  told: PersonTold.default(PersonTold.parse({})),
  roles: StandingRoles.default([]),
});
export type PersonRecord = z.infer<typeof PersonRecord>;

/** `GET /v1/me/wishes`: null while no name of the roster belongs to the account. */
export const MyWishes = z.object({ person: PersonRecord.nullable() });
export type MyWishes = z.infer<typeof MyWishes>;
