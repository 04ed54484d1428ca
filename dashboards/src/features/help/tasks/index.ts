import { ADMINISTRATOR_TASKS } from './administrator';
import { GUIDE_TASKS } from './guide';
import { MANAGER_TASKS } from './manager';
import { OFFICER_TASKS } from './officer';
import { SUPERVISOR_TASKS } from './supervisor';
import type { Task, TaskRole } from './task';

/** Every task of the help, by the role that does it. */
export const TASKS: Readonly<Record<TaskRole, readonly Task[]>> = {
  supervisor: SUPERVISOR_TASKS,
  officer: OFFICER_TASKS,
  guide: GUIDE_TASKS,
  manager: MANAGER_TASKS,
  administrator: ADMINISTRATOR_TASKS,
};
