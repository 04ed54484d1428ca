import { nextTick, useId } from 'vue';

/** The library opens its panels as dialogs without a name: a screen reader is told whose it is. To be bound to the picker. */
export function usePopperName(label: () => string): {
  popperClass: string;
  onVisibleChange: (isOpen: boolean) => Promise<void>;
} {
  const popperClass = `popper-${useId().replace(/\W/g, '')}`;
  const onVisibleChange = async (isOpen: boolean): Promise<void> => {
    if (!isOpen) return;
    await nextTick();
    document.querySelector(`.${popperClass}[role='dialog']`)?.setAttribute('aria-label', label());
  };
  return { popperClass, onVisibleChange };
}
