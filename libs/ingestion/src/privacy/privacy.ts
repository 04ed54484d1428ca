import { createHmac } from 'node:crypto';
import { maskFreeText, maskNumbers, type Place } from '@cockpit/contracts';

/** Fields that always name a person; settings add more. */
const ALWAYS_DENIED = [
  'name',
  'fullName',
  'personName',
  'applicantName',
  'visitorName',
  'phone',
  'mobile',
  'tel',
  'telephone',
  'idCard',
  'idNo',
  'idNumber',
  'passport',
  'certNo',
  'documentNumber',
  'address',
  'email',
  '姓名',
  '电话',
  '手机',
  '手机号',
  '身份证',
  '身份证号',
  '证件号',
  '证件号码',
  '住址',
  '地址',
];
/** Fields that identify a person indirectly. */
const PERSON_REFS = new Set(['visitorRef', 'applicantRef']);
const HIDDEN = '***';
const PSEUDONYM = /^ref-[0-9a-f]{32}$/;
/** Maximum depth; deeper values are dropped, so that input cannot control the recursion. */
const MAX_DEPTH = 32;
const MOST_CACHED = 1_000;

export interface PrivacyOptions {
  /** secret key: pseudonyms are equal only under the same key */
  key: Buffer;
  /** case-insensitive field names whose whole value is masked */
  denied?: readonly string[];
}

/**
 * Removes personal data before anything is stored or logged. It is deterministic and idempotent: masked ids still join,
 * and masked bodies still compare.
 */
export class Privacy {
  private readonly denied: ReadonlySet<string>;
  private readonly deniedCache = new Map<string, boolean>();

  constructor(private readonly options: PrivacyOptions) {
    this.denied = new Set([...ALWAYS_DENIED, ...(options.denied ?? [])].map((name) => name.toLowerCase()));
  }

  /** Replaces a personal number in an identifier by a pseudonym, so that it stays unique. */
  id(value: string): string {
    return maskNumbers(value, 'id', (found) => `masked-${this.keyed(found).slice(0, 16)}`);
  }

  /** Replaces personal numbers in free text by their kind. */
  text(value: string): string {
    return maskFreeText(value);
  }

  /** Replaces a person reference by a keyed pseudonym; if `trusted`, existing pseudonyms stay. */
  person(value: string, trusted: boolean): string {
    return trusted && PSEUDONYM.test(value) ? value : `ref-${this.keyed(value.trim()).slice(0, 32)}`;
  }

  /** Masks every field at any depth; also for invalid bodies of unknown shape. */
  body(value: unknown, trusted = false): unknown {
    return this.walk('', value, 0, trusted);
  }

  /** Masks the validated `data` of an event; returns the same object when there is nothing to mask, the usual case. */
  data<T extends object>(data: T, trusted = false): T {
    let masked: Record<string, unknown> | null = null;
    for (const key of Object.keys(data)) {
      const value = (data as Record<string, unknown>)[key];
      if (typeof value !== 'string' && typeof value !== 'object') continue;
      const next = this.walk(key, value, 1, trusted);
      if (next !== value) (masked ??= { ...data } as Record<string, unknown>)[key] = next;
    }
    return (masked ?? data) as T;
  }

  private walk(key: string, value: unknown, depth: number, trusted: boolean): unknown {
    if (depth > MAX_DEPTH) return HIDDEN;
    if (key !== '' && this.isDenied(key)) return value === null ? null : HIDDEN;
    if (typeof value === 'string') return this.string(key, value, trusted);
    if (typeof value === 'number') return Math.abs(value) >= 1e6 ? this.number(key, value) : value;
    if (Array.isArray(value)) return this.list(key, value, depth, trusted);
    if (value !== null && typeof value === 'object') return this.object(value, depth, trusted);
    return value;
  }

  /** Results are cached because names repeat; the cache is bounded because names come from outside. */
  private isDenied(key: string): boolean {
    let isDenied = this.deniedCache.get(key);
    if (isDenied === undefined) {
      isDenied = this.denied.has(key.toLowerCase());
      if (this.deniedCache.size < MOST_CACHED && key.length <= 64) this.deniedCache.set(key, isDenied);
    }
    return isDenied;
  }

  private string(key: string, value: string, trusted: boolean): string {
    if (PERSON_REFS.has(key)) return this.person(value, trusted);
    return isIdField(key) ? this.id(value) : this.text(value);
  }

  private number(key: string, value: number): number | string {
    const text = String(value);
    const masked = maskNumbers(text, placeOf(key), () => HIDDEN);
    return masked === text ? value : HIDDEN;
  }

  private list(key: string, list: readonly unknown[], depth: number, trusted: boolean): unknown {
    const next = list.map((value) => this.walk(key, value, depth + 1, trusted));
    return next.some((value, index) => value !== list[index]) ? next : list;
  }

  private object(object: object, depth: number, trusted: boolean): Record<string, unknown> {
    const entries = Object.entries(object).map(
      ([key, value]) => [this.text(key), this.walk(key, value, depth + 1, trusted)] as const,
    );
    return Object.fromEntries(entries);
  }

  private keyed(value: string): string {
    return createHmac('sha256', this.options.key).update(value).digest('hex');
  }
}

const placeOf = (key: string): Place => (isIdField(key) ? 'id' : 'text');

function isIdField(key: string): boolean {
  return (
    key === 'id' ||
    key === 'source' ||
    key.endsWith('Id') ||
    key === 'queue' ||
    key === 'queues' ||
    key === 'toQueue' ||
    key === 'item' ||
    key === 'items' ||
    key === 'number'
  );
}
