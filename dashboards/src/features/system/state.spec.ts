import { byKind, bytes, groupOf, groupsIn, jobStatusOf, queueOf, workOf } from './state';

it('background work is late when the server says so, whatever failed before', () => {
  const all = [
    { late: false, failed: 0 },
    { late: false, failed: 1 },
    { late: true, failed: 3 },
  ];
  expect(all.map(jobStatusOf)).toEqual(['well', 'failed', 'late']);
});

it('says sizes in the largest unit that says at least one', () => {
  expect([0, 1023, 1024, 1.5 * 2 ** 20, 76.4 * 2 ** 30, 3 * 2 ** 50].map(bytes)).toEqual([
    ...['0 B', '1023 B', '1 KiB', '2 MiB', '76 GiB', '3072 TiB'],
  ]);
});

it('reads whose work a check is about', () => {
  expect(workOf('work:job-pulse')).toBe('job-pulse');
  expect(workOf('redis')).toBeNull();
  expect([queueOf('job-pulse'), queueOf('notify')]).toEqual(['pulse', null]);
});

it('reads for which group of the halls something works, and how many groups there are', () => {
  expect(['live-3', 'writer-0-visits', 'job-hall-plan', 'notify'].map(groupOf)).toEqual([
    { part: 'live', at: 3 },
    { part: 'visits', at: 0 },
    null,
    null,
  ]);
  const checks = ['redis', 'work:live-0', 'work:days-1', 'work:notify'].map((name) => ({ name }));
  expect([groupsIn(checks), groupsIn(checks.slice(0, 1))]).toEqual([2, null]);
});

it('has the checks of one kind together, in the order of their groups', () => {
  const names = ['redis', 'writer-1', 'days-0', 'job-pulse', 'days-1', 'writer-0', 'disk'].map((name) => ({
    name: /-\d|job/.test(name) ? `work:${name}` : name,
  }));
  expect(byKind(names).map(({ name }) => name.replace('work:', ''))).toEqual([
    ...['redis', 'writer-0', 'writer-1', 'days-0', 'days-1', 'job-pulse', 'disk'],
  ]);
});
