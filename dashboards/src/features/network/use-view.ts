import { computed, shallowRef, type ComputedRef, type Ref } from 'vue';
import type { Box } from '../../shared/box';
import { enlarged, held, moved, WHOLE, type View } from './view';

const STEP = 1.8;
/** A finger is never quite still: what moves less is a tap. */
const TAP_PX = 6;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const ARROW_PX = 80;

export interface Looking {
  view: Readonly<Ref<View>>;
  isWhole: ComputedRef<boolean>;
  lookAt: (view: View) => void;
  /** one step nearer or farther, around the middle */
  step: (nearer: boolean) => void;
  whole: () => void;
  /** for `v-on` of the element that is looked at */
  on: {
    wheel: (event: WheelEvent) => void;
    pointerdown: (event: PointerEvent) => void;
    pointermove: (event: PointerEvent) => void;
    pointerup: (event: PointerEvent) => void;
    pointercancel: (event: PointerEvent) => void;
    pointerleave: (event: PointerEvent) => void;
    keydown: (event: KeyboardEvent) => void;
    /** a click that ends a drag opens nothing */
    clickCapture: (event: MouseEvent) => void;
  };
}

/** Nearer and farther by wheel, two fingers, buttons and keys; once near, the map is dragged. */
export function useView(box: Readonly<Ref<Box>>): Looking {
  const view = shallowRef<View>(WHOLE);
  const fingers = new Map<number, { x: number; y: number }>();
  let went = 0;
  let dragged = false;
  const isWhole = computed(() => view.value.k === 1);
  const middle = () => ({ x: box.value.width / 2, y: box.value.height / 2 });
  const at = (event: MouseEvent) => {
    const frame = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  };
  const spanOf = () => {
    const [a, b] = [...fingers.values()];
    return a && b ? { px: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : null;
  };

  function onMove(event: PointerEvent): void {
    const last = fingers.get(event.pointerId);
    if (last === undefined) return;
    const before = spanOf();
    const now = at(event);
    fingers.set(event.pointerId, now);
    const after = spanOf();
    went += Math.hypot(now.x - last.x, now.y - last.y);
    if (went < TAP_PX) return;
    if (!dragged) (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    dragged = true;
    if (before && after) view.value = enlarged(view.value, after.px / Math.max(1, before.px), after, box.value);
    else view.value = moved(view.value, now.x - last.x, now.y - last.y, box.value);
  }

  function onUp(event: PointerEvent): void {
    fingers.delete(event.pointerId);
  }

  return {
    view,
    isWhole,
    lookAt: (next) => {
      view.value = held(next);
    },
    step: (nearer) => {
      view.value = enlarged(view.value, nearer ? STEP : 1 / STEP, middle(), box.value);
    },
    whole: () => {
      view.value = WHOLE;
    },
    on: {
      wheel: (event) => {
        const next = enlarged(view.value, Math.exp(-event.deltaY / 400), at(event), box.value);
        // at its end the wheel is the page's again
        if (next.k === view.value.k) return;
        event.preventDefault();
        view.value = next;
      },
      pointerdown: (event) => {
        if (fingers.size === 0) {
          went = 0;
          dragged = false;
        }
        fingers.set(event.pointerId, at(event));
      },
      pointermove: onMove,
      pointerup: onUp,
      pointercancel: onUp,
      pointerleave: onUp,
      keydown: (event) => {
        const arrow = ARROWS[event.key];
        if (arrow === undefined || isWhole.value) return;
        event.preventDefault();
        view.value = moved(view.value, arrow[0] * ARROW_PX, arrow[1] * ARROW_PX, box.value);
      },
      clickCapture: (event) => {
        if (!dragged) return;
        dragged = false;
        event.preventDefault();
        event.stopPropagation();
      },
    },
  };
}
