import { DEFAULT_ZONE, PersonTold, type ChannelKind, type Severity } from '@cockpit/contracts';
import { quietHoursEnd } from '@cockpit/domain';
import type { PersonRow } from './person.entity';

/** A channel by which one person can be told, besides those it always tells. */
export interface Carrier {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly halls: readonly string[] | null;
}
type Reached = Pick<PersonRow, 'shown' | 'told'>;

/** By which of a person's addresses each kind of channel can tell that person alone. */
export const OWN_WAYS = { smtp: 'mail', 'sms-http': 'phone' } as const;
export const isCarrier = (kind: ChannelKind): kind is keyof typeof OWN_WAYS => kind in OWN_WAYS;

/** What somebody is told of, and when: epoch ms of the wall clock, by which people sleep. */
export interface Telling {
  readonly level: Severity;
  readonly at: number;
}

/** The channels by which a person is told alone of something of this level; a hall's own channel goes before one of all halls. */
export function ownChannels({ shown, told }: Reached, { level, at }: Telling, carriers: readonly Carrier[]): string[] {
  const wants = PersonTold.parse(told);
  if (level !== 'red' && quietHoursEnd(wants.quiet, DEFAULT_ZONE, at) !== null) return [];
  const kinds = Object.entries(OWN_WAYS).filter(
    ([, way]) => shown[way] !== undefined && (wants[way] === 'all' || wants[way] === level),
  );
  return kinds.flatMap(([kind]) => {
    const fitting = carriers.filter((one) => one.kind === kind);
    return (fitting.find(({ halls }) => halls !== null) ?? fitting[0])?.id ?? [];
  });
}

/** Whether the group need not be told what is this person's, for something else reaches them. */
export const isReachedAlone = (person: Reached, telling: Telling, carriers: readonly Carrier[]): boolean =>
  !PersonTold.parse(person.told).group && ownChannels(person, telling, carriers).length > 0;
