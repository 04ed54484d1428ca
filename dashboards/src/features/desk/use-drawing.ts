import { computed, ref, type ComputedRef, type Ref } from 'vue';
import { planLayout, type PlanLayout } from '../hall-map/plan';
import { useHallsStore } from '../halls/store';
import { useLiveStore } from '../live/store';

/** How the windows of a hall are seen: as tiles, or on its drawing. */
export const HALL_VIEWS = ['tiles', 'plan'] as const;
export type HallView = (typeof HALL_VIEWS)[number];

export interface Drawing {
  view: Ref<HallView>;
  /** The drawing of the hall, when its document has one with every window on it. */
  drawn: ComputedRef<PlanLayout | null>;
}

export function useDrawing(): Drawing {
  const live = useLiveStore();
  const halls = useHallsStore();
  const drawn = computed(() =>
    halls.plan && live.snapshot
      ? planLayout(
          halls.plan,
          live.snapshot.windows.map(({ windowId }) => windowId),
        )
      : null,
  );
  return { view: ref<HallView>('tiles'), drawn };
}
