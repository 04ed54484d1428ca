import { isOpenNotice, type Notice } from '@cockpit/contracts';
import { In, type EntityManager } from 'typeorm';
import { SENDERS } from '../channels/kinds';
import { isCarrier, isReachedAlone, ownChannels } from '../persons/direct';
import { PersonRow } from '../persons/person.entity';
import { subscribersOf } from '../push/subscribers';
import { ChannelRow } from '../settings/entities';

/** One message somebody is to get, by one channel. */
export interface Addressed {
  readonly channelId: string;
  /** whom it is for, as people read it */
  readonly recipient: string;
  /** the one person it is for; null: everybody whom the channel tells */
  readonly target: string | null;
}

const isGroup = ({ kind }: ChannelRow): boolean => SENDERS[kind].readBy === 'group';
type Place = Pick<Notice, 'hall' | 'level'>;

/**
 * Who gets a notice: the one place where that is decided. Every channel of the hall that wants this level, and whoever it is addressed to by mail or
 * text message as they want it; the end of something goes where its beginning went. Groups are left out where everybody it is addressed to is
 * reached otherwise and wants it so.
 */
export async function recipientsOf(manager: EntityManager, notice: Notice): Promise<Addressed[]> {
  const channels = await channelsOf(manager, notice.hall);
  const people = await holdersOf(manager, notice);
  const carriers = channels.filter(({ kind }) => isCarrier(kind));
  const telling = { level: notice.level, at: Date.now() };
  const own = people.known.flatMap((person) =>
    ownChannels(person, telling, carriers).map((channelId) => ({
      ...{ channelId, recipient: person.name, target: person.id },
    })),
  );
  const needsGroup =
    people.named === 0 ||
    people.known.length < people.named ||
    !people.known.every((person) => isReachedAlone(person, telling, carriers));
  const standing = channels
    .filter(wants(notice))
    .filter(({ endings }) => endings || notice.phase !== 'end')
    .filter((channel) => needsGroup || !isGroup(channel));
  const browsers = channels.filter(({ kind, levels }) => kind === 'browser-push' && levels.includes(notice.level));
  const told = await subscribersOf(
    manager,
    browsers.map(({ id }) => id),
    notice,
  );
  return [...standing.map(toChannel), ...own, ...told];
}

/** The groups of a hall: where something goes that could not be brought to the one person it was for. */
export async function groupsOf(manager: EntityManager, place: Place): Promise<Addressed[]> {
  const channels = await channelsOf(manager, place.hall);
  return channels.filter(wants(place)).filter(isGroup).map(toChannel);
}

/** Of these people, whom a mail or a text message reaches in this hall when it is red. */
export async function reachedAlone(
  manager: EntityManager,
  hall: string,
  people: readonly PersonRow[],
): Promise<string[]> {
  const carriers = (await channelsOf(manager, hall)).filter(({ kind }) => isCarrier(kind));
  const red = { level: 'red', at: Date.now() } as const;
  return people.filter((person) => ownChannels(person, red, carriers).length > 0).map(({ name }) => name);
}

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
