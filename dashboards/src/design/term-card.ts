import { inject, provide, ref, shallowRef, type InjectionKey, type Ref, type ShallowRef } from 'vue';
import type { TermKey } from './term-keys';

/** A term whose meaning is asked for, and where it stands. */
export interface AskedTerm {
  at: HTMLElement;
  of: TermKey | undefined;
  /** as it is called there */
  name: string;
  /** what the page itself says about it */
  note: string | undefined;
}

export interface TermCard {
  asked: Readonly<ShallowRef<AskedTerm | null>>;
  /** some term stands on the page: the card is fetched before it is asked for, so that it is there at once */
  wanted: Readonly<Ref<boolean>>;
  want: () => void;
  /** the pointer is on the card: reading on does not close it */
  over: (isOver: boolean) => void;
  show: (term: AskedTerm) => void;
  hide: () => void;
  /** once the pointer has rested there */
  showSoon: (term: AskedTerm) => void;
  /** unless the pointer goes on to the card, or comes back */
  hideSoon: (at: HTMLElement) => void;
  /** no longer there, or no longer looked at */
  leave: (at: HTMLElement) => void;
}

export const TERM_CARD_ID = 'term-card';
const REST_MS = 250;
const LEAVE_MS = 300;

const KEY: InjectionKey<TermCard> = Symbol('term card');

/** One card for all terms of a page. Where nobody provides it, as on a wall, terms are plain words. */
export function provideTermCard(): TermCard {
  const asked = shallowRef<AskedTerm | null>(null);
  const wanted = ref(false);
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (ms: number, what: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(what, ms);
  };
  const show = (term: AskedTerm) => {
    clearTimeout(timer);
    asked.value = term;
  };
  const hide = () => {
    clearTimeout(timer);
    isOver = false;
    asked.value = null;
  };
  const hideSoon = (at: HTMLElement) => {
    soon(LEAVE_MS, () => {
      // what the keyboard is on, or was pressed, stays until that goes on
      if (!isOver && document.activeElement !== at) hide();
    });
  };
  const card: TermCard = {
    asked,
    wanted,
    show,
    hide,
    hideSoon,
    want: () => {
      wanted.value = true;
    },
    over: (now) => {
      isOver = now;
      if (!now && asked.value !== null) hideSoon(asked.value.at);
    },
    showSoon: (term) => {
      soon(REST_MS, () => {
        show(term);
      });
    },
    leave: (at) => {
      clearTimeout(timer);
      if (asked.value?.at === at && !isOver) hide();
    },
  };
  provide(KEY, card);
  return card;
}

export const useTermCard = (): TermCard | null => inject(KEY, null);
