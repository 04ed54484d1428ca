import type { HallSummary, Level, NetworkNode } from '@cockpit/contracts';
import { inOrder } from './order';

const hall = (code: string, twinOf: string | null = null) => ({ code, twinOf }) as HallSummary;
const node = (code: string, level: Level, waiting: number) =>
  [code, { code, served: true, sum: null, pulse: { feed: 'live', level, waiting } } as unknown as NetworkNode] as const;
const HALLS = [hall('T', 'C'), hall('A'), hall('B'), hall('C'), hall('D')];
const STOOD = ['D', 'C', 'B', 'A', 'T'];
const codes = (halls: readonly HallSummary[]) => halls.map(({ code }) => code).join('');

describe('the halls of the first page', () => {
  it('stand by their codes while nothing is known, a twin last', () => {
    expect(codes(inOrder(HALLS, new Map(), []))).toBe('ABCDT');
  });
  it('have the one in trouble first, of two the fuller, and one that is silent last', () => {
    const nodes = new Map([node('B', 'busy', 9), node('C', 'overloaded', 40), node('D', 'overloaded', 50)]);
    expect(codes(inOrder(HALLS, nodes, []))).toBe('DCBAT');
  });
  it('change places when a level changes, and not with every person who comes', () => {
    const fuller = new Map([node('C', 'overloaded', 60), node('D', 'overloaded', 50), node('B', 'busy', 9)]);
    expect(codes(inOrder(HALLS, fuller, STOOD))).toBe('DCBAT');
    const worse = new Map([node('C', 'busy', 60), node('D', 'busy', 50), node('B', 'overloaded', 9)]);
    expect(codes(inOrder(HALLS, worse, STOOD))).toBe('BDCAT');
  });
});
