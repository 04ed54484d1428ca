import type { Role } from '@cockpit/contracts';

/** For whom tasks are written, in the order of a hall's day. */
export const TASK_ROLES = ['supervisor', 'officer', 'guide', 'manager', 'administrator'] as const;
export type TaskRole = (typeof TASK_ROLES)[number];

export interface TaskText {
  /** what somebody wants to do, as they would say it */
  title: string;
  /** when it helps */
  when: string;
  /** two to five, each one thing to do */
  steps: readonly string[];
}

/** One thing that somebody does with the product, with a picture of the page on which it is done. */
export interface Task {
  /** in addresses, and the file name of its picture */
  name: string;
  /** name of the route on which it is done */
  page: string;
  'zh-CN': TaskText;
  en: TaskText;
}

const SAME_WORK: Partial<Record<Role, TaskRole>> = {
  unit: 'officer',
  security: 'administrator',
  auditor: 'administrator',
};

/** Those of the reader's own role first. */
export function rolesFor(reader: Role | undefined): readonly TaskRole[] {
  const own = reader && (SAME_WORK[reader] ?? TASK_ROLES.find((role) => role === reader));
  return own === undefined ? TASK_ROLES : [own, ...TASK_ROLES.filter((role) => role !== own)];
}
