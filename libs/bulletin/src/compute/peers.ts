import { type MetricKey, type PlaceCompared } from '@cockpit/contracts';
import { comparePlaces, type ComparedPlace, type PlaceFigure } from '@cockpit/domain';
import { figureOfDays, sizeOf, type DaysOfHall } from '@cockpit/metrics';

/** A hall compared with halls of its kind and size. */
export interface Peer extends Pick<PlaceCompared, 'hall' | 'tier' | 'size'> {
  /** null without a figure */
  readonly compared: ComparedPlace | null;
}

/** A hall with its figures by day. */
export interface HallDays extends Pick<DaysOfHall, 'days'> {
  readonly doc: Pick<DaysOfHall['doc'], 'code' | 'tier'> & { readonly windows: readonly unknown[] };
}

/** Compares halls of the same kind and size by a share; the largest class first, the best hall first. */
export function peersOf(key: MetricKey, halls: readonly HallDays[]): Peer[][] {
  const classes = new Map<string, HallDays[]>();
  for (const hall of halls) {
    const name = `${hall.doc.tier} ${sizeOf(hall.doc)}`;
    const alike = classes.get(name) ?? [];
    alike.push(hall);
    classes.set(name, alike);
  }
  return [...classes.values()].sort((a, b) => b.length - a.length).map((alike) => comparedIn(key, alike));
}

function comparedIn(key: MetricKey, alike: readonly HallDays[]): Peer[] {
  const figures = alike.flatMap(({ doc, days }): PlaceFigure[] => {
    const { value, denominator, without } = figureOfDays(key, days.get(key) ?? {});
    if (value === null || denominator === null || denominator === 0) return [];
    const others = [...without].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, other]) => other ?? value);
    return [
      { place: doc.code, value, weight: denominator, days: without.size, without: without.size < 2 ? [] : others },
    ];
  });
  const compared = new Map(comparePlaces('share', 'more', figures).places.map((place) => [place.place, place]));
  const rankOf = ({ compared: place }: Peer): number => place?.rank ?? Infinity;
  return alike
    .map(({ doc }): Peer => ({
      hall: doc.code,
      tier: doc.tier,
      size: sizeOf(doc),
      compared: compared.get(doc.code) ?? null,
    }))
    .sort((a, b) => rankOf(a) - rankOf(b) || (a.hall < b.hall ? -1 : 1));
}
