import type { RoundInspection } from '@cockpit/contracts';
import { local } from '../../../shared/http';
import type { Entry } from './entry';

/** A check list as it was last answered, and to whom. */
interface KeptList {
  id: string;
  inspection: RoundInspection;
}

const NAME = 'cockpit.rounds';
const VERSION = 1;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('entry', { keyPath: 'key' });
      asked.result.createObjectStore('list', { keyPath: 'id' });
    };
    asked.onsuccess = () => {
      resolve(asked.result);
    };
    asked.onerror = () => {
      reject(asked.error ?? new Error('IndexedDB'));
    };
  });
}

/** @returns once it is on the disk. @throws {ApiError} `cannot-keep` where the browser keeps nothing, or has no room */
async function within<T>(
  store: 'entry' | 'list',
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  try {
    const database = await open();
    try {
      return await new Promise<T>((resolve, reject) => {
        const transaction = database.transaction(store, mode, { durability: 'strict' });
        const request = work(transaction.objectStore(store));
        transaction.oncomplete = () => {
          resolve(request.result);
        };
        transaction.onabort = transaction.onerror = () => {
          reject(transaction.error ?? new Error('IndexedDB'));
        };
      });
    } finally {
      database.close();
    }
  } catch (error) {
    throw local('cannot-keep', error instanceof Error ? error.message : 'IndexedDB');
  }
}

export const keptEntries = (): Promise<Entry[]> =>
  within('entry', 'readonly', (store) => store.getAll() as IDBRequest<Entry[]>);
export const keepEntry = async (entry: Entry): Promise<void> => {
  await within('entry', 'readwrite', (store) => store.put(entry));
};
export const dropEntry = async (key: string): Promise<void> => {
  await within('entry', 'readwrite', (store) => store.delete(key));
};

const listId = (by: string, round: string, hall: string): string => JSON.stringify([by, round, hall]);
export async function keptList(by: string, round: string, hall: string): Promise<RoundInspection | null> {
  const kept = await within(
    'list',
    'readonly',
    (store) => store.get(listId(by, round, hall)) as IDBRequest<KeptList | undefined>,
  );
  return kept?.inspection ?? null;
}
export const keepList = async (by: string, inspection: RoundInspection): Promise<void> => {
  const id = listId(by, inspection.round.id, inspection.hall.code);
  // what vue watches cannot be copied into the store: plain data can
  const kept = JSON.parse(JSON.stringify({ id, inspection })) as KeptList;
  await within('list', 'readwrite', (store) => store.put(kept));
};
