import { TargetPreview, type TargetLine } from '@cockpit/contracts';
import { ask } from '../../shared/http';

/** @param place '' is the bureau @param narrower names of lines of the same place that go before this one */
export async function fetchPreview(
  place: string,
  { metric, tier, size, value }: TargetLine,
  narrower: string,
): Promise<TargetPreview> {
  const said = Object.entries({ place, tier, size, narrower }).filter(([, one]) => one !== '' && one !== null);
  const query = new URLSearchParams([['metric', metric], ['value', String(value)], ...(said as [string, string][])]);
  return (await ask('GET', `/v1/targets/preview?${query.toString()}`, TargetPreview)).body;
}
