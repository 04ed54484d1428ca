import { TargetBook, TargetPreview, TargetVersion, page, type TargetChange, type TargetLine } from '@cockpit/contracts';
import { ask } from '../../shared/http';
import { pageFields, type ListPage } from '../../shared/pages';

const Versions = page(TargetVersion);

/** The place as the address has it: nothing is the bureau. */
const query = (place: string, more: Readonly<Record<string, string>> = {}): string =>
  new URLSearchParams({ ...(place === '' ? {} : { place }), ...more }).toString();

export const fetchTargets = async (place: string): Promise<TargetBook> =>
  (await ask('GET', `/v1/targets?${query(place)}`, TargetBook)).body;
export const changeTargets = async (change: TargetChange): Promise<TargetBook> =>
  (await ask('PUT', '/v1/targets', TargetBook, change)).body;
export const fetchVersions = async (place: string, cursor: string | null): Promise<ListPage<TargetVersion>> =>
  (await ask('GET', `/v1/targets/history?${query(place, pageFields(cursor))}`, Versions)).body;
/** @param narrower names of lines of the same place that go before this one */
export const fetchPreview = async (
  place: string,
  { metric, tier, size, value }: TargetLine,
  narrower: string,
): Promise<TargetPreview> =>
  (
    await ask(
      'GET',
      `/v1/targets/preview?${query(place, {
        metric,
        value: String(value),
        ...(tier === null ? {} : { tier }),
        ...(size === null ? {} : { size }),
        ...(narrower === '' ? {} : { narrower }),
      })}`,
      TargetPreview,
    )
  ).body;
