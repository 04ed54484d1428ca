import { FLOW_OUTCOMES, FlowAnswer } from '@cockpit/contracts';
import fc from 'fast-check';
import { flowOf, outcomeOf, type WayOfVisits } from './flow';

const code = fc.constantFrom('', 'a', 'b', 'c');
const way: fc.Arbitrary<WayOfVisits> = fc.record({
  channel: code,
  branch: code,
  outcome: fc.constantFrom(...FLOW_OUTCOMES),
  servedBy: code,
  visits: fc.nat(50),
});
const sum = (links: readonly { visits: number }[]): number => links.reduce((total, { visits }) => total + visits, 0);

describe('the flow of visits', () => {
  it('loses nobody and makes nobody up: into every node flows what flows out of it or ends there', () => {
    fc.assert(
      fc.property(fc.array(way, { maxLength: 60 }), (ways) => {
        const { visits, open, nodes, links } = flowOf(ways);
        expect(visits).toBe(sum(ways));
        for (const layer of ['way-in', 'branch', 'outcome'] as const)
          expect([layer, sum(nodes.filter((node) => node.layer === layer))]).toEqual([layer, visits]);
        for (const { id, layer, code: of, visits: own } of nodes) {
          const into = sum(links.filter(({ to }) => to === id));
          const out = sum(links.filter(({ from }) => from === id));
          const goesOn = layer === 'way-in' || layer === 'branch' || of === 'served' || of === 'sent-on';
          expect([id, layer === 'way-in' ? own : into]).toEqual([id, own]);
          expect([id, goesOn && layer !== 'served-by' ? out : own]).toEqual([id, own]);
          if (layer === 'served-by' || !goesOn) expect([id, out]).toEqual([id, 0]);
        }
        const ends = nodes.filter(({ layer, code: of }) => layer === 'outcome' && of !== 'served' && of !== 'sent-on');
        expect(sum(ends) + sum(nodes.filter(({ layer }) => layer === 'served-by'))).toBe(visits);
        expect(open).toBe(sum(ends.filter(({ code: of }) => of === 'waiting' || of === 'at-window')));
        expect(
          FlowAnswer.safeParse({ hall: null, from: '2026-03-03', to: '2026-03-04', visits, open, nodes, links })
            .success,
        ).toBe(true);
      }),
    );
  });

  it('says how a visit ended by its result and by where it was guided', () => {
    const of = (result: string, reason = '', sentOn = false) => outcomeOf({ result, reason, sentOn });
    expect(['done', 'accepted', 'supplement', 'refused'].map((result) => of(result))).toEqual(Array(4).fill('served'));
    expect([of('done', '', true), of('no-show', '', true), of('cancelled', 'left')]).toEqual([
      'sent-on',
      'no-show',
      'left',
    ]);
    expect(['guided-self-service', 'guided-mobile', 'guided-other-hall'].map((reason) => of('guided', reason))).toEqual(
      ['self-service', 'mobile', 'elsewhere'],
    );
    expect([of('waiting'), of('called'), of('serving')]).toEqual(['waiting', 'at-window', 'at-window']);
  });
});
