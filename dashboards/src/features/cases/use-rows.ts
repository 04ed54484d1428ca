import type { MatterSummary } from '@cockpit/contracts';
import { useVirtualizer } from '@tanstack/vue-virtual';
import { computed, watch, type ComponentPublicInstance, type ComputedRef, type Ref } from 'vue';

/** Height of a row before it is measured, px. */
const ROW = 84;
/** rows beyond both edges */
const OVERSCAN = 8;

/** A list of which only a stretch is known: `matters` stand in it from `offset` on. */
export interface Listed {
  matters: readonly MatterSummary[];
  offset: number;
  /** of the whole list */
  total: number;
}
export interface Rows {
  /** those near what one sees; a matter that is not there yet is null */
  shown: ComputedRef<{ index: number; matter: MatterSummary | null }[]>;
  /** room for those above and below, px */
  above: ComputedRef<number>;
  below: ComputedRef<number>;
  /** of a row, so that the room is right whatever its height */
  measure: (row: Element | ComponentPublicInstance | null) => void;
}

/** The rows of a long list that are drawn: however many it has, those in sight and a few more. @param look is told which are in sight */
export function useRows(
  box: Readonly<Ref<HTMLElement | null>>,
  list: () => Listed,
  look: (first: number, last: number) => void,
): Rows {
  /** the whole of it is there: nothing is saved by leaving rows out, and they print as they stand */
  const isWhole = computed(() => list().matters.length >= list().total);
  const virtual = useVirtualizer(
    computed(() => ({
      count: isWhole.value ? 0 : list().total,
      getScrollElement: () => box.value,
      estimateSize: () => ROW,
      overscan: OVERSCAN,
    })),
  );
  const drawn = computed(() => virtual.value.getVirtualItems());
  watch(
    () => virtual.value.range,
    (range) => {
      if (range !== null && !isWhole.value) look(range.startIndex, range.endIndex);
    },
  );
  return {
    shown: computed(() => {
      const { matters, offset } = list();
      return isWhole.value
        ? matters.map((matter, index) => ({ index, matter }))
        : drawn.value.map(({ index }) => ({ index, matter: matters[index - offset] ?? null }));
    }),
    above: computed(() => drawn.value[0]?.start ?? 0),
    // before the first is drawn the room is that of all: a box without height would have none in sight
    below: computed(() => virtual.value.getTotalSize() - (drawn.value.at(-1)?.end ?? 0)),
    measure: (row) => {
      const element = row !== null && '$el' in row ? (row.$el as Element) : row;
      if (element !== null && !isWhole.value) virtual.value.measureElement(element);
    },
  };
}
