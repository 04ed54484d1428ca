import { DirectoryFault, type Engine } from '@cockpit/engines';
import { SupervisedProcess } from './supervised-process';

it('does not try again what only people can mend, and goes on trying everything else', async () => {
  let end: (how: string) => void = () => undefined;
  const engine: Engine = {
    name: 'e',
    url: '',
    pid: 1,
    exited: new Promise((done) => {
      end = done;
    }),
    stop: () => Promise.resolve(),
  };
  const starts = [
    () => engine,
    () => {
      throw new Error('busy');
    },
    () => {
      throw new DirectoryFault('its files are gone');
    },
    () => engine,
  ];
  let tried = 0;
  const said: string[] = [];
  const supervised = new SupervisedProcess(
    'store',
    () => Promise.resolve().then(() => starts[tried++]?.() ?? engine),
    (line) => said.push(line),
  );
  await supervised.begin();
  end('SIGKILL');
  while (!said.some((line) => line.includes('its files are gone'))) await new Promise((later) => setTimeout(later, 20));
  await supervised.stop();
  expect(tried).toBe(3);
  expect(said).toEqual([
    'store ended (SIGKILL); starting it again',
    'store did not come back: busy',
    'store did not come back: its files are gone',
  ]);
});
