/**
 * Shares one result among concurrent identical requests, unless the running one started more than `maxAgeMs` ago.
 * Completed results are not cached.
 */
export class Flights<V> {
  private readonly running = new Map<string, { readonly answer: Promise<V>; readonly since: number }>();

  constructor(private readonly maxAgeMs: number) {}

  join(question: string, load: () => Promise<V>): Promise<V> {
    const now = performance.now();
    const current = this.running.get(question);
    if (current !== undefined && now - current.since < this.maxAgeMs) return current.answer;
    const flight = { answer: load(), since: now };
    this.running.set(question, flight);
    const land = (): void => {
      if (this.running.get(question) === flight) this.running.delete(question);
    };
    flight.answer.then(land, land);
    return flight.answer;
  }
}
