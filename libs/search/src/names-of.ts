import { METRIC_KEYS, METRICS, windowLabel, type HallDoc, type OrganisationDoc } from '@cockpit/contracts';
import { LRUCache } from 'lru-cache';
import { linesOf, type Named, type NamedHall, type Names } from './names';
import { keysOf, plain } from './spelling';

/** Cache size for pinyin keys: they cost most of the time and rarely change between two setups. */
const SPELLING_CACHE = 100_000;
/** halls between two pauses for other work */
const HALLS_PER_STEP = 20;

/** Builds the search index of an organisation and caches the pinyin keys of its names. */
export class NamesMaker {
  private readonly spellings = new LRUCache<string, string[]>({ max: SPELLING_CACHE });

  /** @param pause runs between groups of halls so that other requests get CPU time */
  async make(doc: OrganisationDoc, pause: () => Promise<void>): Promise<Names> {
    const officers = new Map<string, OrganisationDoc['officers']>(doc.halls.map(({ code }) => [code, []]));
    for (const officer of doc.officers) officers.get(officer.hall)?.push(officer);
    const halls: NamedHall[] = [];
    for (const hall of doc.halls) {
      halls.push(this.hall(hall, officers.get(hall.code) ?? []));
      if (halls.length % HALLS_PER_STEP === 0) await pause();
    }
    return { halls, others: [...doc.items.map((item) => this.named('item', item.code, item.name)), ...this.figures()] };
  }

  private figures(): Named[] {
    return METRIC_KEYS.map((code) => {
      const { zh, en } = METRICS[code];
      return {
        kind: 'figure',
        code,
        name: zh,
        tier: null,
        keys: linesOf([plain(code), ...this.keys(zh, false), plain(en)]),
      };
    });
  }

  private hall(doc: HallDoc, officers: OrganisationDoc['officers']): NamedHall {
    const hall = { ...this.named('hall', doc.code, doc.name), tier: doc.tier };
    // the windows and people of a twin are those of its original hall
    if (doc.twinOf !== undefined) return { hall, within: [], keys: hall.keys };
    const windows = doc.windows.map((window): Named => {
      const name = windowLabel(window);
      return {
        kind: 'window',
        code: window.id,
        name,
        tier: null,
        // people type 1 for window 01
        keys: linesOf([window.number, name, `${name}号窗`, `${name.replace(/^0+(?=\d)/, '')}号窗`].map(plain)),
      };
    });
    const within = [...windows, ...officers.map(({ id, name }) => this.named('officer', id, name))];
    return { hall, within, keys: [hall, ...within].map(({ keys }) => keys).join('') };
  }

  private named(kind: Named['kind'], code: string, name: string): Named {
    const isPerson = kind === 'officer';
    // officer ids are not searched because they contain window numbers
    const keys = linesOf([...(isPerson ? [] : [plain(code)]), ...this.keys(name, isPerson)]);
    return { kind, code, name, tier: null, keys };
  }

  private keys(name: string, person: boolean): string[] {
    const cacheKey = `${person ? 'p' : ''} ${name}`;
    const cached = this.spellings.get(cacheKey);
    if (cached !== undefined) return cached;
    const keys = keysOf(name, { person });
    this.spellings.set(cacheKey, keys);
    return keys;
  }
}
