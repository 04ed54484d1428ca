import { expectedOf, type Unanswered } from './expected';

const MINUTE = 60_000;
const prompt = (minute: number, gainMin: number, helped: string): Unanswered => ({
  at: minute * MINUTE,
  gainMin,
  queues: ['home'],
  predicted: {
    home: { beforeP50Sec: 60, afterP50Sec: 120, beforeP80Sec: 90, afterP80Sec: 150 },
    [helped]: { beforeP50Sec: 900, afterP50Sec: 300, beforeP80Sec: 1200, afterP80Sec: 500 },
  },
});

describe('what prompts nobody answered were expected to save', () => {
  it('is the sum of prompts for different queues, and for one queue at different times', () => {
    expect(expectedOf([prompt(0, 20, 'a'), prompt(5, 30.4, 'b'), prompt(40, 10, 'a')])).toBe(60);
  });

  it('counts the same waits once, as the prompt worth most says it', () => {
    expect(expectedOf([prompt(0, 20, 'a'), prompt(25, 30, 'a'), prompt(39, 10, 'a')])).toBe(30);
  });

  it('is nothing where nothing was left unanswered', () => {
    expect(expectedOf([])).toBe(0);
  });
});
