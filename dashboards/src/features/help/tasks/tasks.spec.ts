import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ENTRIES } from '../../../app/entries';
import taskTitles from '../../../build/task-titles';
import { tasksFound } from '../../search/pages-found';
import { TASKS } from '.';
import { rolesFor, TASK_ROLES, type TaskText } from './task';

const pictures = join(__dirname, '../../../../public/help/tasks');
const tasks = TASK_ROLES.flatMap((role) => TASKS[role].map((task) => ({ role, ...task })));
const sentences = ({ title, when, steps }: TaskText): string[] => [title, when, ...steps];
const ALL_PICTURES_BYTES = 3_000_000;

describe('the tasks of the help', () => {
  it('are thirty, each with a name of its own that is not the name of a guide', () => {
    expect(tasks).toHaveLength(30);
    expect(new Set(tasks.map(({ name }) => name)).size).toBe(tasks.length);
    const guides = readdirSync(join(__dirname, '../../../../../docs')).map((file) => file.replace(/\.md$/, ''));
    expect(tasks.filter(({ name }) => guides.includes(name))).toEqual([]);
  });

  it.each(tasks)('$name is written in both languages, in two to five steps each', ({ 'zh-CN': zh, en }) => {
    expect(zh.steps.length).toBe(en.steps.length);
    expect(zh.steps.length).toBeGreaterThanOrEqual(2);
    expect(zh.steps.length).toBeLessThanOrEqual(5);
    for (const sentence of sentences(zh)) expect(sentence).toMatch(/\p{Script=Han}/u);
    for (const sentence of sentences(en)) expect(sentence).toMatch(/^[^\p{Script=Han}<]{8,}$/u);
  });

  it.each(tasks)('$name is done on a page that its role may open', ({ page, role }) => {
    expect(ENTRIES.find(({ name }) => name === page)?.roles).toContain(role);
  });

  it('have a picture each, and no picture is left over', () => {
    expect(readdirSync(pictures).sort()).toEqual(tasks.map(({ name }) => `${name}.webp`).sort());
    const bytes = readdirSync(pictures).reduce((sum, file) => sum + statSync(join(pictures, file)).size, 0);
    expect(bytes).toBeLessThan(ALL_PICTURES_BYTES);
  });
});

describe('the tasks as the reader finds them', () => {
  it.each([
    ['manager', 'manager'],
    ['unit', 'officer'],
    ['auditor', 'administrator'],
    [undefined, 'supervisor'],
  ] as const)('begin for the role %s with those of %s', (reader, first) => {
    expect(rolesFor(reader)[0]).toBe(first);
    expect([...rolesFor(reader)].sort()).toEqual([...TASK_ROLES].sort());
  });

  it.each([
    ['采纳调度', 'accept-prompt'],
    ['cndd', 'accept-prompt'],
    ['chulaiyujing', undefined],
    ['czyj', 'answer-warning'],
    ['大屏', 'pair-screen'],
    ['Ａpprove', undefined],
    ['cn', undefined],
    ['采', undefined],
  ])('are found by %s: %s', (question, name) => {
    const found = tasksFound(
      taskTitles.map((task) => ({ ...task, title: task.title['zh-CN'] })),
      question,
    );
    expect(found[0]?.name).toBe(name);
  });
});
