/**
 * Mean wait in queue of M/M/c (Erlang C), in the unit of `meanService`; Infinity when the load reaches the servers.
 * The blocking probability is built up by the Erlang-B recursion, which neither over- nor underflows.
 */
export function erlangCMeanWait(arrivalRate: number, meanService: number, servers: number): number {
  const offered = arrivalRate * meanService;
  if (offered >= servers) return Infinity;
  let blocking = 1;
  for (let c = 1; c <= servers; c += 1) blocking = (offered * blocking) / (c + offered * blocking);
  const waits = blocking / (1 - (offered / servers) * (1 - blocking));
  return (waits * meanService) / (servers - offered);
}
