import { TASKS } from '../features/help/tasks';
import { TASK_ROLES, type Task, type TaskRole } from '../features/help/tasks/task';
import { spell } from './page-spellings';

/** What the search and the help of a page know of a task: its text is fetched with the help. */
export interface TaskTitle extends Pick<Task, 'name' | 'page'> {
  role: TaskRole;
  title: Readonly<Record<'zh-CN' | 'en', string>>;
  spellings: readonly string[];
}

const titles: readonly TaskTitle[] = TASK_ROLES.flatMap((role) =>
  TASKS[role].map(({ name, page, 'zh-CN': zh, en }) => ({
    name,
    page,
    role,
    title: { 'zh-CN': zh.title, en: en.title },
    spellings: spell(zh.title),
  })),
);
export default titles;
