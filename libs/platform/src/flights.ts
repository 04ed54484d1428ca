/**
 * Shares one result among concurrent identical requests, unless the running one started more than `maxAgeMs` ago.
 * Completed results are not cached.
 */
export class Flights<V> {
  private readonly flying = new Map<string, { readonly answer: Promise<V>; readonly since: number }>();

  constructor(private readonly maxAgeMs: number) {}

  join(question: string, load: () => Promise<V>): Promise<V> {
    const now = performance.now();
    const flying = this.flying.get(question);
    if (flying !== undefined && now - flying.since < this.maxAgeMs) return flying.answer;
    const flight = { answer: load(), since: now };
    this.flying.set(question, flight);
    const land = (): void => {
      if (this.flying.get(question) === flight) this.flying.delete(question);
    };
    flight.answer.then(land, land);
    return flight.answer;
  }
}
