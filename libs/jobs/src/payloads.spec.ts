import { LearnHall } from './learn-hall.job';
import { HallTick, hallTickId, hallTickJob } from './hall-tick.job';
import { PromptSeen } from './prompt-seen.job';
import { Pulse } from './pulse.job';

// Jobs outlive deployments: what an older version put in a queue must still be understood. Add examples, never change them.
describe('payloads of jobs, as released versions wrote them', () => {
  it('are still read', () => {
    expect(HallTick.parse({ hall: 'H32', minute: 1_772_584_200_000, day: '2026-03-04' })).toBeDefined();
    expect(PromptSeen.parse({ hall: 'H32', promptId: 'H32-29543070-0', at: 1_772_584_230_000 })).toBeDefined();
    expect(LearnHall.parse({ hall: 'H32', day: '2026-03-04' })).toBeDefined();
    expect(Pulse.parse({})).toBeDefined();
  });

  it('have ids without a colon, kept long enough to make adding twice harmless, but not for ever', () => {
    expect(hallTickId({ hall: 'H32', minute: 60_000 })).toBe('H32-60000');
    expect(hallTickJob.options.removeOnComplete).toEqual({ age: 3600, count: 2000 });
  });
});
