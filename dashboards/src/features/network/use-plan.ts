import type { GroundShape, Level, NetworkNode } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Box } from '../../shared/box';
import { count, type Locale } from '../../shared/format';
import { joined, laidOut, lengthOf, seenOf, type Plan } from './chart';
import { discRem, loadOf, MOST_APART, type Cluster, type Load } from './cluster';
import type { Extent } from './labels';
import { usePlaceText } from './place-text';
import { marksOf, type TerminalCounts } from './terminals';
import { alarmOf, byWeight, isQuiet, levelOf, waitingAt } from './tree';
import type { View } from './view';

interface MapOf {
  nodes: readonly NetworkNode[];
  terminals: ReadonlyMap<string, TerminalCounts>;
  passedSec: number;
  ground: readonly GroundShape[];
}
type Spot = Plan['spots'][number];
/** What stands beside the name of a place. */
export interface Said {
  line: string;
  machines: ReturnType<typeof marksOf>;
}
export interface PlaceSpot extends Spot {
  node: NetworkNode;
  level: Level;
  quiet: boolean;
  /** warnings of a place that has no level of its own */ alarm: ReturnType<typeof alarmOf>;
  /** all that can be said of it beside its name, and what there is room for */ whole: Said;
  said: Said;
  /** diameter, px */ disc: number;
  /** how large its letters are, of their usual size */ letters: number;
}
export interface ClusterSpot extends Spot {
  places: readonly NetworkNode[];
  load: Load;
  line: string;
  /** what of it there is room for */ said: string;
  disc: number;
}

interface Beneath {
  places: readonly NetworkNode[];
  load: Load;
}

const MACHINES = 12;
/** Between the discs of places that are drawn together, rem. */
const REACH_REM = 5.2;

