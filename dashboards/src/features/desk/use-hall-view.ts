import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useLayout, type HallLayout } from '../hall-map/use-layout';
import { useLiveStore } from '../live/store';

const HALL_VIEWS = ['tiles', 'plan'] as const;
type HallView = (typeof HALL_VIEWS)[number];

/** How the windows are seen: as tiles, or where they stand. */
export function useHallView(): HallLayout & {
  view: Ref<HallView>;
  views: readonly HallView[];
  viewText: (view: HallView) => string;
} {
  const live = useLiveStore();
  const { t } = useI18n();
  return {
    ...useLayout(() => live.snapshot),
    view: ref<HallView>('tiles'),
    views: HALL_VIEWS,
    viewText: (view) => t(`map.${view}`),
  };
}
