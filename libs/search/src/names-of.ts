import { METRIC_KEYS, METRICS, windowLabel, type HallDoc, type OrganisationDoc } from '@cockpit/contracts';
import { LRUCache } from 'lru-cache';
import { linesOf, type Named, type NamedHall, type Names } from './names';
import { keysOf, plain } from './spelling';

/** Spelling a name costs more than all else, and names stay as they are from one setup to the next. */
const SPELT_MOST = 100_000;
/** other work is let in between after so many halls */
const HALLS_A_STEP = 20;

/** Makes the index of an organisation, and remembers the spelling of its names. */
export class NamesMaker {
  private readonly spelt = new LRUCache<string, string[]>({ max: SPELT_MOST });

  /** @param pause waited for now and then, so that nothing stands still meanwhile */
  async make(doc: OrganisationDoc, pause: () => Promise<void>): Promise<Names> {
    const officers = new Map<string, OrganisationDoc['officers']>(doc.halls.map(({ code }) => [code, []]));
    for (const officer of doc.officers) officers.get(officer.hall)?.push(officer);
    const halls: NamedHall[] = [];
    for (const hall of doc.halls) {
      halls.push(this.hall(hall, officers.get(hall.code) ?? []));
      if (halls.length % HALLS_A_STEP === 0) await pause();
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
    // of a twin nothing but itself: its windows and people are those of the hall it is compared with
    if (doc.twinOf !== undefined) return { hall, within: [], keys: hall.keys };
    const windows = doc.windows.map((window): Named => {
      const name = windowLabel(window);
      return {
        ...{ kind: 'window', code: window.id, name, tier: null },
        // 1 is what people type for 01
        keys: linesOf([window.number, name, `${name}号窗`, `${name.replace(/^0+(?=\d)/, '')}号窗`].map(plain)),
      };
    });
    const within = [...windows, ...officers.map(({ id, name }) => this.named('officer', id, name))];
    return { hall, within, keys: [hall, ...within].map(({ keys }) => keys).join('') };
  }

  private named(kind: Named['kind'], code: string, name: string): Named {
    const isPerson = kind === 'officer';
    // numbers of officers hold the numbers of windows
    const keys = linesOf([...(isPerson ? [] : [plain(code)]), ...this.keys(name, isPerson)]);
    return { kind, code, name, tier: null, keys };
  }

  private keys(name: string, person: boolean): string[] {
    const asked = `${person ? 'p' : ''} ${name}`;
    const known = this.spelt.get(asked);
    if (known !== undefined) return known;
    const keys = keysOf(name, { person });
    this.spelt.set(asked, keys);
    return keys;
  }
}