/** Where everything stands, and what is said of it. A department has no waiting of its own: among many places it is left to the list. */
export function usePlan(
  map: MapOf,
  box: Readonly<Ref<Box>>,
  view: Readonly<Ref<View>>,
): { plan: ComputedRef<Plan>; places: ComputedRef<PlaceSpot[]>; clusters: ComputedRef<ClusterSpot[]> } {
  const { t, locale } = useI18n();
  const text = usePlaceText();
  const many = computed(() => map.nodes.length > MOST_APART);
  const nodes = computed(() =>
    byWeight(many.value ? map.nodes.filter(({ tier, served }) => served || tier !== 'department') : map.nodes),
  );
  const byCode = computed(() => new Map(nodes.value.map((node) => [node.code, node])));
  /** On a phone the marks would hide one another. */
  const small = computed(() => box.value.width < 36 * box.value.rem);
  const letters = computed(() => (small.value ? 0.875 : 1));
  const lineOf = (node: NetworkNode, short = false) =>
    node.served
      ? isQuiet(node)
        ? text.state(node, map.passedSec)
        : text.load(node, short)
      : alarmOf(node) === null
        ? ''
        : text.warned(node);
  const crowdOf = ({ waiting }: Load) => t('network.waitingN', { n: count(waiting, locale.value as Locale) });
  const clusterLine = (load: Load, brief = false) => {
    if (load.served === 0) return t('network.pointWithout');
    if (load.level === 'unknown') return t('network.noneHeard');
    if (brief || load.level === 'normal') return crowdOf(load);
    return `${crowdOf(load)} · ${t('network.atLevel', { n: load.atLevel, level: t(`level.${load.level}`) })}`;
  };
  /** people of the fullest of these discs */
  const mostOf = (seen: readonly Cluster[]) =>
    seen.reduce((most, { codes }) => Math.max(most, beneathOf(codes).load.waiting), 0);
  const discOf = (node: NetworkNode, most: number) =>
    (node.served ? (small.value ? 0.8 : 1) * discRem(waitingAt(node), most) : small.value ? 1 : 1.3) * box.value.rem;
  const clusterDisc = ({ waiting }: Load, most: number) => Math.max(2.6, discRem(waiting, most)) * box.value.rem;

  const machinesOf = ({ code, terminals }: NetworkNode) =>
    // where no terminal of any place is heard of, rows of empty dots would tell nothing
    map.terminals.size === 0 ? [] : marksOf(terminals, map.terminals.get(code) ?? null, MACHINES);
  /** From all that can be said of a place to its name alone: how many wait, and how long, is the last that is left out. */
  const saysOf = (node: NetworkNode): readonly [Said, ...Said[]] => {
    const all: Said = { line: lineOf(node, true), machines: machinesOf(node) };
    const less = [
      ...(all.line === '' || all.machines.length === 0 ? [] : [{ ...all, machines: [] }]),
      { line: '', machines: [] },
    ];
    return [all, ...(all.line === '' && all.machines.length === 0 ? [] : less)];
  };
  /** The same in full sentences, of one that is pointed at. */
  const wholeOf = (node: NetworkNode): Said => ({ line: lineOf(node), machines: machinesOf(node) });
  /** who has people waiting or a warning is named before others, if need be aside */
  const speaks = (node: NetworkNode) => {
    const insists = node.served || alarmOf(node) !== null;
    return { insists, leads: insists };
  };
  const placeExtent = (node: NetworkNode, most: number): Extent => {
    const { rem } = box.value;
    const name = lengthOf(node.name) * (node.served ? letters.value : 0.875) * rem + 4;
    const roomOf = ({ line, machines: { length: dots } }: Said) => {
      const second = line !== '' || dots > 0;
      return {
        width: Math.max(name, second ? Math.max(lengthOf(line) * 0.875 * letters.value, dots * 0.62) * rem + 4 : 0),
        height: ((node.served ? 1.35 : 1.2) + (second ? 1.25 : 0) + (line !== '' && dots > 0 ? 0.8 : 0)) * rem,
      };
    };
    const [whole, ...less] = saysOf(node);
    return { mark: discOf(node, most), ...roomOf(whole), ...speaks(node), less: less.map(roomOf) };
  };
  /** A disc stays what it is while the map is dragged: its places are looked up and added up once. */
  const known = computed(() => ({ byCode: byCode.value, discs: new WeakMap<readonly string[], Beneath>() }));
  const beneathOf = (codes: readonly string[]): Beneath => {
    const { byCode, discs } = known.value;
    const before = discs.get(codes);
    if (before !== undefined) return before;
    const places = codes.flatMap((code) => byCode.get(code) ?? []);
    const beneath = { places, load: loadOf(places) };
    discs.set(codes, beneath);
    return beneath;
  };
  const extentOf = (codes: readonly string[], most: number): Extent => {
    const { places, load } = beneathOf(codes);
    const [only] = places;
    if (only !== undefined && places.length === 1) return placeExtent(only, most);
    const room = (brief: boolean) => ({
      width: lengthOf(clusterLine(load, brief)) * 0.875 * box.value.rem + 4,
      height: 1.3 * box.value.rem,
    });
    return { mark: clusterDisc(load, most), ...room(false), less: [room(true)], insists: false };
  };

  const extentsOf = (seen: readonly Cluster[]) => {
    const most = mostOf(seen);
    return (codes: readonly string[]) => extentOf(codes, most);
  };

  // what does not change from frame to frame is not found again for each: a bureau has more than a thousand places
  const laid = computed(() => {
    const mark = nodes.value.reduce((most, node) => Math.max(most, discOf(node, 0)), 0);
    return laidOut(nodes.value, box.value, mark, map.ground);
  });
  const k = computed(() => view.value.k);
  const discs = computed(() => joined(laid.value, many.value ? (REACH_REM * box.value.rem) / k.value : 0));
  const plan = computed(() => seenOf(laid.value, discs.value, extentsOf, { view: view.value, apart: !many.value }));
  const most = computed(() => mostOf(plan.value.spots));
  const places = computed(() =>
    plan.value.spots.flatMap((spot): PlaceSpot[] => {
      const node = byCode.value.get(spot.code);
      if (node === undefined || spot.codes.length > 1) return [];
      const about = {
        node,
        level: levelOf(node),
        quiet: node.served && isQuiet(node),
        alarm: alarmOf(node),
      };
      const says = saysOf(node);
      const said = says[spot.cut] ?? says[0];
      return [
        { ...spot, ...about, whole: wholeOf(node), said, disc: discOf(node, most.value), letters: letters.value },
      ];
    }),
  );
  const clusters = computed(() =>
    plan.value.spots
      .filter(({ codes }) => codes.length > 1)
      .map((spot): ClusterSpot => {
        const { places, load } = beneathOf(spot.codes);
        return {
          ...spot,
          places,
          load,
          line: clusterLine(load),
          said: clusterLine(load, spot.cut > 0),
          disc: clusterDisc(load, most.value),
        };
      }),
  );
  return { plan, places, clusters };
}
