import type { Administration, Role } from '@cockpit/contracts';
import type { RouteComponent } from 'vue-router';
import type { WordsPart } from './i18n/parts';
import type { Theme } from './preferences';

/** The main navigation, in this order. */
export const MODULES = ['aggregation', 'analysis', 'indicators', 'warning', 'supervision', 'administration'] as const;
export type ModuleName = (typeof MODULES)[number];

/** A part of a page, shown by itself. Its address leads to it; its name on screen is `page.<name>`. */
export interface PagePart {
  name: string;
  path: string;
  component: () => Promise<RouteComponent>;
  props?: Record<string, unknown>;
  /** who may open it, among those of the page */
  roles: readonly Role[];
  administers?: Administration;
}

/** One page of a module: its address, who may open it, and how it is framed. Its name on screen is `page.<name>`. */
export interface Page {
  name: string;
  path: string;
  /** absent: it has parts */
  component?: () => Promise<RouteComponent>;
  /** chosen by `?part=`; one of them may have the page's own name and address */
  parts?: readonly PagePart[];
  /** null: of none of them; opened from elsewhere, and then `inner` */
  module: ModuleName | null;
  /** its address has `:hall`: it needs a hall to be chosen */
  perHall: boolean;
  roles: readonly Role[];
  /** only who administers this: an administrator, until the three are told apart */
  administers?: Administration;
  theme?: Theme;
  /** `none`: the page brings its own frame */
  frame?: 'none';
  /** the words it speaks with, see `i18n/parts.ts`; absent: all */
  words?: WordsPart;
  /** opened from within another page, not from the navigation */
  inner?: boolean;
  /** an address that it had before */
  formerly?: string;
}
