import { DEFAULT_ZONE, PersonTold, type ChannelKind, type Severity } from '@cockpit/contracts';
import { quietHoursEnd } from '@cockpit/domain';
import type { PersonRow } from './person.entity';

/** A channel that can notify a single person besides its own recipients. */
export interface Carrier {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly halls: readonly string[] | null;
}
type Reached = Pick<PersonRow, 'shown' | 'told'>;

/** The address that each kind of channel uses for a single person. */
export const OWN_WAYS = { smtp: 'mail', 'sms-http': 'phone' } as const;
export const isCarrier = (kind: ChannelKind): kind is keyof typeof OWN_WAYS => kind in OWN_WAYS;

/** Level and time of a notice: epoch ms of the wall clock, because people's quiet hours follow it. */
export interface Telling {
  readonly level: Severity;
  readonly at: number;
}

/** Channels that notify a person alone at this level; a hall's own channel has priority over a general one. */
export function ownChannels({ shown, told }: Reached, { level, at }: Telling, carriers: readonly Carrier[]): string[] {
  const wishes = PersonTold.parse(told);
  if (level !== 'red' && quietHoursEnd(wishes.quiet, DEFAULT_ZONE, at) !== null) return [];
  const kinds = Object.entries(OWN_WAYS).filter(
    ([, way]) => shown[way] !== undefined && (wishes[way] === 'all' || wishes[way] === level),
  );
  return kinds.flatMap(([kind]) => {
    const ofKind = carriers.filter((carrier) => carrier.kind === kind);
    return (ofKind.find(({ halls }) => halls !== null) ?? ofKind[0])?.id ?? [];
  });
}

/** Whether the group can be left out because the person is reached otherwise and does not want the group. */
export const isReachedAlone = (person: Reached, telling: Telling, carriers: readonly Carrier[]): boolean =>
  !PersonTold.parse(person.told).group && ownChannels(person, telling, carriers).length > 0;
