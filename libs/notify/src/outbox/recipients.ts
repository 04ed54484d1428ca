import { isOpenNotice, type Notice, type Severity, type Role } from '@cockpit/contracts';
import { In, type EntityManager } from 'typeorm';
import { SENDERS } from '../channels/kinds';
import { isCarrier, isReachedAlone, ownChannels } from '../persons/direct';
import { PersonRow } from '../persons/person.entity';
import { ChannelRow } from '../settings/entities';
import { activeAccounts } from '@cockpit/access';
import { PushRow } from '../push/push.entity';

/** Roles that can answer warnings. */
const ROLES: readonly Role[] = ['administrator', 'manager', 'supervisor'];

interface Subscriber {
  readonly channelId: string;
  readonly recipient: string;
  readonly target: string;
}

/** Browsers subscribed to these channels whose active accounts may see the hall. */
export async function subscribersOf(
  manager: EntityManager,
  channels: readonly string[],
  { hall }: Pick<Notice, 'hall'>,
): Promise<Subscriber[]> {
  if (channels.length === 0) return [];
  const rows = await manager.find(PushRow, { where: { channelId: In([...channels]) }, order: { id: 'ASC' } });
  const accounts = await activeAccounts(
    manager,
    rows.map(({ owner }) => owner),
  );
  const accountByOwner = new Map(accounts.map((account) => [account.owner, account]));
  return rows.flatMap(({ id, channelId, owner }) => {
    const account = accountByOwner.get(owner);
    const maySee = account !== undefined && (account.halls === null || (hall !== null && account.halls.includes(hall)));
    return maySee && ROLES.includes(account.role) ? [{ channelId, recipient: account.name, target: id }] : [];
  });
}

/** One message to send by one channel. */
export interface Addressed {
  readonly channelId: string;
  /** display name of the recipient */
  readonly recipient: string;
  /** id of the single person or browser; null for the channel's own recipients */
  readonly target: string | null;
}

const isGroup = ({ kind }: ChannelRow): boolean => SENDERS[kind].readBy === 'group';
type Place = Pick<Notice, 'hall' | 'level'>;

/**
 * Decides who gets a notice: every channel of the hall that wants the level, people addressed by mail or text message
 * as they wish, and subscribed browsers. Groups are left out if every addressed person is reached otherwise and does
 * not want the group.
 */
export async function recipientsOf(manager: EntityManager, notice: Notice): Promise<Addressed[]> {
  const channels = await channelsOf(manager, notice.hall);
  const people = await holdersOf(manager, notice);
  const carriers = channels.filter(({ kind }) => isCarrier(kind));
  const situation = { level: notice.level, at: Date.now() };
  const own = people.known.flatMap((person) => toAlone(person, ownChannels(person, situation, carriers)));
  const needsGroup =
    people.named === 0 ||
    people.known.length < people.named ||
    !people.known.every((person) => isReachedAlone(person, situation, carriers));
  const standing = channels
    .filter(wants(notice))
    .filter(({ endings }) => endings || notice.phase !== 'end')
    .filter((channel) => needsGroup || !isGroup(channel));
  const browsers = channels.filter(({ kind, levels }) => kind === 'browser-push' && levels.includes(notice.level));
  const subscribers = await subscribersOf(
    manager,
    browsers.map(({ id }) => id),
    notice,
  );
  return [...standing.map(toChannel), ...own, ...subscribers];
}

/** Groups of a hall, for notices that could not reach their single recipient. */
export async function groupsOf(manager: EntityManager, place: Place): Promise<Addressed[]> {
  const channels = await channelsOf(manager, place.hall);
  return channels.filter(wants(place)).filter(isGroup).map(toChannel);
}

/** Returns how to notify one person alone at a level: by mail, text message or not at all. */
export type Alone = (person: PersonRow, level: Severity) => Addressed[];

/** `Alone` for a hall with its current channels. */
export async function aloneIn(manager: EntityManager, hall: string): Promise<Alone> {
  const carriers = (await channelsOf(manager, hall)).filter(({ kind }) => isCarrier(kind));
  const at = Date.now();
  return (person, level) => toAlone(person, ownChannels(person, { level, at }, carriers));
}

const toAlone = ({ id, name }: PersonRow, channels: readonly string[]): Addressed[] =>
  channels.map((channelId) => ({ channelId, recipient: name, target: id }));

const wants =
  ({ level }: Place) =>
  ({ standing, levels }: ChannelRow): boolean =>
    standing && levels.includes(level);
const toChannel = ({ id, name }: ChannelRow): Addressed => ({ channelId: id, recipient: name, target: null });

const channelsOf = (manager: EntityManager, hall: string | null): Promise<ChannelRow[]> =>
  manager
    .createQueryBuilder(ChannelRow, 'c')
    .where('c.enabled AND c.removedAt IS NULL AND (c.halls IS NULL OR :hall = ANY(c.halls))', { hall })
    .orderBy('c.id')
    .getMany();

async function holdersOf(manager: EntityManager, notice: Notice): Promise<{ named: number; known: PersonRow[] }> {
  const names = [...new Set(isOpenNotice(notice) ? (notice.holder?.people ?? []) : [])];
  const known = names.length === 0 ? [] : await manager.findBy(PersonRow, { name: In(names) });
  return { named: names.length, known };
}
